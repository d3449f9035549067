//! Bytes as what users write themselves: entries, places, descriptions of press archives. Each is taken up, or refused with a
//! reason; what was refused leaves no trace, and with what was taken up reports are read.

use std::cell::RefCell;

use std::path::Path;
use std::sync::Arc;

use dateline::Codebook;
use dateline_intake::{Archives, Files};

use super::{files, held, readings};

/// An export of an archive that nobody knows, between marks that descriptions often have.
const EXPORT: &str = "Document 1 of 2\nRain falls\nHarbour Post, March 12, 2031\nBy Ann Whit\n\nRain fell on Oslo.\n\n#####\n\
    Document 2 of 2\nTITLE: Talks fail\nDATE: 12.3.2031\nTEXT: The envoy left Geneva.\n#####\n";

const ARCHIVE: &str = "name = 'Our clippings'\n[documents]\nend = '^#####$'\n[head]\nfirst = ['day headline body']\n";
const ACTORS: &str = r#"
[[person]]
name = "Ilmar Toomsalu"
aliases = ["Ilmar J. Toomsalu"]
gender = "m"
country = "EST"
offices = [{ title = "mayor", country = "EST", sector = ["GOV"], from = "2019-04", to = "2023-10-31" }]

[[organization]]
name = "Harbour Watch"
names = ["HW"]
country = "NOR"
sector = ["NGO"]
kind = "ngo"

[[role]]
words = ["ice pilot"]
sector = ["LAB"]
person = true
"#;
const ENTRIES: &str = r#"
[classes]
boats = ["boat", "ship"]

[[entry]]
id = "coerce-toll"
event = "COERCE"
cameo = "172"
what = "Taking a toll from strangers."
verb = ["toll"]
recipient = ["object"]
example = "Norway tolled Swedish ships."
counter = "The bell tolled."
"#;
const PLACES: &str = "9000001\tPort Sorrow\tPort Sorrow\tNOR\t12\t59.9\t10.7\t12000\tSorrow|Sorgehavn\n\
    9000002\tHåvik\tHavik\tNOR\t18\t69.6\t18.9\t500\t\n";

thread_local! {
    /// One that nothing was added to.
    static CODEBOOK: RefCell<Option<Codebook>> = const { RefCell::new(None) };
}

pub(crate) fn own(bytes: &[u8]) {
    let Some((chosen, bytes)) = bytes.split_first() else { return };
    match chosen % 4 {
        0 => archive(bytes),
        1 => added(bytes, |codebook, text| codebook.add_actors(&text)),
        2 => added(bytes, |codebook, text| codebook.add_entries(&text)),
        _ => added(bytes, Codebook::add_places),
    }
}

fn archive(bytes: &[u8]) {
    let archives = files::with_file(bytes, Archives::with_own);
    match archives {
        Err(reason) => assert!(!reason.is_empty(), "a reason"),
        Ok(archives) => {
            let read =
                |path: &Path| Files::of([path.to_owned()]).with_archives(archives).reports().map(held::outcome).count();
            assert!(files::with_file(EXPORT.as_bytes(), read) > 0, "nothing vanishes");
        }
    }
}

fn added(bytes: &[u8], add: impl Fn(&mut Codebook, String) -> Result<(), dateline::Error>) {
    let Ok(text) = String::from_utf8(bytes.to_vec()) else { return };
    CODEBOOK.with_borrow_mut(|kept| {
        let mut codebook = kept.take().unwrap_or_else(Codebook::built_in);
        match add(&mut codebook, text) {
            Err(error) => {
                assert!(!error.to_string().is_empty(), "a reason");
                *kept = Some(codebook);
            }
            Ok(()) => readings::with_own(Arc::new(codebook)),
        }
    });
}

/// Entries of each kind, small, and those of the program.
pub(crate) fn seeds(repository: &Path) -> Vec<Vec<u8>> {
    let archives = files::in_folder(&repository.join("crates/intake/archives")).into_iter().map(|text| (0, text));
    let events = files::in_folder(&repository.join("crates/dateline/codebook/en/did"));
    let events = events.into_iter().filter(|text| text.len() < 6000).map(|text| (2, text));
    let small =
        [(0, ARCHIVE), (1, ACTORS), (2, ENTRIES), (3, PLACES)].map(|(kind, text)| (kind, text.as_bytes().to_vec()));
    let all = small.into_iter().chain(archives).chain(events);
    all.map(|(kind, text)| [vec![kind], text].concat()).collect()
}
