//! Who is listened to, how many at once, for how long, and how does it end?
//!
//! Whoever says nothing, or says it slowly, or does not take what was answered, holds a connection from others: each has an end.

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

/// Lines of a request's head.
const LINES: usize = 64;

/// Bytes of a request's head.
const HEAD: usize = 32 << 10;

/// What connections may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// How many are open at once; who comes then waits for one of them to end.
    pub(crate) most: usize,
    /// For how long one waits for a request, from its first letter on or from the answer before.
    pub(crate) head: Duration,
    /// After how long one is closed behind its answer.
    pub(crate) life: Duration,
    /// How much longer that answer may take.
    pub(crate) grace: Duration,
}

/// What they may take where people look.
pub(crate) const LIMITS: Limits =
    Limits { most: 256, head: Duration::from_secs(10), life: Duration::from_secs(300), grace: Duration::from_secs(3) };

/// Answers whoever comes until `end`; answers that are on their way are ended first.
pub(crate) async fn serve(listener: TcpListener, router: Router, limits: Limits, end: impl Future<Output = ()>) {
    let turns = Arc::new(Semaphore::new(limits.most));
    let (all, ended) = watch::channel(());
    let mut end = pin!(end);
    loop {
        let come = async {
            let turn = Arc::clone(&turns).acquire_owned().await;
            (turn, listener.accept().await)
        };
        let (turn, accepted) = tokio::select! {
            () = &mut end => break,
            come = come => come,
        };
        match accepted {
            Ok((stream, _)) => {
                let answered = attend(stream, router.clone(), limits, ended.clone());
                tokio::spawn(async move {
                    answered.await;
                    drop(turn);
                });
            }
            // Who came has gone, or the system has no connection left for a moment.
            Err(cause) => rest(&cause).await,
        }
    }
    drop((listener, ended));
    let _ = all.send(());
    let _ = timeout(limits.grace, all.closed()).await;
}

async fn rest(cause: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(cause.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        sleep(Duration::from_millis(100)).await;
    }
}

/// Answers what is asked on a connection until either side has enough.
async fn attend(stream: TcpStream, router: Router, limits: Limits, mut end: watch::Receiver<()>) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_headers(LINES)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut connection = pin!(connection);
    tokio::select! {
        // A fault of a connection is its client's.
        _ = connection.as_mut() => return,
        () = sleep(limits.life) => {}
        _ = end.changed() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(limits.grace, connection).await;
}

#[cfg(test)]
mod tests;
