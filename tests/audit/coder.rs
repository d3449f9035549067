//! Who judges in a test, as a browser does: by pages and the forms on them.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use tower::ServiceExt;

/// What a page answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) text: String,
}

/// A browser with its cookies.
pub(crate) struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
    /// From where forms are said to be sent.
    pub(crate) origin: &'static str,
}

/// A verdict: `right`, `wrong` or `cannot_tell`, and what would be right.
pub(crate) type Said = (&'static str, Option<&'static str>);

impl Browser {
    pub(crate) fn new(router: &Router) -> Self {
        Self { router: router.clone(), cookies: Vec::new(), origin: "http://127.0.0.1:8321" }
    }

    fn send(&mut self, method: &str, uri: &str, body: String) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(uri)
            .header("host", "127.0.0.1:8321")
            .header("origin", self.origin)
            .header("cookie", cookies.join("; "))
            .body(Body::from(body))
            .expect("a request");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let (parts, text) = runtime.block_on(async {
            let (parts, body) = self.router.clone().oneshot(request).await.expect("an answer").into_parts();
            (parts, to_bytes(body, usize::MAX).await.expect("a body").to_vec())
        });
        for cookie in parts.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().expect("text").split(';').next().expect("a pair").to_owned();
            let (name, value) = cookie.split_once('=').expect("a pair");
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        let location = parts.headers.get("location").map_or("", |to| to.to_str().expect("text")).to_owned();
        Answer { status: parts.status, location, text: String::from_utf8(text).expect("UTF-8") }
    }

    pub(crate) fn get(&mut self, uri: &str) -> Answer {
        self.send("GET", uri, String::new())
    }

    /// Sends a form of a page.
    pub(crate) fn post(&mut self, page: &str, uri: &str, fields: &[(&str, &str)]) -> Answer {
        let token = attribute(page, "name=\"token\" value").to_owned();
        let pairs = [("token", token.as_str())].into_iter().chain(fields.iter().copied());
        let body: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", value.replace(' ', "+"))).collect();
        self.send("POST", uri, body.join("&"))
    }

    /// Says who it is: the first on the page who is called so.
    pub(crate) fn choose(&mut self, name: &str) {
        let page = self.get("/").text;
        let at = page.find(&format!("<bdi>{name}</bdi>")).expect("the name is on the page");
        let number = page[..at].rsplit("value=\"").next().and_then(|rest| rest.split('"').next()).expect("a button");
        let number = number.to_owned();
        assert_eq!(self.post(&page, "/coder", &[("coder", &number)]).location, "/");
    }

    /// Judges everything that is left, by a rule.
    pub(crate) fn judge(&mut self, rule: impl Fn(u64, &str) -> Said) -> usize {
        let mut kept = 0;
        loop {
            let next = self.get("/next").location;
            let Some(number) = next.strip_prefix("/sheet/") else { return kept };
            let number: u64 = number.parse().expect("a number");
            let page = self.get(&next).text;
            let current = page.split("class=\"row current").nth(1).expect("an answer is looked at");
            let field = attribute(current, "data-field").to_owned();
            let (said, value) = rule(number, &field);
            self.say(&page, number, &field, said, value);
            kept += 1;
        }
    }

    pub(crate) fn say(&mut self, page: &str, number: u64, field: &str, said: &str, value: Option<&str>) {
        let uri = format!("/sheet/{number}");
        let row = page.split(&format!("data-field=\"{field}\"")).nth(1).expect("it is asked");
        let row = row.split("</section>").next().expect("a row");
        let is_sought = !row.contains("value=\"right\"");
        let typed = if is_sought && said == "wrong" { value.unwrap_or("") } else { "" };
        let answer = self.post(page, &uri, &[("field", field), ("said", said), ("value", typed)]);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{number} {field} {said}: {}", answer.text);
        if said == "wrong" && !is_sought {
            assert_eq!(answer.location, format!("/sheet/{number}?at={field}"), "the value is asked for");
            let fields = [("field", field), ("said", said), ("what", "value"), ("value", value.unwrap_or(""))];
            assert_eq!(self.post(page, &uri, &fields).status, StatusCode::SEE_OTHER);
        }
    }
}

/// The value of an attribute, the first on a page.
pub(crate) fn attribute<'p>(page: &'p str, name: &str) -> &'p str {
    let start = format!("{name}=\"");
    page.split(start.as_str()).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default()
}
