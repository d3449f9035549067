//! Which exception is it in Python?

use dateline_archive::store;
use dateline_intake::Failure;
use pyo3::PyErr;

pyo3::import_exception!(dateline.errors, ArchiveError);
pyo3::import_exception!(dateline.errors, CodebookError);
pyo3::import_exception!(dateline.errors, DatelineError);
pyo3::import_exception!(dateline.errors, ModelError);
pyo3::import_exception!(dateline.errors, ModelMissing);
pyo3::import_exception!(dateline.errors, QueryError);
pyo3::import_exception!(dateline.errors, UnreadableReport);

/// Why there is nothing to read with.
pub(crate) fn of_kit(error: dateline_kit::Error) -> PyErr {
    use dateline_kit::Error;

    let told = error.to_string();
    match error {
        Error::ModelMissing { .. } => ModelMissing::new_err(told),
        Error::ModelDamaged { .. } | Error::Description { .. } => ModelError::new_err(told),
        Error::NoEntries { .. } | Error::Codebook(_) | Error::Unreadable { .. } => CodebookError::new_err(told),
    }
}

/// Why a report was not read.
pub(crate) fn of_failure(failure: &Failure) -> PyErr {
    UnreadableReport::new_err((failure.message.clone(), failure.kind.name()))
}

/// Why tables cannot be written or read.
pub(crate) fn of_tables(error: impl std::fmt::Display) -> PyErr {
    DatelineError::new_err(error.to_string())
}

/// Why an archive does not answer.
pub(crate) fn of_store(error: store::Error) -> PyErr {
    ArchiveError::new_err(error.to_string())
}

/// Why a query has no answer.
pub(crate) fn of_query(error: store::Error) -> PyErr {
    QueryError::new_err(error.to_string())
}

/// What a panic is to somebody in Python.
pub(crate) fn mistake() -> PyErr {
    DatelineError::new_err("the reading failed: a mistake of dateline; please report it with this text")
}
