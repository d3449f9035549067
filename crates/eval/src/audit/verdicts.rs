//! What have coders said, and how is it kept?

use std::collections::BTreeMap;

use dateline::record::EventType;
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

use super::draw::json;
use super::sheets::list;
use super::{Audit, Error, Field, NONE, Sheet, Verdict};

/// Most characters of a value or a name.
const LINE: usize = 300;

/// Most characters of a note.
const NOTE: usize = 4000;

/// Who judges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coder {
    /// Its number in the file.
    #[serde(skip)]
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// Whether it decides where others disagree.
    pub decides: bool,
    /// Whether it answers before it sees the program's answers.
    pub blind: bool,
}

/// What a coder said of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Of which sheet.
    pub sheet: u64,
    /// The coder's number.
    pub coder: i64,
    /// Of which answer.
    pub field: Field,
    /// What.
    pub verdict: Verdict,
    /// What would be right.
    pub value: Option<String>,
    /// When.
    pub at: String,
}

/// What a coder answered before the program's answers were shown, by field.
pub type BlindAnswers = BTreeMap<Field, String>;

const HOLDING: &str = "SELECT sheet, coder, field, said, value, at FROM verdicts
    WHERE verdict IN (SELECT max(verdict) FROM verdicts WHERE NOT taken_back GROUP BY sheet, coder, field)";

impl Audit {
    /// The coder of this name, who is entered if it is new.
    ///
    /// # Errors
    ///
    /// If the name is none, the coder has another part already, or the file cannot be written.
    pub fn join(&self, name: &str, decides: bool, blind: bool) -> Result<Coder, Error> {
        let name = line(name, LINE)?.ok_or_else(|| Error::Said("a coder needs a name".to_owned()))?;
        let known = self.coders()?.into_iter().find(|coder| coder.name == name);
        match known {
            Some(coder) if coder.decides == decides && coder.blind == blind => Ok(coder),
            Some(coder) => {
                let was = match (coder.decides, coder.blind) {
                    (true, _) => "decides on disagreements (--adjudicate)",
                    (false, true) => "codes before it sees the program's answers (--blind)",
                    (false, false) => "sees the program's answers (without --blind)",
                };
                Err(Error::Said(format!(
                    "{name} has begun otherwise and {was}; choose another name, or serve as before"
                )))
            }
            None => {
                let sql = "INSERT INTO coders (name, decides, blind) VALUES (?, ?, ?)";
                self.connection.execute(sql, params![name, decides, blind]).map_err(self.error())?;
                Ok(Coder { number: self.connection.last_insert_rowid(), name, decides, blind })
            }
        }
    }

