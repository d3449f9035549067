//! The documents do what they say: `tests/batch/docs.py`, with the Python that `make test` prepares.

use std::io::Write;
use std::process::Command;

#[test]
fn commands_and_queries_of_the_documents_run() {
    let Some(python) = std::env::var_os("DATELINE_PYTHON").filter(|python| !python.is_empty()) else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED commands_and_queries_of_the_documents_run: no Python with duckdb and pandas; run `make test`"
        );
        return;
    };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/batch/docs.py");
    let run = Command::new(python).arg(script).arg(env!("CARGO_BIN_EXE_dateline")).output().expect("Python runs");
    let told = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{told}");
}
