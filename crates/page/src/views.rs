//! Which page stands at which address?

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::Uri;
use dateline_archive::store::Archive;

use crate::archives::Archives;
use crate::article::why;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::explaining::Explainer;
use crate::frame::{Page, Site};
use crate::{about, actor, api, article, failures, home, ledger, map, parties, quotations, search, stories, timeline};

/// The type and the bytes of what is at an address.
pub(crate) async fn answer(
    archives: &Arc<Archives>,
    site: &Arc<Site>,
    explainer: Option<&Arc<Explainer>>,
    uri: &Uri,
) -> Result<(String, Bytes), Trouble> {
    let asked = Asked::of(uri.query().unwrap_or_default())?;
    let path = uri.path().to_owned();
    let address = uri.path_and_query().map_or("/", |whole| whole.as_str()).to_owned();
    let explains = explainer.is_some();
    if let Some(explainer) = explainer {
        let (is_data, place) = path.strip_prefix("/api").map_or((false, path.as_str()), |place| (true, place));
        if let ["", "article" | "articles", report, "why", event] = place.split('/').collect::<Vec<_>>()[..] {
            let page = (!is_data).then_some((&**site, address.as_str()));
            return why(archives, explainer, (number(report)?, event), page, &asked).await;
        }
    }
    let (site, all) = (Arc::clone(site), Arc::clone(archives));
    archives
        .ask(move |archive| {
            if let Some(table) = path.strip_prefix("/api") {
                return api::answer(&all, archive, table.trim_matches('/'), &asked, explains);
            }
            let page = page(&all, archive, &path, &asked, explains)?;
            let read_with = about::read_with(archive.connection())?;
            Ok(as_html(page.html(&site, &address, &read_with)))
        })
        .await
}

fn as_html(page: String) -> (String, Bytes) {
    ("text/html; charset=utf-8".to_owned(), Bytes::from(page))
}

/// The number of a report or story in an address.
fn number(text: &str) -> Result<u64, Trouble> {
    text.parse::<u64>().ok().filter(|number| i64::try_from(*number).is_ok()).ok_or_else(nowhere)
}

/// Why an event is told: its report is read again, while others may ask the archive. A page of this site at this address,
/// or rows.
async fn why(
    archives: &Arc<Archives>,
    explainer: &Arc<Explainer>,
    (report, event): (u64, &str),
    page: Option<(&Site, &str)>,
    asked: &Asked,
) -> Result<(String, Bytes), Trouble> {
    let event = event.to_owned();
    let question =
        move |archive: &Archive| Ok((why::kept(archive, report, &event)?, about::read_with(archive.connection())?));
    let (kept, read_with) = archives.ask(question).await?;
    let explained = explainer.ask(kept.report.clone(), kept.with_encoder).await?;
    match page {
        Some((site, address)) => Ok(as_html(why::page(&kept, &explained, explainer).html(site, address, &read_with))),
        None => api::whole("why", &why::rows(&kept, &explained, explainer), asked),
    }
}

fn page(archives: &Archives, archive: &Archive, path: &str, asked: &Asked, explains: bool) -> Result<Page, Trouble> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts[..] {
        [""] => home::page(archives, archive),
        ["article", report] => article::page(archive, number(report)?, explains),
        ["timeline"] => timeline::page(archive.connection(), asked),
        ["parties"] => parties::page(archive.connection(), asked),
        ["actor"] => actor::page(archive.connection(), asked),
        ["quotations"] => quotations::page(archive, asked),
        ["quotations", report, id] => quotations::before(archive.connection(), number(report)?, id),
        ["stories"] => stories::page(archive.connection(), asked),
        ["stories", story] => stories::story(archive.connection(), number(story)?),
        ["ledger"] => ledger::page(archives, archive, asked),
        ["map"] => map::page(archive.connection(), asked),
        ["search"] => search::page(archive, asked),
        ["failures"] => failures::page(archive.connection()),
        ["about"] => about::page(archive.connection()),
        _ => Err(nowhere()),
    }
}

fn nowhere() -> Trouble {
    Trouble::Missing("There is no such page.".to_owned())
}
