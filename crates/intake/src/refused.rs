//! Which files are recognised and not read, and what is the way out?

/// A format that is not read: how its files begin, what they are called, what to do.
struct Refused {
    begins: &'static [u8],
    called: &'static str,
    way_out: &'static str,
}

const UNPACK: &str = "unpack it and give the files in it";

/// What files of these formats begin with.
const REFUSED: [Refused; 20] = [
    refused(
        b"%PDF-",
        "a PDF file",
        "take its text with `pdftotext -layout FILE.pdf`; where a press archive made it, export text, Word or RTF instead",
    ),
    refused(b"BZh", "a bzip2 file", "unpack it, or pipe it in: bzcat FILE | dateline … -"),
    refused(b"\xfd7zXZ\0", "an xz file", "unpack it, or pipe it in: xzcat FILE | dateline … -"),
    refused(b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    refused(b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    refused(b"\x1f\x9d", "a file of compress", UNPACK),
    refused(b"SQLite format 3\0", "an SQLite database", "write its table as CSV: sqlite3 -csv -header FILE 'select …'"),
    refused(b"ARROW1\0\0", "an Arrow or Feather file", "write it as Parquet, CSV or JSON Lines"),
    refused(b"FEA1", "a Feather file", "write it as Parquet, CSV or JSON Lines"),
    refused(b"ORC", "an ORC file", "write it as Parquet, CSV or JSON Lines"),
    refused(b"Obj\x01", "an Avro file", "write it as Parquet, CSV or JSON Lines"),
    refused(b"RDX3\n", "an RData file", "write the table with write.csv or arrow::write_parquet"),
    refused(b"RDX2\n", "an RData file", "write the table with write.csv or arrow::write_parquet"),
    refused(b"X\n\0\0\0", "an RDS file", "write the table with write.csv or arrow::write_parquet"),
    refused(b"<stata_dta>", "a Stata file", "write it as CSV: export delimited"),
    refused(b"\x89HDF\r\n\x1a\n", "an HDF5 file", "write it as Parquet, CSV or JSON Lines"),
    refused(b"\x89PNG", "a picture", "reports are read as text; a program for scans (OCR) takes it from pictures"),
    refused(b"\xff\xd8\xff", "a picture", "reports are read as text; a program for scans (OCR) takes it from pictures"),
    refused(b"GIF8", "a picture", "reports are read as text; a program for scans (OCR) takes it from pictures"),
    refused(b"!BDN", "an Outlook mailbox", "export its messages as .eml or .mbox"),
];

const fn refused(begins: &'static [u8], called: &'static str, way_out: &'static str) -> Refused {
    Refused { begins, called, way_out }
}

/// Signatures of names in the older files of Microsoft's programs, in two bytes a letter, and what such a file is.
const OLD_OFFICE: [(&str, &str, &str); 3] = [
    ("WordDocument", "an old Word document (.doc)", "save it as .docx or as text"),
    ("__substg1.0", "an Outlook message (.msg)", "save it as .eml"),
    ("PowerPoint Document", "slides", "save them as text"),
];

/// How the older files of Microsoft's programs begin.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Why a file of these bytes is not read, and what to do; nothing if it may be read.
pub(crate) fn reason(bytes: &[u8]) -> Option<String> {
    let told = |called: &str, way_out: &str| Some(format!("{called}: {way_out}"));
    if let Some(known) = REFUSED.iter().find(|known| bytes.starts_with(known.begins)) {
        return told(known.called, known.way_out);
    }
    if bytes.starts_with(OLE) && !is_old_sheet(bytes) {
        let found = OLD_OFFICE.iter().find(|(name, ..)| holds_wide(bytes, name));
        return found.map_or_else(
            || told("a file of an old office program", "save it as .docx, .xlsx or text"),
            |(_, called, way_out)| told(called, way_out),
        );
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return told("a tar archive", UNPACK);
    }
    if is_index(bytes) {
        return told("an index of web archives (CDX)", "give the archives that it names, *.warc.gz");
    }
    None
}

/// Whether the bytes are an old workbook of Excel, .xls.
pub(crate) fn is_old_sheet(bytes: &[u8]) -> bool {
    bytes.starts_with(OLE) && (holds_wide(bytes, "Workbook") || holds_wide(bytes, "Book"))
}

/// Whether a name in two bytes a letter stands in the bytes.
fn holds_wide(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.bytes().flat_map(|byte| [byte, 0]).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// Whether the lines are those of an index: a head that names its columns, or keys with moments.
fn is_index(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let mut lines = head.lines().filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next() else { return false };
    let columns = first.trim_start().strip_prefix("CDX ");
    if columns.is_some_and(|columns| columns.split_whitespace().all(|column| column.len() == 1))
        || first.starts_with("!OpenWayback-CDXJ")
    {
        return true;
    }
    // `com,example)/ferry 20310308090000 {…}` or the same with columns of the older form.
    let is_key = |line: &str| {
        let mut words = line.split(' ');
        let key = words.next().is_some_and(|key| key.contains(')') && !key.starts_with('('));
        let moment =
            words.next().is_some_and(|word| (8..=17).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()));
        key && moment
            && words.next().is_some_and(|word| word.starts_with('{') || word.starts_with("http") || word == "-")
    };
    is_key(first) && lines.next().is_none_or(is_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_has_a_way_out() {
        let wide = |name: &str| [OLE, &name.bytes().flat_map(|b| [b, 0]).collect::<Vec<_>>()].concat();
        for (bytes, word) in [
            (b"%PDF-1.7\n".to_vec(), "pdftotext"),
            (wide("WordDocument"), ".docx"),
            ([&[b'a'; 257][..], b"ustar\x0000", &[0; 250]].concat(), "unpack"),
            (wide("__substg1.0_0037"), ".eml"),
            (b" CDX N b a m s k r M S V g\norg,a)/ 2031".to_vec(), "warc.gz"),
            (b"org,news)/rain 20310308090000 {\"url\": \"http://news.example/rain\"}\n".to_vec(), "warc.gz"),
            (
                b"org,news)/rain 20310308090000 http://news.example/rain text/html 200 A - - 5 7 a.warc.gz\n".to_vec(),
                "warc.gz",
            ),
        ] {
            let reason = reason(&bytes).unwrap_or_default();
            assert!(reason.contains(word), "{}: {reason}", String::from_utf8_lossy(&bytes));
        }
        assert!(reason(&wide("Workbook")).is_none() && reason(b"The envoy (left) 20310308 {so}").is_none());
    }
}
