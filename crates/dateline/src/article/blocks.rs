//! Where does a paragraph of plain text begin and end?

use dateline_language::Bytes;

/// The paragraphs of a text, without white space at their ends: apart by blank lines, else by line breaks, unless the
/// lines were broken at a fixed width.
pub(super) fn blocks(text: &str) -> Vec<Bytes> {
    let lines = lines(text);
    let runs: Vec<&[Bytes]> = lines.split(|line| line.start == line.end).filter(|run| !run.is_empty()).collect();
    let width = fixed_width(text, &runs);
    runs.into_iter().flat_map(|lines| split(text, lines, width)).collect()
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

/// Fewest lines that tell a width.
const TELLING: usize = 3;

/// The width at which the lines of a text were broken, in characters: that of the longest line in the midst of a sentence, if
/// nearly all such lines are as full as words allow.
fn fixed_width(text: &str, runs: &[&[Bytes]]) -> Option<usize> {
    let broken = || runs.iter().flat_map(|run| run.windows(2)).filter(|pair| !ends_sentence(text, pair[0]));
    let width = broken().map(|pair| length(text, pair[0])).max().filter(|width| (40..=130).contains(width))?;
    let full = broken().filter(|pair| is_full(text, pair[0], pair[1], width)).count();
    (broken().count() >= TELLING && 5 * full >= 4 * broken().count()).then_some(width)
}

/// The paragraphs of lines without a blank one between them: where the width is known, a line that had room for the first
/// word of the next ends one. Without it all are one paragraph if they look wrapped, else one for each line.
fn split(text: &str, lines: &[Bytes], width: Option<usize>) -> Vec<Bytes> {
    let whole = |lines: &[Bytes]| Bytes { start: lines[0].start, end: lines[lines.len() - 1].end };
    let goes_on = |line: Bytes, next: Bytes| {
        let starts_small = text[next.range()].starts_with(char::is_lowercase);
        width.is_some_and(|width| is_full(text, line, next, width)) || !ends_sentence(text, line) && starts_small
    };
    match width {
        Some(_) => lines.chunk_by(|line, next| goes_on(*line, *next)).map(whole).collect(),
        None if lines.len() > 1 && is_wrapped(text, lines) => vec![whole(lines)],
        None => lines.to_vec(),
    }
}

/// Whether a line broken at a width has no room for the first word of the next.
fn is_full(text: &str, line: Bytes, next: Bytes, width: usize) -> bool {
    let word = text[next.range()].split_whitespace().next().map_or(0, |word| word.chars().count());
    let length = length(text, line);
    length <= width && length + 1 + word > width
}

/// Characters of a line.
fn length(text: &str, line: Bytes) -> usize {
    text[line.range()].chars().count()
}

fn ends_sentence(text: &str, line: Bytes) -> bool {
    text[line.range()].trim_end_matches(['”', '"', '’', ')', '\'']).ends_with(['.', '?', '!', ':'])
}

/// Lines of about one width of which most go on in the next: a sentence's end seldom falls on the margin.
fn is_wrapped(text: &str, lines: &[Bytes]) -> bool {
    let full = &lines[..lines.len() - 1];
    let widest = lines.iter().map(|line| length(text, *line)).max().unwrap_or_default();
    let even = |line: &Bytes| length(text, *line) + 25 >= widest;
    (40..=100).contains(&widest)
        && 2 * full.iter().filter(|line| !ends_sentence(text, **line)).count() > full.len()
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

    /// Broken at 60 characters, a paragraph after the other without a blank line between them.
    const BROKEN: &str = "The harbour office closed the outer basin to ferries on\n\
        Thursday after a crane tipped over in the wind.\n\
        \"Nobody goes out before the beam is lifted,\" the harbour\n\
        master told the crews. He expects three days of work, two\n\
        of them under water.\n\
        The owners asked for the smaller boats to be let through at\n\
        high tide.";

    #[test]
    fn a_line_that_had_room_for_the_next_word_ends_a_paragraph() {
        let starts = |text| texts(text).into_iter().map(|block| &block[..10]).collect::<Vec<_>>();
        assert_eq!(starts(BROKEN), ["The harbou", "\"Nobody go", "The owners"]);
        let indented = BROKEN.replace('\n', "\n        ");
        assert_eq!(starts(&indented), ["The harbou", "\"Nobody go", "The owners"]);
        let headed = format!("Outer basin closed\n{BROKEN}");
        assert_eq!(starts(&headed), ["Outer basi", "The harbou", "\"Nobody go", "The owners"]);
    }

    #[test]
    fn lines_of_any_length_are_paragraphs() {
        let list = "Boats that may leave\nThe mail boat to the outer islands, twice a day and at night if\nthe pilot agrees\nLifeboats\nNo others until the harbour master says so";
        assert_eq!(texts(list).len(), 5);
    }
}
