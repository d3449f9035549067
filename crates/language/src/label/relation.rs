//! What is a word to its head, and how do schemes spell it?

use super::Scheme;

/// An enum of relations with the spelling of each in every scheme; empty where a scheme has none such.
macro_rules! relations {
    ($(#[$about:meta])* $Label:ident { $($(#[$what:meta])* $Variant:ident = $clear:literal, $universal:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $Label { $($(#[$what])* $Variant,)* }

        impl $Label {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$Variant,)*];

            /// As a scheme spells it; empty where it has none such.
            pub const fn name_in(self, scheme: Scheme) -> &'static str {
                match (self, scheme) {
                    $((Self::$Variant, Scheme::Clear) => $clear, (Self::$Variant, Scheme::Universal) => $universal,)*
                }
            }
        }
    };
}

relations! {
    /// What a word is to its head.
    Relation {
        /// The subject: "the envoy" in "the envoy left".
        Nsubj = "nsubj", "nsubj";
        /// The subject of a passive: "the envoy" in "the envoy was expelled".
        NsubjPass = "nsubjpass", "nsubj:pass";
        /// A clause as subject.
        Csubj = "csubj", "csubj";
        /// A clause as subject of a passive.
        CsubjPass = "csubjpass", "csubj:pass";
        /// "There" or "it" that stands for nothing.
        Expl = "expl", "expl";
        /// "By" in a passive: "was expelled by Oslo".
        Agent = "agent", "obl:agent";
        /// The object: "the truce" in "signed the truce".
        Dobj = "dobj", "obj";
        /// Whom something is given or told: "Kyiv" in "sent Kyiv weapons".
        Dative = "dative", "iobj";
        /// What somebody is: "a general" in "he was a general".
        Attr = "attr", "";
        /// What an object is made or called: "void" in "declared it void".
        Oprd = "oprd", "";
        /// An adjective after "be" and the like.
        Acomp = "acomp", "";
        /// A clause with a subject of its own: "said the talks failed".
        Ccomp = "ccomp", "ccomp";
        /// A clause without one: "promised to leave".
        Xcomp = "xcomp", "xcomp";
        /// A clause behind a preposition: "after signing".
        Pcomp = "pcomp", "";
        /// A preposition.
        Prep = "prep", "";
        /// What a preposition governs: "Oslo" in "in Oslo".
        Pobj = "pobj", "";
        /// A clause that tells when, why or how.
        Advcl = "advcl", "advcl";
        /// An adverb.
        Advmod = "advmod", "advmod";
        /// A noun used as an adverb: "Friday" in "left Friday".
        NpAdvmod = "npadvmod", "obl:npmod";
        /// "Not", "never".
        Neg = "neg", "";
        /// An auxiliary verb.
        Aux = "aux", "aux";
        /// The auxiliary of a passive.
        AuxPass = "auxpass", "aux:pass";
        /// A particle: "off" in "called off".
        Prt = "prt", "compound:prt";
        /// The word that opens a clause: "that", "if".
        Mark = "mark", "mark";
        /// A clause beneath a noun: "the plan to leave".
        Acl = "acl", "acl";
        /// A relative clause.
        Relcl = "relcl", "acl:relcl";
        /// An adjective beneath a noun.
        Amod = "amod", "amod";
        /// A noun beneath a noun.
        Nmod = "nmod", "nmod";
        /// A noun before a noun: "peace" in "peace talks".
        Compound = "compound", "compound";
        /// An owner: "Oslo" in "Oslo's envoy".
        Poss = "poss", "nmod:poss";
        /// The mark of an owner, "'s"; in Universal Dependencies a preposition too.
        Case = "case", "case";
        /// An apposition: "the envoy, a general".
        Appos = "appos", "appos";
        /// An article: "the".
        Det = "det", "det";
        /// A word before the article: "all" in "all the men".
        Predet = "predet", "det:predet";
        /// A number beneath a noun.
        Nummod = "nummod", "nummod";
        /// What makes a number inexact: "about" in "about 40".
        Quantmod = "quantmod", "";
        /// What is coordinated with its head: "left" in "spoke and left".
        Conj = "conj", "conj";
        /// "And", "or".
        Cc = "cc", "cc";
        /// "Both" before "and".
        Preconj = "preconj", "cc:preconj";
        /// "Well", "yes".
        Intj = "intj", "discourse";
        /// What belongs to no sentence.
        Meta = "meta", "";
        /// A clause that stands beside another.
        Parataxis = "parataxis", "parataxis";
        /// Punctuation.
        Punct = "punct", "punct";
        /// No other relation.
        Dep = "dep", "dep";
        /// Hangs on nothing.
        Root = "ROOT", "root";
        /// A noun beneath a verb, with a preposition or without.
        Obl = "", "obl";
        /// "Be" beneath what somebody is.
        Cop = "", "cop";
        /// A further word of a fixed phrase.
        Fixed = "", "fixed";
        /// A further word of a name.
        Flat = "", "flat";
        /// Who is spoken to.
        Vocative = "", "vocative";
        /// What stands before or behind its clause.
        Dislocated = "", "dislocated";
        /// A classifier.
        Clf = "", "clf";
        /// A further item of a list.
        List = "", "list";
        /// What hangs on a word that is left out.
        Orphan = "", "orphan";
        /// A part of a word that was torn apart.
        Goeswith = "", "goeswith";
        /// What a speaker takes back.
        Reparandum = "", "reparandum";
    }
}

impl Relation {
    /// The relation that a scheme spells so.
    pub fn of(name: &str, scheme: Scheme) -> Option<Self> {
        let exact = |name: &str| Self::ALL.iter().copied().find(|label| label.name_in(scheme) == name);
        match scheme {
            _ if name.is_empty() => None,
            Scheme::Clear => exact(name),
            // Packages call the top of a sentence ROOT in every scheme.
            Scheme::Universal if name == Self::Root.name() => Some(Self::Root),
            Scheme::Universal => exact(name).or_else(|| exact(name.split(':').next()?)),
        }
    }

    /// As CLEAR spells it, else as Universal Dependencies do.
    pub const fn name(self) -> &'static str {
        let name = self.name_in(Scheme::Clear);
        if name.is_empty() { self.name_in(Scheme::Universal) } else { name }
    }

    /// A subject, of an active or passive clause.
    pub const fn is_subject(self) -> bool {
        matches!(self, Self::Nsubj | Self::NsubjPass)
    }
}

impl std::fmt::Display for Relation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}
