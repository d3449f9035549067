//! What may a query do? Read, and nothing else.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::hooks::{AuthAction, Authorization};

/// Pragmas that only tell something.
const TELLING: [&str; 18] = [
    "application_id",
    "collation_list",
    "compile_options",
    // Asked by the indexes of words themselves.
    "data_version",
    "database_list",
    "encoding",
    "foreign_key_list",
    "freelist_count",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "page_count",
    "page_size",
    "table_info",
    "table_list",
    "table_xinfo",
    "user_version",
];

/// Those of them that are asked about something.
const ASKED_ABOUT: [&str; 7] =
    ["foreign_key_list", "index_info", "index_list", "index_xinfo", "table_info", "table_list", "table_xinfo"];

/// What a query wanted to do and may not, the first of it.
#[derive(Clone, Default)]
pub(super) struct Refused(Arc<Mutex<Option<String>>>);

impl Refused {
    /// In words.
    pub(super) fn first(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether it may do this.
    pub(super) fn judge(&self, action: AuthAction<'_>) -> Authorization {
        let Some(what) = beyond_reading(action) else { return Authorization::Allow };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(what);
        Authorization::Deny
    }
}

/// What this would do besides reading the archive; nothing, if it only reads.
fn beyond_reading(action: AuthAction<'_>) -> Option<String> {
    match action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => None,
        AuthAction::Function { function_name } => {
            function_name.eq_ignore_ascii_case("load_extension").then(|| "load_extension".to_owned())
        }
        AuthAction::Pragma { pragma_name, pragma_value } => {
            let names = |list: &[&str]| list.iter().any(|name| name.eq_ignore_ascii_case(pragma_name));
            let tells = if pragma_value.is_some() { names(&ASKED_ABOUT) } else { names(&TELLING) };
            (!tells).then(|| format!("PRAGMA {pragma_name}"))
        }
        AuthAction::Attach { .. } => Some("ATTACH".to_owned()),
        AuthAction::Detach { .. } => Some("DETACH".to_owned()),
        AuthAction::Transaction { .. } | AuthAction::Savepoint { .. } => Some("a transaction".to_owned()),
        AuthAction::Insert { table_name }
        | AuthAction::Delete { table_name }
        | AuthAction::Update { table_name, .. } => {
            // Whatever makes or drops a table writes into the table of tables.
            let what = if table_name.starts_with("sqlite_") { "the tables" } else { table_name };
            Some(format!("changing {what}"))
        }
        _ => Some("changing the tables".to_owned()),
    }
}
