//! Which reports stand in this mail (.eml), this mailbox (.mbox), this page that a browser saved as one file (.mhtml)?

use std::io::Cursor;

use dateline::{Report, Source};
use jiff::civil::Date;
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::carrier::Carrier;
use crate::guarded::guarded;
use crate::outcome::{FailureKind, Outcome, checked, fail};
use crate::{days, html, source};

/// What a document in MIME is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mail {
    Message,
    Mailbox,
    Page,
}

/// Bytes looked at for the head.
const LOOKED_AT: usize = 16 * 1024;
/// Fields that only heads of mail have.
const OWN: [&str; 8] = [
    "mime-version",
    "message-id",
    "received",
    "return-path",
    "delivered-to",
    "content-transfer-encoding",
    "snapshot-content-location",
    "x-mimeole",
];
/// Fields that other texts may have too.
const COMMON: [&str; 5] = ["from", "to", "subject", "date", "content-type"];
/// Fields that programs write which save pages.
const PAGES: [&str; 2] = ["snapshot-content-location:", "from: <saved by "];

/// What these bytes are in MIME; nothing if they do not begin with a head of mail.
pub(crate) fn kind(bytes: &[u8]) -> Option<Mail> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).trim_start().to_lowercase();
    let mut lines = head.lines().peekable();
    let mailbox = lines.next_if(|line| line.starts_with("from ")).is_some();
    let mut names = Vec::new();
    for line in lines.take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t', '>']) {
            continue;
        }
        let (name, _) = line.split_once(':')?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        names.push(name);
    }
    let count = |known: &[&str]| names.iter().filter(|name| known.contains(name)).count();
    if count(&OWN) + count(&COMMON) < 2 || count(&OWN) == 0 && count(&COMMON) < 4 {
        return None;
    }
    let related = head.contains("multipart/related") && !names.contains(&"to");
    let saved = PAGES.iter().any(|mark| head.contains(mark)) || related && head.contains("mhtml");
    Some(if mailbox {
        Mail::Mailbox
    } else if saved {
        Mail::Page
    } else {
        Mail::Message
    })
}

/// The reports of a document in MIME.
pub(crate) fn read(kind: Mail, bytes: &[u8], source: Source, carrier: &Carrier) -> Vec<Outcome> {
    match kind {
        Mail::Message => vec![one(bytes, source, message)],
        Mail::Page => vec![one(bytes, source, |mail, source| page(mail, source, carrier))],
        Mail::Mailbox => {
            let mails = MessageIterator::new(Cursor::new(bytes)).zip(1..);
            let read = mails.map(|(mail, number)| {
                let source = source::numbered(&source, number);
                match mail {
                    Ok(mail) => one(mail.contents(), source, message),
                    Err(error) => fail(source, FailureKind::Damaged, format!("mail {number}: {error}")),
                }
            });
            read.collect()
        }
    }
}

fn one(bytes: &[u8], source: Source, read: impl Fn(&Message, Source) -> Outcome) -> Outcome {
    let parsed = guarded(|| MessageParser::default().parse(bytes).map(|mail| read(&mail, source.clone())));
    match parsed {
        Ok(Some(outcome)) => outcome,
        Ok(None) => fail(source, FailureKind::Malformed, "a mail that cannot be read"),
        Err(problem) => fail(source, FailureKind::Malformed, problem),
    }
}

/// The report that a mail is: its page, or else its text.
fn message(mail: &Message, source: Source) -> Outcome {
    let title = mail.subject().map(subject);
    let id = mail.message_id().map_or(source.id.clone(), str::to_owned);
    let page = mail.html_bodies().find_map(html_of).map(html::text).filter(|text| !text.trim().is_empty());
    let plain = || mail.text_bodies().find_map(text_of).map(|text| text.replace("\r\n", "\n"));
    let text = page.or_else(plain).unwrap_or_default();
    let text = match text.split_once("\n\n") {
        Some((first, rest)) if Some(first) == title.as_deref() => rest.to_owned(),
        _ => text,
    };
    let files = mail
        .attachments()
        .filter_map(|part| part.attachment_name())
        .map(|name| format!("the file {name:?} that came with the mail is not read: save it and give it"));
    let report = Report {
        source: Source { id, ..source },
        text,
        title,
        published: day(mail),
        warnings: files.collect(),
        ..Report::default()
    };
    checked(report, "mail")
}

/// The report on a page that a browser saved; its day is that on which it was saved, as of one that was fetched.
fn page(mail: &Message, source: Source, carrier: &Carrier) -> Outcome {
    let Some(part) = mail.parts.iter().find(|part| html_of(part).is_some()) else {
        return fail(source, FailureKind::NoText, "a saved page without a page in it");
    };
    let place = mail.header_raw("Snapshot-Content-Location").map(str::to_owned);
    let place = place.or_else(|| part.content_location().map(str::to_owned));
    let url = place.map(|place| place.trim().to_owned()).filter(|place| place.starts_with("http"));
    let carrier = Carrier { fetched: day(mail).or(carrier.fetched), ..carrier.clone() };
    let source = Source { url: url.or_else(|| source.url.clone()), ..source };
    let mut outcome = html::read(html_of(part).unwrap_or_default(), source, &carrier);
    if let Ok(report) = &mut outcome {
        report.title = report.title.take().or_else(|| mail.subject().map(str::to_owned));
    }
    outcome
}

