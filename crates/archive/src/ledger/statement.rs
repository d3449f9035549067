//! Which sentences say a demand, a promise, a threat, a refusal; of whom, to whom, what, on which condition and by when?

use std::collections::BTreeSet;

use dateline::record::EventType;
use jiff::civil::Date;

use super::entry::{Deadline, Kind};
use super::judge::as_said;
use super::lexicon::{Cue, Hit, LEXICON};
use super::party::Somebody;
use super::saying::Saying;
use super::sentence::{Act, Sentence};

/// Confidence from which an act that no entry of the codebook tells may open an entry of the ledger.
const SURE: f64 = 0.75;
/// The same, where a party is known by its own words.
const LIKELY: f64 = 0.58;

/// The same, of a demand: much is wanted and expected in reports.
const RATHER: f64 = 0.65;

/// Words of a statement that are too few to know it again by.
const FEW: usize = 2;
/// Words within which a deed is what is to be done.
const FIRST: usize = 3;

/// Something that is demanded, promised, threatened or refused in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Which of the sentences.
    pub(super) sentence: usize,
    pub(super) kind: Kind,
    pub(super) who: Vec<Somebody>,
    pub(super) to: Vec<Somebody>,
    pub(super) what: String,
    pub(super) condition: Option<String>,
    pub(super) deadline: Option<Deadline>,
    /// What it is about.
    pub(super) matter: BTreeSet<String>,
    /// The first of these words: mostly what is to be done.
    pub(super) head: Option<String>,
    /// Whether it is sure enough to open an entry of its own.
    pub(super) opens: bool,
    /// Whether it is told as something said before.
    pub(super) is_back: bool,
    /// Whether no word tells it, but what the whole sentence means.
    pub(super) is_whole: bool,
}

/// What the sentence of this number says.
pub(super) fn statements(number: usize, sentence: &Sentence) -> Vec<Statement> {
    let mut found: Vec<Statement> =
        sentence.sayings.iter().filter_map(|saying| by_words(number, sentence, saying)).collect();
    for act in sentence.acts.iter().filter(|act| is_surest(act, sentence)) {
        let Some(kind) = kind(act, sentence) else { continue };
        let at = sentence.byte(act.word.start);
        let is_within = sentence.sayings.iter().any(|saying| (saying.what.0..saying.what.1).contains(&at));
        // Two words of one sentence often tell one promise.
        if !is_within && !found.iter().any(|other| other.kind == kind) {
            found.extend(statement(number, sentence, act, kind));
        }
    }
    found
}

impl Statement {
    /// What a sentence means to say though no word of it tells so: said by whoever does what it tells, else by whom it quotes or
    /// names first.
    pub(super) fn of_whole(number: usize, sentence: &Sentence, kind: Kind) -> Option<Self> {
        let acts = sentence.acts.iter().filter(|act| !act.who.is_empty());
        let act = acts.max_by(|a, b| a.confidence.total_cmp(&b.confidence));
        let free = sentence.named.iter().find(|named| named.is_free).map(|named| &named.who);
        let who = match act {
            Some(act) => act.who.clone(),
            None => sentence.voice.iter().chain(free).take(1).cloned().collect(),
        };
        let read = act.map(|act| act.to.clone()).filter(|to| !to.is_empty());
        let to = read.unwrap_or_else(|| other_state(&who, sentence));
        let (what, condition) = without_condition(&sentence.words);
        let is_back = sentence.has(as_said(kind));
        Some(Self {
            condition,
            opens: true,
            is_back,
            is_whole: true,
            ..said(number, sentence, kind, (who, to), &what)?
        })
    }
}

/// A statement of these words, `what`, without what stands around them; nothing, if they tell nothing.
fn said(
    number: usize,
    sentence: &Sentence,
    kind: Kind,
    (who, to): (Vec<Somebody>, Vec<Somebody>),
    what: &str,
) -> Option<Statement> {
    let what = plain(spoken(what));
    let matter = matter(core(&what), None, sentence, &names(&who))?;
    Some(Statement {
        head: head(core(&what), &matter, &to),
        sentence: number,
        kind,
        who,
        to,
        what,
        condition: None,
        deadline: deadline(sentence),
        matter,
        opens: false,
        is_back: false,
        is_whole: false,
    })
}

