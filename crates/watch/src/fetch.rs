//! What does a server answer to one request? Within limits of time and size, whatever it does.

use std::io::Read;

use dateline_archive::store::following::Validators;
use flate2::read::MultiGzDecoder;
use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use ureq::http::{HeaderMap, Response, header};
use ureq::tls::TlsConfig;
use ureq::unversioned::resolver::{DefaultResolver, Resolver};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

use crate::address;
use crate::fault::{Cause, Fault};
use crate::guard::Guarded;
use crate::manners::Manners;

/// What is asked for, in the order in which it is liked.
const ACCEPTED: &str = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, \
     application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

/// What a server sent.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Where it stands in the end, behind all redirections.
    pub(crate) url: Url,
    pub(crate) media_type: Option<String>,
    pub(crate) validators: Validators,
    /// Nothing, if it is as it was.
    pub(crate) body: Option<Vec<u8>>,
}

/// What a server answers to one request.
pub(crate) enum Step {
    Answer(Answer),
    /// It is elsewhere.
    Redirect(Url),
}

/// The program that asks. It follows no redirection by itself, since each is to be asked for at its own host; and no proxy,
/// since that looks names up by itself, and where they lead would not be checked.
pub(crate) fn agent(manners: &Manners) -> Agent {
    with_resolver(manners, DefaultResolver::default())
}

fn with_resolver(manners: &Manners, resolver: impl Resolver) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .tls_config(TlsConfig::default())
        .user_agent(manners.user_agent.clone())
        .accept(ACCEPTED)
        .accept_encoding("gzip")
        .timeout_global(Some(manners.longest))
        .timeout_resolve(Some(manners.patience))
        .timeout_connect(Some(manners.patience))
        .timeout_recv_response(Some(manners.patience))
        .timeout_per_read(Some(manners.patience))
        .build();
    let guarded = Guarded { resolver, allow_private: manners.allow_private };
    Agent::with_parts(config, DefaultConnector::default(), guarded)
}

