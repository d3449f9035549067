//! How is a number of units of time written?

use crate::codebook::TimeUnit;

impl TimeUnit {
    /// Its letter in a duration, with the `T` before hours and less.
    fn letters(self) -> (&'static str, &'static str) {
        match self {
            Self::Second => ("T", "S"),
            Self::Minute => ("T", "M"),
            Self::Hour => ("T", "H"),
            Self::Day => ("", "D"),
            Self::Weekend => ("", "WE"),
            Self::Week => ("", "W"),
            Self::Month => ("", "M"),
            Self::Quarter => ("", "Q"),
            Self::Year | Self::Decade | Self::Century => ("", "Y"),
        }
    }

    /// A number of it as a duration: `P3Y`, `PT30M`, `PXW` where the number is not told. ISO 8601 knows no decades and
    /// centuries: they are counted in years.
    pub(crate) fn duration(self, amount: Option<f64>) -> String {
        match self {
            Self::Decade => return Self::Year.duration(amount.map(|amount| amount * 10.0)),
            Self::Century => return Self::Year.duration(amount.map(|amount| amount * 100.0)),
            _ => {}
        }
        let (time, letter) = self.letters();
        match amount {
            None => format!("P{time}X{letter}"),
            Some(amount) if amount.fract() == 0.0 => format!("P{time}{amount}{letter}"),
            Some(amount) if self == Self::Hour => {
                let minutes = (amount.fract() * 60.0).round();
                match amount.trunc() {
                    0.0 => format!("PT{minutes}M"),
                    hours => format!("PT{hours}H{minutes}M"),
                }
            }
            Some(0.5) if self == Self::Year => "P6M".to_owned(),
            Some(amount) => format!("P{time}{}{letter}", (amount * 100.0).round() / 100.0),
        }
    }

    /// How far off, from a day that is not known: `-1w`.
    pub(crate) fn distance(self, n: i64) -> String {
        let letter = match self {
            Self::Second => "s",
            Self::Minute => "min",
            Self::Hour => "h",
            Self::Day => "d",
            Self::Weekend => "we",
            Self::Week => "w",
            Self::Month => "m",
            Self::Quarter => "q",
            Self::Year => "y",
            Self::Decade => "de",
            Self::Century => "c",
        };
        if n == 0 { format!("0{letter}") } else { format!("{n:+}{letter}") }
    }
}
