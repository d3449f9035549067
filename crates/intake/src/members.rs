//! Which bytes do the members of a gzip file hold, and where is the next behind a damaged one?

use std::io::{self, BufRead, Cursor, Read};

use flate2::bufread::GzDecoder;

/// How a member begins.
pub(crate) const GZIP: &[u8] = &[0x1f, 0x8b, 0x08];

/// Bytes of a head that are looked at: the mark, flags, four of a time, the effort, the system.
const HEAD: usize = 10;

/// Bytes of a member that are kept while it is read: behind damage, the next member is looked for in them.
const KEPT: usize = 8 << 20;

/// The members of a gzip file, one after the other. A damaged one is an error; who reads on gets the next.
pub(crate) struct Members<R> {
    state: State<R>,
}

enum State<R> {
    Within(Box<GzDecoder<Kept<R>>>),
    Between(Kept<R>),
    /// The bytes of this one do not fit: the next must be looked for.
    Damaged(Kept<R>),
    Over,
}

impl<R: BufRead> Members<R> {
    pub(crate) fn new(rest: R) -> Self {
        Self { state: State::Between(Kept { head: Cursor::default(), rest, kept: Vec::new(), start: 0, at: 0 }) }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Ok(0),
                State::Between(rest) => {
                    let (state, problem) = next(rest)?;
                    self.state = state;
                    if let Some(problem) = problem {
                        return Err(problem);
                    }
                }
                State::Damaged(mut rest) => {
                    if find_member(&mut rest)? {
                        rest.begin();
                        self.state = State::Within(Box::new(GzDecoder::new(rest)));
                    }
                }
                State::Within(mut member) => match member.read(buffer) {
                    Ok(0) if !buffer.is_empty() => self.state = State::Between(member.into_inner()),
                    Ok(length) => {
                        self.state = State::Within(member);
                        return Ok(length);
                    }
                    Err(error) => {
                        let mut rest = member.into_inner();
                        let told = damaged(rest.start, &error);
                        rest.rewind();
                        self.state = State::Damaged(rest);
                        return Err(io::Error::new(error.kind(), told));
                    }
                },
            }
        }
    }
}

/// What is wrong with a member, and where.
fn damaged(start: u64, error: &io::Error) -> String {
    let what = match error.kind() {
        io::ErrorKind::UnexpectedEof => "it is cut short".to_owned(),
        _ => error.to_string(),
    };
    format!("the part of the gzip file that begins at byte {start} is damaged: {what}")
}

/// The member that begins here; zeros that fill up a block are no member, and anything else is a problem.
fn next<R: BufRead>(mut rest: Kept<R>) -> io::Result<(State<R>, Option<io::Error>)> {
    loop {
        let bytes = rest.fill_buf()?;
        if bytes.is_empty() {
            return Ok((State::Over, None));
        }
        let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
        if zeros > 0 {
            rest.consume(zeros);
            continue;
        }
        let looks_right = bytes[0] == GZIP[0];
        rest.begin();
        if looks_right {
            return Ok((State::Within(Box::new(GzDecoder::new(rest))), None));
        }
        let told = format!("what follows from byte {} of the gzip file on is no gzip", rest.at);
        return Ok((State::Damaged(rest), Some(io::Error::new(io::ErrorKind::InvalidData, told))));
    }
}

/// Goes on to what may be the head of a member.
fn find_member<R: BufRead>(rest: &mut Kept<R>) -> io::Result<bool> {
    let mut window = Vec::new();
    loop {
        let bytes = rest.fill_buf()?;
        if bytes.is_empty() {
            return Ok(false);
        }
        let length = bytes.len();
        window.extend_from_slice(bytes);
        if let Some(at) = window.windows(HEAD).position(is_head) {
            rest.consume(length);
            rest.put_back(&window[at..]);
            return Ok(true);
        }
        rest.consume(length);
        // A head may stand over the end of a block.
        let keep = window.len().min(HEAD - 1);
        window.drain(..window.len() - keep);
    }
}

/// Whether these bytes are the head of a member: flags, effort and system have few values.
fn is_head(bytes: &[u8]) -> bool {
    let (flags, effort, system) = (bytes[3], bytes[8], bytes[9]);
    bytes.starts_with(GZIP) && flags & 0xe0 == 0 && matches!(effort, 0 | 2 | 4) && (system <= 13 || system == 255)
}

