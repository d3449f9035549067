//! Does a form come from a page of ours, and what does it say?
//!
//! A page of somebody else may send a form here, with the cookies of whoever looks at it. So a form has a word in it that only
//! pages of ours show: the hash of a secret of this run and of what a cookie keeps. Browsers also say where it comes from.

use std::io;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header::{self, HeaderMap};
use sha2::{Digest, Sha256};
use tokio::time::timeout;

use crate::error::Trouble;

/// The cookie that a form's word is bound to.
const COOKIE: &str = "dateline-form";

/// Bytes that a form may have.
const LARGEST: usize = 16 << 10;

/// How long a form may take to come.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where forms are sent from and to is checked, and their word.
pub(crate) struct Forms {
    secret: [u8; 32],
}

/// Whoever looks at pages, as a cookie keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Visitor(String);

impl Forms {
    /// With a secret of its own.
    ///
    /// # Errors
    ///
    /// If the system has nothing that cannot be guessed.
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self { secret: unguessed()? })
    }

    /// The word that a form of this visitor has in it.
    pub(crate) fn word(&self, visitor: &Visitor) -> String {
        hex(&Sha256::new().chain_update(self.secret).chain_update(&visitor.0).finalize())
    }

    /// A form that a page of ours sent, with its headers. Who sends one from elsewhere is not waited for, and nobody for long.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub(crate) async fn sent(&self, request: Request) -> Result<(HeaderMap, Form), Trouble> {
        let (parts, body) = request.into_parts();
        check_sender(&parts.headers)?;
        let body = timeout(PATIENCE, to_bytes(body, LARGEST)).await.map_err(|_| Trouble::Late)?;
        let form = Form::of(&body.map_err(|_| Trouble::Asked("This form is too long.".to_owned()))?);
        self.check(&parts.headers, &form)?;
        Ok((parts.headers, form))
    }

    /// Whether a form that came with these headers was sent by a page of ours and has the right word in it.
    fn check(&self, headers: &HeaderMap, form: &Form) -> Result<(), Trouble> {
        check_sender(headers)?;
        let word = Visitor::of(headers).map(|visitor| self.word(&visitor));
        // Hashes are compared, so that the time tells nothing of the word.
        let same = |word: &str| Sha256::digest(word) == Sha256::digest(form.get("token").unwrap_or_default());
        match word.is_some_and(|word| same(&word)) {
            true => Ok(()),
            false => Err(Trouble::Refused(
                "This form is of an earlier run of the program, or the browser keeps no cookies. Nothing was kept. \
                 Load the entry again, and say it once more."
                    .to_owned(),
            )),
        }
    }
}

impl Visitor {
    /// Who sends these headers, if a cookie was given.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let (_, value) = pairs.find(|(name, _)| *name == COOKIE)?;
        // Another program of this machine may have given it: cookies know no ports.
        let is_ours = value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_ours.then(|| Self(value.to_owned()))
    }

    /// Somebody new.
    ///
    /// # Errors
    ///
    /// If the system has nothing that cannot be guessed.
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self(hex(&unguessed()?)))
    }

    /// The cookie that keeps it.
    pub(crate) fn cookie(&self) -> String {
        format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict", self.0)
    }
}

/// What was filled in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// As browsers send it.
    pub(crate) fn of(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.trim().to_owned())).collect())
    }

    /// A field that is not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let field = self.0.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A field of at most so many characters, none of which is a control.
    ///
    /// # Errors
    ///
    /// If it has more, or others.
    pub(crate) fn line(&self, name: &str, most: usize) -> Result<Option<String>, Trouble> {
        let Some(line) = self.get(name) else { return Ok(None) };
        match line.chars().count() <= most && !line.chars().any(char::is_control) {
            true => Ok(Some(line.to_owned())),
            false => Err(Trouble::Asked(format!("{name}: it is one line of at most {most} characters"))),
        }
    }
}

