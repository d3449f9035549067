//! What does the value of a filter mean, and what may it be?

use dateline::record::EventType;
use dateline_archive::ledger::Kind;
use jiff::civil::Date;

use crate::error::Trouble;
use crate::tone::Tone;

use super::{BY, By, STANDINGS, Standing, is_code};

pub(super) fn day(name: &str, value: &str) -> Result<Date, Trouble> {
    let told = || Trouble::Asked(format!("{name}={value}: a day is written like 2031-03-08"));
    let day: Date = value.parse().map_err(|_| told())?;
    if (0..=9999).contains(&day.year()) { Ok(day) } else { Err(told()) }
}

pub(super) fn event(value: &str) -> Result<EventType, Trouble> {
    EventType::of(&value.to_uppercase())
        .ok_or_else(|| Trouble::Asked(format!("event={value}: none of the sixteen; they are listed at the filter")))
}

pub(super) fn standing(value: &str) -> Result<Standing, Trouble> {
    let found = STANDINGS.iter().find(|(name, ..)| *name == value).map(|(_, standing, _)| *standing);
    found.ok_or_else(|| Trouble::Asked(format!("standing={value}: it is fact, claim or unreal")))
}

pub(super) fn number(name: &str, value: &str) -> Result<u64, Trouble> {
    let number = value.parse::<u64>().ok().filter(|number| i64::try_from(*number).is_ok());
    number.ok_or_else(|| Trouble::Asked(format!("{name}={value}: it is a number")))
}

pub(super) fn tone(value: &str) -> Result<Tone, Trouble> {
    let told = || {
        let all = Tone::ALL.map(Tone::name).join(", ");
        Trouble::Asked(format!("tone={value}: it is one of {all}"))
    };
    Tone::named(value).ok_or_else(told)
}

pub(super) fn by(value: &str) -> Result<By, Trouble> {
    let found = BY.iter().find(|(name, _)| *name == value).map(|(_, by)| *by);
    found
        .ok_or_else(|| Trouble::Asked(format!("by={value}: it is event or score on a timeline, month for who to whom")))
}

pub(super) fn unfold(value: &str) -> Result<String, Trouble> {
    let code = value.to_uppercase();
    match is_code(&code) && code.len() <= "RUS GOV".len() {
        true => Ok(code),
        false => Err(Trouble::Asked(format!("unfold={value}: it is a country such as RUS, or its sector, RUS GOV"))),
    }
}

pub(super) fn kind(value: &str) -> Result<Kind, Trouble> {
    let told = || Trouble::Asked(format!("kind={value}: it is demand, promise, threat or refusal"));
    Kind::named(&value.to_lowercase()).ok_or_else(told)
}

pub(super) fn open(value: &str) -> Result<bool, Trouble> {
    match value {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Trouble::Asked(format!("open={value}: it is yes or no"))),
    }
}

pub(super) fn limit(value: &str) -> Result<usize, Trouble> {
    let number = value.parse().ok().filter(|number| (1..=10_000).contains(number));
    number.ok_or_else(|| Trouble::Asked(format!("limit={value}: it is a number from 1 to 10000")))
}
