//! Where does a paragraph of plain text begin and end?

use dateline_language::Bytes;

/// The paragraphs of a text, without white space at their ends: apart by blank lines, else by line breaks, unless the
/// lines were broken at a fixed width.
pub(super) fn blocks(text: &str) -> Vec<Bytes> {
    let lines = lines(text);
    let mut blocks: Vec<Vec<Bytes>> = Vec::new();
    let mut open = false;
    for line in lines {
        if line.start == line.end {
            open = false;
        } else if open {
            blocks.last_mut().expect("a block is open").push(line);
        } else {
            blocks.push(vec![line]);
            open = true;
        }
    }
    blocks.into_iter().flat_map(|lines| split(text, lines)).collect()
}

/// The lines, trimmed; a blank one is empty.
fn lines(text: &str) -> Vec<Bytes> {
    let mut start = 0;
    let ends = text.match_indices('\n').map(|(i, _)| i).chain([text.len()]);
    ends.map(|end| {
        let line = &text[start..end];
        let left = start + (line.len() - line.trim_start().len());
        let right = left + line.trim().len();
        start = end + 1;
        Bytes { start: left as u32, end: right as u32 }
    })
    .collect()
}

/// One paragraph where the lines were broken at a fixed width, else one for each line.
fn split(text: &str, lines: Vec<Bytes>) -> Vec<Bytes> {
    if lines.len() > 1 && is_wrapped(text, &lines) {
        let (first, last) = (lines[0], lines[lines.len() - 1]);
        return vec![Bytes { start: first.start, end: last.end }];
    }
    lines
}

/// Lines of about one width of which most go on in the next: a sentence's end seldom falls on the margin.
fn is_wrapped(text: &str, lines: &[Bytes]) -> bool {
    let full = &lines[..lines.len() - 1];
    let widest = lines.iter().map(|line| text[line.range()].chars().count()).max().unwrap_or_default();
    let goes_on =
        |line: &Bytes| !text[line.range()].trim_end_matches(['”', '"', '’', ')', '\'']).ends_with(['.', '?', '!', ':']);
    let even = |line: &Bytes| text[line.range()].chars().count() + 25 >= widest;
    (40..=100).contains(&widest)
        && 2 * full.iter().filter(|line| goes_on(line)).count() > full.len()
        && 3 * full.iter().filter(|line| even(line)).count() > 2 * full.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        blocks(text).into_iter().map(|block| &text[block.range()]).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs_and_wrapped_lines_do_not() {
        let text = "The ferry left the harbour at dawn with forty people on\nboard, and was not seen again until the evening, when a\ntrawler found it adrift.\n\nNobody was hurt.\n";
        assert_eq!(texts(text).len(), 2);
        assert!(texts(text)[0].ends_with("found it adrift."));
    }

    #[test]
    fn lines_that_end_sentences_are_paragraphs() {
        let text = "The ferry left the harbour at dawn with forty people.\r\nNobody was hurt, the owner said.\r\nHe gave no cause.";
        assert_eq!(texts(text).len(), 3);
        assert_eq!(texts(" \n\n \n"), Vec::<&str>::new());
    }
}
