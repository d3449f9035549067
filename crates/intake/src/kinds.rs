//! What is read, how is it told, and with which command? The list that `dateline kinds` prints and docs/inputs.md is made
//! of.

/// A kind of files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name, one word.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// What of it is a report.
    pub report: &'static str,
    /// How it is told from others.
    pub told_by: &'static str,
    /// A command that reads it.
    pub example: &'static str,
}

/// The kind of exports that users describe.
const OWN: &str = "export";

/// All kinds; each also packed with gzip or Zstandard, in folders, by patterns, from the standard input.
///
/// # Examples
///
/// ```
/// use dateline_intake::KINDS;
///
/// assert!(KINDS.iter().any(|kind| kind.name == "csv" && kind.example.contains("--columns")));
/// ```
pub const KINDS: [Kind; 32] = [
    kind(
        "text",
        "Plain text; Markdown with a head",
        "the file, or what stands behind each of several heads",
        "nothing else fits; any encoding; a head of lines such as `Title: …`, `Date: …`",
        "dateline read report.txt --date 2031-03-08",
    ),
    kind("page", "Web page (HTML)", "its main text", "a tag of HTML in front", "dateline read page.html"),
    kind(
        "saved-page",
        "Page that a browser saved as one file (.mhtml)",
        "its main text",
        "a head of MIME that names the page's address",
        "dateline read page.mhtml",
    ),
    kind(
        "csv",
        "Table with commas, semicolons, tabs or bars (.csv, .tsv)",
        "a row",
        "a header with known names, and rows with as many cells",
        "dateline read reports.csv --columns text=body,date=day",
    ),
    kind("parquet", "Parquet table", "a row", "PAR1 in front", "dateline code reports.parquet --out archive"),
    kind(
        "workbook",
        "Workbook (.xlsx, .xlsb, .xls, .ods)",
        "a row of a sheet",
        "a workbook within a ZIP file, or an old file of Excel",
        "dateline read reports.xlsx --columns text=Article",
    ),
    kind(
        "jsonl",
        "JSON Lines",
        "an object on a line",
        "lines that are objects of JSON",
        "dateline code reports.jsonl.gz --out archive",
    ),
    kind(
        "json",
        "JSON: an object, an array, an answer that wraps one",
        "an object with a text",
        "an object of JSON, or an array of them, in front",
        "dateline read articles.json --columns text=content",
    ),
    kind(
        "feed",
        "Feed: RSS 0.9 to 2.0, Atom 0.3 and 1.0",
        "an entry",
        "<rss>, <feed>, <rdf:RDF>, <entry>",
        "dateline read feed.xml",
    ),
    kind(
        "json-feed",
        "JSON Feed",
        "an item",
        "the address of its version",
        "curl -s https://post.example/feed.json | dateline read -",
    ),
    kind(
        "warc",
        "Web archive (WARC, WET)",
        "a page, or the text taken from one",
        "WARC/ in front",
        "dateline code '2031/*.warc.gz' --out archive",
    ),
    kind("arc", "Old web archive (ARC)", "a page", "filedesc:// in front", "dateline read old.arc.gz"),
    kind("newsml-g2", "NewsML-G2 message", "a text item", "<newsMessage>, <newsItem>", "dateline read newsml.xml"),
    kind("newsml-1", "NewsML 1 message", "a component with headline and text", "<NewsML>", "dateline read newsml.xml"),
    kind(
        "nitf",
        "NITF document; items of the older <newsitem>",
        "the file",
        "<nitf>, <newsitem>",
        "dateline read nitf.xml",
    ),
    kind(
        "ninjs",
        "ninjs 1 to 3, as Superdesk writes it too",
        "an item",
        "JSON with a uri or guid and a body",
        "dateline read item.json",
    ),
    kind(
        "anpa",
        "Messages of a wire, ANPA 1312 and IPTC 7901",
        "a message",
        "the control characters around head and text",
        "dateline read message.tst",
    ),
    kind(
        "corpus",
        "Corpus of agencies in SGML",
        "a document",
        "<DOC> or <REUTERS>, one behind the other",
        "dateline code corpus/*.gz --out archive",
    ),
    kind("mail", "Mail (.eml)", "the mail, by its page or its text", "a head of mail", "dateline read alert.eml"),
    kind("mailbox", "Mailbox (.mbox)", "a mail", "From and a head of mail in front", "dateline read alerts.mbox"),
    kind(
        "open-text",
        "OpenDocument text (.odt)",
        "the file",
        "its type within the ZIP file",
        "dateline read report.odt",
    ),
    kind(
        "word",
        "Word document (.docx)",
        "the file, or a document of an export",
        "its text within the ZIP file",
        "dateline read report.docx",
    ),
    kind("rtf", "RTF", "the file, or a document of an export", "{\\rtf in front", "dateline read report.rtf"),
    kind(
        "ris",
        "Bibliography in RIS (.ris)",
        "a record with a text (N2, AB)",
        "TY and a record in front",
        "dateline read export.ris",
    ),
    archive("factiva", "Export of Factiva", "dateline read Factiva-20310308.txt"),
    archive("lexisnexis", "Export of LexisNexis", "dateline read lexisnexis.txt"),
    archive("nexis-uni", "Export of Nexis Uni or Lexis+", "dateline read 'Files (100).docx'"),
    archive("proquest", "Export of ProQuest", "dateline read ProQuestDocuments.txt"),
    archive("europresse", "Export of Europresse", "dateline read biblioeuropresse.html"),
    archive("newsbank", "Export of NewsBank", "dateline read newsbank.txt"),
    archive(
        OWN,
        "Export that a description of your own tells",
        "dateline read clippings.txt --archives clippings.toml",
    ),
    kind(
        "folder",
        "Folders, patterns, files packed with gzip or Zstandard",
        "what the files in them hold, in order of their paths",
        "the file system; the first bytes of what is packed",
        "dateline code reports/ --out archive",
    ),
];

