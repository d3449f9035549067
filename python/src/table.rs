//! How is a table handed on to the libraries of Python?

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::{ArrowError, FieldRef, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::errors;
use crate::folder::Folder;

/// A table, as a stream of Arrow's columns that can be taken as often as one likes.
#[pyclass(frozen, module = "dateline._dateline")]
pub(crate) struct Table {
    name: String,
    schema: SchemaRef,
    rows: Rows,
}

/// Where the rows are.
enum Rows {
    Held(Vec<RecordBatch>),
    /// In files of Parquet, in this order, in a folder that goes when nobody holds it.
    Kept(Parts),
}

#[derive(Clone)]
struct Parts {
    files: Vec<PathBuf>,
    /// Held, so that it is there.
    _folder: Arc<Folder>,
}

impl Table {
    /// A table of rows in memory.
    pub(crate) fn held(name: &str, schema: SchemaRef, rows: Vec<RecordBatch>) -> Self {
        Self { name: name.to_owned(), schema, rows: Rows::Held(rows) }
    }

    /// A table of which an archive's folder has the files.
    pub(crate) fn kept(name: &str, schema: Schema, folder: &Arc<Folder>) -> PyResult<Self> {
        let place = folder.path().join(name);
        let files = match std::fs::read_dir(&place) {
            Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        };
        let mut files = files.map_err(|error| PyOSError::new_err(format!("{}: {error}", place.display())))?;
        files.retain(|file| file.extension().is_some_and(|ending| ending == "parquet"));
        files.sort();
        let parts = Parts { files, _folder: Arc::clone(folder) };
        Ok(Self { name: name.to_owned(), schema: Arc::new(schema), rows: Rows::Kept(parts) })
    }

    /// The same table, held in memory.
    pub(crate) fn into_memory(self) -> PyResult<Self> {
        let rows = self.reader().collect::<Result<Vec<_>, _>>().map_err(errors::of_tables)?;
        Ok(Self { rows: Rows::Held(rows), ..self })
    }

    fn reader(&self) -> Box<dyn RecordBatchReader + Send> {
        let schema = Arc::clone(&self.schema);
        match &self.rows {
            Rows::Held(rows) => Box::new(RecordBatchIterator::new(rows.clone().into_iter().map(Ok), schema)),
            Rows::Kept(parts) => Box::new(Reading { parts: parts.clone(), schema, next: 0, part: None }),
        }
    }
}

#[pymethods]
impl Table {
    /// The table's name.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// The names of its columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// What each column holds, by its name.
    #[getter]
    fn descriptions(&self) -> Vec<(String, String)> {
        let about = |field: &FieldRef| field.metadata().get("description").cloned().unwrap_or_default();
        self.schema.fields().iter().map(|field| (field.name().clone(), about(field))).collect()
    }

    /// How many rows it has.
    fn __len__(&self) -> PyResult<usize> {
        match &self.rows {
            Rows::Held(rows) => Ok(rows.iter().map(RecordBatch::num_rows).sum()),
            Rows::Kept(parts) => parts.files.iter().map(|file| rows_of(file).map_err(errors::of_tables)).sum(),
        }
    }

    /// Its rows as a stream of Arrow's C interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A wish that who asks has to be able to do without.
        let _ = requested_schema;
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(self.reader()), c"arrow_array_stream")
    }

    /// Its columns as a schema of Arrow's C interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(errors::of_tables)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// Writes it into one file of Parquet.
    fn write_parquet(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| self.write(&path)).map_err(|error| PyOSError::new_err(format!("{}: {error}", path.display())))
    }
}

impl Table {
    fn write(&self, path: &Path) -> Result<(), ArrowError> {
        let level = Compression::ZSTD(ZstdLevel::try_new(3)?);
        let properties = WriterProperties::builder().set_compression(level).build();
        let file = File::create(path).map_err(|error| ArrowError::IoError(error.to_string(), error))?;
        let mut writer = ArrowWriter::try_new(file, Arc::clone(&self.schema), Some(properties))?;
        for batch in self.reader() {
            writer.write(&batch?)?;
        }
        writer.close()?;
        Ok(())
    }
}

fn opened(path: &Path) -> Result<ParquetRecordBatchReaderBuilder<File>, ArrowError> {
    let file = File::open(path).map_err(|error| ArrowError::IoError(path.display().to_string(), error))?;
    Ok(ParquetRecordBatchReaderBuilder::try_new(file)?)
}

fn rows_of(path: &Path) -> Result<usize, ArrowError> {
    Ok(opened(path)?.metadata().file_metadata().num_rows() as usize)
}

/// Reads one part after the other.
struct Reading {
    parts: Parts,
    schema: SchemaRef,
    next: usize,
    part: Option<ParquetRecordBatchReader>,
}

impl Iterator for Reading {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.part.as_mut().and_then(Iterator::next) {
                return Some(batch.and_then(|batch| batch.with_schema(Arc::clone(&self.schema))));
            }
            let file = self.parts.files.get(self.next)?;
            self.next += 1;
            match opened(file).and_then(|opened| Ok(opened.build()?)) {
                Ok(part) => self.part = Some(part),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl RecordBatchReader for Reading {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
