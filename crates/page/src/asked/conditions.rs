//! Which rows are left, in SQL?

use jiff::civil::Date;
use rusqlite::types::Value;

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
pub(super) fn party(side: &str, name: &str) -> (String, Vec<String>) {
    if let Some(code) = alone(name) {
        return (format!("{side} = ?"), vec![code.to_owned()]);
    }
    if is_code(name) {
        // The code itself, and what begins with it and a blank: `!` is the letter behind the blank.
        return (format!("({side} >= ? AND {side} < ?)"), vec![name.to_owned(), format!("{name}!")]);
    }
    (format!("{side}_name = ?"), vec![name.to_owned()])
}

/// The code in `RUS=`, which means those of whom no more is told: not `RUS GOV`.
pub(crate) fn alone(name: &str) -> Option<&str> {
    name.strip_suffix('=').filter(|code| is_code(code))
}

/// Whether it is a code as PLOVER writes them: `RUS`, `RUS GOV`.
pub(crate) fn is_code(name: &str) -> bool {
    name.split(' ').all(|part| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_names() {
        assert!(is_code("RUS") && is_code("NGA GOV") && !is_code("Rus") && !is_code("UNITED"));
        assert_eq!((alone("RUS="), alone("RUS"), alone("so=")), (Some("RUS"), None, None));
    }
}
