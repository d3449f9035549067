//! What does the carrier say about a piece?

use dateline::Report;
use jiff::civil::Date;

use crate::columns::Columns;
use crate::outcome::Outcome;

/// What the carrier says about a piece.
#[derive(Clone, Debug, Default)]
pub(crate) struct Carrier {
    /// The day it was fetched.
    pub(crate) fetched: Option<Date>,
    /// Its media type, in lower case, with its parameters.
    pub(crate) media_type: Option<String>,
    /// What its columns and fields hold, as the user says.
    pub(crate) columns: Columns,
    /// What was odd about it, for every report in it.
    pub(crate) warning: Option<String>,
}

impl Carrier {
    /// The outcome, whose report tells what was odd about its carrier.
    pub(crate) fn warned(&self, mut outcome: Outcome) -> Outcome {
        if let (Ok(report), Some(warning)) = (&mut outcome, &self.warning) {
            report.warnings.push(warning.clone());
        }
        outcome
    }

    /// The report with the day on which it was fetched. A day of publication after it is not believed; clocks may be a day
    /// apart.
    pub(crate) fn dated(&self, mut report: Report) -> Report {
        report.retrieved = report.retrieved.or(self.fetched);
        if let (Some(published), Some(fetched)) = (report.published, self.fetched)
            && fetched.tomorrow().is_ok_and(|next| published > next)
        {
            report.published = None;
            let warning = "it was fetched before the day on which it says that it was published";
            report.warnings.push(format!("{warning}, {published}: that is not believed"));
        }
        report
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_report_has_the_day_on_which_it_was_fetched_and_was_published_before() {
        let carrier = Carrier { fetched: Some(date(2031, 3, 8)), ..Carrier::default() };
        let dated = |published| carrier.dated(Report { published, ..Report::default() });
        assert_eq!((dated(None).published, dated(None).retrieved), (None, Some(date(2031, 3, 8))));
        for day in [date(1989, 11, 10), date(2031, 3, 8), date(2031, 3, 9)] {
            assert_eq!((dated(Some(day)).published, dated(Some(day)).warnings.len()), (Some(day), 0), "{day}");
        }
        let later = dated(Some(date(2031, 3, 11)));
        assert_eq!((later.published, later.warnings.len()), (None, 1));
    }
}
