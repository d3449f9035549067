//! What does a folder of records hold, as `dateline code --format jsonl --with-text` writes it?

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use dateline::Report;
use dateline::record::Record;

use super::Error;
use super::whole::{Counted, Counting, Dimension, Frame, ReadWith, Taken};

/// A folder with the places of its records.
pub struct Folder {
    path: PathBuf,
    files: Vec<PathBuf>,
    /// Of each record: the number of its file, where its line begins, how many bytes it has.
    lines: Vec<(usize, u64, usize)>,
    program: String,
}

impl Folder {
    /// Finds the records.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let error = |cause| Error::Io { path: path.to_owned(), cause };
        let empty = || Error::Empty {
            path: path.to_owned(),
            cause:
                "it has no records with their texts; `dateline code --format jsonl --with-text` writes them, and an \
                    archive in one file (`dateline add`) has them always"
                    .to_owned(),
        };
        let folder = std::fs::read_dir(path.join("records")).map_err(|_| empty())?;
        let files: Result<Vec<PathBuf>, _> = folder.map(|entry| entry.map(|entry| entry.path())).collect();
        let mut files = files.map_err(error)?;
        files.retain(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
        files.sort();
        let mut lines = Vec::new();
        for (number, file) in files.iter().enumerate() {
            let mut reader = BufReader::new(File::open(file).map_err(error)?);
            let (mut at, mut line) = (0, Vec::new());
            loop {
                line.clear();
                let length = reader.read_until(b'\n', &mut line).map_err(error)?;
                if length == 0 {
                    break;
                }
                lines.push((number, at, length));
                at += length as u64;
            }
        }
        if lines.is_empty() {
            return Err(empty());
        }
        Ok(Self { path: path.to_owned(), files, lines, program: program(path) })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The record of a number, from 1; nothing where a failure stands, or there is no text.
    fn record(&self, number: u64) -> Result<Option<Record>, Error> {
        let (file, at, length) = self.lines[number as usize - 1];
        let path = &self.files[file];
        let error = |cause| Error::Io { path: path.clone(), cause };
        let mut opened = File::open(path).map_err(error)?;
        opened.seek(SeekFrom::Start(at)).map_err(error)?;
        let mut line = vec![0; length];
        opened.read_exact(&mut line).map_err(error)?;
        let json: serde_json::Value = serde_json::from_slice(&line).map_err(|cause| Error::damaged(path, cause))?;
        if json.get("error").is_some() {
            return Ok(None);
        }
        let record: Record = serde_json::from_value(json).map_err(|cause| Error::damaged(path, cause))?;
        match record.text {
            Some(_) => Ok(Some(record)),
            None => Err(Error::Empty {
                path: self.path.clone(),
                cause: "its records have no texts; `dateline code --format jsonl --with-text` writes them".to_owned(),
            }),
        }
    }

    pub(super) fn frame(&self, by: &[Dimension]) -> Result<Frame, Error> {
        let mut counting = Counting::by(by);
        for number in 1..=self.lines.len() as u64 {
            let Some(record) = self.record(number)? else { continue };
            // Reports in other languages have no answers.
            if record.article.language.as_deref().is_some_and(|language| language != "en") {
                continue;
            }
            counting.report(number);
            let day = record.article.published.map(|day| day.to_string());
            for happening in &record.happenings {
                counting.act(&Counted {
                    report: number,
                    id: &happening.id,
                    event: happening.event.name(),
                    country: happening.place.as_ref().and_then(|place| place.country.as_deref()),
                    outlet: record.article.publisher.as_deref(),
                    published: day.as_deref(),
                });
            }
        }
        Ok(counting.frame())
    }

    pub(super) fn taken(&self, number: u64) -> Result<Taken, Error> {
        let gone = || Error::damaged(&self.path, format!("record {number} is another now"));
        let mut record = self.record(number)?.ok_or_else(gone)?;
        let article = &record.article;
        let report = Report {
            source: record.source.clone(),
            text: record.text.take().unwrap_or_default(),
            title: article.title.clone(),
            published: article.published,
            publisher: article.publisher.clone(),
            language: article.language.clone(),
            url: article.url.clone(),
            ..Report::default()
        };
        Ok(Taken { report, record })
    }

    pub(super) fn read_with(&self) -> Vec<ReadWith> {
        let [model, codebook, settings] = [const { String::new() }; 3];
        vec![ReadWith { program: self.program.clone(), model, codebook, settings, reports: self.lines.len() as u64 }]
    }
}

/// The program that wrote a folder, with its settings.
fn program(path: &Path) -> String {
    let manifest = std::fs::read(path.join("manifest.json")).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap_or_default();
    let told = |name: &str| manifest.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    [told("program"), told("settings")].into_iter().filter(|told| !told.is_empty()).collect::<Vec<_>>().join("; ")
}
