//! Bytes as a file: whatever they are, each gives reports or failures, and something; and it is told as what it is read.

use std::cell::RefCell;
use std::fs;
use std::io::Write;
use std::path::Path;

use dateline_intake::Files;
use tempfile::NamedTempFile;

use super::held;

thread_local! {
    /// A file for what is only read from one.
    static FILE: RefCell<NamedTempFile> = RefCell::new(NamedTempFile::new().expect("a file"));
}

/// Does what needs a path with a file of these bytes.
pub(crate) fn with_file<T>(bytes: &[u8], act: impl FnOnce(&Path) -> T) -> T {
    FILE.with_borrow_mut(|file| {
        file.as_file().set_len(0).expect("a file");
        fs::write(file.path(), bytes).expect("a file");
        act(file.path())
    })
}

pub(crate) fn file(bytes: &[u8]) {
    let of_file = with_file(bytes, |path| {
        let files = Files::of([path.to_owned()]);
        let told: Vec<_> = files.kinds().collect();
        assert_eq!(told.len(), 1, "a file is of one kind");
        files.reports().map(held::outcome).count()
    });
    let of_bytes = dateline_intake::reports_in(bytes.to_vec(), Default::default()).map(held::outcome).count();
    assert!(of_file > 0, "nothing vanishes");
    assert_eq!(of_file, of_bytes, "a file is read as its bytes are");
}

/// Files of every format, also packed.
pub(crate) fn seeds(repository: &Path) -> Vec<Vec<u8>> {
    let plain = ["tests/batch/seeds", "examples/pages"].map(|folder| in_folder(&repository.join(folder))).concat();
    let packed = plain.iter().step_by(5).map(|bytes| gzip(bytes)).collect();
    [plain, packed].concat()
}

/// The bytes of the files in a folder, in the order of their names.
pub(crate) fn in_folder(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a file")).collect()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("written to memory");
    packed.finish().expect("written to memory")
}
