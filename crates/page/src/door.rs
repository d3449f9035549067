//! Who may come in, and what stands on each answer?

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::error::Error;

/// What pages may do: show themselves, and ask the same server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The cookie that says the token.
const COOKIE: &str = "dateline";

/// Bytes that may be sent with a request.
pub(crate) const SENT: usize = 64 << 10;

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

/// Where requests come in.
#[derive(Clone)]
pub(crate) struct Door {
    token: Option<Arc<str>>,
    address: SocketAddr,
    /// The beginnings of addresses to which forms are sent.
    forms: &'static [&'static str],
}

impl Door {
    /// That of pages at this address, some of which take forms.
    pub(crate) fn of(settings: &Settings, address: SocketAddr, forms: &'static [&'static str]) -> Self {
        Self { token: settings.token.as_deref().map(Arc::from), address, forms }
    }
}

/// Lets in who may come, and puts on each answer what keeps it safe.
pub(crate) async fn guard(State(door): State<Door>, request: Request, next: Next) -> Response {
    let mut response = match refused(&door, &request) {
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
fn refused(door: &Door, request: &Request) -> Option<Response> {
    let plain = |status: StatusCode, told: &'static str| Some((status, told).into_response());
    if request.headers().get_all(header::HOST).iter().count() > 1 {
        return plain(StatusCode::BAD_REQUEST, "A request names one server.\n");
    }
    if !is_ours(door, request) {
        // A page of somebody else whose name leads to this machine may not read the archive.
        return plain(StatusCode::MISDIRECTED_REQUEST, "This name is not one of this server.\n");
    }
    let is_form =
        *request.method() == Method::POST && door.forms.iter().any(|path| request.uri().path().starts_with(path));
    if *request.method() != Method::GET && *request.method() != Method::HEAD && !is_form {
        let mut response = (StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.\n").into_response();
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(response);
    }
    let token = door.token.as_deref()?;
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
fn is_ours(door: &Door, request: &Request) -> bool {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let Some(host) = host.or(request.uri().authority().map(|authority| authority.as_str())) else { return false };
    if door.token.is_some() {
        // The cookie goes to the name alone that it was given to.
        return true;
    }
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().unwrap_or(0)),
        _ => (host, 80),
    };
    let ip = door.address.ip();
    let named = match ip {
        IpAddr::V4(_) => ip.to_string(),
        IpAddr::V6(_) => format!("[{ip}]"),
    };
    port == door.address.port() && (name.eq_ignore_ascii_case("localhost") || name == named)
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// Compares by hashes, so that the time tells nothing of the word.
fn same(told: &str, token: &str) -> bool {
    Sha256::digest(told) == Sha256::digest(token)
}

/// A path that stays on this server: browsers take two slashes, of either kind, for the name of another one.
fn own_path(path: &str) -> String {
    if path.contains(|c: char| c == '\\' || c.is_control()) {
        return "/".to_owned();
    }
    format!("/{}", path.trim_start_matches('/'))
}

/// Gives the cookie and takes the token out of the address.
fn let_in(uri: &Uri, token: &str) -> Response {
    let query = uri.query().unwrap_or_default();
    let rest = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "token");
    let rest = form_urlencoded::Serializer::new(String::new()).extend_pairs(rest).finish();
    let path = own_path(uri.path());
    let to = if rest.is_empty() { path } else { format!("{path}?{rest}") };
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict");
    (StatusCode::SEE_OTHER, [(header::LOCATION, to), (header::SET_COOKIE, cookie)]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_let_in_stays_here() {
        for path in ["/\\evil.example", "/\\/evil.example", "\\evil.example", "/a\\..", "/\t/evil.example"] {
            assert_eq!(own_path(path), "/", "{path:?}");
        }
        assert_eq!((own_path("//evil.example"), own_path("/ledger/a")), ("/evil.example".into(), "/ledger/a".into()));
    }
}
