//! On which day, at which place was an act, of all that its article names? Weighed for each mention; what the mentions of one
//! happening weigh together decides.

use std::collections::BTreeMap;

use super::candidates::{Candidate, Named};
use super::days::days;
use super::places::places;
use crate::codebook::Judges;
use crate::desk::Desk;
use crate::did::event::Event;
use crate::record::{EventPlace, When};
use crate::weights::{Evidence, Judge, Lessons, probabilities};

/// The classes of the judge of circumstances.
pub(crate) const CIRCUMSTANCES: [&str; 2] = ["day", "place"];
const DAY: usize = 0;
const PLACE: usize = 1;

/// When and where, as far as readers told it: a TIMEX3 value, a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct MarkedCircumstances {
    pub(crate) day: Option<String>,
    pub(crate) place: Option<String>,
}

/// Adds an act whose day and place readers told.
pub(in crate::did) fn teach(lessons: &mut Lessons, desk: &Desk<'_>, event: &Event<'_>, marked: &MarkedCircumstances) {
    let told = |when: &When| marked.day.as_deref().is_some_and(|day| is_same_day(&when.value, day));
    let is_day = |when: Option<&When>| when.map_or(marked.day.is_none(), told);
    let all = Named::of(desk);
    add(lessons, days(desk, &all, event, true), DAY, is_day);
    let Some(name) = marked.place.as_deref() else { return };
    add(lessons, places(desk, &all, event, true), PLACE, |place| {
        place.is_some_and(|place| is_same_place(&place.name, name))
    });
}

fn add<T>(lessons: &mut Lessons, all: Vec<Candidate<T>>, class: usize, is_right: impl Fn(Option<&T>) -> bool) {
    let right = all.iter().map(|candidate| is_right(candidate.answer.as_ref())).collect();
    let evidence: Vec<Evidence> = all.into_iter().map(|candidate| candidate.evidence).collect();
    lessons.add_choice(&evidence, right, class);
}

/// Whether one of two times holds the other, and is no longer than a month.
fn is_same_day(value: &str, told: &str) -> bool {
    value.starts_with(told) || told.starts_with(value) && value.len() >= 7
}

/// Whether one of two names holds the other.
fn is_same_place(name: &str, told: &str) -> bool {
    let (name, told) = (name.to_lowercase(), told.to_lowercase());
    told.contains(&name) || name.contains(&told)
}

/// When and where each event was.
pub(in crate::did) fn circumstances(
    desk: &Desk<'_>,
    events: &[Event<'_>],
    judges: &Judges,
) -> (Vec<Option<When>>, Vec<Option<EventPlace>>) {
    let judge = &judges.circumstances;
    let all = Named::of(desk);
    let go_on = || !desk.limit.is_over();
    let day =
        |event: &Event<'_>| if go_on() { weighed(days(desk, &all, event, false), judge, DAY) } else { Vec::new() };
    let place =
        |event: &Event<'_>| if go_on() { weighed(places(desk, &all, event, false), judge, PLACE) } else { Vec::new() };
    let days = agreed(events, events.iter().map(day).collect(), |when| &when.value, |when| when.how);
    let places = agreed(events, events.iter().map(place).collect(), |place| &place.name, |place| place.how);
    (days, places)
}

/// How probable it must be that nothing is told, before nothing is said.
const UNTOLD: f32 = 0.8;

/// The candidates with how probable each is.
type Weighed<T> = Vec<(Option<T>, f32)>;

fn weighed<T>(all: Vec<Candidate<T>>, judge: &Judge, class: usize) -> Weighed<T> {
    let of = |candidate: &Candidate<T>| {
        let mut sums = judge.no_sums();
        judge.weigh(&candidate.evidence, &mut sums);
        sums[class]
    };
    let mut chances: Vec<f32> = all.iter().map(of).collect();
    probabilities(&mut chances);
    all.into_iter().map(|candidate| candidate.answer).zip(chances).collect()
}

/// For each event the likeliest answer of its happening, by the words that tell it best here.
fn agreed<T, H: Ord>(
    events: &[Event<'_>],
    all: Vec<Weighed<T>>,
    key: impl Fn(&T) -> &String,
    how: impl Fn(&T) -> H,
) -> Vec<Option<T>> {
    let mut by_happening: BTreeMap<usize, BTreeMap<Option<String>, f32>> = BTreeMap::new();
    let number = |i: usize| events[i].happening.unwrap_or(events.len() + i);
    for (i, weighed) in all.iter().enumerate() {
        let shares = by_happening.entry(number(i)).or_default();
        for (answer, chance) in weighed {
            *shares.entry(answer.as_ref().map(|answer| key(answer).clone())).or_default() += chance;
        }
    }
    let of = |(i, weighed): (usize, Weighed<T>)| {
        let shares = &by_happening[&number(i)];
        let all: f32 = shares.values().sum();
        if shares.get(&None).is_some_and(|none| *none > UNTOLD * all) {
            return None;
        }
        let told = shares.iter().filter_map(|(answer, share)| Some((answer.as_ref()?, share)));
        let (best, _) = told.max_by(|a, b| a.1.total_cmp(b.1))?;
        let mut here: Vec<(T, f32)> =
            weighed.into_iter().filter_map(|(answer, chance)| Some((answer?, chance))).collect();
        here.retain(|(answer, _)| key(answer) == best);
        // Of the words that tell it, those that stand nearest to the act.
        here.sort_by(|a, b| how(&a.0).cmp(&how(&b.0)).then(b.1.total_cmp(&a.1)));
        here.into_iter().next().map(|(answer, _)| answer)
    };
    all.into_iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_same_day, is_same_place};

    #[test]
    fn a_day_is_told_by_its_month_but_not_by_its_year() {
        assert!(is_same_day("2031-03-08", "2031-03-08") && is_same_day("2031-03", "2031-03-08"));
        assert!(is_same_day("2031-03-08TMO", "2031-03-08"));
        assert!(!is_same_day("2031", "2031-03-08") && !is_same_day("2031-03-07", "2031-03-08"));
    }

    #[test]
    fn a_place_is_told_by_part_of_its_name() {
        assert!(is_same_place("Osmund", "Port of OSMUND") && is_same_place("Osmund Harbour", "osmund"));
        assert!(!is_same_place("Osmund", "Velmora"));
    }
}
