//! Which attributions stand in a file of brat's standoff format?

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Stretches of a text, in characters.
type Stretches = Vec<(usize, usize)>;

/// Content and source of each attribution of a text, those without content left out.
pub(super) fn attributions(folder: &Path, stem: &str) -> Result<Vec<(Stretches, Stretches)>, Error> {
    let path = first_annotator(folder, stem)?;
    let text = std::fs::read_to_string(&path).map_err(Error::io(&path))?;
    let mut spans: BTreeMap<&str, Stretches> = BTreeMap::new();
    for (i, line) in text.split('\n').enumerate().filter(|(_, line)| line.starts_with('T')) {
        let mut cells = line.split('\t');
        let (Some(id), Some(span)) = (cells.next(), cells.next()) else { continue };
        let span = stretches(span).ok_or_else(|| Error::line(&path, i + 1, format!("no stretches: {span}")))?;
        spans.insert(id, span);
    }
    let mut found = Vec::new();
    for (i, line) in text.split('\n').enumerate().filter(|(_, line)| line.starts_with('E')) {
        let Some(roles) = line.split('\t').nth(1) else { continue };
        let (mut content, mut source) = (Stretches::new(), Stretches::new());
        for role in roles.split_whitespace() {
            let (name, id) =
                role.split_once(':').ok_or_else(|| Error::line(&path, i + 1, format!("no role: {role}")))?;
            let span = spans.get(id).ok_or_else(|| Error::line(&path, i + 1, format!("{id} stands nowhere")))?;
            match name.trim_end_matches(|c| ('2'..='9').contains(&c)).to_lowercase().as_str() {
                "content" => content.extend(span),
                "source" => source.extend(span),
                _ => {}
            }
        }
        if !content.is_empty() {
            found.push((content, source));
        }
    }
    Ok(found)
}

/// `Content 5 9;12 20`
fn stretches(text: &str) -> Option<Stretches> {
    let (_, parts) = text.split_once(' ')?;
    let pair = |part: &str| {
        let (start, end) = part.split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    parts.split(';').map(pair).collect()
}

/// The annotations of the annotator who comes first: `STEM_1a2b.ann`.
fn first_annotator(folder: &Path, stem: &str) -> Result<PathBuf, Error> {
    let is_mark = |mark: &str| mark.len() == 4 && mark.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
    let entries = std::fs::read_dir(folder).map_err(Error::io(folder))?.flatten();
    let fits = |name: &str| {
        name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('_')?.strip_suffix(".ann")).is_some_and(is_mark)
    };
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| fits(name));
    let first = names.min().ok_or_else(|| Error::set(folder, format!("no {stem}_….ann")))?;
    Ok(folder.join(first))
}
