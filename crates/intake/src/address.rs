//! What are the bytes of a file at a web address? Read as they come, never held as a whole.
//!
//! A connection that breaks is taken up again where it broke, if the server gives parts of files, as those that keep large
//! archives do.

use std::io::{self, Read};
use std::path::Path;
use std::thread;
use std::time::Duration;

use ureq::http::header::{CONTENT_RANGE, ETAG, IF_RANGE, RANGE};
use ureq::http::{HeaderValue, StatusCode};
use ureq::{Agent, Body};

/// How long a server may take to answer, and to send the next bytes.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often in a row it is tried to take a broken connection up again.
const ATTEMPTS: u32 = 5;

/// The pause before the first of these attempts; before each further one it is twice as long, half a minute in all.
const PAUSE: Duration = Duration::from_millis(if cfg!(test) { 1 } else { 1000 });

/// The address that an input is, if it is one.
pub(crate) fn of(path: &Path) -> Option<&str> {
    path.to_str().filter(|name| name.starts_with("https://") || name.starts_with("http://"))
}

/// The file at an address.
pub(crate) fn open(address: &str) -> io::Result<Download> {
    let config = Agent::config_builder()
        .timeout_connect(Some(PATIENCE))
        .timeout_recv_response(Some(PATIENCE))
        .timeout_per_read(Some(PATIENCE))
        .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")));
    let agent: Agent = config.build().into();
    let answer = agent.get(address).call().map_err(io::Error::other)?;
    // A weak tag, W/"…", does not promise that the bytes are the same.
    let tag = answer.headers().get(ETAG).filter(|tag| tag.as_bytes().starts_with(b"\"")).cloned();
    let body = Box::new(answer.into_body().into_reader());
    Ok(Download { agent, address: address.to_owned(), tag, body, at: 0, broken: None })
}

/// What is being fetched.
pub(crate) struct Download {
    agent: Agent,
    address: String,
    /// What the server calls this state of the file.
    tag: Option<HeaderValue>,
    body: Box<dyn Read + Send>,
    /// Bytes that have come.
    at: u64,
    /// Why no more will.
    broken: Option<String>,
}

/// Why a connection could not be taken up again.
enum Refusal {
    /// It may go better later.
    Now(String),
    /// It will not.
    Ever(String),
}

impl Download {
    /// What comes behind the bytes that are there.
    fn rest(&self) -> Result<Body, Refusal> {
        let mut request = self.agent.get(&self.address).header(RANGE, format!("bytes={}-", self.at));
        if let Some(tag) = &self.tag {
            request = request.header(IF_RANGE, tag);
        }
        let answer = request.call().map_err(|error| match error {
            // 408 and 429 ask for patience.
            ureq::Error::StatusCode(code @ 400..=499) if !matches!(code, 408 | 429) => Refusal::Ever(error.to_string()),
            error => Refusal::Now(error.to_string()),
        })?;
        if answer.status() != StatusCode::PARTIAL_CONTENT {
            return Err(Refusal::Ever("the file has changed, or the server gives no parts of files".into()));
        }
        let given = answer.headers().get(CONTENT_RANGE).and_then(|range| range.to_str().ok()).unwrap_or_default();
        if !given.starts_with(&format!("bytes {}-", self.at)) {
            let message = format!("the server gave another part than was asked for: {given:?}");
            return Err(Refusal::Ever(message));
        }
        Ok(answer.into_body())
    }

    /// Takes a broken connection up again and reads on, after pauses that grow.
    fn read_on(&mut self, buffer: &mut [u8]) -> Result<usize, String> {
        let mut cause = String::new();
        for attempt in 0..ATTEMPTS {
            thread::sleep(PAUSE * 2_u32.pow(attempt));
            cause = match self.rest() {
                Ok(body) => {
                    self.body = Box::new(body.into_reader());
                    match self.body.read(buffer) {
                        Ok(length) => return Ok(length),
                        Err(error) => error.to_string(),
                    }
                }
                Err(Refusal::Now(cause)) => cause,
                Err(Refusal::Ever(cause)) => return Err(cause),
            };
        }
        Err(format!("{ATTEMPTS} attempts, the last: {cause}"))
    }
}

