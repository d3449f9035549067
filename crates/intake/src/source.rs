//! What is a report called, and where does it stand?

use std::path::Path;

use dateline::Source;

/// What is known of a report by its file alone: the id is the stem of its name, `.gz` and the like taken off.
pub(crate) fn of_path(path: &Path) -> Source {
    if path == Path::new("-") {
        return Source { id: "stdin".into(), ..Source::default() };
    }
    let packed = path.extension().is_some_and(|end| end == "gz" || end == "zst");
    let name = if packed { path.with_extension("") } else { path.to_owned() };
    let stem = name.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Source { id: stem, path: Some(path.to_string_lossy().into_owned()), ..Source::default() }
}

/// What is known of a report by its file and its number there, from 1.
pub(crate) fn numbered(file: &Source, number: u64) -> Source {
    Source { id: format!("{}:{number}", file.id), record: Some(number), ..file.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_called_by_its_file_and_its_number_there() {
        let file = of_path(Path::new("news/2031-03-08.warc.gz"));
        assert_eq!((file.id.as_str(), file.path.as_deref()), ("2031-03-08", Some("news/2031-03-08.warc.gz")));
        assert_eq!((of_path(Path::new("-")).id.as_str(), of_path(Path::new("-")).path), ("stdin", None));
        let third = numbered(&file, 3);
        assert_eq!((third.id.as_str(), third.record, third.path), ("2031-03-08:3", Some(3), file.path));
    }
}
