//! The comparison of all reports of an archive: when the last of them is read, copies, stories and merged events are sought
//! among what the parts have kept of theirs, and written as tables of their own.
//!
//! These tables are made anew as a whole, since one report more may join two stories. The same reports give the same bytes,
//! whatever ended and resumed the runs that read them.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use crate::accounts;
use crate::batch::Settings;
use crate::columns::{STORY_TABLES, StoryEntry};
use crate::error::Error;
use crate::form::Form;
use crate::manifest::{Manifest, place};
use crate::stories::{Collection, Dedup, Stories, Story};
use crate::tables::Tables;

/// The folder of stories in JSON Lines.
const LINES: &str = "stories";

/// What the comparison of all reports found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joined {
    /// What was joined, and how far apart it may be.
    pub settings: String,
    /// Reports that are copies of another one.
    pub copies: u64,
    /// Independent origins: the others.
    pub origins: u64,
    /// Stories that these tell.
    pub stories: u64,
    /// Events of these, each counted once.
    pub merged_events: u64,
}

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
    if !write(folder, &found, settings, stop, &mut joined.merged_events)? {
        return Ok(false);
    }
    manifest.joined = Some(joined);
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
    let mut collection = Collection::new(settings.joining);
    for part in &manifest.parts {
        if stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        for (number, mut account) in accounts::read(folder, &part.name)? {
            if settings.form != Form::Jsonl {
                account.id = number.to_string();
            }
            collection.add_account(account)?;
        }
    }
    Ok(collection.stories_unless(stop))
}

/// Takes what an earlier comparison found out of the manifest and then out of the folder.
pub(crate) fn undo(folder: &Path, manifest: &mut Manifest, form: Form) -> Result<(), Error> {
    if manifest.joined.take().is_some() {
        manifest.write(folder)?;
    }
    clear(folder, form)
}

/// Takes away what an earlier comparison has written, and nothing else that may lie there.
fn clear(folder: &Path, form: Form) -> Result<(), Error> {
    let tables = STORY_TABLES.map(|table| table.name);
    let (folders, ending) = match form {
        Form::Parquet => (&tables[..], ".parquet"),
        Form::Csv => (&tables[..], ".csv"),
        Form::Jsonl => (&[LINES][..], ".jsonl"),
        Form::Gdelt | Form::Plover => return Ok(()),
    };
    folders.iter().try_for_each(|name| {
        let path = folder.join(name);
        clear_folder(&path, ending).map_err(Error::io(&path))
    })
}

fn clear_folder(folder: &Path, ending: &str) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if is_ours(&entry.file_name().to_string_lossy(), ending) {
            fs::remove_file(entry.path())?;
        }
    }
    match fs::remove_dir(folder) {
        Err(cause) if cause.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
        removed => removed,
    }
}

/// Whether a file has a name that [`Part::write`] gives, or one that was to get it when a run was ended.
fn is_ours(name: &str, ending: &str) -> bool {
    let whole = name.strip_prefix('.').and_then(|name| name.strip_suffix(".new")).unwrap_or(name);
    let number = whole.strip_prefix("part-").and_then(|name| name.strip_suffix(ending));
    number.is_some_and(|number| number.len() >= 5 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Writes all stories, as many to a file as have the reports of a part; whether it was not stopped.
fn write(
    folder: &Path,
    found: &Stories,
    settings: &Settings,
    stop: &AtomicBool,
    events: &mut u64,
) -> Result<bool, Error> {
    let mut part = Part::begin(settings, 0);
    for story in found.iter() {
        *events += story.events.len() as u64;
        part.add(story);
        if part.reports >= settings.part {
            let next = Part::begin(settings, part.number + 1);
            std::mem::replace(&mut part, next).write(folder, settings)?;
            if stop.load(Ordering::Relaxed) {
                return Ok(false);
            }
        }
    }
    // An archive without a story has the tables all the same.
    if part.reports > 0 || part.number == 0 {
        part.write(folder, settings)?;
    }
    Ok(true)
}

/// Stories on their way into files.
struct Part {
    number: usize,
    reports: u64,
    content: Content,
}

enum Content {
    Tables(Tables<StoryEntry>),
    Lines(Vec<u8>),
}

impl Part {
    fn begin(settings: &Settings, number: usize) -> Self {
        let content = match settings.form {
            Form::Csv => Content::Tables(Tables::csv(&STORY_TABLES)),
            Form::Jsonl => Content::Lines(Vec::new()),
            Form::Parquet | Form::Gdelt | Form::Plover => Content::Tables(Tables::parquet(&STORY_TABLES)),
        };
        Self { number, reports: 0, content }
    }

    fn add(&mut self, story: Story) {
        self.reports += story.reports as u64;
        match &mut self.content {
            Content::Tables(tables) => {
                let entry = StoryEntry::of(story);
                let rows = STORY_TABLES.map(|table| table.rows_of(&entry));
                tables.add(entry.story.story.into(), rows.into());
            }
            Content::Lines(lines) => {
                serde_json::to_writer(&mut *lines, &story).expect("JSON is written to memory");
                lines.push(b'\n');
            }
        }
    }

    fn write(self, folder: &Path, settings: &Settings) -> Result<(), Error> {
        let name = format!("part-{:05}", self.number);
        match self.content {
            Content::Tables(tables) => {
                let joining = ("dateline.joined", settings.joining.to_string());
                tables.write(folder, &name, &settings.origins().into_iter().chain([joining]).collect())
            }
            Content::Lines(lines) => place(folder, &format!("{LINES}/{name}.jsonl"), &lines),
        }
    }
}

/// Whether an archive of this form has a place for what is found, if anything is sought.
pub(crate) fn check(settings: &Settings) -> Result<(), Error> {
    match settings.form {
        Form::Gdelt | Form::Plover if settings.joining.dedup != Dedup::None => {
            Err(Error::NoPlace { form: settings.form.name() })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use dateline_intake::Files;

    use super::*;
    use crate::stories;

    #[test]
    fn who_stops_a_comparison_finds_the_earlier_one_as_it_was() {
        let folder = std::env::temp_dir().join(format!("dateline-stopped-{}", std::process::id()));
        let settings = |dedup| Settings {
            form: Form::Csv,
            part: 10,
            date: None,
            with_text: false,
            model: String::new(),
            codebook: String::new(),
            joining: stories::Settings { dedup, ..stories::Settings::default() },
        };
        let mut manifest = Manifest::new(&Files::of([]), String::new(), true);
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
        clear(&folder, Form::Csv).expect("cleared");
        assert!(ours.iter().all(|name| !folder.join(name).exists()));
        assert!(others.iter().all(|name| folder.join(name).exists()));
        assert!(!folder.join("tellings").exists(), "an empty folder goes too");
        clear(&folder, Form::Jsonl).expect("cleared");
        assert!(!folder.join("stories").exists() && folder.join("copies/notes.csv").exists());
        fs::remove_dir_all(&folder).expect("removed");
    }
}
