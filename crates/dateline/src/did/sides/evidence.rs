//! What speaks for a candidate's having done an act, or its having been done to it? The texts here are names of features: one
//! that changes loses its weight.

use dateline_language::{Pos, Relation, Token};

use super::super::acts::Scene;
use super::super::party::Party;
use super::candidates::{Candidate, Mentioned, Standing};
use crate::desk::{Desk, said_in};
use crate::grammar;
use crate::record::EventType;
use crate::weights::Evidence;

/// How many steps in the tree a path has at most, up and down.
const STEPS: usize = 4;

/// An act of which the parties are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Deed<'d> {
    pub(crate) trigger: Token<'d>,
    pub(crate) kind: EventType,
}

/// What a party is: its sector, else its kind.
pub(super) fn kind_of(party: &Party) -> &'static str {
    match (party.coding.sectors.first(), party.kind) {
        (Some(sector), _) => sector.name(),
        (None, Some(kind)) => kind.name(),
        (None, None) if party.code.is_some() => "coded",
        (None, None) => "uncoded",
    }
}

/// What speaks for a candidate on either side of an act.
pub(super) fn of_candidate(
    scene: &Scene<'_, '_>,
    deed: Deed<'_>,
    candidate: &Candidate<'_>,
    setting: Option<&str>,
    out: &mut Evidence,
) {
    let (kind, lemma) = (deed.kind.name(), grammar::lemma(deed.trigger));
    let stands = candidate.standing.name();
    let class = deed.trigger.pos().name();
    let passive = if grammar::is_verbal(deed.trigger) && grammar::is_passive(deed.trigger) { "passive" } else { class };
    out.add(&["stands", stands]);
    out.add(&["stands", stands, kind]);
    out.add(&["stands", stands, passive]);
    out.add(&["stands", stands, kind, passive]);
    out.add(&["stands", stands, &lemma]);
    if let Some([broad, narrow]) = scene.desk.codebook.likeness().of(&lemma.to_lowercase()) {
        out.add(&["stands", stands, broad, "like"]);
        out.add(&["stands", stands, narrow, "like", kind]);
    }
    out.add(&["stands", stands, "under", deed.trigger.dep().name()]);
    let Some(mention) = candidate.mention else { return };
    of_mention(scene.desk, kind, &lemma, mention, stands, setting, out);
    if candidate.standing == Standing::Here {
        of_place(deed, kind, &lemma, mention, passive, out);
        of_order(deed, mention, kind, out);
    } else {
        of_distance(scene.desk, deed, mention, stands, out);
    }
    of_witnesses(scene, deed, mention, stands, out);
}

/// Who it is.
fn of_mention(
    desk: &Desk<'_>,
    kind: &str,
    lemma: &str,
    mention: &Mentioned,
    stands: &str,
    setting: Option<&str>,
    out: &mut Evidence,
) {
    let party = &mention.party;
    let head = desk.doc.token(party.head);
    let is = kind_of(party);
    let word = if head.pos() == Pos::Propn { is.into() } else { grammar::lemma(head) };
    out.add(&["who", is]);
    out.add(&["who", is, kind]);
    out.add(&["who", is, kind, stands]);
    out.add(&["who", is, lemma]);
    out.add(&["word", &word]);
    out.add(&["word", &word, kind]);
    if let Some([broad, narrow]) = desk.codebook.likeness().of(&word.to_lowercase()) {
        out.add(&["like", broad]);
        out.add(&["like", broad, kind]);
        out.add(&["like", narrow]);
    }
    out.add(&["mentioned by", head.pos().name(), stands]);
    let home = match (mention.country(), setting) {
        (None, _) => "untold",
        (Some(own), Some(home)) if own == home => "home",
        (Some(_), _) => "abroad",
    };
    out.add(&["from", home]);
    out.add(&["from", home, kind, stands]);
    let often = ["1", "2", "3-4", "5-8", "9-"][how_often(mention.often)];
    out.add(&["often", often, stands]);
    out.add(&["often", often, kind]);
    if party.actor.is_none() {
        out.add(&["no actor", stands]);
    }
}

fn how_often(count: usize) -> usize {
    match count {
        0..=1 => 0,
        2 => 1,
        3..=4 => 2,
        5..=8 => 3,
        _ => 4,
    }
}

