//! Who is tied to whom?

use std::f64::consts::TAU;

use maud::{Markup, html};

use crate::foreign::plain;
use crate::tone::Tone;

use super::days::px;

const SIZE: f64 = 420.0;
const RADIUS: f64 = 160.0;

/// Room for long names at both sides, and characters of one that has room there.
const SIDE: f64 = 110.0;
const LONGEST: usize = 20;

/// What one did to another.
pub(crate) struct Tie {
    /// The place of who did it, in the order around the circle.
    pub(crate) who: usize,
    /// The place of to whom.
    pub(crate) whom: usize,
    /// What both are called.
    pub(crate) names: (String, String),
    /// How many happenings.
    pub(crate) number: i64,
    /// The mean of their scores.
    pub(crate) mean: f64,
}

/// Parties on a circle, with ties as thick as they are frequent.
pub(crate) fn network(ties: &[Tie]) -> Markup {
    let mut names: Vec<(usize, &str)> =
        ties.iter().flat_map(|tie| [(tie.who, tie.names.0.as_str()), (tie.whom, tie.names.1.as_str())]).collect();
    names.sort_unstable();
    names.dedup();
    let all = names.len().max(1) as f64;
    let highest = ties.iter().map(|tie| tie.number).max().unwrap_or(1).max(1) as f64;
    let at = |place: usize, radius: f64| {
        let turn = names.iter().position(|(other, _)| *other == place).unwrap_or(0) as f64 / all * TAU - TAU / 4.0;
        (SIZE / 2.0 + radius * turn.cos(), SIZE / 2.0 + radius * turn.sin())
    };
    let side = if names.iter().any(|(_, name)| name.chars().count() > 7) { SIDE } else { 0.0 };
    html! {
        figure.chart.net {
            svg viewBox={ (-side) " 0 " (SIZE + 2.0 * side) " " (SIZE) } role="img" aria-label="Net of parties" {
                @for tie in ties.iter().filter(|tie| tie.who != tie.whom) { (line(tie, at(tie.who, RADIUS),
                    at(tie.whom, RADIUS), highest)) }
                @for (place, name) in &names {
                    @let (x, y) = at(*place, RADIUS);
                    @let (tx, ty) = at(*place, if side > 0.0 { RADIUS + 12.0 } else { RADIUS + 24.0 });
                    circle.node cx=(px(x)) cy=(px(y)) r="5" {}
                    text class={ "name " (anchor(tx, side)) } x=(px(tx)) y=(px(ty + 4.0)) { (shortened(name)) }
                }
            }
            figcaption { "thicker: more happenings; the line bends to the right of who did it" }
        }
    }
}

/// Where a name begins: long ones stand beside their point.
fn anchor(x: f64, side: f64) -> &'static str {
    match x - SIZE / 2.0 {
        away if side > 0.0 && away > 20.0 => "right",
        away if side > 0.0 && away < -20.0 => "left",
        _ => "middle",
    }
}

/// A name with as many characters as there is room for.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => plain(&format!("{}…", &name[..end])),
        None => plain(name),
    }
}

fn line(tie: &Tie, from: (f64, f64), to: (f64, f64), highest: f64) -> Markup {
    // Both directions bend apart, and both towards the middle.
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let middle = ((from.0 + to.0) / 2.0 - dy * 0.14, (from.1 + to.1) / 2.0 + dx * 0.14);
    let width = 0.8 + 7.0 * (tie.number as f64 / highest).sqrt();
    let class = match Tone::of(tie.mean) {
        Tone::StrongConflict | Tone::Conflict => "tie bad",
        Tone::Neither => "tie even",
        Tone::Cooperation | Tone::StrongCooperation => "tie good",
    };
    html! {
        path class=(class) stroke-width=(px(width))
            d={ "M" (px(from.0)) " " (px(from.1)) " Q" (px(middle.0)) " " (px(middle.1)) " " (px(to.0)) " "
                (px(to.1)) } {
            title { (plain(&tie.names.0)) " → " (plain(&tie.names.1)) ": " (tie.number) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_others_are_text_in_pictures_too() {
        let names = ("<b>Ana</b>\u{202E} of a very long name".to_owned(), "PER".to_owned());
        let drawn = network(&[Tie { who: 0, whom: 1, names, number: 2, mean: -3.0 }]).into_string();
        assert!(drawn.contains("&lt;b&gt;Ana") && !drawn.contains("<b>") && !drawn.contains('\u{202E}'), "{drawn}");
        assert!(drawn.contains('…') && drawn.contains("tie bad"), "{drawn}");
    }
}
