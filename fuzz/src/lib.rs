//! What must hold of any bytes? The targets: a fuzzer gives them bytes for long (`make fuzz`), `tests/fuzzed.rs` for
//! seconds, on the stable compiler.

#![allow(unreachable_pub, reason = "the targets use what a test includes as a module of its own")]

mod files;
mod held;
mod own;
mod packed;
mod readings;

use std::path::Path;

/// What is asked of any bytes, and the bytes it is best begun with.
pub struct Target {
    /// Its name, as `cargo fuzz` has it.
    pub name: &'static str,
    /// Panics where something does not hold.
    pub run: fn(&[u8]),
    /// Bytes that are sound, from the repository in this folder.
    pub seeds: fn(&Path) -> Vec<Vec<u8>>,
}

/// All targets.
pub const TARGETS: [Target; 5] = [
    Target { name: "file", run: files::file, seeds: files::seeds },
    Target { name: "packed", run: packed::packed, seeds: packed::seeds },
    Target { name: "text", run: readings::text, seeds: readings::texts },
    Target { name: "tree", run: readings::tree, seeds: readings::trees },
    Target { name: "own", run: own::own, seeds: own::seeds },
];

/// The target of this name.
///
/// # Panics
///
/// If there is none.
pub fn target(name: &str) -> &'static Target {
    TARGETS.iter().find(|target| target.name == name).expect("a target")
}

/// Lets panics pass that the program catches: those of parsers by others, each of which becomes a failure. The hook that
/// the fuzzer sets would end the run at each of them, and that of tests would print them.
pub fn let_guarded_panics_pass() {
    let end = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !dateline_intake::is_guarded() {
            end(panic);
        }
    }));
}