/// What a word of a sentence says, with the parties of the act that was read there, where it names none.
fn by_words(number: usize, sentence: &Sentence, saying: &Saying) -> Option<Statement> {
    let act = sentence.acts.iter().find(|act| kind(act, sentence) == Some(saying.kind));
    let or_read = |own: &[Somebody], read: fn(&Act) -> &Vec<Somebody>| {
        let read = act.map(read).cloned().unwrap_or_default();
        if own.iter().any(Somebody::is_known) || read.is_empty() { own.to_vec() } else { read }
    };
    let who = or_read(&saying.who, |act| &act.who);
    let to = or_read(&saying.to, |act| &act.to);
    let to: Vec<Somebody> = to.into_iter().filter(|to| !who.iter().any(|who| is_one(who, to))).collect();
    let to = if to.is_empty() { other_state(&who, sentence) } else { to };
    let (from, end) = saying.what;
    let (what, own) = without_condition(sentence.words.get(from..end)?);
    let (whole, condition) = without_condition(&sentence.words);
    let opens = !saying.is_back && !who.is_empty() && !sentence.has(Cue::Broken) && !whole.is_empty();
    let (condition, is_back) = (own.or(condition), saying.is_back);
    Some(Statement { condition, opens, is_back, ..said(number, sentence, saying.kind, (who, to), &what)? })
}

/// The word of what is said that tells what is to be done: the first that stands for a deed, else the first.
fn head(what: &str, matter: &BTreeSet<String>, to: &[Somebody]) -> Option<String> {
    let names = names(to);
    let mut words = LEXICON.matter_in_order(what);
    words.retain(|(word, _)| matter.contains(word) && !names.contains(word));
    let stems = LEXICON.stems(what);
    let hits = LEXICON.cues(&stems);
    // "A team for searching": what is promised is the team.
    let is_aside = |at: usize| {
        let before = stems.iter().rfind(|stem| stem.end <= at);
        let joins = |hit: &Hit| matches!(hit.cue, Cue::Preposition | Cue::Article);
        before.is_some_and(|stem| hits.iter().any(|hit| hit.start == stem.start && joins(hit)))
    };
    let is_deed = |(word, at): &&(String, usize)| LEXICON.is_deed(word) && !is_aside(*at);
    let last = || words.last().filter(is_deed);
    words.iter().take(FIRST).find(is_deed).or_else(last).or(words.first()).map(|(word, _)| word.clone())
}

/// What is said without a clause that tells why, when or about whom.
fn core(what: &str) -> &str {
    let hits = LEXICON.cues(&LEXICON.stems(what));
    let aside = hits.iter().filter(|hit| hit.cue == Cue::Aside && hit.start > 0).map(|hit| hit.start).min();
    what.get(..aside.unwrap_or(what.len())).filter(|core| !LEXICON.matter(core).is_empty()).unwrap_or(what)
}

/// What is said without what only joins it to the word that says so.
fn plain(what: &str) -> String {
    what.trim_start_matches([',', ' ', '"', '”', '“', '.', ':']).trim_end_matches([',', ' ', '"', '“']).to_owned()
}

/// Whether no other act is likelier that the same word tells, of those that say something.
fn is_surest(act: &Act, sentence: &Sentence) -> bool {
    let rank = |act: &Act| (act.is_entry, act.confidence);
    let says = |other: &&Act| other.word == act.word && kind(other, sentence).is_some();
    sentence.acts.iter().filter(says).all(|other| rank(other) <= rank(act))
}

