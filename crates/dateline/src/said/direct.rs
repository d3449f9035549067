//! Who says what stands in quotation marks and hangs on no verb in the tree? Told by where it stands, and who spoke last.

use crate::desk::{Quotation, Stretches, Voice};
use dateline_language::{Bytes, Pos, Relation, Token};
use rustc_hash::FxHashMap;

use super::Draft;
use super::contents::sentence_of;
use super::marks::Quoted;
use crate::codebook::Complement;
use crate::grammar::{self, reporting};
use crate::record::ActorKind;

/// How far from a quotation its verb of saying can stand, in words.
const REACH: usize = 14;

/// Who spoke last, and where.
#[derive(Clone, Copy)]
struct Last {
    part: usize,
    /// The quotation.
    found: usize,
    /// Whether a mark closed it before the paragraph ended.
    closed: bool,
}

/// Gives every stretch of speech in quotation marks to a speaker.
pub(super) fn attach(draft: &mut Draft<'_>) {
    let mut last: Option<Last> = None;
    let mut findings = Findings::of(draft);
    for i in 0..draft.quoted.len() {
        let quoted = draft.quoted[i];
        let found = match findings.holder(&quoted) {
            Some(holder) => {
                if let Some(opened) =
                    last.and_then(|last| opened(draft, &quoted, &last)).filter(|&found| found != holder)
                {
                    let before = std::mem::take(&mut draft.found[opened].content);
                    draft.found[holder].content.extend(before);
                    findings.moved.insert(opened, holder);
                }
                Some(holder)
            }
            None if quoted.single && inside_another(draft, &quoted) => continue,
            None if !is_speech(draft, &quoted) && !is_rest(draft, &quoted, last) => continue,
            None => attach_one(draft, &quoted, last, &mut findings.by_cue),
        };
        if let Some(found) = found {
            findings.open.push((quoted.bytes, found));
            last = Some(Last { part: quoted.part, found, closed: quoted.closed });
        }
    }
}

/// What is found, by what is said and by its cue.
struct Findings {
    /// What was found before.
    before: Stretches,
    /// Whose content is another's by now.
    moved: FxHashMap<usize, usize>,
    /// Stretches in quotation marks that the last ones stand in, with whose they are.
    open: Vec<(Bytes, usize)>,
    /// The first of each cue.
    by_cue: FxHashMap<usize, usize>,
}

impl Findings {
    fn of(draft: &Draft<'_>) -> Self {
        let (mut before, mut by_cue) = (Vec::new(), FxHashMap::default());
        for (i, found) in draft.found.iter().enumerate() {
            before.extend(found.content.iter().map(|bytes| (bytes.start..bytes.end, i)));
            if let Some(cue) = found.cue {
                by_cue.entry(cue).or_insert(i);
            }
        }
        Self { before: Stretches::of(before), moved: FxHashMap::default(), open: Vec::new(), by_cue }
    }

    /// The quotation that already says what stands in these marks.
    fn holder(&mut self, quoted: &Quoted) -> Option<usize> {
        let bytes = quoted.bytes;
        while self.open.last().is_some_and(|(last, _)| last.end <= bytes.start) {
            self.open.pop();
        }
        let open = self.open.iter().filter(|(open, _)| open.contains(bytes)).map(|(_, found)| *found);
        let before = self.before.over(bytes.start..bytes.end);
        let before = before.filter(|(own, _)| own.start <= bytes.start && bytes.end <= own.end);
        before.map(|(_, found)| found).chain(open).map(|found| self.by_now(found)).min()
    }

    fn by_now(&self, mut found: usize) -> usize {
        while let Some(&next) = self.moved.get(&found) {
            found = next;
        }
        found
    }
}

/// Whether the stretch reads as speech, or a verb of saying stands right beside a stretch that ends like speech.
fn is_speech(draft: &Draft<'_>, quoted: &Quoted) -> bool {
    let inner = inner(draft, quoted);
    quoted.is_speech(draft.doc) || inner.ends_with([',', '!', '?', '.']) && beside(draft, quoted).is_some()
}

