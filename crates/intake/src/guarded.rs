//! What does a parser by others answer, or did it give up?
//!
//! None of its mistakes may end a run over a million pages, so a panic becomes a message. The hook that prints panics is
//! the program's: it asks [`is_guarded`] whether this one is told elsewhere.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is within a parser by others: a panic there becomes a [`Failure`](crate::Failure) of the report
/// at hand and need not be printed.
///
/// For a program's panic hook; the library sets none.
///
/// # Examples
///
/// ```
/// let print = std::panic::take_hook();
/// std::panic::set_hook(Box::new(move |panic| {
///     if !dateline_intake::is_guarded() {
///         print(panic);
///     }
/// }));
/// let page = "<!doctype html><p>Owners and crews parted on Friday without an agreement.</p>";
/// assert!(dateline_intake::reports_in(page.into(), Default::default()).all(|outcome| outcome.is_ok()));
/// assert!(!dateline_intake::is_guarded());
/// ```
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// What a parser by others answers, or that it gave up and why.
pub(crate) fn guarded<T>(parse: impl FnOnce() -> T) -> Result<T, String> {
    let outer = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(parse));
    GUARDED.set(outer);
    result.map_err(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        format!("the parser gave up: {}", words.unwrap_or("without a reason").lines().next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parser_that_panics_is_a_failure() {
        assert!(guarded(|| panic!("no such node")).is_err_and(|message: String| message.ends_with("no such node")));
        assert_eq!(guarded(|| 1), Ok(1));
    }

    #[test]
    fn a_thread_is_guarded_within_parsers_only() {
        let within = || (is_guarded(), guarded(is_guarded), is_guarded());
        assert_eq!(guarded(within), Ok((true, Ok(true), true)), "also where one calls another");
        assert!(guarded(|| panic!("no such node")).is_err_and(|_: String| !is_guarded()));
    }
}
