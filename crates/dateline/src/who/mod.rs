//! Who: the people, groups, organizations and countries of an article, each with all its mentions and its PLOVER code.

mod coding;
mod counterparts;
mod names;
mod phrases;
mod pronouns;
mod resolve;

use std::ops::Range;

use dateline_language::{Bytes, Doc, Token};
use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::codebook::Codebook;
use crate::record;

pub(crate) use coding::Coding;
pub(crate) use phrases::Phrases;

/// What kind of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Person,
    Group,
    Organization,
    Country,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Group => "group",
            Self::Organization => "organization",
            Self::Country => "country",
        }
    }
}

/// An actor of the article.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) coding: Coding,
    pub(crate) office: Option<String>,
    /// `m` or `f`, where known.
    pub(crate) gender: Option<char>,
}

/// How an actor is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Name,
    Description,
    Pronoun,
}

/// A mention of an actor: its words, and the one that the others hang on.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) actor: usize,
    pub(crate) tokens: Range<usize>,
    pub(crate) head: usize,
    pub(crate) form: Form,
}

/// The actors of an article and their mentions.
#[derive(Debug, Default)]
pub(crate) struct Who {
    pub(crate) actors: Vec<Actor>,
    /// In the order of the text.
    pub(crate) mentions: Vec<Mention>,
    by_head: FxHashMap<usize, usize>,
}

/// Finds the actors of an article.
pub(crate) fn who(article: &Article, doc: &Doc, codebook: &Codebook, phrases: &Phrases<'_>) -> Who {
    let mut cast = resolve::Cast::new(doc, codebook, article.published, phrases);
    cast.resolve_names();
    cast.resolve_descriptions();
    let mut who = cast.into_who();
    who.arrange();
    pronouns::resolve(doc, &mut who);
    who.arrange();
    counterparts::resolve(doc, phrases, &mut who);
    who.arrange();
    who
}

impl Who {
    fn arrange(&mut self) {
        self.mentions.sort_by_key(|mention| (mention.tokens.start, mention.head));
        self.by_head = self.mentions.iter().enumerate().map(|(i, mention)| (mention.head, i)).collect();
    }

    /// The mention whose words hang on this one.
    pub(crate) fn mention_at(&self, token: Token<'_>) -> Option<&Mention> {
        self.by_head.get(&token.i()).map(|&i| &self.mentions[i])
    }

    /// The actor that this word names, describes or stands for.
    pub(crate) fn actor_at(&self, token: Token<'_>) -> Option<usize> {
        self.mention_at(token).map(|mention| mention.actor)
    }

    /// The id that the record shows for an actor.
    pub(crate) fn id(actor: usize) -> String {
        format!("a{}", actor + 1)
    }

    /// A speaker or addressee as the record shows it.
    pub(crate) fn voice(&self, article: &Article, actor: Option<usize>, bytes: Bytes) -> record::Voice {
        record::Voice { actor: actor.map(Self::id), span: article.span(bytes) }
    }

    pub(crate) fn record(&self, article: &Article, doc: &Doc) -> Vec<record::Actor> {
        let mention = |mention: &Mention| record::Mention {
            span: article.span(doc.span(mention.tokens.start, mention.tokens.end).bytes()),
            kind: match mention.form {
                Form::Name => "name",
                Form::Description => "description",
                Form::Pronoun => "pronoun",
            },
        };
        let actor = |(i, actor): (usize, &Actor)| record::Actor {
            id: Self::id(i),
            name: actor.name.clone(),
            kind: actor.kind.name(),
            code: actor.coding.code(),
            country: actor.coding.country.clone(),
            sector: actor.coding.first_sector(),
            office: actor.office.clone(),
            wikidata: None,
            mentions: self.mentions.iter().filter(|m| m.actor == i).map(mention).collect(),
        };
        self.actors.iter().enumerate().map(actor).collect()
    }
}