/// A stretch without its closing marks.
fn inner<'a>(draft: &Draft<'a>, quoted: &Quoted) -> &'a str {
    draft.article.text[quoted.bytes.range()].trim_end_matches(['”', '"', '’', '\''])
}

/// Whether a stretch too short to tell goes on with what was said in the same paragraph: "No more." in "“We wait,” he
/// said. “No more.”"
fn is_rest(draft: &Draft<'_>, quoted: &Quoted, last: Option<Last>) -> bool {
    let ends = inner(draft, quoted).ends_with(['.', '!', '?']);
    ends && last.is_some_and(|last| last.part == quoted.part) && stands_alone(draft, quoted)
}

/// Adds the stretch to the quotation that it goes on with, or makes it one of its own; answers which.
fn attach_one(
    draft: &mut Draft<'_>,
    quoted: &Quoted,
    last: Option<Last>,
    by_cue: &mut FxHashMap<usize, usize>,
) -> Option<usize> {
    let verb = beside(draft, quoted);
    let same_cue = verb.and_then(|verb| by_cue.get(&verb.i()).copied());
    let alone = stands_alone(draft, quoted);
    // "“A,” he said. “B.”": the second half of what he said.
    let goes_on = last.filter(|last| verb.is_none() && alone && goes_on(draft, quoted, last)).map(|last| last.found);
    let credit = if verb.is_none() { credited(draft, quoted) } else { None };
    if let Some(found) = same_cue.or(if credit.is_none() { goes_on } else { None }) {
        draft.found[found].content.push(quoted.bytes);
        return Some(found);
    }
    if let Some(found) = last.and_then(|last| opened(draft, quoted, &last)) {
        let speaker = verb.and_then(|verb| draft.verb_source(verb));
        let opened = &mut draft.found[found];
        (opened.cue, opened.speaker) = (verb.map(Token::i), speaker.or_else(|| opened.speaker.take()));
        opened.content.push(quoted.bytes);
        opened.cue.into_iter().for_each(|cue| _ = by_cue.entry(cue).or_insert(found));
        return Some(found);
    }
    let (cue, speaker) = match (verb, credit) {
        (Some(verb), _) => (Some(verb.i()), draft.verb_source(verb)),
        (None, Some((cue, speaker))) => (Some(cue), Some(speaker)),
        (None, None) => match introduced(draft, quoted) {
            Some((cue, speaker)) => (Some(cue), speaker),
            None if alone => (None, named_before(draft, quoted)),
            None => return None,
        },
    };
    if let Some(cue) = cue {
        by_cue.entry(cue).or_insert(draft.found.len());
    }
    let found = draft.found.len();
    draft.found.push(Quotation { content: vec![quoted.bytes], cue, speaker, ..Quotation::default() });
    Some(found)
}

/// Whether nothing but marks stands in the stretch's sentences outside of quotation marks.
fn stands_alone(draft: &Draft<'_>, quoted: &Quoted) -> bool {
    let doc = draft.doc;
    let words = doc.span_over(quoted.bytes);
    // A mark may hang on the sentence before.
    let mut spoken = words.tokens().filter(|token| !token.is_punct() && !token.is_space());
    let Some(first) = spoken.next() else { return false };
    let last = spoken.next_back().unwrap_or(first);
    let around = doc.span(first.sentence().start(), last.sentence().end());
    let inside = |token: Token<'_>| draft.quoted_over(token.bytes()).any(|other| other.bytes.contains(token.bytes()));
    around.tokens().all(|token| token.is_punct() || token.is_space() || token.pos() == Pos::Cconj || inside(token))
}

/// Whether a stretch can go on with what was said last: in the same paragraph, or in the next one, which it opens.
fn goes_on(draft: &Draft<'_>, quoted: &Quoted, last: &Last) -> bool {
    let opens = || draft.article.parts[quoted.part].bytes.start + 1 >= quoted.bytes.start;
    last.part == quoted.part || last.part + 1 == quoted.part && opens()
}

