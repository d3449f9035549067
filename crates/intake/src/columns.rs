//! Which column of a table, which field of an object holds the text, the day, the headline?
//!
//! Names that programs of the field give them are known; a user may name others.

use std::fmt;
use std::str::FromStr;

use crate::days::Order;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Text,
    Title,
    Day,
    Url,
    Publisher,
    Authors,
    Language,
}

/// What users call the fields, and what columns with them are called by others, by letters and digits alone: those that
/// stand first are believed first.
const FIELDS: [(Field, &str, &str); 8] = [
    (Field::Id, "id", "id docid articleid newsid storyid documentid guid uuid identifier an"),
    (
        Field::Text,
        "text",
        "text body content maintext fulltext article articletext articlebody articlecontent bodytext textbody \
         contenttext storytext story newstext newscontent plaintext cleantext bodyhtml bodyxhtml contenthtml \
         contents contentelements paragraphs transcript document rawtext texte texto volltext inhalt",
    ),
    (
        Field::Title,
        "title",
        "title headline headlinemain webtitle articletitle newstitle heading header hl1 titre titel titulo \
         titolo headlines headlinetext",
    ),
    (
        Field::Day,
        "date",
        "date published publisheddate publishedat publicationdate pubdate publishdate datepublished \
         datepublish publishedon publishtime publicationtime datetimepub dct day newsdate articledate \
         storydate webpublicationdate datetime pubtime timestamp firstcreated firstpublished versioncreated \
         created createdat isodate seendate datum fecha publishedon dateofpublication publishingdate \
         firstpublishdate displaydate",
    ),
    (
        Field::Url,
        "url",
        "url link weburl articleurl newsurl permalink canonicalurl sourceurl href uri documentidentifier respondedurl",
    ),
    (
        Field::Publisher,
        "publisher",
        "publisher source sourcename publication publicationname outlet newspaper medium media medianame \
         newssource sitename site sourcedomain domain sourcehostname hostname agency provider journal zeitung \
         quelle publicationtitle pubtitle",
    ),
    (
        Field::Authors,
        "authors",
        "authors author byline bylines writers writer creator reporter reporters journalist by autor auteur",
    ),
    (Field::Language, "language", "language lang languagecode langcode"),
];

/// Names of columns that hold a few sentences: the text where there is nothing else.
const SHORT: &str = "description shortdescription summary abstract snippet excerpt lead leadparagraph trailtext teaser \
    contentsnippet";

/// The columns of a table, the fields of JSON, as a user names them: `text=body,date=day`.
///
/// # Examples
///
/// ```
/// use dateline_intake::{Columns, Files};
///
/// let path = std::env::temp_dir().join(format!("columns-{}.csv", std::process::id()));
/// std::fs::write(&path, "nr,words\n7,The envoy left Geneva.\n8,Rain fell on Oslo.\n")?;
/// let columns: Columns = "id=nr,text=words".parse()?;
/// let item = Files::of([path.clone()]).with_columns(columns).items(Default::default()).next().unwrap();
/// let report = item.reports().remove(0)?;
/// assert_eq!((report.source.id.as_str(), report.text.as_str()), ("7", "The envoy left Geneva."));
/// # std::fs::remove_file(path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    named: Vec<(Field, String)>,
}

impl FromStr for Columns {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || FIELDS.map(|(_, name, _)| name).join(", ");
        let mut named = Vec::new();
        for pair in text.split(',').filter(|pair| !pair.trim().is_empty()) {
            let Some((name, column)) = pair.split_once('=').filter(|(_, column)| !column.trim().is_empty()) else {
                return Err(format!("{:?} names no column: write text=body,date=day, of {}", pair.trim(), known()));
            };
            let of = name.trim().to_lowercase();
            let Some((field, ..)) =
                FIELDS.iter().find(|(_, name, names)| *name == of || names.split(' ').any(|known| known == of))
            else {
                return Err(format!("no column {:?} is asked for; these are: {}", name.trim(), known()));
            };
            if named.iter().any(|(other, _)| other == field) {
                return Err(format!("{} is asked for twice: name one column for it", field.name()));
            }
            named.push((*field, column.trim().to_owned()));
        }
        Ok(Self { named })
    }
}

impl fmt::Display for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs: Vec<String> =
            self.named.iter().map(|(field, column)| format!("{}={column}", field.name())).collect();
        f.write_str(&pairs.join(","))
    }
}

impl Field {
    /// What users call it.
    pub(crate) fn name(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("", |(_, name, _)| name)
    }
}

/// What the columns of a table hold: for each field its columns, that believed first in front.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    columns: Vec<(Field, Vec<usize>)>,
    /// Which number of a day in numbers is the day, if the table tells it.
    pub(crate) order: Option<Order>,
}

impl Columns {
    /// Whether a user named none.
    pub(crate) fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// Whether a table with these columns holds reports.
    ///
    /// # Errors
    ///
    /// If there is no text among them, or none with a name that the user gave.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(dateline_intake::Columns::default().check(&["nr", "body"]).is_ok());
    /// assert!(dateline_intake::Columns::default().check(&["nr"]).unwrap_err().starts_with("no column \"text\""));
    /// ```
    pub fn check<N: AsRef<str>>(&self, names: &[N]) -> Result<(), String> {
        self.layout(names).map(|_| ())
    }

    /// Whether a user named a column of this table.
    pub(crate) fn name_one_of(&self, names: &[String]) -> bool {
        self.named.iter().any(|(_, column)| position(names, column).is_some())
    }

