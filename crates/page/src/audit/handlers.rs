//! What is answered to whoever judges, and what is kept of what was sent?

use std::collections::BTreeMap;

use axum::extract::{Path, Request, State};
use axum::http::header::{self, HeaderMap};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use dateline_eval::audit::{Audit, BlindAnswers, Coder, Field, Sheet, Verdict};
use maud::html;

use crate::error::Trouble;
use crate::forms::{Form, Visitor};

use super::frame::Page;
use super::rows::{self, Row};
use super::state::Desk;
use super::{first, sheet as sheets};

/// Forms say where they are sent from only to pages that may be told.
const REFERRER: &str = "same-origin";

pub(super) fn nowhere() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, "There is no such page.\n")
}

/// The first page: who is it, or how far is it?
pub(super) async fn first(State(desk): State<Desk>, request: Request) -> Response {
    let visitor = visitor(request.headers());
    let Some(coder) = desk.coder(request.headers()) else {
        let coders = desk.coders().to_vec();
        return page(&desk, visitor, "Who are you?", None, move |_, token, _| Ok(first::names(&coders, token))).await;
    };
    let others = desk.coders().to_vec();
    page(&desk, visitor, "Audit", Some(coder.clone()), move |_, token, done| {
        Ok(first::welcome(&coder, &others, done.unwrap_or_default(), token))
    })
    .await
}

/// Keeps who it is.
pub(super) async fn choose(State(desk): State<Desk>, request: Request) -> Response {
    let form = match sent(&desk, request).await {
        Ok((form, _)) => form,
        Err(trouble) => return troubled(&desk, &trouble),
    };
    let number = form.get("coder").and_then(|number| number.parse::<i64>().ok());
    match desk.coders().iter().find(|coder| Some(coder.number) == number) {
        Some(coder) => ([(header::SET_COOKIE, desk.cookie(coder))], to("/")).into_response(),
        None => troubled(&desk, &Trouble::Asked("No coder is called so.".to_owned())),
    }
}

/// Leads to the first sheet that is left, behind another one if the address says which.
pub(super) async fn next(State(desk): State<Desk>, request: Request) -> Response {
    let Some(coder) = desk.coder(request.headers()) else { return to("/").into_response() };
    let behind = asked(request.uri(), "behind").and_then(|number| number.parse::<u64>().ok()).unwrap_or_default();
    let left = desk.ask(move |audit| rows::left(audit, &coder)).await;
    match left {
        Ok(left) => match left.iter().find(|number| **number > behind).or(left.first()) {
            Some(number) => to(&format!("/sheet/{number}")).into_response(),
            None => to("/").into_response(),
        },
        Err(trouble) => troubled(&desk, &trouble),
    }
}

/// A sheet.
pub(super) async fn sheet(State(desk): State<Desk>, Path(number): Path<u64>, request: Request) -> Response {
    let Some(coder) = desk.coder(request.headers()) else { return to("/").into_response() };
    let at = asked(request.uri(), "at").and_then(|name| Field::of(&name));
    let title = format!("Sheet {number}");
    page(&desk, visitor(request.headers()), &title, Some(coder.clone()), move |audit, token, _| {
        let sheet = one(audit, number)?;
        let judged = rows::judged(audit, &sheet, &coder)?;
        sheets::body(audit, &sheet, &coder, &judged, at, token)
    })
    .await
}

/// Keeps what is said of a sheet, and leads to what is left of it, or to the next.
pub(super) async fn said(State(desk): State<Desk>, Path(number): Path<u64>, request: Request) -> Response {
    let kept = async {
        let (form, coder) = sent(&desk, request).await?;
        let coder = coder.ok_or_else(|| Trouble::Refused("Say first who you are.".to_owned()))?;
        desk.ask(move |audit| keep(audit, &one(audit, number)?, &coder, &form)).await
    };
    match kept.await {
        Ok(address) => to(&address).into_response(),
        Err(trouble) => troubled(&desk, &trouble),
    }
}

/// Takes back what was said last, and leads there.
pub(super) async fn undo(State(desk): State<Desk>, request: Request) -> Response {
    let taken = async {
        let (_, coder) = sent(&desk, request).await?;
        let coder = coder.ok_or_else(|| Trouble::Refused("Say first who you are.".to_owned()))?;
        desk.ask(move |audit| Ok(audit.take_back(&coder)?)).await
    };
    match taken.await {
        Ok(Some((sheet, field))) => to(&format!("/sheet/{sheet}?at={}", field.name())).into_response(),
        Ok(None) => to("/").into_response(),
        Err(trouble) => troubled(&desk, &trouble),
    }
}

fn one(audit: &Audit, number: u64) -> Result<Sheet, Trouble> {
    audit.sheet(number)?.ok_or_else(|| Trouble::Missing(format!("There is no sheet {number}.")))
}

