//! Who publishes news: newspapers, broadcasters, agencies.

use rustc_hash::FxHashSet;

/// News agencies, as credits print them.
pub(crate) const AGENCIES: [&str; 32] = [
    "Reuters",
    "AP",
    "Associated Press",
    "The Associated Press",
    "AFP",
    "Agence France-Presse",
    "dpa",
    "DPA",
    "UPI",
    "ANSA",
    "EFE",
    "Xinhua",
    "TASS",
    "Interfax",
    "RIA",
    "PTI",
    "ANI",
    "IANS",
    "Kyodo",
    "Jiji",
    "Yonhap",
    "APA",
    "PA",
    "Press Association",
    "PA Media",
    "AAP",
    "Anadolu",
    "Bloomberg",
    "KNA",
    "epd",
    "SID",
    "CNA",
];

/// Names of newspapers, broadcasters and agencies, in lower case.
#[derive(Debug, Default)]
pub(crate) struct Publishers {
    names: FxHashSet<String>,
}

impl Publishers {
    /// Of these names.
    pub(crate) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        Self { names: names.map(str::to_lowercase).collect() }
    }

    pub(crate) fn know(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        AGENCIES.iter().any(|agency| agency.to_lowercase() == name)
            || self.names.contains(&name)
            || self.names.contains(name.trim_start_matches("the "))
            || self.names.contains(&format!("the {name}"))
    }
}