impl Read for Download {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Whoever looked at the first bytes may have met the end of the connection, and passed over it.
        if let Some(cause) = &self.broken {
            return Err(io::Error::other(cause.clone()));
        }
        let length = match self.body.read(buffer) {
            Ok(length) => length,
            Err(broke) => self.read_on(buffer).map_err(|cause| {
                let told = format!("{broke}; not taken up again at byte {}: {cause}", self.at);
                io::Error::other(self.broken.insert(told).clone())
            })?,
        };
        self.at += length as u64;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{TcpListener, TcpStream};

    use crate::outcome::FailureKind;

    const REPORTS: &str =
        "{\"id\": \"a\", \"text\": \"The envoy left Geneva.\"}\n{\"id\": \"b\", \"text\": \"Rain fell.\"}\n";

    /// Answers a request with this head.
    type Answer = fn(&mut TcpStream, &str);

    /// The address of a file on a server that gives these answers, one to each request, and then is gone.
    fn serve(answers: Vec<Answer>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = format!("http://{}/reports.jsonl", listener.local_addr().expect("an address"));
        std::thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().expect("a client comes");
                let lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
                let head: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
                answer(&mut stream, &head.join("\n").to_lowercase());
            }
        });
        address
    }

    fn whole(stream: &mut TcpStream, _: &str) {
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{REPORTS}",
            REPORTS.len()
        );
    }

    fn half(stream: &mut TcpStream, _: &str) {
        let (half, length) = (&REPORTS[..60], REPORTS.len());
        let head = format!("HTTP/1.1 200 OK\r\nETag: \"one\"\r\nContent-Length: {length}\r\nConnection: close");
        let _ = write!(stream, "{head}\r\n\r\n{half}");
    }

    fn part(stream: &mut TcpStream, from: usize) {
        let (rest, length) = (&REPORTS[from..], REPORTS.len());
        let head = format!("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {from}-{}/{length}", length - 1);
        let _ = write!(stream, "{head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{rest}", rest.len());
    }

    fn rest(stream: &mut TcpStream, head: &str) {
        let asked = head.contains("\nrange: bytes=60-") && head.contains("if-range: \"one\"");
        part(stream, if asked { 60 } else { 0 });
    }

    fn another_part(stream: &mut TcpStream, _: &str) {
        part(stream, 50);
    }

    /// Hangs up without an answer.
    fn silence(_: &mut TcpStream, _: &str) {}

    fn busy(stream: &mut TcpStream, _: &str) {
        let _ = write!(stream, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    fn nothing(stream: &mut TcpStream, _: &str) {
        let _ = write!(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    fn texts(address: String) -> Vec<Result<String, FailureKind>> {
        let outcomes = crate::reports([address.into()]);
        outcomes.map(|outcome| outcome.map(|report| report.text).map_err(|failure| failure.kind)).collect()
    }

    #[test]
    fn a_file_at_an_address_is_read_as_any_other() {
        let wanted = [Ok("The envoy left Geneva.".to_owned()), Ok("Rain fell.".to_owned())];
        assert_eq!(texts(serve(vec![whole])), wanted);
        assert_eq!(texts(serve(vec![half, rest])), wanted, "taken up where it broke");
        assert_eq!(texts(serve(vec![half, silence, busy, busy, rest])), wanted, "at the fourth attempt");
    }

    #[test]
    fn what_is_not_there_is_a_failure() {
        assert_eq!(texts(serve(vec![nothing])), [Err(FailureKind::Unreadable)]);
        for (answers, cause) in [
            (vec![half, nothing], "404"),
            (vec![half, whole], "has changed"),
            (vec![half, another_part], "bytes 50-"),
            (vec![half, busy, busy, busy, busy, busy, rest], "5 attempts, the last"),
        ] {
            let broken: Vec<_> = crate::reports([serve(answers as Vec<Answer>).into()]).collect();
            assert!(broken.len() == 2 && broken[0].is_ok(), "the first report is there, the rest is told: {cause}");
            let failure = broken[1].as_ref().expect_err("the rest is not there");
            let told = failure.message.contains("at byte 60") && failure.message.contains(cause);
            assert!(failure.kind == FailureKind::Damaged && told, "{failure}");
        }
    }
}