fn html_of<'p>(part: &'p MessagePart<'_>) -> Option<&'p str> {
    match &part.body {
        PartType::Html(page) => Some(page),
        _ => None,
    }
}

fn text_of<'p>(part: &'p MessagePart<'_>) -> Option<&'p str> {
    match &part.body {
        PartType::Text(text) => Some(text),
        _ => None,
    }
}

/// What programs put before the subject of a mail that is handed on or answered.
const HANDED_ON: [&str; 5] = ["fwd:", "fw:", "re:", "wg:", "aw:"];

fn subject(subject: &str) -> String {
    let mut subject = subject.trim();
    while let Some(mark) =
        HANDED_ON.iter().find(|mark| subject.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)))
    {
        subject = subject[mark.len()..].trim();
    }
    subject.to_owned()
}

/// The day as the mail has it, in its own time zone.
fn day(mail: &Message) -> Option<Date> {
    let told = mail.date().and_then(|date| {
        Date::new(date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?).ok()
    });
    told.filter(|day| day.year() >= 1970).or_else(|| days::told(mail.header_raw("Date")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "Received: by 192.0.2.1;\r\n Sat, 8 Mar 2031 23:02:03 -0700\r\nDate: Sat, 8 Mar 2031 23:00:00 -0700\r\n\
        From: Desk <desk@post.example>\r\nTo: reader@post.example\r\nSubject: Fwd: =?utf-8?Q?Caf=C3=A9_closes?=\r\n\
        Message-ID: <m7@post.example>\r\nMIME-Version: 1.0\r\n";

    fn read_one(mail: &str) -> Outcome {
        let kind = kind(mail.as_bytes()).expect("a mail");
        read(kind, mail.as_bytes(), Source::default(), &Carrier::default()).remove(0)
    }

    #[test]
    fn mails_are_told_by_their_heads() {
        assert_eq!(kind(HEAD.as_bytes()), Some(Mail::Message));
        assert_eq!(
            kind(format!("From desk@post.example Sat Mar  8 23:00:00 2031\n{HEAD}").as_bytes()),
            Some(Mail::Mailbox)
        );
        for text in [
            "Subject: rain\n\nRain fell.",
            "From: Oslo\nTo: Sundby\n\nThe envoy left.",
            "The envoy said: no.\nDate: none",
        ] {
            assert_eq!(kind(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_mail_is_a_report_by_its_page_or_its_text() {
        let parts = "Content-Type: multipart/alternative; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
            Rain fell. https://post.example/1\r\n--B\r\nContent-Type: text/html; charset=iso-8859-1\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n<h1>Caf=E9 closes</h1><p>Rain fell at the=\r\n caf=E9.</p><p>Boats stayed.</p>\r\n\
            --B\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--B--\r\n";
        let report = read_one(&format!("{HEAD}{parts}")).expect("a report");
        assert_eq!(
            (report.text.as_str(), report.title.as_deref()),
            ("Rain fell at the café.\n\nBoats stayed.", Some("Café closes"))
        );
        assert_eq!(
            (report.published, report.source.id.as_str()),
            (Some(jiff::civil::date(2031, 3, 8)), "m7@post.example")
        );
        assert!(report.warnings[0].contains("a.pdf"), "{:?}", report.warnings);
        let plain =
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nUmFpbiBmZWxsLg==\r\n";
        assert_eq!(read_one(&format!("{HEAD}{plain}")).expect("a report").text.trim(), "Rain fell.");
    }

    #[test]
    fn a_mailbox_has_several_mails() {
        let mail = |text: &str| {
            format!("From desk@post.example Sat Mar  8 23:00:00 2031\n{}\n{text}\n\n", HEAD.replace("\r\n", "\n"))
        };
        let mails = mail("Rain fell.") + &mail(">From the port boats stayed.");
        let read = read(Mail::Mailbox, mails.as_bytes(), Source::default(), &Carrier::default());
        let texts: Vec<String> = read.into_iter().flatten().map(|report| report.text.trim().to_owned()).collect();
        assert_eq!(texts, ["Rain fell.", "From the port boats stayed."]);
    }

    #[test]
    fn a_saved_page_has_its_address_and_the_day_it_was_saved() {
        let saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/1\r\nSubject: Rain falls\r\n\
            Date: Sat, 8 Mar 2031 09:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
            \tboundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
            Content-Location: https://post.example/1\r\n\r\n<html><head><title>Rain falls</title></head><body><article><p>Rain fell on \
            the port =E2=80=93 all day, and the boats stayed.</p></article></body></html>\r\n--B--\r\n";
        assert_eq!(kind(saved.as_bytes()), Some(Mail::Page));
        let report = read_one(saved).expect("a report");
        assert_eq!(
            (report.source.url.as_deref(), report.title.as_deref()),
            (Some("https://post.example/1"), Some("Rain falls"))
        );
        assert!(report.text.contains("port – all day") && report.retrieved == Some(jiff::civil::date(2031, 3, 8)));
    }
}