/// Keeps a form of a sheet; where to go then.
fn keep(audit: &Audit, sheet: &Sheet, coder: &Coder, form: &Form) -> Result<String, Trouble> {
    let here = format!("/sheet/{}", sheet.number);
    if let Some("note") = form.get("what") {
        audit.note(sheet, coder, form.get("note").unwrap_or_default())?;
        return Ok(here);
    }
    if let Some("blind") = form.get("what") {
        blind(audit, sheet, coder, form)?;
    } else {
        let field = form.get("field").and_then(Field::of);
        let verdict = form.get("said").and_then(Verdict::of);
        let (Some(field), Some(verdict)) = (field, verdict) else {
            return Err(Trouble::Asked("What is said of which answer? One of the buttons tells.".to_owned()));
        };
        if coder.blind && !audit.blind_answers()?.contains_key(&(sheet.number, coder.number)) {
            return Err(Trouble::Refused("Answer first yourself. Nothing was kept.".to_owned()));
        }
        let value = form.get("value");
        let is_sought = sheet.told(field).is_none();
        // What the program has not is told by a value, or not told at all.
        let verdict = match (is_sought, value) {
            (true, Some(_)) => Verdict::Wrong,
            (true, None) => Verdict::CannotTell,
            (false, _) => verdict,
        };
        // Who leaves the value of a wrong answer empty has said all.
        if is_sought || value.is_some() || form.get("what") != Some("value") {
            audit.judge(sheet, coder, field, verdict, value)?;
        }
        if verdict == Verdict::Wrong && value.is_none() && form.get("what") != Some("value") {
            return Ok(format!("{here}?at={}", field.name()));
        }
    }
    let judged = rows::judged(audit, sheet, coder)?;
    Ok(if judged.iter().all(Row::is_done) { format!("/next?behind={}", sheet.number) } else { here })
}

/// Keeps what a coder answers before it sees the program's answers. Of a sentence without happening that says all.
fn blind(audit: &Audit, sheet: &Sheet, coder: &Coder, form: &Form) -> Result<(), Trouble> {
    let answers: BlindAnswers =
        Field::ALL.into_iter().filter_map(|field| Some((field, form.get(field.name())?.to_owned()))).collect();
    audit.answer_blind(sheet, coder, &answers)?;
    if sheet.happening.is_some() {
        return Ok(());
    }
    match answers.get(&Field::Event).map(String::as_str) {
        Some(dateline_eval::audit::NONE) => audit.judge(sheet, coder, Field::NoAct, Verdict::Right, None)?,
        event => {
            audit.judge(sheet, coder, Field::NoAct, Verdict::Wrong, event)?;
            for field in [Field::Actor, Field::Recipient] {
                let value = answers.get(&field).map(String::as_str);
                let verdict = if value.is_some() { Verdict::Wrong } else { Verdict::CannotTell };
                audit.judge(sheet, coder, field, verdict, value)?;
            }
        }
    }
    Ok(())
}

/// A form that was sent from a page of ours, and who sent it.
async fn sent(desk: &Desk, request: Request) -> Result<(Form, Option<Coder>), Trouble> {
    let (headers, form) = desk.forms.sent(request).await?;
    Ok((form, desk.coder(&headers)))
}

/// Who looks, and whether it is somebody new.
fn visitor(headers: &HeaderMap) -> Result<(Visitor, bool), Trouble> {
    let known = Visitor::of(headers);
    let is_new = known.is_none();
    let visitor = known.map_or_else(Visitor::new, Ok).map_err(|cause| Trouble::Failed(cause.to_string()))?;
    Ok((visitor, is_new))
}

/// A page with forms: `body` makes it from the audit, the word of its forms, and how far this coder is.
async fn page(
    desk: &Desk,
    visitor: Result<(Visitor, bool), Trouble>,
    title: &str,
    coder: Option<Coder>,
    body: impl FnOnce(&Audit, &str, Option<(u64, u64)>) -> Result<maud::Markup, Trouble> + Send + 'static,
) -> Response {
    let (visitor, is_new) = match visitor {
        Ok(visitor) => visitor,
        Err(trouble) => return troubled(desk, &trouble),
    };
    let (token, name, title) = (desk.forms.word(&visitor), desk.name.clone(), title.to_owned());
    let html = desk.ask(move |audit| {
        let done = coder.as_ref().map(|coder| rows::done(audit, coder)).transpose()?;
        let body = body(audit, &token, done)?;
        Ok(Page { title, audit: &name, coder: coder.as_ref(), done, body }.html())
    });
    let html = match html.await {
        Ok(html) => html,
        Err(trouble) => return troubled(desk, &trouble),
    };
    let mut response = shown(StatusCode::OK, html);
    if is_new && let Ok(cookie) = visitor.cookie().parse() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn shown(status: StatusCode, html: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, REFERRER),
    ];
    (status, headers, html).into_response()
}

fn troubled(desk: &Desk, trouble: &Trouble) -> Response {
    if let Trouble::Failed(cause) = trouble {
        (desk.tell)(cause);
    }
    let told = match trouble {
        Trouble::Failed(_) | Trouble::Unwritable => {
            "The audit's file could not be read or written. What the terminal tells may help; nothing was kept."
                .to_owned()
        }
        other => other.told(),
    };
    let body = html! { h1 { "Not now" } p.lead { (crate::foreign::Tame(&told)) } p { a href="/next" { "Go on" } } };
    let page = Page { title: "Not now".to_owned(), audit: &desk.name, coder: None, done: None, body };
    shown(trouble.status(), page.html())
}

fn to(address: &str) -> (StatusCode, [(header::HeaderName, String); 1]) {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address.to_owned())])
}

/// A value in an address.
fn asked(uri: &Uri, name: &str) -> Option<String> {
    let pairs: BTreeMap<_, _> = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).collect();
    pairs.get(name).map(|value| value.clone().into_owned())
}
