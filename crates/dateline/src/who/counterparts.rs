//! Who is "his Russian counterpart"? Who holds the same office in another country.

use crate::desk::{Actor, Desk, Mention, Who};
use crate::phrases::Coding;
use crate::record::{ActorKind, MentionKind};
use dateline_language::{Doc, Pos, Relation, Token};

use crate::grammar;

/// Gives counterparts the office of whom they are a counterpart to.
pub(super) fn resolve(desk: &Desk<'_>, who: &mut Who) {
    let (doc, phrases) = (desk.doc, &desk.phrases);
    let nouns = &desk.codebook.vocabulary.actors.counterparts;
    for noun in doc.tokens().filter(|token| nouns.holds(token.lemma())) {
        let Some(country) = phrases.country_of(doc, noun) else { continue };
        let Some(first) = original(who, noun) else { continue };
        let (sectors, office) = (who.actors[first].coding.sectors.clone(), who.actors[first].office.clone());
        let named = noun
            .children()
            .filter(|child| matches!(child.dep(), Relation::Appos | Relation::Compound))
            .find_map(|child| who.actor_at(child));
        let head = clause_head(noun);
        let named = named.or_else(|| who.actor_at(head).filter(|_| head != noun));
        match named.filter(|&actor| actor != first) {
            Some(actor) => {
                let coding = Coding { country: Some(country), entity: None, sectors };
                who.actors[actor].coding.complete(&coding);
                let office = who.actors[actor].office.take().or(office);
                who.actors[actor].office = office;
            }
            None => add(doc, who, noun, Coding { country: Some(country), entity: None, sectors }, office),
        }
    }
}

/// The name that "counterpart" stands before: "counterpart Sergei Lavrov".
fn clause_head(noun: Token<'_>) -> Token<'_> {
    if matches!(noun.dep(), Relation::Compound | Relation::Nmod | Relation::Appos) { noun.head() } else { noun }
}

/// Whose counterpart it is: the owner, else the subject of the sentence.
fn original(who: &Who, noun: Token<'_>) -> Option<usize> {
    let owner = noun.child(Relation::Poss).or_else(|| noun.head().child(Relation::Poss));
    owner.and_then(|owner| who.actor_at(owner)).or_else(|| {
        let verb = noun.ancestors().find(|above| grammar::is_verbal(*above))?;
        who.actor_at(grammar::agent(verb)?)
    })
}

/// The holder of that office in that country whom the article names elsewhere, else an actor of its own.
fn add(doc: &Doc, who: &mut Who, noun: Token<'_>, coding: Coding, office: Option<String>) {
    let holds = |actor: &Actor| {
        actor.kind == ActorKind::Person
            && office.is_some()
            && actor.office == office
            && actor.coding.country == coding.country
    };
    let start = super::extent::phrase_start(noun);
    let actor = who.actors.iter().position(holds).unwrap_or_else(|| {
        let words =
            doc.span(start, noun.i() + 1).tokens().skip_while(|token| matches!(token.pos(), Pos::Det | Pos::Pron));
        let name = words.map(Token::text).collect::<Vec<_>>().join(" ");
        who.actors.push(Actor { coding, office, ..Actor::named(name) });
        who.actors.len() - 1
    });
    who.add(Mention { actor, tokens: start..noun.i() + 1, head: noun.i(), kind: MentionKind::Description });
}