fn kind(act: &Act, sentence: &Sentence) -> Option<Kind> {
    use EventType::{
        Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Reject, Request, Retreat, Sanction, Threaten,
    };
    let is_to_come = !act.is_done && !act.is_denied;
    match act.event {
        Request if (!act.is_denied || act.is_entry) && !sentence.asks => Some(Kind::Demand),
        Threaten if !act.is_denied => Some(Kind::Threat),
        Sanction | Coerce | Assault if is_to_come => Some(Kind::Threat),
        Agree if !act.is_denied => Some(Kind::Promise),
        // What is conceded already is no promise.
        Concede if sentence.has(Cue::ToCome) && !act.is_denied => Some(Kind::Promise),
        Retreat | Aid | Cooperate | Consult if is_to_come => Some(Kind::Promise),
        Reject => Some(Kind::Refusal),
        _ => None,
    }
}

fn statement(number: usize, sentence: &Sentence, act: &Act, kind: Kind) -> Option<Statement> {
    let who = act.who.clone();
    let to = addressees(&who, sentence, act);
    let (whole, condition) = without_condition(&sentence.words);
    let (mut what, _) = without_condition(&tail(act, sentence));
    if !what.contains(char::is_alphabetic) {
        what.clone_from(&whole);
    }
    let what = plain(spoken(&what));
    let matter = matter(&what, (kind == Kind::Threat).then_some(&*whole), sentence, &names(&who))?;
    let is_named_alone =
        !act.is_entry && LEXICON.cues(&LEXICON.stems(behind(act, sentence).trim_start())).iter().any(is_agent);
    fn is_agent(hit: &Hit) -> bool {
        hit.cue == Cue::Agent && hit.start == 0
    }
    let opens = opens(act, kind, &who, &to, sentence);
    let deadline = deadline(sentence);
    let (head, is_back) = (head(&what, &matter, &to), sentence.has(as_said(kind)));
    let statement = Statement {
        sentence: number,
        kind,
        who,
        to,
        what,
        condition,
        deadline,
        matter,
        head,
        opens,
        is_back,
        is_whole: false,
    };
    (!is_named_alone).then_some(statement)
}

/// A text up to where words that are quoted end, and who says them follows.
fn spoken(text: &str) -> &str {
    let end = [",\"", ",”", "!\"", "!”", "?\"", "?”"].iter().filter_map(|mark| text.find(mark)).min();
    &text[..end.unwrap_or(text.len())]
}

/// To whom it is said: whom the act names, else another state that the sentence names.
fn addressees(who: &[Somebody], sentence: &Sentence, act: &Act) -> Vec<Somebody> {
    let speaks = |to: &Somebody| who.iter().any(|who| is_one(who, to) || is_at_home(who, to));
    let mut to: Vec<Somebody> = act.to.iter().filter(|to| !speaks(to)).cloned().collect();
    if to.is_empty() {
        to = other_state(who, sentence);
    }
    to
}

/// Another state that a sentence names.
fn other_state(who: &[Somebody], sentence: &Sentence) -> Vec<Somebody> {
    let other = |named: &&Somebody| named.is_state && named.is_sure && !who.iter().any(|who| is_one(who, named));
    sentence
        .named
        .iter()
        .filter(|named| !named.is_place)
        .map(|named| &named.who)
        .find(other)
        .cloned()
        .into_iter()
        .collect()
}

/// What it is about: by its own words, and by those of the sentence, if these are few; nothing, if its own tell nothing.
fn matter(what: &str, whole: Option<&str>, sentence: &Sentence, names: &BTreeSet<String>) -> Option<BTreeSet<String>> {
    let is_told = |word: &String| sentence.matter.contains(word) && !names.contains(word);
    let mut matter: BTreeSet<String> = LEXICON.matter(what).into_iter().filter(is_told).collect();
    if matter.is_empty() {
        return None;
    }
    matter.extend(sentence.meant.iter().filter(|word| is_told(word)).cloned());
    if let Some(whole) = whole {
        matter.extend(LEXICON.matter(whole).into_iter().filter(is_told));
    }
    if matter.len() < FEW {
        matter.extend(sentence.matter.iter().filter(|word| is_told(word)).cloned());
    }
    Some(matter)
}

