//! How does the record show quotations?

use dateline_language::Bytes;

use super::occasion::Occasion;
use crate::desk::{Desk, Quotation, Voice, quotation_id};
use crate::{grammar, record};

/// The quotations as the record shows them.
pub(crate) fn publish(desk: &Desk<'_>) -> Vec<record::Quotation> {
    let Desk { article, doc, who, quotations, .. } = desk;
    let occasion = Occasion { article, doc, times: &desk.times, places: &desk.places };
    let spans = |stretches: &[Bytes]| stretches.iter().map(|&bytes| article.span(bytes)).collect();
    let voice = |voice: Option<Voice>| voice.map(|voice| who.voice(article, voice.actor, voice.bytes));
    let quotation = |(i, quotation): (usize, &Quotation)| record::Quotation {
        id: quotation_id(i),
        kind: quotations.kind(i),
        content: spans(&quotation.content),
        verbatim: spans(&quotation.verbatim),
        cue: quotation.cue.map(|cue| {
            let token = doc.token(cue);
            record::Cue { span: article.span(token.bytes()), lemma: grammar::lemma(token).into_owned() }
        }),
        speaker: voice(quotation.speaker),
        addressee: voice(quotation.addressee),
        within: quotation.within.map(quotation_id),
        sentence: doc.token_at(quotation.content[0].start).map_or(0, |token| token.sentence_number() + 1),
        attitude: quotation.attitude,
        when: occasion.when(quotation),
        place: occasion.place(quotation),
    };
    quotations.iter().enumerate().map(quotation).collect()
}
