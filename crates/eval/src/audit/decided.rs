//! Which verdict holds, of what several coders said?

use std::collections::BTreeMap;

use super::verdicts::{Coder, Said};
use super::{Field, Verdict};

/// What came of an answer's verdicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Coders disagree, and nobody has decided.
    Undecided,
    /// This holds, with what would be right.
    Holds(Verdict, Option<String>),
}

impl Decided {
    /// Whether the answer is right; nothing where that is undecided or cannot be told.
    pub fn is_right(&self) -> Option<bool> {
        match self {
            Self::Holds(Verdict::Right, _) => Some(true),
            Self::Holds(Verdict::Wrong, _) => Some(false),
            Self::Holds(Verdict::CannotTell, _) | Self::Undecided => None,
        }
    }
}

/// What holds of each answer that somebody judged: what is said by who decides, else by more than half of the coders.
pub(super) fn decided(said: &[Said], coders: &[Coder]) -> BTreeMap<(u64, Field), Decided> {
    let mut by_answer: BTreeMap<(u64, Field), Vec<&Said>> = BTreeMap::new();
    for each in said {
        by_answer.entry((each.sheet, each.field)).or_default().push(each);
    }
    let decides = |said: &Said| coders.iter().any(|coder| coder.number == said.coder && coder.decides);
    by_answer.into_iter().map(|(answer, said)| (answer, one(&said, decides))).collect()
}

fn one(said: &[&Said], decides: impl Fn(&Said) -> bool) -> Decided {
    if let Some(last) = said.iter().rfind(|said| decides(said)) {
        return Decided::Holds(last.verdict, last.value.clone());
    }
    for verdict in Verdict::ALL {
        let alike: Vec<&&Said> = said.iter().filter(|said| said.verdict == verdict).collect();
        if alike.len() * 2 > said.len() {
            return Decided::Holds(verdict, common(&alike));
        }
    }
    Decided::Undecided
}

/// The value that most of them name; none, where others are named as often: the order of coders decides nothing.
fn common(said: &[&&Said]) -> Option<String> {
    let values: Vec<&String> = said.iter().filter_map(|said| said.value.as_ref()).collect();
    let often = |value: &String| values.iter().filter(|other| other.eq_ignore_ascii_case(value)).count();
    let most = values.iter().map(|value| often(value)).max()?;
    let first = values.iter().find(|value| often(value) == most)?;
    let is_one = values.iter().all(|value| often(value) < most || value.eq_ignore_ascii_case(first));
    is_one.then(|| (*first).clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(coder: i64, verdict: Verdict, value: Option<&str>) -> Said {
        let value = value.map(str::to_owned);
        Said { sheet: 1, coder, field: Field::Actor, verdict, value, at: String::new() }
    }

    #[test]
    fn more_than_half_decide_or_who_is_asked_to() {
        let coder = |number: i64| Coder { number, name: format!("c{number}"), decides: number == 9, blind: false };
        let coders: Vec<Coder> = [1, 2, 3, 9].map(coder).into();
        let of = |said: &[Said]| decided(said, &coders).remove(&(1, Field::Actor)).expect("somebody judged");
        let (right, wrong) = (said(1, Verdict::Right, None), said(2, Verdict::Wrong, Some("TGO")));
        assert_eq!(of(std::slice::from_ref(&right)).is_right(), Some(true));
        assert_eq!(of(&[right.clone(), wrong.clone()]), Decided::Undecided);
        let third = said(3, Verdict::Wrong, None);
        let all = [right, wrong, third];
        assert_eq!(of(&all), Decided::Holds(Verdict::Wrong, Some("TGO".to_owned())));
        let named =
            |values: [Option<&str>; 2]| of(&[said(1, Verdict::Wrong, values[0]), said(2, Verdict::Wrong, values[1])]);
        assert_eq!(
            named([Some("none"), Some("AID")]),
            Decided::Holds(Verdict::Wrong, None),
            "the first of equals is none"
        );
        assert_eq!(named([Some("AID"), Some("none")]), named([Some("none"), Some("AID")]));
        assert_eq!(named([None, Some("AID")]), Decided::Holds(Verdict::Wrong, Some("AID".to_owned())));
        let last = [&all[..], &[said(9, Verdict::CannotTell, None)]].concat();
        assert_eq!(of(&last).is_right(), None);
    }
}
