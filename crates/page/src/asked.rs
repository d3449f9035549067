//! What does the address of a page ask for?
//!
//! Filters stand in the address: whoever gets it sees the same.

use dateline::record::EventType;
use dateline_archive::ledger::{Kind, Wanted};
use jiff::civil::Date;
use rusqlite::types::Value;

use crate::error::Trouble;

/// The longest text of one filter, in characters.
const LONGEST: usize = 300;

/// How a happening stands to what has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The reports state it.
    Fact,
    /// Somebody says so.
    Claim,
    /// It is to come, wished, feared or denied.
    Unreal,
}

/// What standings are called in addresses.
pub(crate) const STANDINGS: [(&str, Standing, &str); 3] = [
    ("fact", Standing::Fact, "stated as fact"),
    ("claim", Standing::Claim, "claimed by somebody"),
    ("unreal", Standing::Unreal, "planned, possible or denied"),
];

/// Filters; what is not given may be anything.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// Words to search for.
    pub(crate) q: Option<String>,
    /// Who takes part, on either side: a name, or a code such as `RUS GOV`, or a country's alone.
    pub(crate) actor: Option<String>,
    /// Who did it.
    pub(crate) from: Option<String>,
    /// To whom.
    pub(crate) to: Option<String>,
    /// Who says it.
    pub(crate) speaker: Option<String>,
    /// What happens.
    pub(crate) event: Option<EventType>,
    /// Where, ISO 3166-1 alpha-3.
    pub(crate) country: Option<String>,
    /// From this day on.
    pub(crate) since: Option<Date>,
    /// Up to this day.
    pub(crate) until: Option<Date>,
    /// How it stands to what has happened.
    pub(crate) standing: Option<Standing>,
    /// What kind of entry of the ledger.
    pub(crate) kind: Option<Kind>,
    /// Whether only entries of the ledger of which nothing has become.
    pub(crate) open: bool,
    /// Which entry of the ledger, by its name.
    pub(crate) entry: Option<String>,
    /// Whose parts are shown apart: a country's code.
    pub(crate) unfold: Option<String>,
    /// From where on.
    pub(crate) cursor: Option<String>,
    /// How many.
    pub(crate) limit: Option<usize>,
    /// As what.
    pub(crate) format: Option<String>,
}

impl Asked {
    /// What stands behind the `?` of an address.
    pub(crate) fn of(query: &str) -> Result<Self, Trouble> {
        let mut asked = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            if value.chars().count() > LONGEST || value.contains('\0') {
                return Err(Trouble::Asked(format!("{name}: too long; it may have {LONGEST} characters")));
            }
            asked.take(&name, value)?;
        }
        Ok(asked)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Trouble> {
        let text = Some(value.to_owned());
        match name {
            "q" => self.q = text,
            "actor" => self.actor = text,
            "from" => self.from = text,
            "to" => self.to = text,
            "speaker" => self.speaker = text,
            "event" => self.event = Some(event(value)?),
            "country" => self.country = Some(value.to_uppercase()),
            "since" => self.since = Some(day(name, value)?),
            "until" => self.until = Some(day(name, value)?),
            "standing" => self.standing = Some(standing(value)?),
            "kind" => self.kind = Some(kind(value)?),
            "open" => self.open = open(value)?,
            "entry" => self.entry = text,
            "unfold" => self.unfold = Some(value.to_uppercase()),
            "cursor" => self.cursor = text,
            "limit" => self.limit = Some(limit(value)?),
            "format" => self.format = text,
            // Others may have added theirs, as those who count visits do.
            _ => {}
        }
        Ok(())
    }

