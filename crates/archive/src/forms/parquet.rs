//! Tables to Parquet: columns of Arrow, packed, with what the table is and where it comes from in the file itself.

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use crate::arrow::Columnar;
use crate::columns::{Rows, Tabled};
use crate::error::Error;
use crate::shelf::Shelf;

use super::press::{Origins, Press, Sheets};

/// Tables in Parquet.
pub(super) struct Parquet;

impl<S: Tabled> Press<S> for Parquet {
    fn shelves(&self) -> Vec<Shelf> {
        S::tables().iter().map(|table| Shelf { folder: table.name, ending: ".parquet" }).collect()
    }

    fn rows(&self, subject: &S) -> Vec<Rows> {
        S::tables().iter().map(|table| table.rows_of(subject)).collect()
    }

    fn settle(&self, subject: &S, rows: &mut [Rows]) {
        subject.settle(rows);
    }

    fn sheets(&self) -> Box<dyn Sheets> {
        Box::new(Tables(S::tables().iter().map(|table| Columnar::of(table)).collect()))
    }
}

/// The tables of a part.
struct Tables<S: 'static>(Vec<Columnar<S>>);

impl<S> Sheets for Tables<S> {
    fn add(&mut self, number: u64, rows: Vec<Rows>) {
        for (table, rows) in self.0.iter_mut().zip(rows) {
            rows.into_iter().for_each(|cells| table.add(number, cells));
        }
    }

    fn finish(self: Box<Self>, origins: &Origins) -> Result<Vec<Vec<u8>>, Error> {
        let files = self.0.into_iter().map(|rows| {
            let about = rows.table().about;
            file(&rows.finish()?, about, origins)
        });
        files.collect()
    }
}

/// The file of a table.
fn file(rows: &RecordBatch, about: &str, origins: &Origins) -> Result<Vec<u8>, Error> {
    let mut facts = vec![KeyValue::new("dateline.table".to_owned(), about.to_owned())];
    facts.extend(origins.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), value.clone())));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by(format!("dateline {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(facts))
        .build();
    let mut writer = ArrowWriter::try_new(Vec::new(), rows.schema(), Some(properties))?;
    writer.write(rows)?;
    Ok(writer.into_inner()?)
}
