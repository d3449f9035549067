//! Who is spoken of, as the questions behind see it: the actors of an article and their mentions.

use std::collections::BTreeMap;
use std::ops::Range;

use dateline_language::{Bytes, Token};

use crate::article::Article;
use crate::codebook::Gender;
use crate::phrases::Coding;
use crate::record::{self, ActorKind, MentionKind};

/// An actor of the article.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    /// Its fullest name or description.
    pub(crate) name: String,
    pub(crate) kind: ActorKind,
    pub(crate) coding: Coding,
    /// The title of the office held.
    pub(crate) office: Option<String>,
    /// Whether it is a person whom the codebook knows, whatever the office on the day.
    pub(crate) known: bool,
    /// Whether the codebook knows it for an armed group, also while it governs.
    pub(crate) armed: bool,
    /// Where known.
    pub(crate) gender: Option<Gender>,
    /// Whether nothing but common nouns without a role tell of it: "the woman".
    pub(crate) plain: bool,
}

impl Actor {
    /// A person of whom only the name is known.
    pub(crate) fn named(name: String) -> Self {
        Self {
            name,
            kind: ActorKind::Person,
            coding: Coding::default(),
            office: None,
            known: false,
            armed: false,
            gender: None,
            plain: false,
        }
    }
}

/// A mention of an actor: its words, and the one that the others hang on.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// The number of its actor.
    pub(crate) actor: usize,
    /// Its words.
    pub(crate) tokens: Range<usize>,
    /// The word that the others hang on.
    pub(crate) head: usize,
    pub(crate) kind: MentionKind,
}

/// The actors of an article and their mentions.
#[derive(Debug, Default)]
pub(crate) struct Who {
    pub(crate) actors: Vec<Actor>,
    /// In the order of the text.
    pub(crate) mentions: Vec<Mention>,
    /// The mention whose words hang on a word; in the order of the text.
    pub(crate) by_head: BTreeMap<usize, usize>,
}

impl Who {
    /// Adds a mention; it takes the place of one that hangs on the same word.
    pub(crate) fn add(&mut self, mention: Mention) {
        match self.by_head.get(&mention.head) {
            Some(&i) => self.mentions[i] = mention,
            None => {
                self.by_head.insert(mention.head, self.mentions.len());
                self.mentions.push(mention);
            }
        }
    }

    /// Takes the mention away that hangs on a word.
    pub(crate) fn remove(&mut self, token: Token<'_>) {
        if let Some(i) = self.by_head.remove(&token.i()) {
            self.mentions.swap_remove(i);
            if let Some(moved) = self.mentions.get(i) {
                self.by_head.insert(moved.head, i);
            }
        }
    }

    /// The mentions whose heads stand before this word, nearest first.
    pub(crate) fn before(&self, word: usize) -> impl Iterator<Item = &Mention> {
        self.by_head.range(..word).rev().map(|(_, &i)| &self.mentions[i])
    }

    /// Leaves actors that are mentioned, a nameless one without a role twice at least; puts mentions in order.
    pub(crate) fn arrange(&mut self) {
        let mut counts = vec![0; self.actors.len()];
        self.mentions.iter().for_each(|mention| counts[mention.actor] += 1);
        let kept: Vec<bool> =
            self.actors.iter().zip(&counts).map(|(actor, &count)| count > usize::from(actor.plain)).collect();
        let number = |next: &mut usize, &kept: &bool| {
            let number = *next;
            *next += usize::from(kept);
            Some(number)
        };
        let numbers: Vec<usize> = kept.iter().scan(0, number).collect();
        self.mentions.retain(|mention| kept[mention.actor]);
        self.mentions.iter_mut().for_each(|mention| mention.actor = numbers[mention.actor]);
        let mut keep = kept.into_iter();
        self.actors.retain(|_| keep.next().unwrap_or_default());
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
}
