//! Words that tell whether a name beside them is a place's.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

static ORDINARY: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../codebook/en/ordinary.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Whether the name of a town, in small letters, is an ordinary word too.
pub(super) fn is_ordinary(word: &str) -> bool {
    ORDINARY.contains(word)
}

/// Words that begin a longer name: a name in the gazetteer behind one is not meant.
pub(super) fn begins_longer_name(word: &str) -> bool {
    matches!(
        word,
        "New"
            | "Mount"
            | "Mt."
            | "Lake"
            | "Fort"
            | "Ft."
            | "San"
            | "Santa"
            | "Santo"
            | "St."
            | "Saint"
            | "Baja"
            | "Nueva"
            | "Nuevo"
            | "El"
            | "Los"
            | "Las"
            | "Rio"
            | "Río"
            | "Cape"
            | "Ciudad"
            | "Puerto"
            | "Villa"
            | "Abu"
            | "Abū"
            | "Tel"
            | "Tell"
            | "Wadi"
            | "Bad"
            | "Camp"
            | "Point"
            | "Port"
            | "Loch"
            | "Great"
            | "Little"
    )
}

/// Words before a place: "in Lima", "outside Lima", "northern Chile".
pub(super) fn leads_to_place(word: &str) -> bool {
    matches!(
        word,
        "in" | "near"
            | "at"
            | "from"
            | "to"
            | "outside"
            | "around"
            | "across"
            | "toward"
            | "towards"
            | "into"
            | "through"
            | "within"
            | "throughout"
            | "inside"
            | "via"
            | "downtown"
            | "nearby"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "northeastern"
            | "northwestern"
            | "southeastern"
            | "southwestern"
            | "north"
            | "south"
            | "east"
            | "west"
            | "between"
            | "neighboring"
            | "neighbouring"
            | "leaving"
            | "reached"
            | "visiting"
            | "rural"
            | "suburban"
    )
}

/// Words before "of" and a place: "the town of".
pub(super) fn is_kind_of_place(word: &str) -> bool {
    matches!(
        word,
        "town"
            | "city"
            | "village"
            | "suburb"
            | "hamlet"
            | "port"
            | "province"
            | "region"
            | "district"
            | "county"
            | "state"
            | "island"
            | "community"
            | "municipality"
            | "suburbs"
            | "capital"
            | "outskirts"
            | "residents"
            | "mayor"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
    )
}

/// Words after a name that make it a street's.
pub(super) fn is_street(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "St" | "Street"
            | "Ave"
            | "Avenue"
            | "Road"
            | "Rd"
            | "Boulevard"
            | "Blvd"
            | "Drive"
            | "Dr"
            | "Lane"
            | "Ln"
            | "Highway"
            | "Hwy"
            | "Parkway"
            | "Pkwy"
            | "Pike"
            | "Turnpike"
            | "Way"
            | "Terrace"
            | "Crescent"
            | "Circle"
            | "Trail"
            | "Expressway"
            | "Freeway"
            | "Square"
            | "Place"
            | "Alley"
    )
}

/// Words after a place that make a name of a body, a building or a team.
pub(super) fn is_body(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "County"
            | "City"
            | "Police"
            | "University"
            | "College"
            | "Council"
            | "Court"
            | "School"
            | "Schools"
            | "High"
            | "Department"
            | "Hospital"
            | "Airport"
            | "International"
            | "State"
            | "Public"
            | "Central"
            | "Township"
            | "Town"
            | "Village"
            | "Chamber"
            | "Fire"
            | "Sheriff"
            | "District"
            | "Regional"
            | "Community"
            | "Area"
            | "Municipal"
            | "Metropolitan"
            | "National"
            | "Board"
            | "Health"
            | "Elementary"
            | "Middle"
            | "Independent"
            | "Parish"
            | "Supreme"
            | "Superior"
            | "General"
            | "Medical"
            | "Technical"
            | "Federal"
            | "Ministry"
            | "Government"
            | "Authority"
            | "Commission"
            | "Association"
            | "Institute"
            | "Library"
            | "Museum"
            | "Center"
            | "Centre"
            | "Junior"
            | "Stock"
            | "Housing"
            | "Transit"
            | "Water"
            | "Planning"
            | "Magistrates"
            | "Crown"
            | "Borough"
            | "Cathedral"
            | "Bishop"
            | "Mayor"
            | "Army"
            | "Club"
            | "Stadium"
            | "Port"
            | "Harbor"
            | "Harbour"
            | "Parks"
            | "Park"
            | "United"
            | "Convention"
            | "Symphony"
            | "Film"
            | "Festival"
            | "Marathon"
            | "Post"
            | "Volunteer"
            | "Christian"
            | "Coroner"
            | "Circuit"
            | "Detention"
            | "Correctional"
            | "Highway"
            | "Turnpike"
            | "Zoo"
            | "Seniors"
            | "Senior"
            | "Food"
            | "Foundation"
            | "Elks"
            | "Lions"
            | "Rotary"
            | "Historical"
            | "Memorial"
            | "Jail"
            | "Development"
            | "Democratic"
            | "Republican"
            | "Bar"
            | "Business"
            | "Baptist"
            | "Methodist"
            | "Academy"
    )
}

