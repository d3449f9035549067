//! Dateline for Python: what the package `dateline` does in Rust.
//!
//! Nothing is decided here. Each class hands on to the crate that knows: `kit` reads reports, `gathering` reads many into
//! tables, `spark` for a cluster, `table` hands tables on as Arrow has them, `archive` asks an archive. Answers go to Python as JSON or Arrow, and
//! get their types there.

mod archive;
mod cells;
mod errors;
mod folder;
mod gathering;
mod kit;
mod nested;
mod rows;
mod spark;
mod table;

use pyo3::prelude::*;

/// The part of `dateline` that is written in Rust.
#[pymodule(gil_used = false)]
mod _dateline {
    #[pymodule_export]
    use super::archive::Archive;
    #[pymodule_export]
    use super::gathering::{Gathering, compare};
    #[pymodule_export]
    use super::kit::Kit;
    #[pymodule_export]
    use super::spark::{Coder, Comparing, bands, keys, no_answers, no_stories, share};
    #[pymodule_export]
    use super::table::Table;

    use super::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        super::keep_guarded_panics_quiet();
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// Parsers by others may panic over a damaged page: that is a failure of its report, and nothing is printed besides.
fn keep_guarded_panics_quiet() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !dateline_intake::is_guarded() {
            print(panic);
        }
    }));
}
