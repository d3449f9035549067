//! The places of a state that the network looks at.

use super::state::State;

/// How many there are.
pub(super) const PLACES: usize = 8;

/// The words there: the first two of the buffer, the top three of the stack, and the children attached last to the first
/// of the buffer (left) and to the top of the stack (left and right).
pub(super) fn words(state: &State) -> [Option<usize>; PLACES] {
    let (first, top) = (state.buffer(0), state.stack(0));
    [
        first,
        state.buffer(1),
        top,
        state.stack(1),
        state.stack(2),
        state.last_left(first),
        state.last_left(top),
        state.last_right(top),
    ]
}
