//! What does the codebook promise? The sentences that its entries must be found in, and those that they must not.

use super::Codebook;

/// What stands for the entry of a cue that has no class.
const NOUNS: &str = "noun";
const PHRASES: &str = "phrase";

/// A sentence of the codebook, and what must or must not be read from it.
#[derive(Clone, Copy, Debug)]
pub struct Example<'c> {
    /// The entry: the id of a sense, the class of a cue.
    pub entry: &'c str,
    /// The sentence.
    pub text: &'c str,
    /// What the entry finds.
    pub kind: ExampleKind,
    /// The words of a cue's entry; empty for a sense.
    pub cues: &'c [String],
    /// Whether the entry must not be found in it.
    pub counter: bool,
}

/// What an entry of the codebook finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleKind {
    /// A quotation.
    Quotation,
    /// An event.
    Event,
}

impl Codebook {
    /// The example and counter-example sentences of its entries: what it promises.
    ///
    /// # Example
    ///
    /// ```
    /// let codebook = dateline::Codebook::built_in();
    /// let counters = codebook.examples().iter().filter(|example| example.counter).count();
    /// assert!(counters > 200);
    /// ```
    pub fn examples(&self) -> Vec<Example<'_>> {
        let event = |entry, text, counter| Example { entry, text, kind: ExampleKind::Event, cues: &[], counter };
        let said = |entry, text, cues, counter| Example { entry, text, kind: ExampleKind::Quotation, cues, counter };
        let mut examples = Vec::new();
        for sense in &self.senses {
            examples.push(event(sense.id.as_str(), sense.example.as_str(), false));
            examples.push(event(&sense.id, &sense.counter, true));
        }
        for turn in &self.turns {
            examples.push(event(turn.id.as_str(), turn.example.as_str(), false));
            examples.push(event(&turn.id, &turn.counter, true));
        }
        for cue in &self.cues {
            examples.push(said(cue.class.as_str(), cue.example.as_str(), cue.verbs.as_slice(), false));
            examples.push(said(&cue.class, &cue.counter, &cue.verbs, true));
        }
        for noun in &self.noun_cues {
            examples.push(said(NOUNS, &noun.example, &noun.nouns, false));
        }
        for phrase in &self.phrases {
            examples.push(said(PHRASES, &phrase.example, &phrase.phrases, false));
        }
        examples
    }
}