/// Bytes of which those of the member at hand are kept, up to a limit.
struct Kept<R> {
    /// What was put back.
    head: Cursor<Vec<u8>>,
    rest: R,
    kept: Vec<u8>,
    /// Where the member begins.
    start: u64,
    /// Where reading is.
    at: u64,
}

impl<R: BufRead> Kept<R> {
    /// Here a member begins.
    fn begin(&mut self) {
        self.start = self.at;
        self.kept.clear();
    }

    /// Goes back to the second byte of the member, where that was kept.
    fn rewind(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        if (self.at - self.start) as usize == kept.len() && !kept.is_empty() {
            self.put_back(&kept[1..]);
        }
    }

    fn put_back(&mut self, bytes: &[u8]) {
        let left = &self.head.get_ref()[self.head.position() as usize..];
        self.head = Cursor::new([bytes, left].concat());
        self.at -= bytes.len() as u64;
    }
}

impl<R: BufRead> Read for Kept<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Kept<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if (self.head.position() as usize) < self.head.get_ref().len() {
            return self.head.fill_buf();
        }
        self.rest.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if amount == 0 {
            return;
        }
        let put_back = (self.head.position() as usize) < self.head.get_ref().len();
        if self.kept.len() < KEPT {
            let bytes = if put_back { self.head.fill_buf() } else { self.rest.fill_buf() };
            let bytes = bytes.unwrap_or_default();
            self.kept.extend_from_slice(&bytes[..amount.min(bytes.len())]);
        }
        self.at += amount as u64;
        if put_back { self.head.consume(amount) } else { self.rest.consume(amount) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::tests::gzip;

    /// What is read until the end, and the errors on the way.
    fn all(bytes: Vec<u8>) -> (String, Vec<String>) {
        // Small blocks, so that heads stand over their ends.
        let mut members = Members::new(io::BufReader::with_capacity(7, Cursor::new(bytes)));
        let (mut text, mut errors) = (Vec::new(), Vec::new());
        while errors.len() < 20 {
            match members.read_to_end(&mut text) {
                Ok(_) => break,
                Err(error) => errors.push(error.to_string()),
            }
        }
        (String::from_utf8_lossy(&text).into_owned(), errors)
    }

    fn noise() -> Vec<u8> {
        let mut state = 1_u32;
        let mut letter = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + (state >> 24) as u8 % 23)
        };
        let noise: String = (0..4000).map(|_| letter()).collect();
        gzip(noise.as_bytes())
    }

    #[test]
    fn members_follow_each_other() {
        let two = [gzip(b"The envoy "), gzip(b"left."), vec![0; 20]].concat();
        assert_eq!(all(two), ("The envoy left.".into(), vec![]));
    }

    #[test]
    fn reading_goes_on_behind_a_damaged_member() {
        for damage in 0..3 {
            let mut damaged = noise();
            let middle = damaged.len() / 2;
            match damage {
                0 => damaged[middle..middle + 4].fill(0xff),
                1 => damaged.truncate(middle),
                _ => damaged[3] = 0xff,
            }
            let start = gzip(b"first ").len();
            let (text, errors) = all([gzip(b"first "), damaged, gzip(b"third"), gzip(b" last")].concat());
            assert!(text.starts_with("first ") && text.ends_with("third last"), "{damage}: {text}");
            assert!(errors.len() == 1 && errors[0].contains(&format!("at byte {start} ")), "{errors:?}");
        }
    }

    #[test]
    fn what_is_cut_short_or_no_gzip_is_an_error_behind_what_could_be_read() {
        let whole = noise();
        let (text, errors) = all(whole[..whole.len() / 2].to_vec());
        assert!(text.len() > 100 && errors.len() == 1 && errors[0].ends_with("cut short"), "{errors:?}");
        let mut wrong = gzip(b"The envoy left.");
        let sum = wrong.len() - 8;
        wrong[sum] ^= 1;
        let (text, errors) = all(wrong);
        assert_eq!((text.as_str(), errors.len()), ("The envoy left.", 1));
        let (text, errors) = all([&gzip(b"The envoy left.")[..], b"some garbage"].concat());
        assert!(text == "The envoy left." && errors[0].contains("no gzip"), "{errors:?}");
    }
}