/// Words after a name that make it an illness's: "West Nile virus".
pub(super) fn is_illness(word: &str) -> bool {
    matches!(word, "virus" | "viruses" | "ebolavirus" | "disease" | "fever" | "flu" | "strain" | "syndrome")
}

/// Words before a person's name.
pub(super) fn is_title(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Mr" | "Mrs"
            | "Ms"
            | "Miss"
            | "Dr"
            | "Sir"
            | "Lord"
            | "Lady"
            | "Sgt"
            | "Lt"
            | "Capt"
            | "Col"
            | "Gen"
            | "Cpl"
            | "Maj"
            | "Det"
            | "Sen"
            | "Rep"
            | "Gov"
            | "President"
            | "Senator"
            | "Judge"
            | "Officer"
            | "Mayor"
            | "Chief"
            | "Sheriff"
            | "Coach"
            | "Rev"
            | "Father"
            | "Professor"
            | "Prof"
            | "Justice"
            | "Attorney"
            | "Deputy"
            | "Detective"
            | "Sergeant"
            | "Captain"
            | "Colonel"
            | "Prince"
            | "Princess"
            | "King"
            | "Queen"
            | "Pope"
            | "Bishop"
            | "Councilman"
            | "Councilwoman"
            | "Commissioner"
            | "Superintendent"
            | "Minister"
    )
}

/// Regions' adjectives and people, and what they come from; those of countries are in the codebook.
pub(super) const REGIONAL: [(&str, &str); 40] = [
    ("European", "Europe"),
    ("Europeans", "Europe"),
    ("African", "Africa"),
    ("Africans", "Africa"),
    ("Asian", "Asia"),
    ("Asians", "Asia"),
    ("North American", "North America"),
    ("South American", "South America"),
    ("Latin American", "Latin America"),
    ("Latin Americans", "Latin America"),
    ("Middle Eastern", "Middle East"),
    ("Central Asian", "Central Asia"),
    ("South Asian", "South Asia"),
    ("Southeast Asian", "Southeast Asia"),
    ("South East Asian", "Southeast Asia"),
    ("East African", "East Africa"),
    ("West African", "West Africa"),
    ("North African", "North Africa"),
    ("East European", "Eastern Europe"),
    ("Eastern European", "Eastern Europe"),
    ("Western European", "Western Europe"),
    ("Scandinavian", "Scandinavia"),
    ("Mediterranean", "Mediterranean"),
    ("Chechen", "Chechnya"),
    ("Chechens", "Chechnya"),
    ("Dagestani", "Dagestan"),
    ("Abkhaz", "Abkhazia"),
    ("Abkhazian", "Abkhazia"),
    ("South Ossetian", "South Ossetia"),
    ("Crimean", "Crimea"),
    ("Siberian", "Siberia"),
    ("Bavarian", "Bavaria"),
    ("Catalan", "Catalonia"),
    ("Scottish", "Scotland"),
    ("Welsh", "Wales"),
    ("Texan", "Texas"),
    ("Texans", "Texas"),
    ("Californian", "California"),
    ("Parisian", "Paris"),
    ("Tibetan", "Tibet"),
];
