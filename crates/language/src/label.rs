//! Which relation, tag, part of speech, kind of name? The labels of the schemes that packages are trained with, as types.
//!
//! A package's labels are looked up once, when it is opened; one that no scheme has is an error there and not a rule that
//! silently never holds.

mod relation;

pub use relation::Relation;

/// How the relations of a tree are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// CLEAR, as the English packages of spaCy have it.
    Clear,
    /// Universal Dependencies, version 2; of a subtype that is not listed only the type counts.
    Universal,
}

/// An enum of labels with the spelling of each.
macro_rules! labels {
    ($(#[$about:meta])* $Label:ident { $($(#[$what:meta])* $Variant:ident = $name:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $Label { $($(#[$what])* $Variant,)* }

        impl $Label {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$Variant,)*];

            /// As packages spell it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Variant => $name,)* }
            }

            /// The label that is spelled so.
            pub fn of(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|label| label.name() == name)
            }
        }

        impl std::fmt::Display for $Label {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

impl Scheme {
    /// The first scheme that has all these relations.
    pub(crate) fn of<'l>(labels: impl Iterator<Item = &'l str> + Clone) -> Result<Self, &'l str> {
        let unknown = |scheme| labels.clone().find(|label| Relation::of(label, scheme).is_none());
        match (unknown(Self::Clear), unknown(Self::Universal)) {
            (None, _) => Ok(Self::Clear),
            (_, None) => Ok(Self::Universal),
            (Some(label), _) => Err(label),
        }
    }
}

labels! {
    /// A tag of the Penn Treebank, as OntoNotes has them.
    Tag {
        /// "And".
        Cc = "CC",
        /// A number.
        Cd = "CD",
        /// "The".
        Dt = "DT",
        /// "There" in "there is".
        Ex = "EX",
        /// A foreign word.
        Fw = "FW",
        /// A preposition, or what opens a clause.
        In = "IN",
        /// An adjective.
        Jj = "JJ",
        /// A comparative.
        Jjr = "JJR",
        /// A superlative.
        Jjs = "JJS",
        /// The mark of an item in a list.
        Ls = "LS",
        /// "Will", "may".
        Md = "MD",
        /// A noun in the singular.
        Nn = "NN",
        /// A noun in the plural.
        Nns = "NNS",
        /// A name.
        Nnp = "NNP",
        /// A name in the plural.
        Nnps = "NNPS",
        /// "All" before "the".
        Pdt = "PDT",
        /// "'s" of an owner.
        Pos = "POS",
        /// A personal pronoun.
        Prp = "PRP",
        /// "Her" before a noun.
        PrpPoss = "PRP$",
        /// An adverb.
        Rb = "RB",
        /// "More".
        Rbr = "RBR",
        /// "Most".
        Rbs = "RBS",
        /// A particle.
        Rp = "RP",
        /// A symbol.
        Sym = "SYM",
        /// "To" before a verb.
        To = "TO",
        /// "Well".
        Uh = "UH",
        /// A verb in its bare form.
        Vb = "VB",
        /// A verb in the past.
        Vbd = "VBD",
        /// A form in "-ing".
        Vbg = "VBG",
        /// A past participle.
        Vbn = "VBN",
        /// A verb in the present.
        Vbp = "VBP",
        /// A verb in the present, third person.
        Vbz = "VBZ",
        /// "Which" before a noun or as a relative.
        Wdt = "WDT",
        /// "Who".
        Wp = "WP",
        /// "Whose".
        WpPoss = "WP$",
        /// "When", "how".
        Wrb = "WRB",
        /// A hyphen.
        Hyph = "HYPH",
        /// An address of a page or of mail.
        Add = "ADD",
        /// A part of a word: "anti-".
        Afx = "AFX",
        /// A line, an ornament.
        Nfp = "NFP",
        /// Unknown.
        Xx = "XX",
        /// White space.
        Space = "_SP",
        /// The sign of a currency.
        Dollar = "$",
        /// A closing quotation mark.
        CloseQuote = "''",
        /// An opening one.
        OpenQuote = "``",
        /// A comma.
        Comma = ",",
        /// An opening bracket.
        OpenBracket = "-LRB-",
        /// A closing one.
        CloseBracket = "-RRB-",
        /// The end of a sentence.
        Stop = ".",
        /// A colon, semicolon or dash.
        Colon = ":",
    }
}

