//! The five moves of the arc-eager system, and when each is allowed.

use super::state::State;

/// In the order of a package's `moves` file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
}

impl Kind {
    pub(super) fn read(number: u8) -> Option<Self> {
        [Self::Shift, Self::Reduce, Self::Left, Self::Right, Self::Break].get(number as usize).copied()
    }
}

/// A move with the label of the arc it makes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub(super) kind: Kind,
    pub(super) label: u8,
}

/// Which kinds of move the state allows, indexed by [`Kind`].
pub(super) fn allowed(state: &State) -> [bool; 5] {
    let stacked = state.stack_depth() > 0;
    let first = state.buffer(0);
    let at_break = first.is_some_and(|word| state.starts_sentence(word));
    let shift =
        !stacked || (state.buffer_length() >= 2 && !at_break && !first.is_some_and(|word| state.was_put_back(word)));
    let arc = stacked && first.is_some() && !at_break;
    let next_to_it = match (first, state.buffer(1)) {
        (Some(first), Some(second)) => second == first + 1 && !state.starts_sentence(second),
        _ => false,
    };
    [shift, stacked, arc, arc, next_to_it]
}

impl Move {
    /// Makes the move; the state must allow it.
    pub(super) fn make(self, state: &mut State) {
        let (top, first) = (state.stack(0), state.buffer(0));
        match (self.kind, top, first) {
            (Kind::Shift, ..) => state.push(),
            (Kind::Reduce, ..) => state.reduce(),
            (Kind::Left, Some(top), Some(first)) => {
                state.attach(first, top, self.label);
                state.allow_shift_again(first);
                state.pop();
            }
            (Kind::Right, Some(top), Some(first)) => {
                state.attach(top, first, self.label);
                state.push();
            }
            (Kind::Break, ..) => {
                if let Some(second) = state.buffer(1) {
                    state.break_sentence_before(second);
                }
            }
            (Kind::Left | Kind::Right, ..) => {}
        }
    }
}
