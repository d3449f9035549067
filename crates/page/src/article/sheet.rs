//! What does the record of a report hold, entry by entry, each with its evidence?

use dateline::record::{
    Aux, Event, EventPlace, Figure, Happening, Party, PartyFrom, PlaceHow, QuotationKind, Record, Span, When, WhenHow,
};
use maud::{Markup, html};

use super::text::Look;
use crate::foreign::{Tame, name};
use crate::frame::score;
use crate::lists::{actor_link, moment, quoted};

/// A record and the text it was read from.
pub(crate) struct Sheet<'r> {
    /// The record.
    pub(crate) record: &'r Record,
    /// Its text, by characters.
    pub(crate) chars: Vec<char>,
}

impl Sheet<'_> {
    /// The words of a stretch.
    pub(crate) fn words(&self, span: Span) -> String {
        let end = (span.end as usize).min(self.chars.len());
        let words: String = self.chars.get(span.start as usize..end).unwrap_or_default().iter().collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn actor(&self, id: &str) -> Option<&str> {
        self.record.actors.iter().find(|actor| actor.id == id).map(|actor| actor.name.as_str())
    }

    /// What a party is called.
    pub(crate) fn called(&self, party: &Party) -> String {
        let known = party.actor.as_deref().and_then(|id| self.actor(id));
        known.map_or_else(|| self.words(party.span), str::to_owned)
    }

    /// A happening's parties in one line.
    pub(crate) fn parties(&self, happening: &Happening) -> String {
        let side = |parties: &[Party]| match parties {
            [] => "—".to_owned(),
            parties => parties.iter().map(|party| self.called(party)).collect::<Vec<_>>().join(", "),
        };
        format!("{} → {}", side(&happening.actor), side(&happening.recipient))
    }

    /// A happening with its evidence; `why` is where it is told why an event is told, without its name.
    pub(crate) fn happening(&self, happening: &Happening, why: Option<&str>) -> Markup {
        let look = look(happening);
        let mentions = || self.record.events.iter().filter(|event| happening.mentions.contains(&event.id));
        html! {
            article class={ "entry " (look.class()) } id=(happening.id) tabindex="-1" {
                h3 {
                    span class={ "event " "ev-" (happening.event.name().to_lowercase()) } { (happening.event.name()) }
                    @for mode in &happening.mode { " " span.mode { (mode) } }
                    @if happening.central { " " span.central title="the report is about it" { "●" } }
                }
                p.who { (self.side(&happening.actor)) " → " (self.side(&happening.recipient)) }
                (self.standing(happening))
                dl {
                    @if let Some(when) = &happening.when { (self.when(when)) }
                    @if let Some(place) = &happening.place { (self.place(place)) }
                    @if let Some(size) = &happening.size {
                        @for (what, number) in [("killed", size.dead), ("injured", size.injured),
                            ("arrested", size.arrested)] {
                            @if let Some(number) = number { dt { (what) } dd { (number) } }
                        }
                    }
                    dt { "score" } dd { (score(happening.score)) @if let Some(cameo) = &happening.cameo { " · CAMEO "
                        (cameo) } }
                }
                @for event in mentions() { (self.mention(event, why)) }
            }
        }
    }

    /// Where a happening is told, and what that was read from.
    fn mention(&self, event: &Event, why: Option<&str>) -> Markup {
        let how = match event.rule.as_str() {
            dateline::record::WEIGHED => "found by weighing words".to_owned(),
            dateline::record::UNTOLD => "told by its parties alone".to_owned(),
            entry => format!("entry {entry} of the codebook"),
        };
        html! {
            blockquote.evidence {
                p { a href={ "#" (event.id) } title="to its place in the text" { "“"
                    (Tame(&self.words(event.sentence))) "”" } }
                p.why { "by “" (Tame(&self.words(event.trigger.span))) "”; " (how) "; sure to "
                    (format!("{:.0}", event.confidence * 100.0)) " %"
                    @if let Some(id) = &event.said_in { "; said in " a href={ "#" (id) } { (id) } }
                    @for party in event.actor.iter().chain(&event.recipient) { (self.inferred(party)) }
                    @if let Some(why) = why { "; " a.weighed href={ (why) (event.id) } { "all that was weighed" } }
                }
            }
        }
    }

    /// From what a party's country was inferred.
    fn inferred(&self, party: &Party) -> Markup {
        let from = match party.from {
            Some(PartyFrom::Setting) => "by where the sentence plays",
            Some(PartyFrom::Implied) => "implied by the act",
            Some(PartyFrom::ToldElsewhere) => "told elsewhere",
            None => return crate::frame::nothing(),
        };
        html! { "; " (party.code.as_deref().unwrap_or("a party")) " " (from)
        @if let Some(evidence) = party.evidence { " (“" (Tame(&self.words(evidence))) "”)" } }
    }

    fn side(&self, parties: &[Party]) -> Markup {
        html! {
            @if parties.is_empty() { span.nobody { "nobody named" } }
            @for (at, party) in parties.iter().enumerate() {
                @if at > 0 { ", " }
                (actor_link(&self.called(party)))
                @if let Some(code) = &party.code { " " span.code { (code) } }
            }
        }
    }

    fn standing(&self, happening: &Happening) -> Markup {
        let claimant = happening.claimed_by.as_deref().map(|id| self.actor(id).unwrap_or("somebody"));
        let aux: Vec<&str> = happening.aux.iter().map(|aux| in_words(*aux)).collect();
        html! {
            @if claimant.is_some() || !aux.is_empty() {
                p.tags {
                    @if let Some(claimant) = claimant { span.tag.claimed { "claimed by " (name(claimant)) } }
                    @for aux in aux { span.tag.not { (aux) } }
                }
            }
        }
    }

    fn when(&self, when: &When) -> Markup {
        let how = match when.how {
            WhenHow::Clause => "by words of its clause",
            WhenHow::Sentence => "by other words of its sentence",
            WhenHow::Carried => "from another sentence",
            WhenHow::Assumed => "assumed from the day of publication",
        };
        html! { dt { "when" } dd { time { (moment(&when.value)) } " " span.how { (how) (self.quoted(when.span)) } } }
    }

    fn place(&self, place: &EventPlace) -> Markup {
        let how = match place.how {
            PlaceHow::Clause => "by words of its clause",
            PlaceHow::Sentence => "by other words of its sentence",
            PlaceHow::Section => "from the heading above",
            PlaceHow::Dateline => "from the dateline",
            PlaceHow::Carried => "from another sentence",
            PlaceHow::Assumed => "assumed: the place named most",
        };
        html! { dt { "where" } dd { (name(&place.name)) @if let Some(country) = &place.country { " " span.code {
            (country) } }
        " " span.how { (how) (self.quoted(place.span)) } } }
    }

    fn quoted(&self, span: Option<Span>) -> Markup {
        html! { @if let Some(span) = span { ": “" (Tame(&self.words(span))) "”" } }
    }

    /// A quotation.
    pub(crate) fn quotation(&self, at: usize) -> Markup {
        let quotation = &self.record.quotations[at];
        let words: Vec<String> = quotation.content.iter().map(|span| self.words(*span)).collect();
        let voice = |voice: &Option<dateline::record::Voice>| {
            let voice = voice.as_ref()?;
            Some(
                voice
                    .actor
                    .as_deref()
                    .and_then(|id| self.actor(id))
                    .map_or_else(|| self.words(voice.span), str::to_owned),
            )
        };
        html! {
            article.entry.said id=(quotation.id) tabindex="-1" {
                h3 { @match voice(&quotation.speaker) {
                        Some(speaker) => (actor_link(&speaker)),
                        None => span.nobody { "nobody named" },
                    }
                    @if let Some(to) = voice(&quotation.addressee) { " to " (name(&to)) } }
                blockquote.evidence { p { a href={ "#" (quotation.id) "t" } title="to its place in the text" {
                    (quoted(&words.join(" … "), quotation.kind == QuotationKind::Direct)) } } }
                p.why { (quotation.kind.name()) @if let Some(cue) = &quotation.cue { ", by “" (Tame(&cue.lemma)) "”" }
                    @if let Some(attitude) = quotation.attitude { ", " (attitude.name()) }
                    @if let Some(when) = &quotation.when { ", " (moment(&when.value)) }
                    @if let Some(place) = &quotation.place { ", in " (name(&place.name)) } }
            }
        }
    }
}

/// A figure's number and unit.
pub(crate) fn amount(figure: &Figure) -> String {
    let number = match (figure.value, figure.low, figure.high) {
        (Some(value), ..) => value.to_string(),
        (None, Some(low), Some(high)) => format!("{low}–{high}"),
        _ => "?".to_owned(),
    };
    let sign = figure.comparator.name();
    let sign = if sign == "=" { String::new() } else { format!("{sign} ") };
    let unit = figure.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{sign}{number}{unit}")
}

/// How a happening stands to what has happened.
pub(crate) fn look(happening: &Happening) -> Look {
    match (happening.aux.iter().any(|aux| *aux != Aux::Historical), &happening.claimed_by) {
        (true, _) => Look::Unreal,
        (false, Some(_)) => Look::Claim,
        (false, None) => Look::Fact,
    }
}

fn in_words(aux: Aux) -> &'static str {
    match aux {
        Aux::Future => "to come",
        Aux::Historical => "long ago",
        Aux::Hypothetical => "possible, wished or feared",
        Aux::Negation => "did not happen",
    }
}
