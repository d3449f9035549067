//! What does the address of a page ask for?
//!
//! Filters stand in the address: whoever gets it sees the same.

mod conditions;
mod values;

use std::collections::BTreeSet;

use dateline::record::EventType;
use dateline_archive::ledger::{Kind, Wanted};
use jiff::civil::Date;

use crate::error::Trouble;
use crate::tone::Tone;

pub(crate) use conditions::{Conditions, is_code};

use conditions::{alone, party};
use values::{by, day, event, kind, limit, number, open, standing, tone, unfold};

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

/// By what numbers are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// The kind of event.
    Event,
    /// Whether it is conflict or cooperation.
    Score,
    /// The month.
    Month,
}

/// What these are called in addresses.
pub(crate) const BY: [(&str, By); 3] = [("event", By::Event), ("score", By::Score), ("month", By::Month)];

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
    /// Whether it is conflict or cooperation.
    pub(crate) tone: Option<Tone>,
    /// By what numbers are told apart.
    pub(crate) by: Option<By>,
    /// Which story, by its number.
    pub(crate) story: Option<u64>,
    /// Which report, by its number.
    pub(crate) report: Option<u64>,
    /// Which entry of the ledger, by its name.
    pub(crate) entry: Option<String>,
    /// Whose parts are shown apart: a country's code, or that of one of its sectors.
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
        let mut told = BTreeSet::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if value.chars().count() > LONGEST || value.contains('\0') {
                return Err(Trouble::Asked(format!("{name}: too long; it may have {LONGEST} characters")));
            }
            let value = value.trim();
            if !value.is_empty() {
                asked.take(&name, value)?;
            }
            if !told.insert(name.clone()) {
                return Err(Trouble::Asked(format!("{name}: it is there twice; once is enough")));
            }
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
            "tone" => self.tone = Some(tone(value)?),
            "by" => self.by = Some(by(value)?),
            "story" => self.story = Some(number(name, value)?),
            "report" => self.report = Some(number(name, value)?),
            "entry" => self.entry = text,
            "unfold" => self.unfold = Some(unfold(value)?),
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
        let by = self.by.and_then(|asked| BY.iter().find(|(_, by)| *by == asked));
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
            ("tone", self.tone.map(|tone| tone.name().to_owned())),
            ("by", by.map(|(name, _)| (*name).to_owned())),
            ("story", self.story.map(|story| story.to_string())),
            ("report", self.report.map(|report| report.to_string())),
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
        self.conditions("aux IN ('[]', '[\"historical\"]')")
    }

    /// The same on rows of `happenings_kept`, which has letters for what `aux` lists: sums do not spell them out.
    pub(crate) fn of_sums(&self) -> Conditions {
        self.conditions("coalesce(aux, '') IN ('', 'A')")
    }

    /// `has_happened` is what holds of rows that tell of what is no plan, no fear, and not denied.
    fn conditions(&self, has_happened: &str) -> Conditions {
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
        if let Some(report) = self.report {
            conditions.add(&format!("report = {report}"), []);
        }
        if let Some(tone) = self.tone {
            conditions.add(tone.condition(), []);
        }
        match self.standing {
            Some(Standing::Fact) => conditions.add(&format!("{has_happened} AND claimed_by IS NULL"), []),
            Some(Standing::Claim) => conditions.add(&format!("{has_happened} AND claimed_by IS NOT NULL"), []),
            Some(Standing::Unreal) => conditions.add(&format!("NOT ({has_happened})"), []),
            None => {}
        }
        conditions
    }

    /// Which entries of the ledger are left.
    pub(crate) fn of_ledger(&self) -> Wanted {
        let (kind, actor) = (self.kind, self.actor.clone());
        Wanted { open: self.open, kind, actor, since: self.since, until: self.until, ..Wanted::default() }
    }

    /// The filters in words.
    pub(crate) fn said(&self) -> String {
        let called = |name: &Option<String>| {
            let name = name.as_ref()?;
            Some(alone(name).map_or_else(|| name.clone(), |code| format!("{code} (no sector told)")))
        };
        let mut said = match (called(&self.from), called(&self.to), called(&self.actor)) {
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
        add(", ", self.tone.map(|tone| tone.told().to_owned()));
        add(", in ", self.country.clone());
        add(", from ", self.since.map(|day| day.to_string()));
        add(", up to ", self.until.map(|day| day.to_string()));
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_come_back_as_an_address() {
        let asked = Asked::of("actor=RUS+GOV&event=assault&since=2031-03-01&utm_source=x&q=").expect("sound");
        assert_eq!(asked.link("/timeline", &[]), "/timeline?actor=RUS+GOV&event=ASSAULT&since=2031-03-01");
        assert_eq!(asked.link("/", &[("event", ""), ("to", "a&b")]), "/?actor=RUS+GOV&since=2031-03-01&to=a%26b");
        for wrong in [
            "since=yesterday",
            "event=WAR",
            "limit=0",
            "standing=so",
            "kind=wish",
            "open=x",
            "by=x",
            "tone=loud",
            "unfold=XX",
        ] {
            assert!(matches!(Asked::of(wrong), Err(Trouble::Asked(_))), "{wrong}");
        }
    }
}
