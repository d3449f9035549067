//! What did the program answer of a happening, field by field?

use dateline::record::{Aux, Event, EventPlace, Happening, Party, Record, Size, Span};
use serde::{Deserialize, Serialize};

use super::Field;

/// An answer of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// To what.
    pub field: Field,
    /// As it is compared: a code, a day, a name; empty where the program has none.
    pub value: String,
    /// As people read it.
    pub shown: String,
    /// The words it was read from, in characters.
    pub spans: Vec<(u32, u32)>,
}

/// The happening, its mentions in the text and what was answered of it.
pub(super) struct Answered {
    pub(super) told: Vec<Told>,
    /// The sentence of its first mention.
    pub(super) sentence: Span,
    /// The word that tells it there.
    pub(super) word: Span,
}

/// What is answered of a happening; nothing, if no event of the record tells it.
pub(super) fn answered(record: &Record, text: &str, happening: &Happening) -> Option<Answered> {
    let first: &Event = record.events.iter().find(|event| happening.mentions.contains(&event.id))?;
    let chars: Vec<char> = text.chars().collect();
    let from = Answers { record, chars };
    let told = [
        Some(from.told(Field::Event, happening.event.name(), happening.event.name(), &[first.trigger.span])),
        (!happening.mode.is_empty()).then(|| {
            let modes = happening.mode.join(", ");
            from.told(Field::Mode, &modes, &modes, &[])
        }),
        Some(from.side(Field::Actor, &happening.actor)),
        Some(from.side(Field::Recipient, &happening.recipient)),
        Some(from.standing(happening)),
        happening.when.as_ref().map(|when| {
            let shown = format!("{} ({})", when.value, when.precision.name());
            from.told(Field::When, &when.value, &shown, when.span.as_slice())
        }),
        happening.place.as_ref().map(|place| from.place(place)),
        happening.size.as_ref().and_then(|size| from.size(size)),
    ];
    let told = told.into_iter().flatten().collect();
    Some(Answered { told, sentence: first.sentence, word: first.trigger.span })
}

struct Answers<'r> {
    record: &'r Record,
    chars: Vec<char>,
}

impl Answers<'_> {
    fn told(&self, field: Field, value: &str, shown: &str, spans: &[Span]) -> Told {
        let spans = spans.iter().map(|span| (span.start, span.end)).collect();
        Told { field, value: value.to_owned(), shown: shown.to_owned(), spans }
    }

    fn words(&self, span: Span) -> String {
        let end = (span.end as usize).min(self.chars.len());
        let words: String = self.chars.get(span.start as usize..end).unwrap_or_default().iter().collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn called(&self, party: &Party) -> String {
        let known = self.record.actors.iter().find(|actor| Some(&actor.id) == party.actor.as_ref());
        known.map_or_else(|| self.words(party.span), |actor| actor.name.clone())
    }

    fn side(&self, field: Field, parties: &[Party]) -> Told {
        let value = |party: &Party| party.code.clone().unwrap_or_else(|| self.called(party));
        let shown = |party: &Party| {
            let code = party.code.as_ref().map(|code| format!(" ({code})"));
            format!("{}{}", self.called(party), code.unwrap_or_default())
        };
        let joined = |each: &dyn Fn(&Party) -> String| parties.iter().map(each).collect::<Vec<_>>().join("; ");
        let words = if parties.is_empty() { "nobody named".to_owned() } else { joined(&shown) };
        let spans: Vec<Span> = parties.iter().map(|party| party.span).collect();
        self.told(field, &joined(&value), &words, &spans)
    }

    fn standing(&self, happening: &Happening) -> Told {
        let claimed = happening.claimed_by.as_ref();
        let aux: Vec<&str> = happening.aux.iter().map(|aux| aux.name()).collect();
        let value = match claimed {
            Some(_) => [aux, vec!["claimed"]].concat().join(", "),
            None if aux.is_empty() => "fact".to_owned(),
            None => aux.join(", "),
        };
        let mut shown: Vec<String> = happening.aux.iter().map(|aux| in_words(*aux).to_owned()).collect();
        if let Some(id) = claimed {
            let name = self.record.actors.iter().find(|actor| actor.id == *id).map(|actor| actor.name.as_str());
            shown.push(format!("only claimed, by {}", name.unwrap_or("somebody")));
        }
        if shown.is_empty() {
            shown.push("happened, as the report states".to_owned());
        }
        self.told(Field::Standing, &value, &shown.join("; "), &[])
    }

    fn place(&self, place: &EventPlace) -> Told {
        let country = place.country.as_ref().map(|country| format!(", {country}")).unwrap_or_default();
        let shown = format!("{}{country}", place.name);
        self.told(Field::Where, &shown, &shown, place.span.as_slice())
    }

    fn size(&self, size: &Size) -> Option<Told> {
        let all = [("killed", size.dead), ("injured", size.injured), ("arrested", size.arrested)];
        let told: Vec<String> =
            all.into_iter().filter_map(|(what, number)| Some(format!("{} {what}", number?))).collect();
        (!told.is_empty()).then(|| self.told(Field::HowMany, &told.join(", "), &told.join(", "), &[]))
    }
}

fn in_words(aux: Aux) -> &'static str {
    match aux {
        Aux::Future => "is to come",
        Aux::Historical => "happened long ago",
        Aux::Hypothetical => "is possible, wished or feared",
        Aux::Negation => "did not happen",
    }
}
