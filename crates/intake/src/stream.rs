//! What are the bytes of a file, unpacked? gzip and Zstandard are told by their first bytes, whatever the file is called.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::members::{GZIP, Members};

/// Bytes that come one block after the other.
pub(crate) type Stream = Pushback<Box<dyn BufRead + Send>>;

/// Bytes looked at to tell what a stream holds.
pub(crate) const LOOKED_AT: usize = 64 * 1024;

/// Packings within each other, such as a gzipped file of a gzipped archive: more is no file that people make.
const DEEPEST: usize = 3;

/// Bytes of one read from a file.
const BLOCK: usize = 256 * 1024;

const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// A frame that holds the dictionary of a web archive packed with Zstandard.
const DICTIONARY: &[u8] = &[0x5d, 0x2a, 0x4d, 0x18];
/// Bytes that such a dictionary may have.
const LARGEST_DICTIONARY: u32 = 64 << 20;

/// The stream unpacked. `read` counts the bytes that were taken from the file.
pub(crate) fn unpacked(file: impl Read + Send + 'static, read: Arc<AtomicU64>) -> io::Result<Stream> {
    let mut stream = stream(BufReader::with_capacity(BLOCK, Counted { file, read }));
    for _ in 0..DEEPEST {
        let head = stream.peek(4)?;
        stream = if head.starts_with(GZIP) {
            self::stream(BufReader::with_capacity(BLOCK, Members::new(stream)))
        } else if head == ZSTANDARD {
            self::stream(BufReader::with_capacity(BLOCK, zstd::Decoder::with_buffer(stream)?))
        } else if head == DICTIONARY {
            self::stream(BufReader::with_capacity(BLOCK, with_dictionary(stream)?))
        } else {
            return Ok(stream);
        };
    }
    Ok(stream)
}

fn stream(bytes: impl BufRead + Send + 'static) -> Stream {
    Pushback::new(Box::new(bytes))
}

/// A web archive whose first frame is the dictionary of the others, itself packed or not.
fn with_dictionary(mut stream: Stream) -> io::Result<impl Read + Send> {
    let mut head = [0; 8];
    stream.read_exact(&mut head)?;
    let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
    if length > LARGEST_DICTIONARY {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the dictionary of the archive is too large"));
    }
    let mut dictionary = Vec::new();
    stream.by_ref().take(length.into()).read_to_end(&mut dictionary)?;
    if dictionary.starts_with(ZSTANDARD) {
        let mut plain = Vec::new();
        zstd::Decoder::new(&dictionary[..])?.take(LARGEST_DICTIONARY.into()).read_to_end(&mut plain)?;
        dictionary = plain;
    }
    zstd::Decoder::with_dictionary(stream, &dictionary)
}

/// Counts what is read of a file.
struct Counted<F> {
    file: F,
    read: Arc<AtomicU64>,
}

impl<F: Read> Read for Counted<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// A stream into which bytes can be put back.
pub(crate) struct Pushback<R> {
    head: Cursor<Vec<u8>>,
    /// What went wrong behind the head, until it is told.
    error: Option<io::Error>,
    rest: R,
}

impl<R: BufRead> Pushback<R> {
    fn new(rest: R) -> Self {
        Self { head: Cursor::new(Vec::new()), error: None, rest }
    }

    /// Puts bytes before what comes next.
    pub(crate) fn push(&mut self, mut bytes: Vec<u8>) {
        let left = &self.head.get_ref()[self.head.position() as usize..];
        bytes.extend_from_slice(left);
        self.head = Cursor::new(bytes);
    }

    /// The next bytes, `length` of them or what there is, which stay where they are.
    pub(crate) fn peek(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let result = self.by_ref().take(length as u64).read_to_end(&mut bytes);
        self.push(bytes.clone());
        match result {
            Err(error) if bytes.is_empty() => return Err(error),
            // Who reads on meets the damage behind what could be read before it.
            Err(error) => self.error = Some(error),
            Ok(_) => {}
        }
        Ok(bytes)
    }
}

impl<R: BufRead> Read for Pushback<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.head.read(buffer)?;
        if length > 0 || buffer.is_empty() {
            return Ok(length);
        }
        self.error.take().map_or_else(|| self.rest.read(buffer), Err)
    }
}

impl<R: BufRead> BufRead for Pushback<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if (self.head.position() as usize) < self.head.get_ref().len() {
            return self.head.fill_buf();
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => self.rest.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if (self.head.position() as usize) < self.head.get_ref().len() {
            self.head.consume(amount);
        } else {
            self.rest.consume(amount);
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write;

    use super::*;

    pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).expect("written to memory");
        encoder.finish().expect("written to memory")
    }

    pub(crate) fn open(bytes: Vec<u8>) -> Stream {
        unpacked(Cursor::new(bytes), Arc::default()).expect("a stream")
    }

    fn all(bytes: Vec<u8>) -> String {
        let mut text = String::new();
        open(bytes).read_to_string(&mut text).expect("text");
        text
    }

    #[test]
    fn packed_files_are_told_by_their_bytes() {
        let text = "The envoy left Geneva on Friday.";
        assert_eq!(all(text.into()), text);
        assert_eq!(all(gzip(text.as_bytes())), text);
        assert_eq!(all(gzip(&gzip(text.as_bytes()))), text);
        assert_eq!(all(zstd::encode_all(text.as_bytes(), 3).expect("packed")), text);
    }

    #[test]
    fn an_archive_may_bring_its_dictionary() {
        let dictionary = b"WARC/1.0 WARC-Type: response The envoy left Geneva".to_vec();
        let mut encoder = zstd::Encoder::with_dictionary(Vec::new(), 3, &dictionary).expect("an encoder");
        encoder.write_all(b"The envoy left Geneva.").expect("written to memory");
        let length = (dictionary.len() as u32).to_le_bytes();
        let bytes = [DICTIONARY, &length, &dictionary, &encoder.finish().expect("packed")].concat();
        assert_eq!(all(bytes), "The envoy left Geneva.");
    }

    #[test]
    fn what_was_looked_at_is_still_there() {
        let mut stream = open(b"The envoy left.".to_vec());
        assert_eq!(stream.peek(3).expect("bytes"), b"The");
        stream.push(b"\"".to_vec());
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("text");
        assert_eq!(text, "\"The envoy left.");
    }
}