    /// All coders, in the order in which they began.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn coders(&self) -> Result<Vec<Coder>, Error> {
        let all = || -> rusqlite::Result<Vec<Coder>> {
            let mut statement =
                self.connection.prepare("SELECT coder, name, decides, blind FROM coders ORDER BY coder")?;
            let rows = statement.query_map([], |row| {
                Ok(Coder { number: row.get(0)?, name: row.get(1)?, decides: row.get(2)?, blind: row.get(3)? })
            })?;
            rows.collect()
        };
        all().map_err(self.error())
    }

    /// Keeps a verdict, at once.
    ///
    /// # Errors
    ///
    /// If the sheet has no such answer, the value is none that could be right, or the file cannot be written.
    pub fn judge(
        &self,
        sheet: &Sheet,
        coder: &Coder,
        field: Field,
        verdict: Verdict,
        value: Option<&str>,
    ) -> Result<(), Error> {
        let is_asked = sheet.told(field).is_some()
            || (sheet.happening.is_none() && [Field::Actor, Field::Recipient].contains(&field));
        if !is_asked {
            return Err(Error::Said(format!("sheet {} does not ask: {}", sheet.number, field.name())));
        }
        let value = value.map(|value| line(value, LINE)).transpose()?.flatten();
        let value = value.filter(|_| verdict == Verdict::Wrong);
        if let (Field::Event | Field::NoAct, Some(value)) = (field, &value)
            && EventType::of(value).is_none()
            && (value != NONE || field == Field::NoAct)
        {
            return Err(Error::Said(format!("{value}: none of the sixteen events")));
        }
        let row = params![sheet.number as i64, coder.number, field.name(), verdict.name(), value, now()];
        let sql = "INSERT INTO verdicts (sheet, coder, field, said, value, at) VALUES (?, ?, ?, ?, ?, ?)";
        self.connection.execute(sql, row).map(|_| ()).map_err(self.error())
    }

    /// Takes back what a coder said last; of which sheet and answer that was.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn take_back(&self, coder: &Coder) -> Result<Option<(u64, Field)>, Error> {
        let taken = || {
            let sql = "UPDATE verdicts SET taken_back = 1 WHERE verdict = (SELECT max(verdict) FROM verdicts
                WHERE coder = ? AND NOT taken_back) RETURNING sheet, field";
            let row = |row: &Row| Ok((row.get::<_, i64>(0)? as u64, row.get::<_, String>(1)?));
            self.connection.query_row(sql, [coder.number], row).optional()
        };
        let taken = taken().map_err(self.error())?;
        Ok(taken.and_then(|(sheet, field)| Some((sheet, Field::of(&field)?))))
    }

    /// What all coders said and have not taken back, by sheet, coder and answer.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn said(&self) -> Result<Vec<Said>, Error> {
        self.holding("ORDER BY sheet, coder, verdict", &[])
    }

    /// The same of one sheet.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn said_of(&self, sheet: u64) -> Result<Vec<Said>, Error> {
        self.holding("AND sheet = ? ORDER BY coder, verdict", &[sheet as i64])
    }

    fn holding(&self, behind: &str, values: &[i64]) -> Result<Vec<Said>, Error> {
        let all = || -> rusqlite::Result<Vec<Said>> {
            let mut statement = self.connection.prepare_cached(&format!("{HOLDING} {behind}"))?;
            let rows = statement.query_map(rusqlite::params_from_iter(values), said)?;
            rows.collect()
        };
        all().map_err(self.error())
    }

    /// Keeps what a coder answered before seeing the program's answers. It is kept once and stays.
    ///
    /// # Errors
    ///
    /// If it was answered before, an answer is too long, or the file cannot be written.
    pub fn answer_blind(&self, sheet: &Sheet, coder: &Coder, answers: &BlindAnswers) -> Result<(), Error> {
        for answer in answers.values() {
            line(answer, LINE)?;
        }
        let event = answers.get(&Field::Event).map(String::as_str);
        if event.is_none_or(|event| event != NONE && EventType::of(event).is_none()) {
            return Err(Error::Said("say first which of the sixteen events is told, or none".to_owned()));
        }
        let row = params![sheet.number as i64, coder.number, json(answers), now()];
        let sql = "INSERT OR IGNORE INTO blind_answers (sheet, coder, answers, at) VALUES (?, ?, ?, ?)";
        match self.connection.execute(sql, row).map_err(self.error())? {
            0 => Err(Error::Said(format!("sheet {} is answered already, and that stays as it is", sheet.number))),
            _ => Ok(()),
        }
    }

    /// What coders answered before they saw the program's answers, by sheet and coder.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn blind_answers(&self) -> Result<BTreeMap<(u64, i64), BlindAnswers>, Error> {
        let all = || -> rusqlite::Result<BTreeMap<(u64, i64), BlindAnswers>> {
            let mut statement = self.connection.prepare_cached("SELECT sheet, coder, answers FROM blind_answers")?;
            let rows =
                statement.query_map([], |row| Ok(((row.get::<_, i64>(0)? as u64, row.get(1)?), list(row, 2)?)))?;
            rows.collect()
        };
        all().map_err(self.error())
    }

    /// Keeps a coder's note on a sheet; an empty one takes it away.
    ///
    /// # Errors
    ///
    /// If it is too long, or the file cannot be written.
    pub fn note(&self, sheet: &Sheet, coder: &Coder, note: &str) -> Result<(), Error> {
        // Forms send lines as networks end them.
        let note = note.replace("\r\n", "\n").replace('\r', "\n");
        let note = note.trim();
        if note.chars().count() > NOTE {
            return Err(Error::Said(format!("a note has at most {NOTE} characters")));
        }
        let written = match note {
            "" => {
                let key = params![sheet.number as i64, coder.number];
                self.connection.execute("DELETE FROM notes WHERE sheet = ? AND coder = ?", key)
            }
            note => {
                let row = params![sheet.number as i64, coder.number, note, now()];
                self.connection
                    .execute("INSERT OR REPLACE INTO notes (sheet, coder, note, at) VALUES (?, ?, ?, ?)", row)
            }
        };
        written.map(|_| ()).map_err(self.error())
    }

    /// All notes, by sheet and coder.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn notes(&self) -> Result<BTreeMap<(u64, i64), String>, Error> {
        let all = || -> rusqlite::Result<BTreeMap<(u64, i64), String>> {
            let mut statement = self.connection.prepare_cached("SELECT sheet, coder, note FROM notes")?;
            let rows = statement.query_map([], |row| Ok(((row.get::<_, i64>(0)? as u64, row.get(1)?), row.get(2)?)))?;
            rows.collect()
        };
        all().map_err(self.error())
    }
}

/// What is asked of a sheet, with what was said of it by whoever answers: where no act is told, nobody asks who did it.
pub fn asked(sheet: &Sheet, said: &[&Said]) -> Vec<Field> {
    let of = |field: Field| said.iter().find(|said| said.field == field);
    if sheet.happening.is_none() {
        let is_told = of(Field::NoAct).is_some_and(|said| said.verdict == Verdict::Wrong);
        let all: &[Field] = if is_told { &[Field::NoAct, Field::Actor, Field::Recipient] } else { &[Field::NoAct] };
        return all.to_vec();
    }
    let is_none = of(Field::Event).is_some_and(|said| said.value.as_deref() == Some(NONE));
    sheet.fields().filter(|field| !is_none || *field == Field::Event).collect()
}

fn said(row: &Row) -> rusqlite::Result<Said> {
    let unknown = |at: usize| rusqlite::Error::InvalidColumnType(at, "unknown".to_owned(), rusqlite::types::Type::Text);
    Ok(Said {
        sheet: row.get::<_, i64>(0)? as u64,
        coder: row.get(1)?,
        field: Field::of(&row.get::<_, String>(2)?).ok_or_else(|| unknown(2))?,
        verdict: Verdict::of(&row.get::<_, String>(3)?).ok_or_else(|| unknown(3))?,
        value: row.get(4)?,
        at: row.get(5)?,
    })
}

/// One line, without white space around it; nothing, if it is empty.
fn line(text: &str, most: usize) -> Result<Option<String>, Error> {
    let text = text.trim();
    if text.chars().count() > most || text.chars().any(char::is_control) {
        return Err(Error::Said(format!("it has to be one line of at most {most} characters")));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

fn now() -> String {
    jiff::Timestamp::now().to_string()
}
