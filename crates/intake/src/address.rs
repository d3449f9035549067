//! A file at a web address, as a stream: read as it comes, never held as a whole.
//!
//! A connection that breaks is taken up again where it broke, if the server gives parts of files, as those that keep large
//! archives do.

use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use ureq::http::StatusCode;
use ureq::{Agent, Body};

/// How long a server may take to answer, and to send the next bytes.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often in a row a broken connection is taken up again.
const ATTEMPTS: u32 = 5;

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
    let body = Box::new(answer.into_body().into_reader());
    Ok(Download { agent, address: address.to_owned(), body, at: 0, broken: None })
}

/// What is being fetched.
pub(crate) struct Download {
    agent: Agent,
    address: String,
    body: Box<dyn Read + Send>,
    /// Bytes that have come.
    at: u64,
    /// Why no more will.
    broken: Option<String>,
}

impl Download {
    /// What comes behind the bytes that are there.
    fn rest(&self) -> io::Result<Body> {
        let range = format!("bytes={}-", self.at);
        let answer = self.agent.get(&self.address).header("Range", range).call().map_err(io::Error::other)?;
        if answer.status() != StatusCode::PARTIAL_CONTENT {
            return Err(io::Error::other("the server gives no parts of files"));
        }
        Ok(answer.into_body())
    }
}

impl Read for Download {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        for _ in 0..=ATTEMPTS {
            // Whoever looked at the first bytes may have met the end of the connection, and passed over it.
            if let Some(cause) = &self.broken {
                return Err(io::Error::other(cause.clone()));
            }
            match self.body.read(buffer) {
                Ok(length) => {
                    self.at += length as u64;
                    return Ok(length);
                }
                Err(error) => match self.rest() {
                    Ok(body) => self.body = Box::new(body.into_reader()),
                    Err(_) => self.broken = Some(error.to_string()),
                },
            }
        }
        let cause = self.broken.insert(format!("the connection broke {ATTEMPTS} times"));
        Err(io::Error::other(cause.clone()))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{TcpListener, TcpStream};

    const REPORTS: &str =
        "{\"id\": \"a\", \"text\": \"The envoy left Geneva.\"}\n{\"id\": \"b\", \"text\": \"Rain fell.\"}\n";

    /// A server that breaks its first answer off in the middle, if wanted; then the address of its file.
    fn serve(answers: Vec<fn(&mut TcpStream, &str)>) -> String {
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
        let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{half}");
    }

    fn rest(stream: &mut TcpStream, head: &str) {
        assert!(head.contains("range: bytes=60-"), "{head}");
        let (rest, end) = (&REPORTS[60..], REPORTS.len() - 60);
        let _ =
            write!(stream, "HTTP/1.1 206 Partial Content\r\nContent-Length: {end}\r\nConnection: close\r\n\r\n{rest}");
    }

    fn nothing(stream: &mut TcpStream, _: &str) {
        let _ = write!(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    fn texts(address: String) -> Vec<Result<String, &'static str>> {
        let outcomes = crate::reports([address.into()]);
        outcomes.map(|outcome| outcome.map(|report| report.text).map_err(|failure| failure.kind)).collect()
    }

    #[test]
    fn a_file_at_an_address_is_read_as_any_other() {
        let wanted = [Ok("The envoy left Geneva.".to_owned()), Ok("Rain fell.".to_owned())];
        assert_eq!(texts(serve(vec![whole])), wanted);
        assert_eq!(texts(serve(vec![half, rest])), wanted, "taken up where it broke");
    }

    #[test]
    fn what_is_not_there_is_a_failure() {
        assert_eq!(texts(serve(vec![nothing])), [Err("unreadable")]);
        let broken = texts(serve(vec![half, nothing]));
        assert_eq!(broken.len(), 2);
        assert_eq!(broken[1], Err("damaged"), "the first report is there, the rest is told");
    }
}
