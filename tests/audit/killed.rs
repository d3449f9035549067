//! A server that is killed in mid-work loses no verdict that it answered.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};

use crate::coder::attribute;
use crate::program::{dateline, has_model};

/// A server and where it is.
struct Server {
    child: Child,
    at: String,
}

impl Server {
    fn of(file: &Path) -> Self {
        let mut command = dateline();
        command.args(["audit", "serve"]).arg(file).args(["--coder", "Ama", "--port", "0"]);
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the program runs");
        let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        let line = lines.next().expect("it tells its address").expect("text");
        let at = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address").to_owned();
        Self { child, at }
    }

    fn send(&self, method: &str, uri: &str, cookies: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.at).expect("it listens");
        let at = &self.at;
        let request = format!(
            "{method} {uri} HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nCookie: {cookies}\r\nConnection: close\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    }
}

fn cookie(answer: &str) -> String {
    let line = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
    line.split(';').next().expect("a pair").to_owned()
}

#[test]
fn a_kill_in_mid_work_loses_no_verdict() {
    if !has_model("a_kill_in_mid_work_loses_no_verdict") {
        return;
    }
    let file = crate::drawn("killed.audit", &["--n", "30", "--sentences", "0"]);
    let mut answered: i64 = 0;
    for round in 0..4 {
        let mut server = Server::of(&file);
        let first = server.send("GET", "/", "", "");
        let visitor = cookie(&first);
        let token = attribute(&first, "name=\"token\" value").to_owned();
        let number = attribute(&first, "name=\"coder\" value").to_owned();
        let chosen = server.send("POST", "/coder", &visitor, &format!("token={token}&coder={number}"));
        let cookies = format!("{visitor}; {}", cookie(&chosen));
        for at in 0..15 + round {
            let said = format!("token={token}&field=event&said=right");
            let answer = server.send("POST", &format!("/sheet/{}", (round * 7 + at) % 30 + 1), &cookies, &said);
            assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
            answered += 1;
        }
        let late = late(server.at.clone(), cookies, &token);
        server.child.kill().expect("killed");
        server.child.wait().expect("it is gone");
        let _ = late.join();
        let kept: i64 = rusqlite::Connection::open(&file)
            .and_then(|file| {
                file.query_row("SELECT count(*) FROM verdicts WHERE field = 'event'", [], |row| row.get(0))
            })
            .expect("the file is whole");
        assert_eq!(kept, answered, "round {round}");
    }
}

/// Sends one more, which may be on its way when the server is killed.
fn late(at: String, cookies: String, token: &str) -> std::thread::JoinHandle<std::io::Result<()>> {
    let body = format!("token={token}&field=actor&said=right");
    std::thread::spawn(move || {
        let head = format!("POST /sheet/1 HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nCookie: {cookies}\r\n");
        let mut stream = TcpStream::connect(&at)?;
        write!(stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len())
    })
}
