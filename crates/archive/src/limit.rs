//! What becomes of a report whose reading takes too long?

use std::time::{Duration, Instant};

use dateline::record::Record;
use dateline::{Reader, Report};
use dateline_intake::{Failure, FailureKind};

/// Reads a report; a failure if that takes longer than the limit, which says the same on every machine.
///
/// # Errors
///
/// If it takes longer.
pub fn read_within(reader: &mut Reader, report: &Report, limit: Option<Duration>) -> Result<Record, Failure> {
    let Some(limit) = limit else { return Ok(reader.read(report)) };
    let start = Instant::now();
    reader.read_within(report, &|| start.elapsed() >= limit).ok_or_else(|| {
        let seconds = limit.as_secs_f64();
        let message = format!("its reading takes longer than {seconds} s, the limit for a report (--limit 0 for none)");
        Failure { source: report.source.clone(), kind: FailureKind::TooSlow, message }
    })
}