    /// The filters as an address has them, in order; cursor, limit and format apart.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let day = |day: &Option<Date>| day.map(|day| day.to_string());
        let standing = self.standing.and_then(|asked| STANDINGS.iter().find(|(_, standing, _)| *standing == asked));
        let all = [
            ("q", self.q.clone()),
            ("actor", self.actor.clone()),
            ("from", self.from.clone()),
            ("to", self.to.clone()),
            ("speaker", self.speaker.clone()),
            ("event", self.event.map(|event| event.name().to_owned())),
            ("country", self.country.clone()),
            ("since", day(&self.since)),
            ("until", day(&self.until)),
            ("standing", standing.map(|(name, ..)| (*name).to_owned())),
            ("kind", self.kind.map(|kind| kind.name().to_owned())),
            ("open", self.open.then(|| "yes".to_owned())),
            ("entry", self.entry.clone()),
            ("unfold", self.unfold.clone()),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The address of a page with these filters, some of them otherwise; an empty value takes one away.
    pub(crate) fn link(&self, path: &str, otherwise: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs() {
            if !otherwise.iter().any(|(other, _)| *other == name) {
                query.append_pair(name, &value);
            }
        }
        for (name, value) in otherwise.iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The conditions on rows of `happenings`, and their values.
    pub(crate) fn of_happenings(&self) -> Conditions {
        let mut conditions = Conditions::default();
        if let Some(actor) = &self.actor {
            let sides = [party("actor", actor), party("recipient", actor)];
            let [(one, one_values), (other, other_values)] = sides;
            conditions.add(&format!("({one} OR {other})"), one_values.into_iter().chain(other_values));
        }
        for (side, name) in [("actor", &self.from), ("recipient", &self.to)] {
            if let Some((condition, values)) = name.as_ref().map(|name| party(side, name)) {
                conditions.add(&condition, values);
            }
        }
        conditions.is("event", self.event.map(|event| event.name().to_owned()));
        conditions.is("country", self.country.clone());
        conditions.days("\"when\"", self.since, self.until);
        match self.standing {
            Some(Standing::Fact) => conditions.add("aux IN ('[]', '[\"historical\"]') AND claimed_by IS NULL", []),
            Some(Standing::Claim) => conditions.add("aux IN ('[]', '[\"historical\"]') AND claimed_by IS NOT NULL", []),
            Some(Standing::Unreal) => conditions.add("aux NOT IN ('[]', '[\"historical\"]')", []),
            None => {}
        }
        conditions
    }

    /// Which entries of the ledger are left.
    pub(crate) fn of_ledger(&self) -> Wanted {
        let (kind, actor) = (self.kind, self.actor.clone());
        Wanted { open: self.open, kind, actor, since: self.since, until: self.until }
    }

    /// The filters in words.
    pub(crate) fn said(&self) -> String {
        let mut said = match (&self.from, &self.to, &self.actor) {
            (Some(from), Some(to), _) => format!("What {from} did to {to}"),
            (Some(from), None, _) => format!("What {from} did"),
            (None, Some(to), _) => format!("What was done to {to}"),
            (None, None, Some(actor)) => format!("What {actor} did and had done to it"),
            _ => "All happenings".to_owned(),
        };
        let mut add = |word: &str, value: Option<String>| {
            if let Some(value) = value {
                said += &format!("{word}{value}");
            }
        };
        add(", of the kind ", self.event.map(|event| event.name().to_owned()));
        let standing = self.standing.and_then(|asked| STANDINGS.iter().find(|(_, standing, _)| *standing == asked));
        add(", ", standing.map(|(.., said)| (*said).to_owned()));
        add(", in ", self.country.clone());
        add(", from ", self.since.map(|day| day.to_string()));
        add(", up to ", self.until.map(|day| day.to_string()));
        said
    }
}

/// Conditions of a statement, all of which have to hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conditions {
    told: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds one, with the values of its question marks.
    pub(crate) fn add(&mut self, condition: &str, values: impl IntoIterator<Item = String>) {
        self.told.push(condition.to_owned());
        self.values.extend(values.into_iter().map(Value::Text));
    }

    /// A column has this value, if there is one.
    pub(crate) fn is(&mut self, column: &str, value: Option<String>) {
        if let Some(value) = value {
            self.add(&format!("\"{column}\" = ?"), [value]);
        }
    }

    /// A column's day lies between these.
    pub(crate) fn days(&mut self, column: &str, since: Option<Date>, until: Option<Date>) {
        if let Some(since) = since {
            self.add(&format!("{column} >= ?"), [since.to_string()]);
        }
        if let Some(until) = until {
            // A time of the day stands behind the day.
            self.add(&format!("{column} < ?"), [format!("{until}~")]);
        }
    }

    /// As a statement has them; something that holds, if there is none.
    pub(crate) fn sql(&self) -> String {
        if self.told.is_empty() { "1".to_owned() } else { self.told.join(" AND ") }
    }

    /// The values of their question marks.
    pub(crate) fn values(&self) -> Vec<Value> {
        self.values.clone()
    }
}

/// Who is meant on one side of happenings: by code, or by name.
fn party(side: &str, name: &str) -> (String, Vec<String>) {
    if is_code(name) {
        let end = name.len() + 1;
        return (format!("({side} = ? OR substr({side}, 1, {end}) = ?)"), vec![name.to_owned(), format!("{name} ")]);
    }
    (format!("{side}_name = ?"), vec![name.to_owned()])
}

/// Whether it is a code as PLOVER writes them: `RUS`, `RUS GOV`.
pub(crate) fn is_code(name: &str) -> bool {
    name.split(' ').all(|part| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
}

fn day(name: &str, value: &str) -> Result<Date, Trouble> {
    let told = || Trouble::Asked(format!("{name}={value}: a day is written like 2031-03-08"));
    let day: Date = value.parse().map_err(|_| told())?;
    if (0..=9999).contains(&day.year()) { Ok(day) } else { Err(told()) }
}

fn event(value: &str) -> Result<EventType, Trouble> {
    EventType::of(&value.to_uppercase())
        .ok_or_else(|| Trouble::Asked(format!("event={value}: none of the sixteen; they are listed at the filter")))
}

fn standing(value: &str) -> Result<Standing, Trouble> {
    let found = STANDINGS.iter().find(|(name, ..)| *name == value).map(|(_, standing, _)| *standing);
    found.ok_or_else(|| Trouble::Asked(format!("standing={value}: it is fact, claim or unreal")))
}

fn kind(value: &str) -> Result<Kind, Trouble> {
    let told = || Trouble::Asked(format!("kind={value}: it is demand, promise, threat or refusal"));
    Kind::named(&value.to_lowercase()).ok_or_else(told)
}

fn open(value: &str) -> Result<bool, Trouble> {
    match value {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Trouble::Asked(format!("open={value}: it is yes or no"))),
    }
}

fn limit(value: &str) -> Result<usize, Trouble> {
    let number = value.parse().ok().filter(|number| (1..=10_000).contains(number));
    number.ok_or_else(|| Trouble::Asked(format!("limit={value}: it is a number from 1 to 10000")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_come_back_as_an_address() {
        let asked = Asked::of("actor=RUS+GOV&event=assault&since=2031-03-01&utm_source=x&q=").expect("sound");
        assert_eq!(asked.link("/timeline", &[]), "/timeline?actor=RUS+GOV&event=ASSAULT&since=2031-03-01");
        assert_eq!(asked.link("/", &[("event", ""), ("to", "a&b")]), "/?actor=RUS+GOV&since=2031-03-01&to=a%26b");
        for wrong in ["since=yesterday", "event=WAR", "limit=0", "standing=so", "kind=wish", "open=x"] {
            assert!(matches!(Asked::of(wrong), Err(Trouble::Asked(_))), "{wrong}");
        }
    }

    #[test]
    fn codes_are_told_from_names() {
        assert!(is_code("RUS") && is_code("NGA GOV") && !is_code("Rus") && !is_code("UNITED"));
    }
}
