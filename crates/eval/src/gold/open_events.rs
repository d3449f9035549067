//! Open events: does the record of a sentence hold a relation that is marked in it?
//!
//! Gold as that of relations; the sentences may hold more than what is marked, so only what is found is judged. Answers: records.

use std::path::PathBuf;

use dateline::Report;
use serde_json::Value;

use super::relations::{Pair, pairs, yielded};
use super::{Gold, Parts};
use crate::answers::{Answers, list, stretch};
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally, around};

struct OpenEvents(Vec<Pair>);

/// The files with marked pairs, by name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    let complete = |pairs: Vec<Pair>| {
        let has_both = |pair: &Pair| !pair.sources.is_empty() && !pair.targets.is_empty();
        Box::new(OpenEvents(pairs.into_iter().filter(has_both).collect())) as Box<dyn Gold>
    };
    Ok(pairs(files)?.into_iter().map(|(name, pairs)| (name, complete(pairs))).collect())
}

fn touch(party: &Value, mentions: &[(usize, usize)]) -> bool {
    stretch(party).is_some_and(|(start, end)| mentions.iter().any(|(s, e)| start < *e && end > *s))
}

fn judge(pair: &Pair, answers: &Answers) -> Judged {
    let id = pair.text.report.source.id.clone();
    let mut said = Vec::new();
    let (mut both, mut whole) = (false, false);
    for event in list(answers.of(&id), "events") {
        let (actors, recipients) = (list(event, "actor"), list(event, "recipient"));
        let others = if recipients.is_empty() { actors } else { recipients };
        let relates = actors.iter().any(|party| touch(party, &pair.sources))
            && others.iter().any(|party| touch(party, &pair.targets));
        let root = event["event"].as_str().unwrap_or_default();
        both |= relates;
        whole |= relates && yielded(root) == pair.root();
        said.push(format!("{root}{}", if relates { " between the two" } else { "" }));
    }
    let class = match (whole, both, said.is_empty()) {
        (true, ..) => None,
        (_, true, _) => Some("another event between the two"),
        (.., true) => Some("no event at all"),
        _ => Some("events of others only"),
    };
    let mistake = |class: &str| Mistake {
        class: class.to_owned(),
        wanted: pair.root().to_owned(),
        said: said.join(", "),
        around: around(&pair.text.chars, pair.sources.first().copied().unwrap_or_default()),
    };
    let tallies = vec![Tally::one(both), Tally::one(whole)];
    Judged { tallies, values: Vec::new(), mistakes: class.map(mistake).into_iter().collect(), id }
}

impl Gold for OpenEvents {
    fn measures(&self) -> Vec<Measure> {
        ["the two related", "related by the event"].map(|name| Measure::Share(name.to_owned())).into()
    }

    fn is_of_events(&self) -> bool {
        true
    }

    fn reports(&self) -> Vec<Report> {
        self.0.iter().map(|pair| pair.text.report.clone()).collect()
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.0.iter().map(|pair| judge(pair, answers)).collect()
    }
}
