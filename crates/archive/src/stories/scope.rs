//! What is joined, and how far apart may it be?

/// What is joined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dedup {
    /// Nothing: each report is an origin and a story of its own.
    None,
    /// Copies and rewrites of one report.
    Copies,
    /// Copies, and different reports of the same happening.
    #[default]
    Stories,
}

/// What is joined, and how far apart it may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scope {
    /// What is joined.
    pub dedup: Dedup,
    /// Days that may pass between one report of a story and the next; a story may go on for longer. Also how far apart the
    /// days of one event may be, where a report does not write its day.
    pub window_days: u32,
    /// Kilometres between the places that two reports give for one event.
    pub window_km: f64,
}

impl Scope {
    /// Days between one report and the next.
    pub(super) fn window(self) -> i32 {
        i32::try_from(self.window_days).unwrap_or(i32::MAX / 2)
    }
}

impl Default for Scope {
    fn default() -> Self {
        Self { dedup: Dedup::default(), window_days: 4, window_km: 50.0 }
    }
}

impl std::fmt::Display for Scope {
    /// `nothing`, or `stories, 4 days, 50 km`. The windows stand with copies too: events of copies, which were published on
    /// different days or cut before the place, are merged within them, so that other windows give other merged events.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { dedup, window_days, window_km } = self;
        match dedup {
            Dedup::None => write!(f, "nothing"),
            Dedup::Copies => write!(f, "copies, {window_days} days, {window_km} km"),
            Dedup::Stories => write!(f, "stories, {window_days} days, {window_km} km"),
        }
    }
}