    /// What the columns with these names hold.
    ///
    /// # Errors
    ///
    /// If there is no text among them, or none with a name that the user gave.
    pub(crate) fn layout<N: AsRef<str>>(&self, names: &[N]) -> Result<Layout, String> {
        let plain: Vec<String> = names.iter().map(|name| plain(name.as_ref())).collect();
        let mut columns = Vec::new();
        let mut taken = Vec::new();
        for (field, name) in &self.named {
            let Some(at) = position(names, name) else {
                return Err(format!("no column {name:?} for {}: it has {}", field.name(), listed(names)));
            };
            columns.push((*field, vec![at]));
            taken.push(at);
        }
        let of = |wanted: &str| -> Vec<usize> {
            let found = wanted.split(' ').filter_map(|wanted| plain.iter().position(|name| name == wanted));
            found.filter(|at| !taken.contains(at)).collect()
        };
        for (field, _, wanted) in FIELDS.iter().filter(|(field, ..)| self.named.iter().all(|(named, _)| named != field))
        {
            let mut found = of(wanted);
            if *field == Field::Text && found.is_empty() {
                found = of(SHORT);
            }
            if !found.is_empty() {
                columns.push((*field, found));
            }
        }
        if columns.iter().any(|(field, _)| *field == Field::Text) {
            return Ok(Layout { columns, order: None });
        }
        Err(format!("no column \"text\": it has {}. Name the one with the text: --columns text=NAME", listed(names)))
    }
}

impl Layout {
    /// The columns of a field, in the order in which they are believed.
    pub(crate) fn of(&self, wanted: Field) -> &[usize] {
        self.columns.iter().find(|(field, _)| *field == wanted).map_or(&[], |(_, columns)| columns)
    }

    /// Whether anything is read of this column.
    pub(crate) fn has(&self, at: usize) -> bool {
        self.columns.iter().any(|(_, columns)| columns.contains(&at))
    }

    /// The fields with the names of their first columns, for people.
    pub(crate) fn told<N: AsRef<str>>(&self, names: &[N]) -> String {
        let pairs = self.columns.iter().map(|(field, at)| format!("{}={}", field.name(), names[at[0]].as_ref()));
        pairs.collect::<Vec<_>>().join(", ")
    }
}

/// How many of these names are those of columns that are read.
pub(crate) fn known<N: AsRef<str>>(names: &[N]) -> usize {
    let has = |names: &str, name: &String| names.split(' ').any(|known| known == name);
    let known = |name: &String| has(SHORT, name) || FIELDS.iter().any(|(_, _, names)| has(names, name));
    names.iter().map(|name| plain(name.as_ref())).filter(known).count()
}

/// What a column with this name holds, where it is known.
pub(crate) fn field(name: &str) -> Option<Field> {
    let name = plain(name);
    FIELDS.iter().find(|(_, _, names)| names.split(' ').any(|known| known == name)).map(|(field, ..)| *field)
}

/// Where the name stands: as it is written, or else in other letters.
fn position<N: AsRef<str>>(names: &[N], wanted: &str) -> Option<usize> {
    let exactly = names.iter().position(|name| name.as_ref() == wanted);
    exactly.or_else(|| names.iter().position(|name| plain(name.as_ref()) == plain(wanted)))
}

/// A name by its letters and digits, in lower case: "Publish Date", `publish_date` and `publishDate` are one.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Names that a message lists at most.
const MOST_LISTED: usize = 30;

fn listed<N: AsRef<str>>(names: &[N]) -> String {
    let more = if names.len() > MOST_LISTED { ", …" } else { "" };
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).take(MOST_LISTED).collect();
    format!("{}{more}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_guessed_from_usual_names() {
        let names = ["", "Publish Date", "fullText", "Headline", "source", "url", "description"];
        let layout = Columns::default().layout(&names).expect("a text");
        assert_eq!(layout.of(Field::Text), [2]);
        assert_eq!(
            (layout.of(Field::Day), layout.of(Field::Title), layout.of(Field::Id)),
            (&[1][..], &[3][..], &[][..])
        );
        let layout = Columns::default().layout(&["link", "short_description"]).expect("a text");
        assert_eq!((layout.of(Field::Text), layout.of(Field::Url)), (&[1][..], &[0][..]));
    }

    #[test]
    fn a_user_names_columns() {
        let columns: Columns = "text=Day notes, date = when".parse().expect("columns");
        assert_eq!(columns.to_string(), "text=Day notes,date=when");
        let layout = columns.layout(&["date", "when", "day_notes", "text"]).expect("a text");
        assert_eq!((layout.of(Field::Text), layout.of(Field::Day)), (&[2][..], &[1][..]));
        let problem = columns.layout(&["date", "text"]).expect_err("no such column");
        assert!(problem.contains("\"Day notes\"") && problem.contains("date, text"), "{problem}");
        assert!("words=body".parse::<Columns>().is_err_and(|problem| problem.contains("publisher")));
        assert!("text".parse::<Columns>().is_err());
        assert!("text=a,body=b".parse::<Columns>().is_err_and(|problem| problem.contains("twice")));
    }

    #[test]
    fn a_table_without_text_names_its_columns() {
        let problem = Columns::default().layout(&["date", "volume"]).expect_err("no text");
        assert!(problem.contains("date, volume") && problem.contains("--columns"), "{problem}");
    }
}