const fn kind(
    name: &'static str,
    what: &'static str,
    report: &'static str,
    told_by: &'static str,
    example: &'static str,
) -> Kind {
    Kind { name, what, report, told_by, example }
}

const fn archive(name: &'static str, what: &'static str, example: &'static str) -> Kind {
    kind(name, what, "a document of the export", "the marks that the archive puts around its documents", example)
}

impl Kind {
    /// The kind of this name.
    pub(crate) fn named(name: &str) -> Self {
        let of_name = |name: &str| KINDS.into_iter().find(|kind| kind.name == name);
        of_name(name).or_else(|| of_name(OWN)).unwrap_or(KINDS[0])
    }
}

/// docs/inputs.md: the list for readers.
///
/// # Examples
///
/// ```
/// assert!(dateline_intake::kinds_document().contains("| `csv` |"));
/// ```
pub fn kinds_document() -> String {
    let mut document = DOCUMENT.to_owned();
    for Kind { name, what, report, told_by, example } in KINDS {
        document += &format!("| `{name}` | {what} | {report} | {told_by} | `{}` |\n", example.replace('|', "\\|"));
    }
    document + COLUMNS
}

const DOCUMENT: &str = "# What is read

Kinds of files are told by their content, not by their names. `dateline kinds` prints this list; `dateline read FILE
--explain-source` says as what a file is read and why. Each kind may be packed with gzip or Zstandard, stand in a folder, or
come from the standard input (`-`). This page is written from the list in the program: `DATELINE_WRITE=1 cargo test -p
dateline-intake --test kinds`.

| name | what | a report is | told by | such as |
|---|---|---|---|---|
";

const COLUMNS: &str = "
## Columns and fields

Columns of tables and fields of JSON are known by their usual names, in any case and with any sign between their words: `text`,
`body`, `content`, `article`, `full_text`, `maintext`, … for the text; `title`, `headline`; `date`, `published`, `pubdate`,
`date_publish`, …; `url`, `link`; `publisher`, `source`, `publication`, `domain`, …; `authors`, `byline`; `id`, `guid`;
`language`. Where there is no text, a `description` or `summary` is read. `--columns` names others:

```sh
dateline read reports.csv --columns text=body,date=day,id=nr
```

A table without a text is refused with the names that it has. A row without one is a failure with its line. Lines that a program
writes above the header are passed over.

The same names stand in the head of a plain text, a line each, `Title: Ferry talks fail`, with an empty line behind; or between two
lines of `---`. Where several heads begin alike in a file, each begins a report.

## Days

A day is read as it is written, in its own time zone: ISO 8601, the forms of mail, `8 March 2031`, `March 8, 2031`,
`08.03.2031`, weeks as `2031-W10-6`, numbers of seconds, days as spreadsheets count them. `03/04/2031` may mean two days, and
`3/8/31` three: it is read where a weekday, or the other rows of the table, tell which number is the day. A day that cannot be
read is a warning.

## What is damaged

Of a file that is cut short or damaged, what could be read is read. The report says so among its warnings, the place is a
failure of its own, and `dateline read` ends with status 3. Behind a damaged part of a gzip file reading goes on at the next.

An encoding that nothing declares is told by the bytes, and a warning names it. That of old Macs is not among those that are
told: a text in it is read as windows-1252, with wrong letters for quotation marks and accents. Turn it before:
`iconv -f MACINTOSH -t UTF-8 FILE`.

## What is not read

PDF, pictures, old Word documents, archives such as ZIP and tar, databases and indexes of web archives are recognised and refused
with the way out; XML of other kinds by the name of its root.
";
