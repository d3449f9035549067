//! What is answered to a request?

mod correcting;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header;
use axum::http::{StatusCode, Uri};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::html;
use sha2::{Digest, Sha256};
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::archives::Archives;
use crate::assets;
use crate::door::{Door, SENT, Settings, guard};
use crate::error::{Error, Trouble};
use crate::explaining::Explainer;
use crate::forms::Forms;
use crate::frame::{Page, Site};
use crate::kept::Kept;
use crate::views;

/// What all requests share.
#[derive(Clone)]
struct Desk {
    archives: Arc<Archives>,
    site: Arc<Site>,
    kept: Arc<Kept>,
    /// Nothing, where pages only read.
    forms: Option<Arc<Forms>>,
    explainer: Option<Arc<Explainer>>,
    tell: Tell,
}

/// Who is told what went wrong here, which no page tells.
pub(crate) type Tell = Arc<dyn Fn(&str) + Send + Sync>;

/// Everything that is served, as it is at this address.
///
/// # Errors
///
/// If the system has no secret for forms.
pub(crate) fn router(
    archives: Archives,
    settings: &Settings,
    address: SocketAddr,
    serving: (Option<Explainer>, Tell),
) -> Result<Router, Error> {
    let (explainer, tell) = serving;
    let has_forms = !settings.read_only && archives.is_writable();
    let forms = has_forms.then(Forms::new).transpose().map_err(Error::Secret)?;
    let site = Site { name: archives.name(), version: assets::version() };
    let desk = Desk {
        archives: Arc::new(archives),
        site: Arc::new(site),
        kept: Arc::default(),
        forms: forms.map(Arc::new),
        explainer: explainer.map(Arc::new),
        tell,
    };
    let router = Router::new()
        .route("/ledger/{entry}", get(correcting::entry).post(correcting::correct))
        .with_state(desk.clone())
        .fallback_service(get(answer).with_state(desk))
        .layer(RequestBodyLimitLayer::new(SENT))
        .layer(CompressionLayer::new().gzip(true))
        .layer(middleware::from_fn_with_state(Door::of(settings, address, &["/ledger/"]), guard));
    Ok(router)
}

/// What is served at an address.
async fn answer(State(desk): State<Desk>, request: Request) -> Response {
    let uri = request.uri().clone();
    if let Some(asset) = uri.path().strip_prefix("/assets/") {
        return assets::answer(asset);
    }
    let address = uri.path_and_query().map_or("/", |whole| whole.as_str()).to_owned();
    let state = desk.archives.state();
    let mark = mark(&address, &state, &desk.site.version);
    let asked = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if asked.is_some_and(|asked| asked.split(',').any(|other| other.trim().trim_start_matches("W/") == mark)) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, format!("W/{mark}"))]).into_response();
    }
    let kept = desk.kept.get(&address, &mark);
    let (kind, body) = match kept {
        Some(kept) => kept,
        None => match views::answer(&desk.archives, &desk.site, desk.explainer.as_ref(), &uri).await {
            Ok((kind, body)) => {
                desk.kept.keep(&address, &mark, &kind, &body);
                (kind, body)
            }
            Err(trouble) => return troubled(&desk, &uri, &trouble),
        },
    };
    let headers = [
        (header::CONTENT_TYPE, kind), // Weak: it is the same page, packed or not.
        (header::ETAG, format!("W/{mark}")),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    (headers, Body::from(body)).into_response()
}

/// What a browser has, by what was asked and the state of the archive.
fn mark(address: &str, state: &str, version: &str) -> String {
    let hash = Sha256::digest(format!("{address}\n{state}\n{version}"));
    let hash: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hash}\"")
}

/// A page that tells what is wrong; JSON, where a program asked.
fn troubled(desk: &Desk, uri: &Uri, trouble: &Trouble) -> Response {
    if let Trouble::Failed(cause) | Trouble::Unread(cause) = trouble {
        (desk.tell)(&format!("{}: {cause}", uri.path()));
    }
    let headers = [(header::CACHE_CONTROL, "no-store")];
    if uri.path().starts_with("/api") {
        let told = serde_json::json!({ "error": trouble.told() });
        let kind = [(header::CONTENT_TYPE, "application/json")];
        return (trouble.status(), headers, kind, told.to_string()).into_response();
    }
    let title = match trouble {
        Trouble::Missing(_) => "Not here",
        Trouble::Asked(_) => "Not understood",
        Trouble::Refused(_) | Trouble::Unwritable => "Not allowed",
        _ => "Not now",
    };
    let body = html! { h1 { (title) } p.lead { (crate::foreign::Tame(&trouble.told())) } p { a href="/" {
    "To the archive" } } };
    let page = Page { title: title.to_owned(), body, ..Page::default() };
    let page = page.html(&desk.site, uri.path(), "");
    (trouble.status(), headers, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}
