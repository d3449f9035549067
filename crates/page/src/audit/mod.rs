//! How is an audit judged in a browser, and shown?
//!
//! Each verdict is a form that is sent, and kept before it is answered. What coders said is shown to nobody but themselves, and
//! to who decides where they disagree.

mod first;
mod frame;
mod handlers;
mod report;
mod rows;
mod sheet;
mod state;
mod text;

use std::net::SocketAddr;
use std::path::Path;

use axum::Router;
use axum::extract::Path as Part;
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use dateline_eval::audit::Audit;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::assets;
use crate::door::{Door, SENT, Settings, guard};
use crate::error::Error;
use crate::forms::Forms;

pub use report::html as report_html;

use state::{Desk, Tell};

/// Who may judge an audit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coders {
    /// Those who judge each for themselves.
    pub names: Vec<String>,
    /// Whether these answer before they see the program's answers.
    pub blind: bool,
    /// Who decides where they disagree.
    pub decides: Option<String>,
}

/// Where forms are sent.
const FORMS: &[&str] = &["/coder", "/sheet/", "/undo"];

/// The pages on which an audit is judged, without a socket; `tell` gets what went wrong and is told on no page.
///
/// # Errors
///
/// If the audit cannot be written, a coder has begun otherwise, or others could look in by mistake.
pub(crate) fn router(
    audit: &Path,
    coders: &Coders,
    settings: &Settings,
    address: SocketAddr,
    tell: Tell,
) -> Result<Router, Error> {
    settings.check()?;
    let audit = Audit::open(audit)?;
    for name in &coders.names {
        audit.join(name, false, coders.blind)?;
    }
    if let Some(name) = &coders.decides {
        audit.join(name, true, false)?;
    }
    let desk = Desk::of(audit, coders, Forms::new().map_err(Error::Secret)?, tell)?;
    let router = Router::new()
        .route("/", get(handlers::first))
        .route("/coder", post(handlers::choose))
        .route("/next", get(handlers::next))
        .route("/undo", post(handlers::undo))
        .route("/sheet/{sheet}", get(handlers::sheet).post(handlers::said))
        .route("/assets/{name}", get(|Part(name): Part<String>| async move { assets::answer(&name) }))
        .fallback(|| async { handlers::nowhere().into_response() })
        .with_state(desk)
        .layer(RequestBodyLimitLayer::new(SENT))
        .layer(CompressionLayer::new().gzip(true))
        .layer(middleware::from_fn_with_state(Door::of(settings, address, FORMS), guard));
    Ok(router)
}
