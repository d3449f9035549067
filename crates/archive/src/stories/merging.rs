//! Which events of the articles of one story are the same event?
//!
//! Two events are one if they are of one kind, have not different parties on a side, and happened on one day and at
//! one place as far as both articles say. What articles say differently of it — figures, actors, who claims it — is kept
//! side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::happening::Happening;
use super::party::{Parties, compare};

/// Days by which dates that are written in two texts may differ: outlets live in different time zones.
const ZONES: i32 = 1;

/// Tellings of an event with which another is compared.
const COMPARED: usize = 8;

/// One event of one article: which article, which of its events.
pub(super) type HappeningAt = (u32, usize);

/// The events that are one, and why.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) told: Vec<HappeningAt>,
    /// In what the later ones agree with the first.
    pub(super) agree: BTreeSet<&'static str>,
}

/// How far apart two tellings of one event may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub(super) days: i32,
    pub(super) km: f64,
}

/// Joins the events of a story; `story` are its articles in the order in which they were published.
pub(super) fn merge<'h>(story: &[u32], happenings: impl Fn(u32) -> &'h [Happening], reach: Reach) -> Vec<Merged> {
    let mut merged: Vec<Merged> = Vec::new();
    let mut of_kind: BTreeMap<(&str, &[String]), Vec<usize>> = BTreeMap::new();
    for &article in story {
        for (number, happening) in happenings(article).iter().enumerate() {
            let alike = of_kind.entry((&happening.event, &happening.aux)).or_default();
            let agreement = |&place: &usize| {
                let told = merged[place].told.iter().take(COMPARED);
                let best = told.filter_map(|&(a, n)| agree(&happenings(a)[n], happening, reach));
                best.max_by_key(BTreeSet::len).map(|agreement| (agreement, place))
            };
            let best = alike
                .iter()
                .filter_map(agreement)
                .max_by_key(|(agreement, place)| (agreement.len(), std::cmp::Reverse(*place)));
            match best {
                Some((agreement, place)) => {
                    merged[place].told.push((article, number));
                    merged[place].agree.extend(agreement);
                }
                None => {
                    alike.push(merged.len());
                    merged.push(Merged { told: vec![(article, number)], agree: BTreeSet::new() });
                }
            }
        }
    }
    merged
}

/// In what two events of one kind agree, if they may be one: nothing known of either speaks against it, and the parties of
/// one side at least are the same.
fn agree(a: &Happening, b: &Happening, reach: Reach) -> Option<BTreeSet<&'static str>> {
    let parties = [("actor", compare(&a.actor, &b.actor)), ("recipient", compare(&a.recipient, &b.recipient))];
    if parties.iter().any(|(_, parties)| *parties == Some(Parties::Other)) {
        return None;
    }
    let sides = parties.map(|(side, parties)| (side, parties.map(|parties| parties == Parties::Same)));
    let checks = [("day", same_day(a, b, reach)), ("place", same_place(a, b, reach))];
    let modes = (!a.mode.is_empty() && !b.mode.is_empty()).then(|| a.mode.iter().any(|mode| b.mode.contains(mode)));
    if modes == Some(false) || checks.iter().any(|(_, same)| *same == Some(false)) {
        return None;
    }
    let same: BTreeSet<&'static str> =
        sides.iter().chain(&checks).filter(|(_, same)| *same == Some(true)).map(|(what, _)| *what).collect();
    let one_side = same.contains("actor") || same.contains("recipient");
    let contradiction = sides.iter().any(|(_, same)| *same == Some(false));
    // Reports often differ on who did it; day and place then have to agree.
    let settled = !contradiction || same.contains("day") && same.contains("place");
    (one_side && settled).then_some(same)
}

fn same_day(a: &Happening, b: &Happening, reach: Reach) -> Option<bool> {
    let ((first_a, last_a), (first_b, last_b)) = (a.days?, b.days?);
    let gap = (first_b - last_a).max(first_a - last_b);
    Some(gap <= if a.dated && b.dated { ZONES } else { reach.days })
}

fn same_place(a: &Happening, b: &Happening, reach: Reach) -> Option<bool> {
    let (near, far) = (a.place.as_ref()?, b.place.as_ref()?);
    if near.geonames.is_some() && near.geonames == far.geonames {
        return Some(true);
    }
    if near.wide || far.wide {
        // A town and its country are no contradiction, and no agreement either.
        let known = near.country.is_some() && far.country.is_some();
        return (known && near.country != far.country).then_some(false);
    }
    let close = km(near.point?, far.point?) <= reach.km;
    if !close && (near.assumed || far.assumed) { None } else { Some(close) }
}

/// Kilometres between two points, by the haversine formula on a sphere of the earth's mean radius.
pub(super) fn km((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    const RADIUS: f64 = 6371.0088;
    let (a, b) = (lat_a.to_radians(), lat_b.to_radians());
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let chord = half(lat_b - lat_a) + a.cos() * b.cos() * half(lon_b - lon_a);
    2.0 * RADIUS * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilometres_between_cities() {
        let (oslo, bergen) = ((59.91, 10.75), (60.39, 5.32));
        assert!((km(oslo, bergen) - 305.0).abs() < 5.0);
        assert!(km(oslo, oslo) < 1e-9);
    }
}
