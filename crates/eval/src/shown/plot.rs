//! How do confidence and truth look beside each other?

use maud::{Markup, html};

use super::number;
use crate::reliability::Reliability;

/// Length of an axis, and where it begins.
const SIDE: f64 = 360.0;
const LEFT: f64 = 56.0;
const TOP: f64 = 20.0;
/// The radius of the disc of most events.
const DISC: f64 = 14.0;

fn x(confidence: f64) -> f64 {
    LEFT + SIDE * confidence
}

fn y(share: f64) -> f64 {
    TOP + SIDE * (1.0 - share)
}

/// Confidence to the right, truth upwards; a disc's area is the number of events, the line through it the interval; dashed is
/// what should be.
pub(super) fn plot(found: &Reliability) -> Markup {
    let most = found.bins.iter().map(|bin| bin.share.all).max().unwrap_or(1) as f64;
    let line = found.bins.iter().map(|bin| format!("{:.1} {:.1}", x(bin.confidence), y(bin.right))).collect::<Vec<_>>();
    html! {
        svg viewBox=(format!("0 0 {} {}", LEFT + SIDE + 24.0, TOP + SIDE + 64.0)) width="440" font-family="sans-serif"
            font-size="13" role="img" xmlns="http://www.w3.org/2000/svg" {
            title { "share of events that are right, by their confidence" }
            rect width="100%" height="100%" fill="white" {}
            @for tenth in [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] {
                path d=(format!("M{:.0} {TOP}V{:.0}M{LEFT} {:.0}H{:.0}", x(tenth), y(0.0), y(tenth), x(1.0))) stroke="#ddd" fill="none" {}
                text x=(x(tenth)) y=(y(0.0) + 20.0) text-anchor="middle" { (format!("{tenth:.1}")) }
                text x=(LEFT - 8.0) y=(y(tenth) + 4.0) text-anchor="end" { (format!("{tenth:.1}")) }
            }
            path d=(format!("M{LEFT} {}L{} {TOP}", y(0.0), x(1.0))) stroke="#888" stroke-dasharray="5 5" fill="none" {}
            path d=(format!("M{}", line.join("L"))) stroke="#1f6fb4" stroke-width="2" fill="none" {}
            @for bin in &found.bins {
                path d=(format!("M{:.1} {:.1}V{:.1}", x(bin.confidence), y(bin.interval.low), y(bin.interval.high))) stroke="#1f6fb4" fill="none" {}
                circle cx=(format!("{:.1}", x(bin.confidence))) cy=(format!("{:.1}", y(bin.right)))
                    r=(format!("{:.1}", DISC * (bin.share.all as f64 / most).sqrt())) fill="#1f6fb4" fill-opacity="0.5" {
                    title { (bin.share.all) " events" }
                }
            }
            text x=(x(0.5)) y=(y(0.0) + 42.0) text-anchor="middle" { "confidence" }
            text x="16" y=(y(0.5)) text-anchor="middle" transform=(format!("rotate(-90 16 {:.0})", y(0.5))) { "share that is right" }
            text x=(LEFT + 8.0) y=(TOP + 18.0) { (found.part) ": " (found.events) " events, error " (number(found.error)) }
        }
    }
}