/// Whether a statement is sure enough to open an entry of its own.
fn opens(act: &Act, kind: Kind, who: &[Somebody], to: &[Somebody], sentence: &Sentence) -> bool {
    let knows = [who, to].iter().filter(|side| side.iter().any(Somebody::is_known)).count();
    let is_accepted = matches!(act.event, EventType::Agree | EventType::Concede) && sentence.has(Cue::Done);
    let least = if kind == Kind::Demand { RATHER } else { LIKELY };
    let is_sure = act.is_entry || act.confidence >= SURE || knows > 0 && act.confidence >= least;
    let is_whole = matches!(kind, Kind::Promise | Kind::Threat)
        || !to.is_empty()
        || act.is_entry && who.iter().any(|who| who.is_sure);
    let is_told = kind != Kind::Threat && sentence.has(as_said(kind));
    !who.is_empty() && is_sure && is_whole && !is_told && !is_accepted && !sentence.has(Cue::Broken)
}

/// The words of a sentence behind that of an act.
fn behind(act: &Act, sentence: &Sentence) -> String {
    sentence.words.chars().skip(act.word.end.saturating_sub(sentence.span.start) as usize).collect()
}

/// What stands behind the word of an act, with that word, unless it only tells that something is said.
fn tail(act: &Act, sentence: &Sentence) -> String {
    let skip = |place: u32| sentence.words.chars().skip(place.saturating_sub(sentence.span.start) as usize);
    let word: String = skip(act.word.start).take((act.word.end - act.word.start) as usize).collect();
    skip(if LEXICON.matter(&word).is_empty() { act.word.end } else { act.word.start }).collect()
}

/// The words of the names of those who say it: they tell nothing of what it is about.
fn names(who: &[Somebody]) -> BTreeSet<String> {
    let words = who.iter().flat_map(|party| party.name.split_whitespace());
    words.filter(|word| word.starts_with(char::is_uppercase)).flat_map(|word| LEXICON.matter(word)).collect()
}

/// Whether a state would speak to its own people.
fn is_at_home(state: &Somebody, other: &Somebody) -> bool {
    state.is_state && state.is_sure && !other.is_state && other.country == state.country
}

fn is_one(a: &Somebody, b: &Somebody) -> bool {
    a.name == b.name || a.is_state && b.is_state && a.country == b.country
}

/// A text without the clause that says on what it hangs, and that clause.
fn without_condition(text: &str) -> (String, Option<String>) {
    let stems = LEXICON.stems(text);
    let is_condition =
        |hit: &Hit| hit.cue == Cue::Condition || hit.cue == Cue::Inverted && opens_clause(&text[..hit.start]);
    let first = LEXICON.cues(&stems).into_iter().filter(is_condition).map(|hit| hit.start).min();
    let Some(start) = first else { return (text.to_owned(), None) };
    let ends = [", ", ",\"", ",”", "; "];
    let end = ends.iter().filter_map(|mark| text[start..].find(mark)).min().map_or(text.len(), |end| start + end);
    let condition = text[start..end].trim_end_matches(['.', '"', '”', ' ']).to_owned();
    (format!("{} {}", &text[..start], &text[end..]), Some(condition))
}

/// Whether a clause opens behind these words.
fn opens_clause(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty() || before.ends_with([',', ';', '"', '“', '-'])
}

/// By when, if words before a day or a span of time say so.
fn deadline(sentence: &Sentence) -> Option<Deadline> {
    let stems = LEXICON.stems(&sentence.words);
    let starts: Vec<usize> =
        LEXICON.cues(&stems).into_iter().filter(|hit| hit.cue == Cue::Deadline).map(|hit| hit.start).collect();
    let byte = |place: u32| {
        let char = place.saturating_sub(sentence.span.start) as usize;
        sentence.words.char_indices().nth(char).map_or(sentence.words.len(), |(byte, _)| byte)
    };
    sentence.times.iter().find_map(|(span, value)| {
        let (from, to) = (byte(span.start), byte(span.end));
        // "by Friday", "before the end of the week"
        let near = |start: &&usize| **start < from && from - **start < 16;
        let start = starts.iter().filter(near).max()?;
        let words = sentence.words.get(*start..to.max(from))?.to_owned();
        Some(Deadline { words, day: value.get(..10).and_then(|day| day.parse::<Date>().ok()) })
    })
}
