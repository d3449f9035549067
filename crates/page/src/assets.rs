//! Which styles, scripts and pictures belong to the pages? They are in the program.

use axum::http::StatusCode;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

const ASSETS: [(&str, &str, &[u8]); 5] = [
    ("page.css", "text/css; charset=utf-8", include_bytes!("../assets/page.css")),
    ("page.js", "text/javascript; charset=utf-8", include_bytes!("../assets/page.js")),
    ("audit.css", "text/css; charset=utf-8", include_bytes!("../assets/audit.css")),
    ("audit.js", "text/javascript; charset=utf-8", include_bytes!("../assets/audit.js")),
    ("icon.svg", "image/svg+xml", include_bytes!("../assets/icon.svg")),
];

/// The same until one of them changes, or the program.
pub(crate) fn version() -> String {
    let all = ASSETS.iter().fold(Sha256::new(), |hash, (.., bytes)| hash.chain_update(bytes));
    let hash = all.chain_update(env!("CARGO_PKG_VERSION")).finalize();
    hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// One of them; browsers keep it, since its address changes with it.
pub(crate) fn answer(name: &str) -> Response {
    let Some((_, kind, bytes)) = ASSETS.iter().find(|(known, ..)| *known == name) else {
        return (StatusCode::NOT_FOUND, "No such file.\n").into_response();
    };
    let headers = [(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")];
    (headers, *bytes).into_response()
}
