//! What does a server answer, with manners good and bad? One on this machine, which remembers what it was asked.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// A request that came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) path: String,
    /// Its fields, their names in lower case.
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) at: Instant,
}

/// What answers a request.
type Answer = Arc<dyn Fn(&mut TcpStream, &Request) -> std::io::Result<()> + Send + Sync>;

#[derive(Clone, Default)]
struct Desk {
    answers: Arc<Mutex<BTreeMap<String, Answer>>>,
    asked: Arc<Mutex<Vec<Request>>>,
    /// Requests that are being answered now, and the most there ever were.
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

/// A server. Paths that it does not know are not there.
pub(crate) struct Server {
    address: String,
    desk: Desk,
}

impl Server {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = format!("127.0.0.1:{}", listener.local_addr().expect("an address").port());
        let desk = Desk::default();
        let serving = desk.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let desk = serving.clone();
                thread::spawn(move || desk.serve(stream));
            }
        });
        Self { address, desk }
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn on(
        &self,
        path: &str,
        answer: impl Fn(&mut TcpStream, &Request) -> std::io::Result<()> + Send + Sync + 'static,
    ) {
        self.desk.answers.lock().expect("no answer panics").insert(path.into(), Arc::new(answer));
    }

    /// Answers with these fields and this body.
    pub(crate) fn gives(&self, path: &str, fields: &str, body: impl Into<Vec<u8>>) {
        let (fields, body) = (fields.to_owned(), body.into());
        self.on(path, move |stream, _| write_answer(stream, "200 OK", &fields, &body));
    }

    /// Answers with a status.
    pub(crate) fn says(&self, path: &str, status: &str, fields: &str) {
        let (status, fields) = (status.to_owned(), fields.to_owned());
        self.on(path, move |stream, _| write_answer(stream, &status, &fields, b""));
    }

    /// Gives a page with this headline and text.
    pub(crate) fn page(&self, path: &str, title: &str, text: &str) {
        self.gives(path, "Content-Type: text/html; charset=utf-8", page(title, text));
    }

    /// What was asked for, the robots.txt left out.
    pub(crate) fn asked(&self) -> Vec<String> {
        let asked = self.requests();
        asked.into_iter().map(|request| request.path).filter(|path| path != "/robots.txt").collect()
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.desk.asked.lock().expect("no answer panics").clone()
    }

    pub(crate) fn forget(&self) {
        self.desk.asked.lock().expect("no answer panics").clear();
    }

    /// The most requests that were answered at the same time.
    pub(crate) fn most_at_once(&self) -> usize {
        self.desk.most.load(Ordering::SeqCst)
    }
}

impl Desk {
    fn serve(&self, mut stream: TcpStream) {
        loop {
            let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
            let first = match lines.next() {
                Some(Ok(first)) if first.ends_with("HTTP/1.1") => first,
                // As servers answer who speaks TLS to them.
                Some(_) => return drop(write_answer(&mut stream, "400 Bad Request", "", b"")),
                None => return,
            };
            let head = lines.map_while(Result::ok).take_while(|line| !line.is_empty());
            let fields = head.filter_map(|line| {
                let (name, value) = line.split_once(':')?;
                Some((name.to_ascii_lowercase(), value.trim().to_owned()))
            });
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            let request = Request { path, fields: fields.collect(), at: Instant::now() };
            self.asked.lock().expect("no answer panics").push(request.clone());
            let answer = self.answers.lock().expect("no answer panics").get(&request.path).cloned();
            self.most.fetch_max(self.now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            let answered = match answer {
                Some(answer) => answer(&mut stream, &request),
                None => write_answer(&mut stream, "404 Not Found", "", b""),
            };
            self.now.fetch_sub(1, Ordering::SeqCst);
            if answered.is_err() {
                return;
            }
        }
    }
}

pub(crate) fn write_answer(stream: &mut TcpStream, status: &str, fields: &str, body: &[u8]) -> std::io::Result<()> {
    let fields = if fields.is_empty() { String::new() } else { format!("{fields}\r\n") };
    write!(stream, "HTTP/1.1 {status}\r\n{fields}Content-Length: {}\r\n\r\n", body.len())?;
    stream.write_all(body)
}

/// Hangs up.
pub(crate) fn hang_up<T>() -> std::io::Result<T> {
    Err(std::io::Error::other("the connection is over"))
}

/// A page of a newspaper.
pub(crate) fn page(title: &str, text: &str) -> String {
    let paragraphs: String = text.split('\n').map(|line| format!("<p>{line}</p>")).collect();
    format!("<!doctype html><html><head><title>{title}</title></head><body>{paragraphs}</body></html>")
}

/// A feed that names these pages with these headlines.
pub(crate) fn feed(pages: &[(&str, &str)]) -> String {
    let items = pages.iter().zip(1..).map(|((url, title), number)| {
        format!("<item><guid isPermaLink=\"false\">{number}</guid><title>{title}</title><link>{url}</link></item>")
    });
    format!("<rss version=\"2.0\"><channel><title>Harbour Post</title>{}</channel></rss>", items.collect::<String>())
}

/// Sends a byte now and then, as long as somebody listens.
pub(crate) fn drip(stream: &mut TcpStream, _: &Request) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")?;
    loop {
        thread::sleep(Duration::from_millis(20));
        stream.write_all(b"x")?;
    }
}

/// Sends as much as somebody takes.
pub(crate) fn endless(stream: &mut TcpStream, _: &Request) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?;
    loop {
        stream.write_all(&[b'x'; 64 * 1024])?;
    }
}
