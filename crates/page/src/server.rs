//! Who may ask what, and what stands on each answer?

mod correcting;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::html;
use sha2::{Digest, Sha256};
use tower_http::compression::CompressionLayer;

use crate::archives::Archives;
use crate::assets;
use crate::error::{Error, Trouble};
use crate::explaining::Explainer;
use crate::forms::Forms;
use crate::frame::{Page, Site};
use crate::kept::Kept;
use crate::views;

/// What pages may do: show themselves, and ask the same server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The cookie that says the token.
const COOKIE: &str = "dateline";

/// The shortest token that is not guessed.
const SHORTEST: usize = 12;

/// Where pages are served, and for whom.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address to listen at.
    pub host: IpAddr,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// What lets others in than those of this machine.
    pub token: Option<String>,
    /// Whether pages only read, and have no forms to correct what was found.
    pub read_only: bool,
}

impl Settings {
    /// Checks that nobody is let in by mistake.
    ///
    /// # Errors
    ///
    /// If others could look in without a token, or it would be guessed.
    pub fn check(&self) -> Result<(), Error> {
        let sound = |token: &String| {
            token.len() >= SHORTEST && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        match &self.token {
            Some(token) if !sound(token) => Err(Error::Token),
            None if !self.host.is_loopback() => Err(Error::Open { host: self.host.to_string() }),
            _ => Ok(()),
        }
    }
}

/// What all requests share.
#[derive(Clone)]
struct Desk {
    archives: Arc<Archives>,
    site: Arc<Site>,
    kept: Arc<Kept>,
    /// Nothing, where pages only read.
    forms: Option<Arc<Forms>>,
    explainer: Option<Arc<Explainer>>,
    token: Option<Arc<str>>,
    address: SocketAddr,
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
        token: settings.token.as_deref().map(Arc::from),
        address,
        tell,
    };
    let router = Router::new()
        .route("/ledger/{entry}", get(correcting::entry).post(correcting::correct))
        .with_state(desk.clone())
        .fallback_service(get(answer).with_state(desk.clone()))
        .layer(CompressionLayer::new().gzip(true))
        .layer(middleware::from_fn_with_state(desk, guard));
    Ok(router)
}

/// Lets in who may come, and puts on each answer what keeps it safe.
async fn guard(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let mut response = match refused(&desk, &request) {
        Some(refused) => refused,
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Pages with a form have their own: a form is told from others by where it comes from.
    headers.entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static("no-referrer"));
    for (name, value) in [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The answer to who may not come.
fn refused(desk: &Desk, request: &Request) -> Option<Response> {
    let plain = |status: StatusCode, told: &'static str| Some((status, told).into_response());
    if !is_ours(desk, request) {
        // A page of somebody else whose name leads to this machine may not read the archive.
        return plain(StatusCode::MISDIRECTED_REQUEST, "This name is not one of this server.\n");
    }
    let is_form = *request.method() == Method::POST && request.uri().path().starts_with("/ledger/");
    if *request.method() != Method::GET && *request.method() != Method::HEAD && !is_form {
        let mut response = (StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.\n").into_response();
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(response);
    }
    let token = desk.token.as_deref()?;
    if cookie(request.headers()).is_some_and(|told| same(told, token)) {
        return None;
    }
    let query = request.uri().query().unwrap_or_default();
    let told = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "token");
    if told.is_some_and(|(_, told)| same(&told, token)) {
        return Some(let_in(request.uri(), token));
    }
    plain(StatusCode::UNAUTHORIZED, "Open this page with ?token= and the word that was given to `dateline serve`.\n")
}

/// Whether the request's name for this server is one of its own.
fn is_ours(desk: &Desk, request: &Request) -> bool {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let Some(host) = host.or(request.uri().authority().map(|authority| authority.as_str())) else { return false };
    if desk.token.is_some() {
        // The cookie goes to the name alone that it was given to.
        return true;
    }
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().unwrap_or(0)),
        _ => (host, 80),
    };
    let ip = desk.address.ip();
    let named = match ip {
        IpAddr::V4(_) => ip.to_string(),
        IpAddr::V6(_) => format!("[{ip}]"),
    };
    port == desk.address.port() && (name.eq_ignore_ascii_case("localhost") || name == named)
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// Compares by hashes, so that the time tells nothing of the word.
fn same(told: &str, token: &str) -> bool {
    Sha256::digest(told) == Sha256::digest(token)
}

/// Gives the cookie and takes the token out of the address.
fn let_in(uri: &Uri, token: &str) -> Response {
    let query = uri.query().unwrap_or_default();
    let rest = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "token");
    let rest = form_urlencoded::Serializer::new(String::new()).extend_pairs(rest).finish();
    let path = format!("/{}", uri.path().trim_start_matches('/'));
    let to = if rest.is_empty() { path } else { format!("{path}?{rest}") };
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict");
    (StatusCode::SEE_OTHER, [(header::LOCATION, to), (header::SET_COOKIE, cookie)]).into_response()
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
