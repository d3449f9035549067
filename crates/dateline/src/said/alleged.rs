//! What do charges, verdicts and arrests say? "Arrested a man on suspicion of killing two tourists": that he killed them, as
//! the police say.

use dateline_language::{Bytes, Relation, Tag};

use super::Draft;
use crate::desk::{Quotation, allegation};

/// Adds what somebody is said to have done, where nothing else tells that it is said.
pub(super) fn deeds(draft: &mut Draft<'_>) {
    let doc = draft.doc;
    let gerunds = doc.tokens().filter(|token| token.tag() == Tag::Vbg && token.dep() == Relation::Pcomp);
    let alleged: Vec<_> =
        gerunds.filter_map(|deed| allegation(draft.codebook, deed).filter(|found| found.deed == deed)).collect();
    for found in alleged {
        let content = found.deed.reach().bytes();
        let overlaps = |other: &Quotation| other.content.iter().any(|bytes: &Bytes| bytes.overlaps(content));
        if draft.found.iter().any(overlaps) {
            continue;
        }
        let speaker = found.accuser.map(|accuser| draft.voice(accuser));
        let cue = Some(found.word.i());
        draft.found.push(Quotation { content: vec![content], cue, speaker, ..Quotation::default() });
    }
}
