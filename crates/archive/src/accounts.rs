//! What of each report the comparison of all needs: kept beside the parts, since a run may be ended and another go on.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::shelf::place;
use crate::stories::Account;

/// The folder of an archive in which this is kept.
const FOLDER: &str = "accounts";

/// How hard Zstandard packs: texts become a third, at no cost that is felt.
const LEVEL: i32 = 3;

/// Keeps the accounts of a part, each with the number of its report.
pub(crate) fn write(folder: &Path, part: &str, accounts: &[(u64, Account)]) -> Result<(), Error> {
    let bytes = postcard::to_allocvec(accounts).expect("accounts are data");
    let packed = zstd::encode_all(&bytes[..], LEVEL).map_err(Error::io(folder))?;
    place(folder, &file(part), &packed)
}

/// The accounts of a part, in the order of its reports.
pub(crate) fn read(folder: &Path, part: &str) -> Result<Vec<(u64, Account)>, Error> {
    let path = folder.join(file(part));
    let damaged = |cause: String| Error::Kept { path: path.clone(), cause };
    let unpacked = fs::File::open(&path).and_then(zstd::decode_all).map_err(|cause| damaged(cause.to_string()))?;
    postcard::from_bytes(&unpacked).map_err(|cause| damaged(cause.to_string()))
}

/// The path of a part's file, below the archive's folder.
pub(crate) fn file(part: &str) -> String {
    format!("{FOLDER}/{part}.zst")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_damage_is_told() {
        let folder = std::env::temp_dir().join(format!("dateline-accounts-{}", std::process::id()));
        let mut account = Account::default();
        account.id = "harbour-post".into();
        let accounts = vec![(7, account)];
        write(&folder, "part-00000", &accounts).expect("written");
        assert_eq!(read(&folder, "part-00000").expect("read"), accounts);
        fs::write(folder.join(file("part-00001")), "not packed").expect("written");
        let told = read(&folder, "part-00001").expect_err("it is damaged").to_string();
        assert!(told.contains("part-00001.zst") && told.contains("into a new --out"), "{told}");
        fs::remove_dir_all(&folder).expect("removed");
    }
}