/// What headers alone tell against a form, before it is read.
fn check_sender(headers: &HeaderMap) -> Result<(), Trouble> {
    let from_here = "This form does not come from a page of this archive. Nothing was kept.";
    is_sent_from_here(headers).then_some(()).ok_or_else(|| Trouble::Refused(from_here.to_owned()))
}

/// Browsers tell of each form from where it is sent; who tells nothing is no browser.
fn is_sent_from_here(headers: &HeaderMap) -> bool {
    let told = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let (Some(origin), Some(host)) = (told("origin"), told("host")) else { return false };
    let (http, https) = (origin.strip_prefix("http://"), origin.strip_prefix("https://"));
    let is_own = http.or(https).is_some_and(|origin| origin.eq_ignore_ascii_case(host));
    is_own && told("sec-fetch-site").is_none_or(|site| site == "same-origin")
}

fn unguessed() -> io::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, String)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value"))).collect()
    }

    #[test]
    fn a_form_needs_its_word_and_has_to_come_from_here() {
        let (forms, visitor) = (Forms::new().expect("a secret"), Visitor::new().expect("a visitor"));
        let cookie = visitor.cookie().split(';').next().expect("a cookie").to_owned();
        let form = |word: &str| Form::of(format!("token={word}&note=+so+").as_bytes());
        let sent = |origin: &str, site: &str| {
            headers(&[
                ("host", "127.0.0.1:8321".to_owned()),
                ("origin", origin.to_owned()),
                ("sec-fetch-site", site.to_owned()),
                ("cookie", format!("a=b; {cookie}")),
            ])
        };
        let ours = sent("http://127.0.0.1:8321", "same-origin");
        assert_eq!(Visitor::of(&ours), Some(visitor.clone()));
        let right = form(&forms.word(&visitor));
        assert!(forms.check(&ours, &right).is_ok() && right.get("note") == Some("so"));
        assert!(forms.check(&ours, &form("")).is_err() && forms.check(&ours, &form("0")).is_err());
        assert!(Forms::new().expect("a secret").check(&ours, &right).is_err(), "another run");
        for (origin, site) in [
            ("http://127.0.0.1:8322", "same-origin"),
            ("http://evil.example", "same-origin"),
            ("null", "same-origin"),
            ("http://127.0.0.1:8321", "same-site"),
            ("http://127.0.0.1:8321", "none"),
        ] {
            assert!(forms.check(&sent(origin, site), &right).is_err(), "{origin} {site}");
        }
        assert!(forms.check(&HeaderMap::new(), &right).is_err());
    }

    /// What is sent and never ends.
    struct Endless;

    impl axum::body::HttpBody for Endless {
        type Data = axum::body::Bytes;
        type Error = std::convert::Infallible;

        fn poll_frame(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
            std::task::Poll::Pending
        }
    }

    #[tokio::test]
    async fn who_sends_from_elsewhere_is_not_waited_for() {
        let forms = Forms::new().expect("a secret");
        for origin in [None, Some("http://evil.example")] {
            let request = Request::builder().method("POST").uri("/coder").header("host", "127.0.0.1:8321");
            let request = origin.into_iter().fold(request, |request, origin| request.header("origin", origin));
            let request = request.body(axum::body::Body::new(Endless)).expect("a request");
            let answer = timeout(PATIENCE / 2, forms.sent(request)).await.expect("at once");
            assert!(matches!(answer, Err(Trouble::Refused(_))));
        }
    }

    #[test]
    fn a_line_is_one_and_short() {
        let form = Form::of("by=the+desk&note=two%0D%0Alines&long=abcdef".as_bytes());
        assert_eq!(form.line("by", 8).ok().flatten().as_deref(), Some("the desk"));
        assert!(form.line("note", 80).is_err() && form.line("long", 5).is_err());
        assert!(form.line("nothing", 5).is_ok_and(|line| line.is_none()));
    }
}
