//! How long may the reading of one report take?

use std::time::Duration;

use clap::Args;

/// The limit for each report.
#[derive(Args)]
pub(crate) struct Limit {
    /// How long the reading of one report may take, such as 20s or 2m: one that takes longer is a failure, and the others are
    /// read; 0 for as long as it takes.
    #[arg(long, value_name = "TIME", default_value = "0", value_parser = time)]
    limit: Duration,
}

impl Limit {
    /// Nothing for as long as it takes.
    pub(crate) fn get(&self) -> Option<Duration> {
        (!self.limit.is_zero()).then_some(self.limit)
    }
}

/// A time as options have it: a number of seconds, or one with its unit.
pub(crate) fn time(text: &str) -> Result<Duration, String> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (number, unit) = text.split_at(digits);
    let seconds = match unit.trim() {
        "" | "s" => Some(1.0),
        "m" | "min" => Some(60.0),
        "h" => Some(3600.0),
        _ => None,
    };
    let time = seconds.zip(number.parse::<f64>().ok()).map(|(unit, number)| unit * number);
    let time = time.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    time.ok_or_else(|| "a time is a number of seconds, or such as 20s, 2m, 1h".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_a_unit_or_are_seconds() {
        let seconds = |text| time(text).map(|time| time.as_secs_f64());
        assert_eq!([seconds("20s"), seconds("20"), seconds("2m"), seconds("1 h")], [20.0, 20.0, 120.0, 3600.0].map(Ok));
        assert_eq!((seconds("0"), seconds("0.5s")), (Ok(0.0), Ok(0.5)));
        for wrong in ["", "s", "-1s", "1 day", "1.2.3", "99999999999999999999999"] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }
}
