//! How is a page asked for in a test, of which archive?

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use dateline_page::{Explainer, Settings};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::program::dateline;

const ADDRESS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8321);

/// Reports by somebody who means harm.
const EVIL: &str = r#"
{"id":"evil","title":"<script>alert('headline')</script> Minister \"quoted\"","publisher":"<img src=x onerror=alert(1)>","url":"javascript:alert(2)","date":"2031-03-08","text":"LIMA, March 8 — Foreign Minister Ana <b onclick=alert(3)>Quispe</b> said on Friday that Peru would never accept <script>alert(4)</script> the treaty.\n\nPeru demanded that Chile withdraw its soldiers <script>alert(5)</script> from Arica by Monday.\n\nPolice arrested 12 protesters in Lima on Friday. \u202Eesrever\u202C The minister met Chilean envoys & <iframe src=//evil.example></iframe> in Cusco.\n"}
{"id":"named","title":"Talks in Lima","publisher":"Inland Times","url":"https://a.example/?a=1&b=\"><script>","date":"2031-03-09","text":"LIMA, March 9 — Foreign Minister Ana Quispe said on Saturday that Peru would never accept the treaty with Chile.\n\nChile condemned Peru. Peruvian police arrested 12 protesters in Lima on Friday, and gunmen killed three people near Cusco.\n"}
{"id":"empty","text":""}
"#;

/// An archive of the examples and of these.
pub(crate) static ARCHIVE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let reports = folder.path().join("evil.jsonl");
    fs::write(&reports, EVIL).expect("reports");
    let path = folder.path().join("crisis.db");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let [abduction, standoff] = ["abduction", "standoff"].map(|name| examples.join(name).join("reports.jsonl"));
    for input in [abduction, standoff, reports] {
        let output = dateline().arg("add").arg(&path).arg("--quick").arg(input).output().expect("the program runs");
        assert!(path.exists(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let output = dateline().args(["ledger", "--quick"]).arg(&path).output().expect("the program runs");
    assert!(!path.exists() || output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (folder, path)
});

/// Its pages, for whoever knows this token.
pub(crate) fn router(token: Option<&str>) -> Router {
    let token = token.map(str::to_owned);
    pages(&ARCHIVE.1, &Settings { host: ADDRESS.ip(), port: ADDRESS.port(), token, read_only: false }, None)
}

/// The pages of another archive, or with other settings.
pub(crate) fn pages(archive: &Path, settings: &Settings, explainer: Option<Explainer>) -> Router {
    dateline_page::router(archive, settings, explainer, ADDRESS).expect("the archive is there")
}

/// Settings of pages that can be corrected on, or only read.
pub(crate) fn settings(read_only: bool) -> Settings {
    Settings { host: ADDRESS.ip(), port: ADDRESS.port(), token: None, read_only }
}

/// What a browser gets.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }
}

pub(crate) fn send(router: &Router, request: Request<Body>) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let response = router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    })
}

pub(crate) fn asking(method: &str, uri: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(uri);
    if !headers.iter().any(|(name, _)| *name == "host") {
        request = request.header("host", "127.0.0.1:8321");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).expect("a request")
}

pub(crate) fn get(router: &Router, uri: &str) -> Answer {
    send(router, asking("GET", uri, &[]))
}
