//! Where on the map?

use maud::{Markup, html};

use super::days::px;
use crate::frame::count;

/// Code, name and outline of each country; see the folder's README.
const OUTLINES: &str = include_str!("../../vendor/outlines.tsv");

const WIDTH: f64 = 960.0;

/// A place with how many happenings.
pub(crate) struct Spot {
    /// Its name.
    pub(crate) name: String,
    /// Degrees north and east.
    pub(crate) at: (f64, f64),
    /// How many.
    pub(crate) number: i64,
    /// The mean of their scores.
    pub(crate) mean: f64,
    /// Where they are listed.
    pub(crate) link: String,
}

/// Countries, shaded by how many happenings of each only the country is known or more, and places with points of their own.
pub(crate) fn world(countries: &[(String, i64)], spots: &[Spot], link: &dyn Fn(&str) -> String) -> Markup {
    let highest = countries.iter().map(|(_, number)| *number).max().unwrap_or(1).max(1);
    let largest = spots.iter().map(|spot| spot.number).max().unwrap_or(1).max(1) as f64;
    html! {
        figure.chart {
            svg.world viewBox="0 0 960 470" role="group" aria-label="Map of happenings" {
                @for line in OUTLINES.lines() {
                    @let mut parts = line.split('\t');
                    @let (code, name, path) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""),
                        parts.next().unwrap_or(""));
                    @match countries.iter().find(|(other, _)| !code.is_empty() && other == code) {
                        Some((_, number)) => a href=(link(code)) aria-label={ (name) ": " (count(*number)) " happenings" } {
                            path class={ "land " (shade(*number, highest)) } d=(path) { title { (name) ": "
                                (count(*number)) " happenings" } } },
                        None => path.land d=(path) {},
                    }
                }
                @for spot in spots {
                    @let (x, y) = at(spot.at);
                    @let class = if spot.mean < -1.0 { "spot bad" } else if spot.mean > 1.0 { "spot good" } else {
                        "spot even" };
                    a href=(spot.link) aria-label={ (spot.name) ": " (count(spot.number)) } {
                        circle class=(class) cx=(px(x)) cy=(px(y)) r=(px(2.5 + 9.0 * (spot.number
                            as f64 / largest).sqrt())) {
                            title { (crate::foreign::Tame(&spot.name)) ": " (count(spot.number)) } } }
                }
            }
            figcaption { "Natural Earth at 1:110 million; a point is a place that reports name, no point is set where only the country is known" }
        }
    }
}

fn shade(number: i64, highest: i64) -> &'static str {
    match (number as f64 / highest as f64).sqrt() {
        share if share > 0.75 => "l4",
        share if share > 0.5 => "l3",
        share if share > 0.25 => "l2",
        _ => "l1",
    }
}

/// A point in the picture: the Natural Earth projection, as `scripts/outlines.py` has it.
fn at((lat, lon): (f64, f64)) -> (f64, f64) {
    let (phi, lam) = (lat.to_radians(), lon.to_radians());
    let p2 = phi * phi;
    let p4 = p2 * p2;
    let x = lam * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)));
    let y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)));
    let scale = WIDTH / (2.0 * 0.8707 * 180_f64.to_radians());
    (WIDTH / 2.0 + x * scale, 250.0 - y * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_lies_in_its_country() {
        let outline = OUTLINES.lines().find(|line| line.starts_with("CHE\t")).expect("Switzerland");
        let numbers: Vec<f64> = outline
            .rsplit('\t')
            .next()
            .expect("a path")
            .split(['M', 'L', 'Z', ' '])
            .filter_map(|number| number.parse().ok())
            .collect();
        let (xs, ys): (Vec<f64>, Vec<f64>) = numbers.chunks(2).map(|pair| (pair[0], pair[1])).unzip();
        let (x, y) = at((46.9, 8.2));
        let within =
            |value: f64, all: &[f64]| all.iter().any(|other| *other < value) && all.iter().any(|other| *other > value);
        assert!(within(x, &xs) && within(y, &ys));
    }
}
