//! The comparison of all reports of an archive: when the last of them is read, copies, stories and merged events are sought
//! among what the parts have kept of theirs, and written as tables of their own.
//!
//! These tables are made anew as a whole, since one report more may join two stories. The same reports give the same bytes,
//! whatever ended and resumed the runs that read them.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::accounts;
use crate::columns::StoryEntry;
use crate::error::Error;
use crate::forms::{ArchiveForm, Origins, Press, Run};
use crate::manifest::{Manifest, marked};
use crate::settings::Settings;
use crate::shelf::part_name;
use crate::stories::{Collection, Stories, Story};
use crate::summary::Joined;

/// Compares all reports of an archive and writes down in its manifest what was found; whether it was not stopped.
///
/// Until all is compared the archive stays as it was, with what an earlier comparison has written.
pub(crate) fn join(
    folder: &Path,
    manifest: &mut Manifest,
    settings: &Settings,
    stop: &AtomicBool,
) -> Result<bool, Error> {
    let Some(found) = compare(folder, manifest, settings, stop)? else { return Ok(false) };
    undo(folder, manifest, settings.form)?;
    let mut joined = Joined {
        settings: settings.joining.to_string(),
        copies: (found.reports().count() - found.origins()) as u64,
        origins: found.origins() as u64,
        stories: found.len() as u64,
        merged_events: 0,
    };
    let joining = ("dateline.joined", settings.joining.to_string());
    let origins = settings.origins().into_iter().chain([joining]).collect();
    let pages = Pages { press: settings.stories()?, part: settings.part, origins };
    let Some(files) = pages.write(folder, &found, stop, &mut joined.merged_events)? else { return Ok(false) };
    manifest.joined = Some(joined);
    manifest.compared = marked(folder, files)?;
    manifest.write(folder)?;
    Ok(true)
}

/// Compares all reports by what was kept of them; nothing, if it was stopped.
fn compare(
    folder: &Path,
    manifest: &Manifest,
    settings: &Settings,
    stop: &AtomicBool,
) -> Result<Option<Stories>, Error> {
    let keeps_ids = settings.stories()?.keeps_ids();
    let mut collection = Collection::new(settings.joining);
    for part in &manifest.parts {
        if stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        for (number, mut account) in accounts::read(folder, &part.name)? {
            if !keeps_ids {
                account.id = number.to_string();
            }
            collection.add_account(account)?;
        }
    }
    Ok(collection.stories_unless(stop))
}

/// Takes what an earlier comparison found out of the manifest and then out of the folder.
pub(crate) fn undo(folder: &Path, manifest: &mut Manifest, form: ArchiveForm) -> Result<(), Error> {
    manifest.compared.clear();
    if manifest.joined.take().is_some() {
        manifest.write(folder)?;
    }
    let shelves = form.stories().map_or_else(Vec::new, |press| press.shelves());
    shelves.into_iter().try_for_each(|shelf| shelf.clear(folder))
}

/// In which form stories are written.
pub(crate) struct Pages {
    pub press: &'static dyn Press<StoryEntry>,
    /// Reports of the stories of a file, before the next is begun.
    pub part: u64,
    pub origins: Origins,
}

impl Pages {
    /// Writes all stories; the files, or nothing if it was stopped. Their merged events are counted.
    pub(crate) fn write(
        &self,
        folder: &Path,
        found: &Stories,
        stop: &AtomicBool,
        events: &mut u64,
    ) -> Result<Option<Vec<String>>, Error> {
        let mut files = Vec::new();
        let mut part = StoryPart::begin(self.press, 0);
        for story in found.iter() {
            *events += story.events.len() as u64;
            part.add(story);
            if part.reports >= self.part {
                let next = StoryPart::begin(self.press, part.number + 1);
                files.extend(std::mem::replace(&mut part, next).write(folder, &self.origins)?);
                if stop.load(Ordering::Relaxed) {
                    return Ok(None);
                }
            }
        }
        // An archive without a story has the tables all the same.
        if part.reports > 0 || part.number == 0 {
            files.extend(part.write(folder, &self.origins)?);
        }
        Ok(Some(files))
    }
}

/// Stories on their way into files.
struct StoryPart {
    number: usize,
    reports: u64,
    press: &'static dyn Press<StoryEntry>,
    run: Run<StoryEntry>,
}

impl StoryPart {
    fn begin(press: &'static dyn Press<StoryEntry>, number: usize) -> Self {
        Self { number, reports: 0, press, run: Run::begin(press) }
    }

    fn add(&mut self, story: Story) {
        self.reports += story.reports as u64;
        let entry = StoryEntry::of(story);
        let rows = self.press.rows(&entry);
        self.run.add(entry.story.story.into(), &entry, rows);
    }

    /// Writes its files; which these are.
    fn write(self, folder: &Path, origins: &Origins) -> Result<Vec<String>, Error> {
        let name = part_name(self.number);
        self.run.write(folder, &name, origins)?;
        Ok(self.press.shelves().iter().map(|shelf| shelf.file(&name)).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use dateline_intake::Files;

    use super::*;
    use crate::manifest::Marks;
    use crate::shelf::place;
    use crate::stories::{Dedup, Scope};

    #[test]
    fn who_stops_a_comparison_finds_the_earlier_one_as_it_was() {
        let folder = std::env::temp_dir().join(format!("dateline-stopped-{}", std::process::id()));
        let settings = |dedup| Settings { joining: Scope { dedup, ..Scope::default() }, ..Settings::plain() };
        let mut manifest =
            Manifest::new(Marks::of(&Files::of([]), |_| true).expect("no files").all(), String::new(), true);
        let mut joins = |dedup, stop| {
            let whole = join(&folder, &mut manifest, &settings(dedup), &AtomicBool::new(stop)).expect("compared");
            (whole, manifest.joined.as_ref().map(|joined| joined.settings.clone()))
        };
        let (_, copies) = joins(Dedup::Copies, false);
        assert!(copies.is_some() && folder.join("copies/part-00000.csv").exists());
        assert_eq!(joins(Dedup::Stories, true), (false, copies));
        assert!(folder.join("copies/part-00000.csv").exists());
        assert_eq!(joins(Dedup::Stories, false).1.as_deref(), Some("stories, 4 days, 50 km"));
        fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn only_what_a_comparison_wrote_is_taken_away() {
        let folder = std::env::temp_dir().join(format!("dateline-joined-{}", std::process::id()));
        let mut manifest =
            Manifest::new(Marks::of(&Files::of([]), |_| true).expect("no files").all(), String::new(), true);
        let write = |name: &str| place(&folder, name, b"").expect("written");
        let ours = [
            "copies/part-00000.csv",
            "copies/part-100000.csv",
            "stories/.part-00001.csv.new",
            "tellings/part-00000.csv",
        ];
        let others =
            ["copies/notes.csv", "copies/part-00000.parquet", "differences/part-one.csv", "stories/part-00000.jsonl"];
        ours.into_iter().chain(others).for_each(write);
        undo(&folder, &mut manifest, ArchiveForm::Csv).expect("cleared");
        assert!(ours.iter().all(|name| !folder.join(name).exists()));
        assert!(others.iter().all(|name| folder.join(name).exists()));
        assert!(!folder.join("tellings").exists(), "an empty folder goes too");
        undo(&folder, &mut manifest, ArchiveForm::Jsonl).expect("cleared");
        assert!(!folder.join("stories").exists() && folder.join("copies/notes.csv").exists());
        fs::remove_dir_all(&folder).expect("removed");
    }
}
