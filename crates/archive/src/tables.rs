//! Rows on their way into the files of tables, in Parquet or CSV.

use std::path::Path;

use crate::columns::{Cell, Table};
use crate::csv;
use crate::error::Error;
use crate::manifest::place;
use crate::parquet::{Origins, Rows};

/// Tables that are being filled; a row of `S` tells of one report, or of one story.
pub(crate) enum Tables<S: 'static> {
    /// The columns of each.
    Parquet(Vec<Rows<S>>),
    /// The lines of each.
    Csv(Vec<(&'static Table<S>, Vec<u8>)>),
}

impl<S> Tables<S> {
    pub(crate) fn parquet(tables: &[&'static Table<S>]) -> Self {
        Self::Parquet(tables.iter().map(|table| Rows::of(table)).collect())
    }

    pub(crate) fn csv(tables: &[&'static Table<S>]) -> Self {
        Self::Csv(tables.iter().map(|table| (*table, csv::head(table))).collect())
    }

    /// Adds the rows of each table, all of the report or story with this number.
    pub(crate) fn add(&mut self, number: u64, rows: Vec<Vec<Vec<Cell>>>) {
        match self {
            Self::Parquet(tables) => {
                for (table, rows) in tables.iter_mut().zip(rows) {
                    rows.into_iter().for_each(|cells| table.add(number, cells));
                }
            }
            Self::Csv(files) => {
                for ((_, file), rows) in files.iter_mut().zip(rows) {
                    rows.iter().for_each(|cells| csv::row(file, number, cells));
                }
            }
        }
    }

    /// Writes a file for each table, of this name in the table's own folder.
    pub(crate) fn write(self, folder: &Path, name: &str, origins: &Origins) -> Result<(), Error> {
        match self {
            Self::Parquet(tables) => tables.into_iter().try_for_each(|rows| {
                let file = format!("{}/{name}.parquet", rows.table.name);
                place(folder, &file, &rows.finish(origins)?)
            }),
            Self::Csv(files) => files
                .into_iter()
                .try_for_each(|(table, lines)| place(folder, &format!("{}/{name}.csv", table.name), &lines)),
        }
    }
}
