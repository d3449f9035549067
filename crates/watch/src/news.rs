//! What came of asking for something: the pages of a list, the reports of a page, nothing new, a fault?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::SyncSender;

use dateline::{Report, Source};
use dateline_archive::store::following::{Due, DueKind, Validators};
use dateline_intake::{FailureKind, List, Outcome};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::address;
use crate::client::Client;
use crate::fault::{Cause, Fault};
use crate::fetch::Answer;
use crate::manners::Manners;

/// What came of asking for something.
pub(crate) struct News {
    pub(crate) host: String,
    pub(crate) due: Due,
    pub(crate) came: Result<Came, Fault>,
}

/// What came.
pub(crate) struct Came {
    pub(crate) validators: Validators,
    pub(crate) what: What,
}

pub(crate) enum What {
    /// It is as it was.
    Unchanged,
    List(List),
    /// At least one of them is a report.
    Page(Vec<Outcome>),
}

/// What is sent of a host that is asked for what is due.
pub(crate) enum Message {
    News(Box<News>),
    /// There is no more of it.
    Done(String),
}

/// Asks a host for what is due, one thing after the other, until it gives up or nobody wants to know any more.
pub(crate) fn gather(client: &Client<'_>, manners: &Manners, host: String, due: Vec<Due>, send: &SyncSender<Message>) {
    for due in due {
        // A mistake of ours must not end a watch.
        let came = catch_unwind(AssertUnwindSafe(|| come(client, manners, &due))).unwrap_or_else(|_| {
            let message = "the reading failed: a mistake of dateline; please report it with this address";
            Err(Fault::new(Cause::Unread(FailureKind::Internal), message))
        });
        if client.is_halted() {
            return;
        }
        let is_over = came.as_ref().is_err_and(|fault| fault.cause.is_of_host() && fault.host == host);
        if send.send(Message::News(Box::new(News { host: host.clone(), due, came }))).is_err() {
            return;
        }
        if is_over {
            break;
        }
    }
    // Nobody is there to hear it if the round was ended.
    let _ = send.send(Message::Done(host));
}

fn come(client: &Client<'_>, manners: &Manners, due: &Due) -> Result<Came, Fault> {
    let Ok(url) = due.url.parse() else {
        return Err(Fault::new(Cause::Address, "no address"));
    };
    let most = if due.kind.is_feed() { manners.largest_list } else { manners.largest_page };
    let answer = client.get(&url, &due.validators, most)?;
    let validators = answer.validators.clone();
    let what = match (&answer.body, &due.kind) {
        (None, _) => What::Unchanged,
        (Some(_), DueKind::Feed { .. }) => What::List(list(answer)?),
        (Some(body), DueKind::Page { .. }) => What::Page(page(due, &answer, body)?),
    };
    Ok(Came { validators, what })
}

fn unread(failure: dateline_intake::Failure) -> Fault {
    Fault::new(Cause::Unread(failure.kind), failure.message)
}

fn list(answer: Answer) -> Result<List, Fault> {
    dateline_intake::list(answer.body.unwrap_or_default(), answer.url.as_str()).map_err(unread)
}

/// The reports of a page; a fault if it has none.
fn page(due: &Due, answer: &Answer, body: &[u8]) -> Result<Vec<Outcome>, Fault> {
    let found = address::page(answer.url.as_str()).map_or_else(|| due.url.clone(), String::from);
    let source = Source { id: due.url.clone(), url: Some(found), ..Source::default() };
    let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
    let mut reports = dateline_intake::reports_sent(body, answer.media_type.as_deref(), source, today);
    if reports.iter().all(Result::is_err) {
        let failure = reports.into_iter().find_map(Result::err);
        return Err(failure.map_or_else(|| Fault::new(Cause::Answer, "nothing in it"), unread));
    }
    reports.iter_mut().flatten().for_each(|report| complete(report, &due.kind));
    Ok(reports)
}

/// What the list tells of a page that does not tell it itself.
fn complete(report: &mut Report, kind: &DueKind) {
    if let DueKind::Page { title, published, .. } = kind {
        report.title = report.title.take().or_else(|| title.clone());
        report.published = report.published.or(*published);
    }
    // Some sites give every page the address of their front page: by that, each would be a version of the last.
    let is_front = |url: &str| url.parse::<url::Url>().is_ok_and(|url| url.path() == "/" && url.query().is_none());
    if report.url.as_deref().is_some_and(is_front) && !report.source.url.as_deref().is_some_and(is_front) {
        report.url = None;
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_a_page_does_not_tell_its_list_does() {
        let kind = DueKind::Page {
            title: Some("Dam holds".into()),
            published: Some(date(2031, 3, 8)),
            held: false,
            revisits: 0,
        };
        let mut report = Report::new("The dam above Sundby held.");
        report.source.url = Some("https://post.example/1".into());
        report.url = Some("https://post.example".into());
        complete(&mut report, &kind);
        assert_eq!((report.title.as_deref(), report.published), (Some("Dam holds"), Some(date(2031, 3, 8))));
        assert_eq!(report.url, None);
        report.title = Some("The dam".into());
        report.url = Some("https://post.example/dam".into());
        complete(&mut report, &kind);
        assert_eq!((report.title.as_deref(), report.url.is_some()), (Some("The dam"), true));
    }
}