/// The quotation without a cue that a paragraph before left open, and that this stretch goes on with.
fn opened(draft: &Draft<'_>, quoted: &Quoted, last: &Last) -> Option<usize> {
    let before = &draft.found[last.found];
    let open = !last.closed && before.cue.is_none();
    (open && last.part + 1 == quoted.part && goes_on(draft, quoted, last)).then_some(last.found)
}

/// "“…” — Ana Berg, a nurse": the name that a dash puts behind the quotation, at the end of its paragraph or in the next.
fn credited(draft: &Draft<'_>, quoted: &Quoted) -> Option<(usize, Voice)> {
    let doc = draft.doc;
    let text = &draft.article.text[quoted.bytes.end as usize..];
    let dash = text.trim_start().strip_prefix(['-', '–', '—', '―', '~'])?;
    let start = quoted.bytes.end + (text.len() - dash.len()) as u32;
    let part = draft.article.parts.iter().find(|part| part.bytes.contains(Bytes { start: start - 1, end: start }))?;
    let near = part.bytes == draft.article.parts[quoted.part].bytes || text.len() - text.trim_start().len() > 1;
    let behind = doc.span_over(Bytes { start, end: part.bytes.end });
    let name = behind.tokens().find(|token| token.pos() == Pos::Propn || token.pos() == Pos::Noun)?;
    let name = std::iter::once(name)
        .chain(name.ancestors())
        .find(|token| !matches!(token.dep(), Relation::Compound | Relation::Amod))?;
    let cue = doc.token_at(start - 1)?;
    let short = behind.len() <= LONGEST_CREDIT && !behind.tokens().any(|token| is_cue(draft, token));
    // "-Commissioner" may be one word.
    let mut voice = draft.voice(name);
    voice.bytes.start = voice.bytes.start.max(start);
    (near && short && behind.holds(name)).then_some((cue.i(), voice))
}

/// "The mayor warned of a flood. “It …”": who acts in the sentence before, in the same paragraph or at the end of the last.
fn named_before(draft: &Draft<'_>, quoted: &Quoted) -> Option<Voice> {
    let text = draft.article.text[..quoted.bytes.start as usize].trim_end();
    let part = draft.article.parts[quoted.part].bytes;
    let last = u32::try_from(text.len()).ok().filter(|&end| end > part.start)?.checked_sub(1)?;
    let sentence = sentence_of(draft.doc, last)?;
    let subject = sentence.root().and_then(grammar::own_subject)?;
    let marked = draft.quoted.iter().any(|other| !other.single && other.bytes.contains(subject.bytes()));
    let actor = draft.who.actor_at(subject).filter(|_| !marked)?;
    let speaks = !matches!(draft.who.actors[actor].kind, ActorKind::Place | ActorKind::Country);
    speaks.then(|| draft.voice(subject))
}

/// The most words of a line that names a speaker.
const LONGEST_CREDIT: usize = 14;

/// Whether single marks stand within double ones: a quotation within speech.
fn inside_another(draft: &Draft<'_>, quoted: &Quoted) -> bool {
    draft.quoted_over(quoted.bytes).any(|other| other != quoted && other.bytes.contains(quoted.bytes))
}

/// The verb of saying beside the quotation: behind it, else before it.
fn beside<'a>(draft: &Draft<'a>, quoted: &Quoted) -> Option<Token<'a>> {
    behind(draft, quoted).or_else(|| before(draft, quoted))
}

fn behind<'a>(draft: &Draft<'a>, quoted: &Quoted) -> Option<Token<'a>> {
    let doc = draft.doc;
    let first = doc.token_at(quoted.bytes.end)?;
    let inner = inner(draft, quoted);
    let text_between =
        inner.ends_with([',', '?', '!', '…']) || first.text() == "," || first.sentence().start() < first.i();
    let end = first.sentence().end().min(first.i() + REACH);
    let mut words =
        doc.span(first.i(), end.max(first.i())).tokens().take_while(|token| !is_mark(draft, *token, quoted));
    text_between.then(|| words.find(|token| is_cue(draft, *token)))?.filter(|verb| grammar::agent(*verb).is_some())
}