/// What the server answers that this address names, with at most so many bytes; not again what is known by these validators.
pub(crate) fn ask(agent: &Agent, url: &Url, known: &Validators, most: u64) -> Result<Step, Fault> {
    let is_safe = url.scheme() == "https";
    let mut request = agent.get(url.as_str());
    if let Some(etag) = &known.etag {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    if let Some(modified) = &known.last_modified {
        request = request.header(header::IF_MODIFIED_SINCE, modified);
    }
    let response = request.call().map_err(|error| Fault::of_request(error, is_safe))?;
    let status = response.status().as_u16();
    let field = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    match status {
        200 | 203 => answer(url, response, most, is_safe).map(Step::Answer),
        304 => Ok(Step::Answer(Answer { url: url.clone(), media_type: None, validators: known.clone(), body: None })),
        301 | 302 | 303 | 307 | 308 => redirect(url, field(header::LOCATION)).map(Step::Redirect),
        _ => Err(refusal(status, response.headers())),
    }
}

/// Where a redirection leads.
fn redirect(from: &Url, location: Option<String>) -> Result<Url, Fault> {
    let Some(location) = location else {
        return Err(Fault::new(Cause::Answer, "a redirection that leads nowhere"));
    };
    let to = from.join(&location).ok().and_then(|to| address::of_web(to.as_str()));
    let Some(mut to) = to else {
        let message = format!("a redirection to {location:?}, which is no address that is fetched");
        return Err(Fault::new(Cause::Address, message));
    };
    to.set_fragment(None);
    Ok(to)
}

/// An answer that is no page.
fn refusal(status: u16, headers: &HeaderMap) -> Fault {
    let cause = match status {
        401 | 402 | 403 | 407 | 451 => Cause::Denied,
        404 => Cause::Missing,
        410 => Cause::Gone,
        408 | 425 | 429 | 503 => Cause::Busy,
        500.. => Cause::Server,
        _ => Cause::Answer,
    };
    let after = headers.get(header::RETRY_AFTER).and_then(|after| after.to_str().ok());
    let after = after.and_then(|after| retry_after(after, Timestamp::now()));
    Fault { after, ..Fault::new(cause, format!("the server answered {status}")) }
}

/// When a server asks to be asked again: in seconds from now, or at a time.
fn retry_after(text: &str, now: Timestamp) -> Option<Timestamp> {
    let text = text.trim();
    match text.parse::<u32>() {
        Ok(seconds) => now.checked_add(SignedDuration::from_secs(seconds.into())).ok(),
        Err(_) => rfc2822::DateTimeParser::new().parse_timestamp(text).ok(),
    }
}

fn answer(url: &Url, response: Response<Body>, most: u64, is_safe: bool) -> Result<Answer, Fault> {
    let field = |name| response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let media_type = field(header::CONTENT_TYPE);
    // What could not be sent back as it came is no validator.
    let sendable = |value: &String| value.len() < 1024 && value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let validators = Validators {
        etag: field(header::ETAG).filter(sendable),
        last_modified: field(header::LAST_MODIFIED).filter(sendable),
    };
    let coding = field(header::CONTENT_ENCODING).unwrap_or_default().trim().to_ascii_lowercase();
    let told = field(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if told.is_some_and(|length| length > most) {
        return Err(too_large(most));
    }
    let sent = response.into_body().into_with_config().limit(u64::MAX).reader();
    let sent = limited(sent, most, |error| Fault::of_io(error, is_safe))?;
    let body = unpacked(sent, &coding, most)?;
    Ok(Answer { url: url.clone(), media_type, validators, body: Some(body) })
}

/// The body without its packing.
fn unpacked(sent: Vec<u8>, coding: &str, most: u64) -> Result<Vec<u8>, Fault> {
    match coding {
        // Some servers say so and send it plain.
        "gzip" | "x-gzip" if sent.starts_with(&[0x1f, 0x8b]) => {
            let damaged = |error: &std::io::Error| Fault::new(Cause::Packing, format!("cannot be unpacked: {error}"));
            limited(MultiGzDecoder::new(&sent[..]), most, damaged)
        }
        "" | "identity" | "gzip" | "x-gzip" => Ok(sent),
        other => Err(Fault::new(Cause::Packing, format!("packed with {other:?}, which was not asked for"))),
    }
}

/// All bytes, if there are no more than so many.
fn limited(from: impl Read, most: u64, fault: impl Fn(&std::io::Error) -> Fault) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes).map_err(|error| fault(&error))?;
    if bytes.len() as u64 > most { Err(too_large(most)) } else { Ok(bytes) }
}

fn too_large(most: u64) -> Fault {
    Fault::new(Cause::TooLarge, format!("more than {most} bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_say_when_they_want_to_be_asked_again() {
        let now: Timestamp = "2031-03-08T09:00:00Z".parse().expect("a time");
        for (text, then) in [
            ("120", Some("2031-03-08T09:02:00Z")),
            (" 0 ", Some("2031-03-08T09:00:00Z")),
            ("Sat, 08 Mar 2031 10:30:00 GMT", Some("2031-03-08T10:30:00Z")),
            ("soon", None),
            ("-5", None),
            ("", None),
        ] {
            assert_eq!(retry_after(text, now), then.map(|then| then.parse().expect("a time")), "{text}");
        }
    }

    #[test]
    fn redirections_lead_to_addresses_of_the_web() {
        let from: Url = "https://post.example/a/b".parse().expect("an address");
        let to = |location: &str| redirect(&from, Some(location.into())).map(String::from).map_err(|fault| fault.cause);
        assert_eq!(to("../c#d"), Ok("https://post.example/c".into()));
        assert_eq!(to("//tribune.example/"), Ok("https://tribune.example/".into()));
        for other in [
            "file:///etc/passwd",
            "ftp://post.example/",
            "data:text/html,x",
            "http://a:b@post.example/",
            "gopher://x:70/",
        ] {
            assert_eq!(to(other), Err(Cause::Address), "{other}");
        }
        assert_eq!(redirect(&from, None).map_err(|fault| fault.cause), Err(Cause::Answer));
    }
}
