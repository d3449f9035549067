//! How does an archive become files in a form of another program?

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::columns::Entry;
use crate::comparison::Pages;
use crate::forms::{ArchiveForm, Origins, Run};
use crate::shelf::part_name;
use crate::stories::Scope;

use super::{Archive, Error};

/// Reports to a part, as `dateline code` has them.
const PART: u64 = 2000;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Reports, and what could not be read.
    pub reports: u64,
    /// Files of each table.
    pub parts: usize,
}

impl Archive {
    /// Writes everything into a folder, in the same files and with the same rows that a batch writes of the same reports;
    /// nothing, if it was stopped. `tell` gets the number of reports that were written so far.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read, or the folder not be written.
    pub fn export(
        &self,
        folder: &Path,
        form: ArchiveForm,
        with_text: bool,
        stop: &AtomicBool,
        mut tell: impl FnMut(u64),
    ) -> Result<Option<Exported>, Error> {
        let origins = self.origins()?;
        let press = form.reports();
        let mut done = Exported::default();
        let mut run: Option<Run<Entry>> = None;
        let ended = self.each_entry(|number, mut entry| {
            if stop.load(Ordering::Relaxed) {
                return Ok(ControlFlow::Break(()));
            }
            entry.with_text = with_text;
            let rows = press.rows(&entry);
            run.get_or_insert_with(|| Run::begin(press)).add(number, &entry, rows);
            done.reports += 1;
            if done.reports % PART == 0
                && let Some(full) = run.take()
            {
                full.write(folder, &part_name(done.parts), &origins)?;
                done.parts += 1;
            }
            tell(done.reports);
            Ok(ControlFlow::Continue(()))
        })?;
        if ended.is_break() {
            return Ok(None);
        }
        // An archive without a report has its tables all the same.
        if run.is_some() || done.parts == 0 {
            run.unwrap_or_else(|| Run::begin(press)).write(folder, &part_name(done.parts), &origins)?;
            done.parts += 1;
        }
        Ok(self.export_stories(folder, form, origins, stop)?.then_some(done))
    }

    /// Writes copies, stories and merged events, where the form has a place for them; whether it was not stopped.
    fn export_stories(
        &self,
        folder: &Path,
        form: ArchiveForm,
        mut origins: Origins,
        stop: &AtomicBool,
    ) -> Result<bool, Error> {
        let Some(press) = form.stories() else { return Ok(true) };
        origins.push(("dateline.joined", Scope::default().to_string()));
        let pages = Pages { press, part: PART, origins };
        let found = self.stories(press.keeps_ids())?;
        Ok(pages.write(folder, &found, stop, &mut 0)?.is_some())
    }

    /// What each file tells of where it comes from: the versions of all runs whose answers are in it.
    fn origins(&self) -> Result<Origins, Error> {
        let told = |column: &str| {
            let sql = format!("SELECT DISTINCT {column} FROM runs WHERE run IN (SELECT run FROM reports) ORDER BY run");
            let mut statement = self.connection.prepare(&sql)?;
            let values = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
            Ok(values.join("; "))
        };
        let told = |column| told(column).map_err(Error::of(&self.path));
        Ok(crate::settings::origins(told("program")?, told("model")?, told("codebook")?))
    }
}
