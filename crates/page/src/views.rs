//! Which page stands at which address?

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::Uri;
use dateline_archive::store::Archive;

use crate::archives::Archives;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::frame::{Page, Site};
use crate::{about, actor, api, article, failures, home, ledger, map, parties, quotations, search, stories, timeline};

/// The type and the bytes of what is at an address.
pub(crate) async fn answer(archives: &Arc<Archives>, site: &Arc<Site>, uri: &Uri) -> Result<(String, Bytes), Trouble> {
    let asked = Asked::of(uri.query().unwrap_or_default())?;
    let path = uri.path().to_owned();
    let address = uri.path_and_query().map_or("/", |whole| whole.as_str()).to_owned();
    let (site, all) = (Arc::clone(site), Arc::clone(archives));
    archives
        .ask(move |archive| {
            if let Some(table) = path.strip_prefix("/api") {
                return api::answer(&all, archive, table.trim_matches('/'), &asked);
            }
            let page = page(&all, archive, &path, &asked)?;
            let read_with = about::read_with(archive.connection())?;
            let html = page.html(&site, &address, &read_with);
            Ok(("text/html; charset=utf-8".to_owned(), Bytes::from(html)))
        })
        .await
}

fn page(archives: &Archives, archive: &Archive, path: &str, asked: &Asked) -> Result<Page, Trouble> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let number =
        |text: &str| text.parse::<u64>().ok().filter(|number| i64::try_from(*number).is_ok()).ok_or_else(nowhere);
    match parts[..] {
        [""] => home::page(archives, archive),
        ["article", report] => article::page(archive, number(report)?),
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
