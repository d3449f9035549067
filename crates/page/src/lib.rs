//! An archive as pages, to look instead of read: what it holds, each report with what was read from it, and its sums.
//!
//! [`serve`] shows them to a browser on the same machine. Everything is made here, in the program: no other server is asked.

mod about;
mod actor;
mod api;
mod archives;
mod article;
mod asked;
mod assets;
mod audit;
mod connections;
mod door;
mod draw;
mod error;
mod explaining;
mod failures;
mod foreign;
mod forms;
mod frame;
mod happenings;
mod home;
mod kept;
mod ledger;
mod lists;
mod map;
mod parties;
mod quotations;
mod rows;
mod search;
mod server;
mod stories;
mod timeline;
mod tone;
mod views;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

pub use audit::{Coders, report_html};
pub use door::Settings;
pub use error::Error;
pub use explaining::{Explained, Explainer, Meaning};

use archives::Archives;

/// Threads that take requests; those that ask the archive are apart.
const THREADS: usize = 2;

/// How often it is looked whether to stop.
const GLANCE: Duration = Duration::from_millis(100);

/// Serves an archive's pages until `stop` is set; `explainer` tells why events are told, `ready` gets the address at
/// which they are, `tell` what went wrong and is told on no page. Answers that are on their way are ended first.
///
/// # Errors
///
/// If the archive cannot be opened, nobody can listen there, or others could look in by mistake.
pub fn serve(
    archive: &Path,
    settings: &Settings,
    explainer: Option<Explainer>,
    stop: &AtomicBool,
    ready: impl FnOnce(SocketAddr),
    tell: impl Fn(&str) + Send + Sync + 'static,
) -> Result<(), Error> {
    settings.check()?;
    let archives = Archives::open(archive)?;
    let pages = |address| server::router(archives, settings, address, (explainer, Arc::new(tell)));
    listen(settings, pages, stop, ready)
}

/// Serves the pages on which an audit is judged, until `stop` is set; `ready` gets the address at which they are, `tell`
/// what went wrong and is told on no page.
///
/// # Errors
///
/// If the audit cannot be written, a coder has begun otherwise, nobody can listen there, or others could look in by mistake.
pub fn serve_audit(
    audit: &Path,
    coders: &Coders,
    settings: &Settings,
    stop: &AtomicBool,
    ready: impl FnOnce(SocketAddr),
    tell: impl Fn(&str) + Send + Sync + 'static,
) -> Result<(), Error> {
    let pages = |address| audit::router(audit, coders, settings, address, Arc::new(tell));
    listen(settings, pages, stop, ready)
}

/// Serves pages that are made for the address at which they are.
fn listen(
    settings: &Settings,
    pages: impl FnOnce(SocketAddr) -> Result<Router, Error>,
    stop: &AtomicBool,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    let asked = SocketAddr::new(settings.host, settings.port);
    let listen = |cause| Error::Listen { address: asked.to_string(), cause };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(THREADS).enable_all().build();
    let runtime = runtime.map_err(listen)?;
    let served = runtime.block_on(async {
        let listener = TcpListener::bind(asked).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let router = pages(address)?;
        ready(address);
        let end = async {
            while !stop.load(Ordering::Relaxed) {
                tokio::time::sleep(GLANCE).await;
            }
        };
        connections::serve(listener, router, connections::LIMITS, end).await;
        Ok(())
    });
    // What is still asked has nobody left who waits for it.
    runtime.shutdown_background();
    served
}

/// The pages without a socket, as they are at this address: for tests, and for who has a server already. `explainer` tells
/// why events are told.
///
/// # Errors
///
/// If the archive cannot be opened, or others could look in by mistake.
pub fn router(
    archive: &Path,
    settings: &Settings,
    explainer: Option<Explainer>,
    address: SocketAddr,
) -> Result<Router, Error> {
    settings.check()?;
    server::router(Archives::open(archive)?, settings, address, (explainer, Arc::new(|_: &str| ())))
}

/// The pages on which an audit is judged, without a socket, as they are at this address.
///
/// # Errors
///
/// If the audit cannot be written, a coder has begun otherwise, or others could look in by mistake.
pub fn audit_router(audit: &Path, coders: &Coders, settings: &Settings, address: SocketAddr) -> Result<Router, Error> {
    audit::router(audit, coders, settings, address, Arc::new(|_: &str| ()))
}