/// Where it stands in the tree of the act's sentence.
fn of_place(deed: Deed<'_>, kind: &str, lemma: &str, mention: &Mentioned, passive: &str, out: &mut Evidence) {
    let head = deed.trigger.doc().token(mention.party.head);
    let path = path(deed.trigger, head);
    out.add(&["path", &path]);
    out.add(&["path", &path, passive]);
    out.add(&["path", &path, kind]);
    out.add(&["path", &path, kind, passive]);
    out.add(&["path", &path, lemma]);
    out.add(&["path", &path, kind_of(&mention.party)]);
    let verbal = grammar::is_verbal(deed.trigger);
    let roles = [
        ("agent", if verbal { grammar::agent(deed.trigger) } else { grammar::owner(deed.trigger) }),
        (
            "patient",
            if verbal {
                grammar::patient(deed.trigger)
            } else {
                grammar::governed(deed.trigger, &grammar::acts::GENITIVE)
            },
        ),
        ("subject", if verbal { grammar::own_subject(deed.trigger) } else { None }),
        ("receiver", grammar::governed(deed.trigger, &grammar::acts::RECEIVERS)),
    ];
    for (role, token) in roles {
        let Some(token) = token else { continue };
        if grammar::coordinated(token).contains(&head) || grammar::meant(token) == head {
            out.add(&["role", role]);
            out.add(&["role", role, kind]);
            out.add(&["role", role, lemma]);
        } else if head.is_below(token) {
            out.add(&["in role", role]);
            out.add(&["in role", role, kind, head.dep().name()]);
        }
    }
}

/// What a step of a path is called: a preposition by its own name.
fn step<'d>(token: Token<'d>) -> &'d str {
    match token.dep() {
        Relation::Prep | Relation::Agent => token.lower(),
        dep => dep.name(),
    }
}

/// The steps from the act's word to the party's head: up, then down.
fn path(from: Token<'_>, to: Token<'_>) -> String {
    let mut path = String::new();
    let mut top = from;
    let mut ups = 0;
    while top != to && !to.is_below(top) {
        if top.is_root() || ups == STEPS {
            return "far".to_owned();
        }
        path.push('<');
        path.push_str(step(top));
        top = top.head();
        ups += 1;
    }
    let mut downs = Vec::new();
    let mut at = to;
    while at != top {
        downs.push(step(at));
        at = at.head();
    }
    if downs.len() > STEPS {
        return "deep".to_owned();
    }
    for down in downs.iter().rev() {
        path.push('>');
        path.push_str(down);
    }
    path
}

/// Before or behind the act's word, how far, and as the how manyth.
fn of_order(deed: Deed<'_>, mention: &Mentioned, kind: &str, out: &mut Evidence) {
    let (at, head) = (deed.trigger.i(), mention.party.head);
    let side = if head < at { "left" } else { "right" };
    let far = match at.abs_diff(head) {
        0 => "0",
        1 => "1",
        2..=3 => "2-3",
        4..=7 => "4-7",
        8..=15 => "8-15",
        _ => "16-",
    };
    out.add(&["order", side, far]);
    out.add(&["order", side, kind]);
    out.add(&["order", side, deed.trigger.pos().name()]);
    let head = deed.trigger.doc().token(head);
    let verb = head.head();
    if matches!(head.dep(), Relation::Nsubj | Relation::NsubjPass) && verb.is_root() {
        out.add(&["subject of all"]);
        out.add(&["subject of all", kind]);
    }
    out.add(&["itself", head.dep().name()]);
    out.add(&["itself", head.dep().name(), kind]);
}

fn of_distance(desk: &Desk<'_>, deed: Deed<'_>, mention: &Mentioned, stands: &str, out: &mut Evidence) {
    let far = match deed.trigger.sentence_number().abs_diff(mention.sentence) {
        0..=1 => "1",
        2 => "2",
        3..=4 => "3-4",
        5..=8 => "5-8",
        _ => "9-",
    };
    out.add(&["far", stands, far]);
    out.add(&["far", stands, far, kind_of(&mention.party)]);
    let head = desk.doc.token(mention.party.head);
    out.add(&["there", head.dep().name(), far]);
}

/// What others who were asked about the act answered: the codebook's entries, and who says it.
fn of_witnesses(scene: &Scene<'_, '_>, deed: Deed<'_>, mention: &Mentioned, stands: &str, out: &mut Evidence) {
    let desk = scene.desk;
    let party = &mention.party;
    let is_it = |other: &Party| other.head == party.head || other.actor.is_some() && other.actor == party.actor;
    if let Some(event) = scene.event_at(deed.trigger.i()) {
        let side = match (event.actor.iter().any(is_it), event.recipient.iter().any(is_it)) {
            (true, _) => "actor",
            (_, true) => "recipient",
            _ => "neither",
        };
        out.add(&["told", side, stands]);
        out.add(&["told", side, event.kind.name()]);
    }
    let voice = |actor: Option<usize>, head: usize| head == party.head || actor.is_some() && actor == party.actor;
    let mut said = |which: &str, quotation: usize| {
        let said = &desk.quotations[quotation];
        if said.speaker.is_some_and(|speaker| voice(speaker.actor, speaker.head)) {
            out.add(&["speaks", which, stands]);
            out.add(&["speaks", which, deed.kind.name()]);
        }
        if said.addressee.is_some_and(|hearer| voice(hearer.actor, hearer.head)) {
            out.add(&["hears", which, stands]);
            out.add(&["hears", which, deed.kind.name()]);
        }
    };
    said_in(&desk.quotations, deed.trigger.bytes()).into_iter().for_each(|quotation| said("it", quotation));
    scene.opened_by(deed.trigger.i()).into_iter().for_each(|quotation| said("there", quotation));
}
