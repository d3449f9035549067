//! How is the program run in a test?

use std::io::Write;
use std::process::Command;

/// The program, by itself: no settings of the machine's user, the places that it carries.
pub(crate) fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_remove("DATELINE_CONFIG").env("DATELINE_GAZETTEER", "built-in");
    command
}

/// Whether a model is there; where not, a line that even a captured test shows.
#[allow(dead_code, reason = "some tests need the encoder too")]
pub(crate) fn has_model(test: &str) -> bool {
    let found = dateline().args(["model", "info"]).output().expect("the program runs").status.success();
    if !found {
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no language model; run `dateline model install`");
    }
    found
}

/// Whether a model and the encoder are there; where not, a line that even a captured test shows.
#[allow(dead_code, reason = "not every test that runs the program needs the encoder")]
pub(crate) fn has_encoder(test: &str) -> bool {
    let told = dateline().args(["model", "info"]).output().expect("the program runs");
    let found = told.status.success() && !String::from_utf8_lossy(&told.stdout).contains("none: run");
    if !found {
        let _ =
            writeln!(std::io::stderr(), "SKIPPED {test}: no language model and encoder; run `dateline model install`");
    }
    found
}