impl Tag {
    /// A noun or name, of one or many.
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Nn | Self::Nns | Self::Nnp | Self::Nnps)
    }

    /// A name, of one or many.
    pub const fn is_name(self) -> bool {
        matches!(self, Self::Nnp | Self::Nnps)
    }

    /// A form of a verb; "will" and "may" are none.
    pub const fn is_verb(self) -> bool {
        matches!(self, Self::Vb | Self::Vbd | Self::Vbg | Self::Vbn | Self::Vbp | Self::Vbz)
    }

    /// "He", "her".
    pub const fn is_personal(self) -> bool {
        matches!(self, Self::Prp | Self::PrpPoss)
    }

    /// "Who", "whose", "which", "when".
    pub const fn asks(self) -> bool {
        matches!(self, Self::Wdt | Self::Wp | Self::WpPoss | Self::Wrb)
    }
}

labels! {
    /// A universal part of speech.
    Pos {
        /// Not told.
        Unknown = "",
        /// An adjective.
        Adj = "ADJ",
        /// A preposition.
        Adp = "ADP",
        /// An adverb.
        Adv = "ADV",
        /// An auxiliary verb.
        Aux = "AUX",
        /// A conjunction of either kind.
        Conj = "CONJ",
        /// "And".
        Cconj = "CCONJ",
        /// An article.
        Det = "DET",
        /// "Well".
        Intj = "INTJ",
        /// A noun.
        Noun = "NOUN",
        /// A number.
        Num = "NUM",
        /// "To", "not", "'s".
        Part = "PART",
        /// A pronoun.
        Pron = "PRON",
        /// A name.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// "That", "if".
        Sconj = "SCONJ",
        /// A symbol.
        Sym = "SYM",
        /// A verb.
        Verb = "VERB",
        /// Anything else.
        X = "X",
        /// White space.
        Space = "SPACE",
    }
}

labels! {
    /// The kind of a name, as OntoNotes has them.
    NameKind {
        /// A person.
        Person = "PERSON",
        /// A people, religion or party: "Norwegians".
        Norp = "NORP",
        /// A building, road, bridge.
        Fac = "FAC",
        /// A body.
        Org = "ORG",
        /// A country, state or town.
        Gpe = "GPE",
        /// Another place: a sea, a range.
        Loc = "LOC",
        /// A thing that is made.
        Product = "PRODUCT",
        /// A storm, war, games.
        Event = "EVENT",
        /// A book, a song.
        WorkOfArt = "WORK_OF_ART",
        /// A law.
        Law = "LAW",
        /// A language.
        Language = "LANGUAGE",
        /// A date or a length of days.
        Date = "DATE",
        /// A time less than a day.
        Time = "TIME",
        /// A share.
        Percent = "PERCENT",
        /// A sum.
        Money = "MONEY",
        /// A measure.
        Quantity = "QUANTITY",
        /// "First".
        Ordinal = "ORDINAL",
        /// Another number.
        Cardinal = "CARDINAL",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_spelled_as_packages_have_them_and_read_back() {
        assert!(Tag::ALL.iter().all(|tag| Tag::of(tag.name()) == Some(*tag)));
        assert!(Pos::ALL.iter().all(|pos| Pos::of(pos.name()) == Some(*pos)));
        assert!(NameKind::ALL.iter().all(|kind| NameKind::of(kind.name()) == Some(*kind)));
        for scheme in [Scheme::Clear, Scheme::Universal] {
            let spelled = Relation::ALL.iter().filter(|relation| !relation.name_in(scheme).is_empty());
            assert!(spelled.clone().count() > 30);
            assert!(spelled.copied().all(|relation| Relation::of(relation.name_in(scheme), scheme) == Some(relation)));
        }
        assert_eq!((Tag::of("nnp"), Relation::of("dojb", Scheme::Clear)), (None, None));
    }

    #[test]
    fn the_scheme_of_a_package_is_told_by_its_labels() {
        assert_eq!(Scheme::of(["ROOT", "dobj", "pobj"].into_iter()), Ok(Scheme::Clear));
        assert_eq!(Scheme::of(["ROOT", "obj", "obl", "nmod:tmod"].into_iter()), Ok(Scheme::Universal));
        assert_eq!(Scheme::of(["ROOT", "dobj", "obl"].into_iter()), Err("obl"));
        assert_eq!(Relation::of("nmod:tmod", Scheme::Universal), Some(Relation::Nmod));
    }
}
