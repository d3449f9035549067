use std::time::Instant;

use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::*;

const SHORT: Limits = Limits {
    most: 3,
    head: Duration::from_millis(300),
    life: Duration::from_millis(1500),
    grace: Duration::from_millis(400),
};

const ASKED: &[u8] = b"GET / HTTP/1.1\r\nhost: here\r\n\r\n";

/// A server, its address, and what ends it.
async fn served(limits: Limits) -> (std::net::SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
    let slow = || async {
        sleep(Duration::from_millis(250)).await;
        "slow"
    };
    let large = || async { vec![b'x'; 64 << 20] };
    let router =
        Router::new().route("/", get(|| async { "here" })).route("/slow", get(slow)).route("/large", get(large));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (end, ended) = oneshot::channel();
    let ended = async { ended.await.unwrap_or(()) };
    (address, end, tokio::spawn(serve(listener, router, limits, ended)))
}

/// Everything that comes until the connection is closed.
async fn rest_of(stream: &mut TcpStream) -> String {
    let mut told = Vec::new();
    // A connection that is cut ends as one that is closed.
    let _ = stream.read_to_end(&mut told).await;
    String::from_utf8_lossy(&told).into_owned()
}

async fn asked(address: std::net::SocketAddr, request: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("connected");
    stream.write_all(request).await.expect("sent");
    stream
}

#[tokio::test]
async fn who_says_nothing_or_says_it_slowly_is_let_go() {
    let (address, _end, _) = served(SHORT).await;
    for begun in [&b""[..], b"GET / HT", b"GET / HTTP/1.1\r\nhost: here\r\nx-slow: "] {
        let mut stream = asked(address, begun).await;
        let since = Instant::now();
        // A letter now and then does not help.
        while since.elapsed() < Duration::from_secs(3) && stream.write_all(b"a").await.is_ok() && !begun.is_empty() {
            sleep(Duration::from_millis(60)).await;
        }
        let told = timeout(Duration::from_secs(3), rest_of(&mut stream)).await.expect("closed");
        assert!(!told.contains(" 200 "), "{told}");
        assert!(since.elapsed() < Duration::from_secs(2), "{begun:?} held it for {:?}", since.elapsed());
    }
    // As is who was answered and asks nothing more.
    let mut stream = asked(address, ASKED).await;
    let told = timeout(Duration::from_secs(2), rest_of(&mut stream)).await.expect("closed");
    assert!(told.starts_with("HTTP/1.1 200") && told.ends_with("here"), "{told}");
}

#[tokio::test]
async fn more_than_can_be_listened_to_wait_and_are_answered() {
    let (address, _end, _) = served(SHORT).await;
    let mut held = Vec::new();
    for _ in 0..SHORT.most {
        held.push(asked(address, b"GET /").await);
    }
    sleep(Duration::from_millis(50)).await;
    let since = Instant::now();
    let mut stream = asked(address, ASKED).await;
    let told = timeout(Duration::from_secs(3), rest_of(&mut stream)).await.expect("closed");
    assert!(told.starts_with("HTTP/1.1 200"), "{told}");
    assert!(since.elapsed() >= Duration::from_millis(100), "it did not wait: {:?}", since.elapsed());
}

#[tokio::test]
async fn who_does_not_take_the_answer_is_let_go() {
    let one = Limits { most: 1, ..SHORT };
    let (address, _end, _) = served(one).await;
    let _held = asked(address, b"GET /large HTTP/1.1\r\nhost: here\r\n\r\n").await;
    sleep(Duration::from_millis(50)).await;
    let mut stream = asked(address, ASKED).await;
    let told = timeout(Duration::from_secs(5), rest_of(&mut stream)).await.expect("closed");
    assert!(told.starts_with("HTTP/1.1 200"), "{told}");
}

#[tokio::test]
async fn heads_have_a_size() {
    let (address, _end, _) = served(SHORT).await;
    let long = format!("GET / HTTP/1.1\r\nhost: here\r\nx: {}\r\n\r\n", "a".repeat(2 * HEAD));
    let many = format!("GET / HTTP/1.1\r\nhost: here\r\n{}\r\n", "x: y\r\n".repeat(2 * LINES));
    for request in [long, many] {
        let mut stream = TcpStream::connect(address).await.expect("connected");
        let _ = stream.write_all(request.as_bytes()).await;
        let told = timeout(Duration::from_secs(3), rest_of(&mut stream)).await.expect("closed");
        assert!(!told.contains(" 200 "), "{told}");
    }
}

#[tokio::test]
async fn the_end_waits_for_an_answer_on_its_way_but_for_nobody_who_asks_nothing() {
    let (address, end, server) = served(Limits { head: Duration::from_secs(60), ..SHORT }).await;
    let mut asking = asked(address, b"GET /slow HTTP/1.1\r\nhost: here\r\n\r\n").await;
    let _begun = asked(address, b"GET /").await;
    sleep(Duration::from_millis(100)).await;
    let since = Instant::now();
    end.send(()).expect("it listens");
    assert!(rest_of(&mut asking).await.ends_with("slow"));
    timeout(Duration::from_secs(2), server).await.expect("it ends").expect("without a fault");
    assert!(since.elapsed() < Duration::from_secs(1), "{:?}", since.elapsed());
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}
