//! What stands around each page of an audit?

use dateline_eval::audit::Coder;
use maud::{DOCTYPE, Markup, html};

use crate::assets;
use crate::foreign::{name, plain};

/// A page, with whose it is.
pub(super) struct Page<'p> {
    /// Its title.
    pub(super) title: String,
    /// What the audit is called.
    pub(super) audit: &'p str,
    /// Who looks at it.
    pub(super) coder: Option<&'p Coder>,
    /// Sheets this coder has judged, and has to.
    pub(super) done: Option<(u64, u64)>,
    /// What it shows.
    pub(super) body: Markup,
}

impl Page<'_> {
    pub(super) fn html(&self) -> String {
        let version = assets::version();
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    title { (plain(&self.title)) " · " (plain(self.audit)) }
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex";
                    link rel="icon" href={ "/assets/icon.svg?" (version) } type="image/svg+xml";
                    link rel="stylesheet" href={ "/assets/page.css?" (version) };
                    link rel="stylesheet" href={ "/assets/audit.css?" (version) };
                    script src={ "/assets/audit.js?" (version) } defer {}
                }
                body.audit {
                    a.skip href="#main" { "To the content" }
                    header.head {
                        a.archive href="/" { span.dot {} "Audit " (name(self.audit)) }
                        @if let Some(coder) = self.coder { span.whose { (name(&coder.name)) } }
                        @if let Some((done, of)) = self.done {
                            span.far { progress max=(of.max(1)) value=(done) aria-label="Sheets judged" {} " "
                                (done) " of " (of) }
                        }
                    }
                    main #main .wide tabindex="-1" { (self.body) }
                }
            }
        }
        .into_string()
    }
}
