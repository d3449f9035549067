//! How is an entry of the ledger shown with its form, and what becomes of a form that is sent?

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::header::{self, HeaderMap};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use crate::about;
use crate::error::Trouble;
use crate::forms::Visitor;
use crate::ledger::{self, Said};

use super::{Desk, troubled};

/// Forms say where they are sent from only to pages that may be told.
const REFERRER: &str = "same-origin";

/// The page of an entry. It is kept nowhere: its form has a word for one visitor alone.
pub(super) async fn entry(
    State(desk): State<Desk>,
    Path(entry): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    match shown(&desk, entry, &headers, &uri).await {
        Ok(response) => response,
        Err(trouble) => troubled(&desk, &uri, &trouble),
    }
}

async fn shown(desk: &Desk, entry: String, headers: &HeaderMap, uri: &Uri) -> Result<Response, Trouble> {
    let failed = |cause: std::io::Error| Trouble::Failed(cause.to_string());
    let known = Visitor::of(headers);
    let is_new = known.is_none();
    let visitor = known.map_or_else(Visitor::new, Ok).map_err(failed)?;
    let token = desk.forms.as_ref().map(|forms| forms.word(&visitor));
    let is_form = token.is_some();
    let (archives, site) = (Arc::clone(&desk.archives), Arc::clone(&desk.site));
    let address = uri.path().to_owned();
    let question = move |archive: &dateline_archive::store::Archive| {
        let page = ledger::one(&archives, archive, &entry, token.as_deref())?;
        Ok(page.html(&site, &address, &about::read_with(archive.connection())?))
    };
    let page = desk.archives.ask(question).await?;
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    let mut response = (kind, [(header::REFERRER_POLICY, REFERRER)], page).into_response();
    if is_form && is_new {
        let cookie = visitor.cookie().parse().map_err(|_| Trouble::Failed("no cookie".to_owned()))?;
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Keeps what a form says, or takes it back, and leads to the entry.
pub(super) async fn correct(State(desk): State<Desk>, Path(entry): Path<String>, request: Request) -> Response {
    let uri = request.uri().clone();
    match kept(&desk, entry, request).await {
        Ok(()) => (StatusCode::SEE_OTHER, [(header::LOCATION, uri.path().to_owned())]).into_response(),
        Err(trouble) => troubled(&desk, &uri, &trouble),
    }
}

async fn kept(desk: &Desk, entry: String, request: Request) -> Result<(), Trouble> {
    let only_reads = || Trouble::Refused("These pages only read: nothing can be corrected here.".to_owned());
    let forms = desk.forms.as_ref().ok_or_else(only_reads)?;
    let (_, form) = forms.sent(request).await?;
    let archives = Arc::clone(&desk.archives);
    let question = move |archive: &dateline_archive::store::Archive| {
        let found = ledger::entry_of(&archives, archive, &entry)?;
        Said::of(&form, &entry, found.as_ref(), &archive.ledger_corrections()?)
    };
    match desk.archives.ask(question).await? {
        Said::Keep(said) => desk.archives.write(move |archive| archive.correct_ledger(&said)).await,
        Said::TakeBack(said) => desk.archives.write(move |archive| archive.take_back_ledger(&said).map(|_| ())).await,
    }
}