fn before<'a>(draft: &Draft<'a>, quoted: &Quoted) -> Option<Token<'a>> {
    let doc = draft.doc;
    let first = doc.span_over(quoted.bytes).tokens().next()?;
    let previous = first.previous()?;
    let introduced = matches!(previous.text(), ":" | ",")
        || reporting::introduces_speech(previous.text())
        || is_cue(draft, previous);
    let start = sentence_of(doc, previous.bytes().start)?.start().max(first.i().saturating_sub(REACH));
    let mut words = doc.span(start, first.i()).tokens().rev().take_while(|token| !is_mark(draft, *token, quoted));
    introduced.then(|| words.find(|token| is_cue(draft, *token)))?
}

fn is_cue(draft: &Draft<'_>, token: Token<'_>) -> bool {
    draft
        .cues
        .verb(draft.doc, token)
        .is_some_and(|takes| takes.takes(Complement::Quote) || takes.takes(Complement::That))
}

/// Whether the word stands in other quotation marks.
fn is_mark(draft: &Draft<'_>, token: Token<'_>, quoted: &Quoted) -> bool {
    draft
        .quoted_over(token.bytes())
        .any(|other| other != quoted && !other.single && other.bytes.contains(token.bytes()))
}

/// The cue and the speaker whom a colon before the stretch gives: "He told the crowd:" at the end of the paragraph before,
/// "Berg: “…”" in its own.
fn introduced(draft: &Draft<'_>, quoted: &Quoted) -> Option<(usize, Option<Voice>)> {
    let text = draft.article.text[..quoted.bytes.start as usize].trim_end();
    let colon =
        draft.doc.token_at(u32::try_from(text.len()).ok()?.checked_sub(1)?).filter(|token| token.text() == ":")?;
    let sentence = colon.sentence();
    let before = draft.doc.span(sentence.start(), colon.i());
    if let Some(verb) = before.tokens().rev().find(|token| is_cue(draft, *token)) {
        return Some((verb.i(), draft.speaker(verb)));
    }
    let is_name = |root: &Token<'_>| draft.who.actor_at(*root).is_some() || root.pos() == Pos::Propn;
    let named = before.root().filter(|root| is_name(root) && before.len() <= LONGEST_LABEL);
    let subject = || sentence.root().and_then(grammar::own_subject).filter(|subject| before.holds(*subject));
    // "And from the chairwoman:", "A statement by the mayor:".
    let author = || {
        let behind = |token: &Token<'_>| token.dep() == Relation::Pobj && draft.who.actor_at(*token).is_some();
        before.tokens().find(behind).filter(|_| before.len() <= LONGEST_LABEL)
    };
    Some((colon.i(), named.or_else(subject).or_else(author).map(|head| draft.voice(head))))
}

/// The most words of a name before a colon.
const LONGEST_LABEL: usize = 8;

#[cfg(test)]
mod tests {
    use crate::codebook::Codebook;
    use crate::parses;
    use crate::report::Report;

    /// The words of the speaker of the last quotation.
    fn speaker(text: &str) -> Option<String> {
        let record = parses::reader(Codebook::built_in()).read(&Report::new(text));
        let said = |span: crate::record::Span| {
            text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect::<String>()
        };
        record.quotations.last()?.speaker.as_ref().map(|voice| said(voice.span))
    }

    #[test]
    fn who_acts_before_speech_or_is_named_beside_it_says_it() {
        let cases = [
            ("The minister warned of a strike. “It will hurt the whole country for years.”", "The minister"),
            ("Lena Hart was furious. “The law is a gift to the owners of the mines.”", "Lena Hart"),
            ("“Awful. A black day,” said the minister.", "the minister"),
            ("And from Senator Lena Hart:\n\n“The mine is closed and will stay closed.”", "Senator Lena Hart"),
        ];
        for (text, wanted) in cases {
            let found = speaker(text);
            assert!(found.as_deref().is_some_and(|found| wanted.contains(found)), "{text}: {found:?}");
        }
    }
}
