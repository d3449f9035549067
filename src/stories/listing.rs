//! Stories for people.

use dateline_archive::stories::Stories;

pub(super) fn listing(found: &Stories, _width: usize) -> String {
    format!("{} stories\n", found.stories.len())
}
