//! What is a page's address, without what only counts its readers? Feeds write a page's address otherwise each time.

use url::Url;

/// Parameters that tell where a reader came from, and nothing of the page.
const COUNTED: [&str; 40] = [
    "fbclid",
    "gclid",
    "gclsrc",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "li_fat_id",
    "igsh",
    "igshid",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "vero_id",
    "oly_enc_id",
    "oly_anon_id",
    "ncid",
    "ocid",
    "cmp",
    "cmpid",
    "cid_source",
    "icid",
    "ito",
    "xtor",
    "smid",
    "smtyp",
    "taid",
    "sr_share",
    "s_cid",
    "rss_id",
    "wt_mc",
    "wt.mc_id",
    "feedname",
    "feedtype",
    "traffic_source",
];

/// What such parameters begin with.
const COUNTED_FIRST: [&str; 8] = ["utm_", "at_", "mc_", "ns_", "pk_", "mtm_", "hsa_", "piwik_"];

/// The address of a page as it is known by; nothing if it is none of the web.
pub(crate) fn page(address: &str) -> Option<Url> {
    let mut url = of_web(address)?;
    url.set_fragment(None);
    if let Some(query) = url.query() {
        let kept: Vec<&str> =
            query.split('&').filter(|parameter| !parameter.is_empty() && !is_counted(parameter)).collect();
        let kept = kept.join("&");
        url.set_query((!kept.is_empty()).then_some(&*kept));
    }
    Some(url)
}

/// An address of the web that names a host, and nobody's password.
pub(crate) fn of_web(address: &str) -> Option<Url> {
    let url: Url = address.trim().parse().ok()?;
    let plain = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && plain).then_some(url)
}

/// The host of an address, with its scheme and port: what robots.txt and pauses are counted by.
pub(crate) fn host(url: &Url) -> String {
    url.origin().ascii_serialization()
}

fn is_counted(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    COUNTED.contains(&&*name) || COUNTED_FIRST.iter().any(|first| name.starts_with(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_readers_is_no_part_of_an_address() {
        let plain = |address| page(address).map(String::from);
        for address in [
            "https://post.example/1?utm_source=rss&utm_medium=feed#comments",
            "https://post.example/1?fbclid=x",
            "HTTPS://Post.example:443/1?at_medium=RSS&",
            " https://post.example/1?CMP=rss#top ",
            "https://post.example/1",
        ] {
            assert_eq!(plain(address).as_deref(), Some("https://post.example/1"), "{address}");
        }
        let told = "https://post.example/story?id=7&page=2&utm_campaign=x&q=a%20b";
        assert_eq!(plain(told).as_deref(), Some("https://post.example/story?id=7&page=2&q=a%20b"));
    }

    #[test]
    fn addresses_are_those_of_the_web() {
        for address in
            ["ftp://post.example/1", "file:///etc/passwd", "javascript:1", "/1", "https://me:pw@post.example/", ""]
        {
            assert_eq!(page(address), None, "{address}");
        }
        assert_eq!(
            page("http://post.example:8080/1").map(|url| host(&url)).as_deref(),
            Some("http://post.example:8080")
        );
    }
}
