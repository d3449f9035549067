//! How are actors published?

use super::extent::published;
use crate::desk::{Actor, Desk, Mention, Who};
use crate::record;

/// The actors of the record, in the order in which they are found.
pub(crate) fn publish(desk: &Desk<'_>) -> Vec<record::Actor> {
    let article = desk.article;
    let mention = |mention: &Mention| {
        let words = published(desk, mention)?;
        Some(record::Mention { span: article.span(words.bytes()), kind: mention.kind })
    };
    let mut mentions: Vec<Vec<record::Mention>> = vec![Vec::new(); desk.who.actors.len()];
    desk.who.mentions.iter().for_each(|told| mentions[told.actor].extend(mention(told)));
    let actor = |((i, actor), mentions): ((usize, &Actor), Vec<record::Mention>)| record::Actor {
        id: Who::id(i),
        name: actor.name.clone(),
        kind: actor.kind,
        code: actor.coding.code(),
        country: actor.coding.country.clone(),
        sector: actor.coding.sectors.first().copied(),
        office: actor.office.clone(),
        wikidata: None,
        mentions,
    };
    desk.who.actors.iter().enumerate().zip(mentions).map(actor).collect()
}
