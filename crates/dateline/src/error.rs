//! Which file, line, entry, and what is wrong?

use std::fmt::{self, Display, Formatter};

/// What is wrong with a file of the codebook: all its mistakes, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    mistakes: Vec<Mistake>,
}

/// One mistake in a file of the codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file, where it is known.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: usize,
    /// The entry that it stands in, by its id, name or first word.
    pub entry: Option<String>,
    /// What is wrong.
    pub what: String,
}

impl Error {
    /// Of these mistakes, in the order of their lines; nothing if there are none.
    pub(crate) fn of(mut mistakes: Vec<Mistake>) -> Option<Self> {
        mistakes.sort_by_key(|mistake| mistake.line);
        (!mistakes.is_empty()).then_some(Self { mistakes })
    }

    /// All mistakes, by line.
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }

    /// The same, with the file that they stand in.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        self.mistakes.iter_mut().for_each(|mistake| mistake.file = Some(file.to_owned()));
        self
    }
}

/// A mistake a line.
impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (i, mistake) in self.mistakes.iter().enumerate() {
            let end = if i == 0 { "" } else { "\n" };
            write!(f, "{end}{mistake}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// `file:line: entry id: what`, as far as it is known.
impl Display for Mistake {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}:")?;
        }
        write!(f, "{}: ", self.line)?;
        if let Some(entry) = &self.entry {
            write!(f, "entry {entry}: ")?;
        }
        f.write_str(&self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, Mistake};

    fn mistake(line: usize, entry: Option<&str>) -> Mistake {
        Mistake { file: None, line, entry: entry.map(str::to_owned), what: "no such thing".to_owned() }
    }

    #[test]
    fn mistakes_are_told_by_line_with_file_and_entry() {
        assert_eq!(Error::of(Vec::new()), None);
        let error = Error::of(vec![mistake(9, Some("aid-give")), mistake(2, None)]).expect("mistakes");
        assert_eq!(error.to_string(), "2: no such thing\n9: entry aid-give: no such thing");
        assert_eq!(error.in_file("own.toml").mistakes()[0].to_string(), "own.toml:2: no such thing");
    }
}
