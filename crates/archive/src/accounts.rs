//! What of each report the comparison of all needs: kept beside the parts, since a run may be ended and another go on.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::manifest::place;
use crate::stories::Account;

/// The folder of an archive in which this is kept.
const FOLDER: &str = "accounts";

/// How hard Zstandard packs: texts become a third, at no cost that is felt.
const LEVEL: i32 = 3;

/// Keeps the accounts of a part, each with the number of its report.
pub(crate) fn write(folder: &Path, part: &str, accounts: &[(u64, Account)]) -> Result<(), Error> {
    let bytes = postcard::to_allocvec(accounts).expect("accounts are data");
    let packed = zstd::encode_all(&bytes[..], LEVEL).map_err(Error::io(folder))?;
    place(folder, &name(part), &packed)
}

/// The accounts of a part, in the order of its reports.
pub(crate) fn read(folder: &Path, part: &str) -> Result<Vec<(u64, Account)>, Error> {
    let path = folder.join(name(part));
    let unpacked = fs::File::open(&path).and_then(zstd::decode_all).map_err(Error::io(&path))?;
    let damaged = |cause| std::io::Error::new(std::io::ErrorKind::InvalidData, cause);
    postcard::from_bytes(&unpacked).map_err(|cause| Error::io(&path)(damaged(cause)))
}

fn name(part: &str) -> String {
    format!("{FOLDER}/{part}.zst")
}
