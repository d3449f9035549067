//! `dateline doctor` and `dateline --version`: what is installed, where, and is it whole?

use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use dateline::{Codebook, Reader, Report};

use crate::gazetteer::KnownPlaces;
use crate::model::{EncoderFolder, ModelFolder};
use crate::own_entries::OwnEntries;
use crate::preferences::preferences;
use crate::shown::{self, Form};

/// A sentence that tells an event, for a trial.
const TRIAL: &str = "Norway accused Sweden of breaking the treaty.";

/// Look at what is installed, where it is and whether it is whole; fails if reports cannot be read with it.
#[derive(Args, Default)]
pub(crate) struct Doctor {
    #[command(flatten)]
    own: OwnEntries,
    #[command(flatten)]
    places: KnownPlaces,
    #[command(flatten)]
    encoder: EncoderFolder,
    #[command(flatten)]
    model: ModelFolder,
}

/// What was found of one thing: whether it is well, and what is told of it.
struct Finding {
    what: &'static str,
    state: &'static str,
    told: String,
}

impl Finding {
    fn of(what: &'static str, found: anyhow::Result<impl Display>) -> Self {
        match found {
            Ok(told) => Self { what, state: "ok", told: told.to_string() },
            Err(error) => Self { what, state: "broken", told: format!("{error:#}") },
        }
    }

    fn none(what: &'static str, told: &str) -> Self {
        Self { what, state: "none", told: told.to_owned() }
    }
}

impl Doctor {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let findings =
            [self.program(), self.preferences(), self.model(), self.encoder(), self.codebook(), self.trial()];
        let mut out = shown::out(Form::Plain);
        for Finding { what, state, told } in &findings {
            writeln!(out, "{what:<10} {state:<7} {}", told.replace('\n', "\n                   "))?;
        }
        out.flush()?;
        let is_broken = findings.iter().any(|finding| finding.state == "broken");
        Ok(if is_broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    fn program(&self) -> Finding {
        let place = std::env::current_exe().map(|path| format!(", {}", path.display())).unwrap_or_default();
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let cores = if cores == 1 { "1 core".to_owned() } else { format!("{cores} cores") };
        Finding::of("program", Ok(format!("dateline {}{place}; {cores}", env!("CARGO_PKG_VERSION"))))
    }

    fn preferences(&self) -> Finding {
        match &preferences().file {
            Some(file) => Finding::of("settings", Ok(file.display())),
            None => Finding::none("settings", "no dateline.toml here, above, or in the user's folder of settings"),
        }
    }

    fn model(&self) -> Finding {
        let told = self.model.open().and_then(|_| self.model.told());
        Finding::of("model", told)
    }

    fn encoder(&self) -> Finding {
        match self.encoder.open() {
            Ok(None) => Finding::none("encoder", "fewer events are found; `dateline model install` gets it"),
            Ok(Some(_)) => Finding::of("encoder", Ok(self.encoder.told())),
            Err(error) => Finding::of("encoder", Err::<String, _>(error)),
        }
    }

    /// The codebook and the places in it.
    fn codebook(&self) -> Finding {
        Finding::of(
            "codebook",
            self.read_codebook().and_then(|book| Ok(format!("{}\n{}", self.own.name(&book), self.places.told()?))),
        )
    }

    fn read_codebook(&self) -> anyhow::Result<Codebook> {
        let mut codebook = self.own.codebook()?;
        self.places.add_to(&mut codebook)?;
        Ok(codebook)
    }

    /// Whether a sentence can be read.
    fn trial(&self) -> Finding {
        let read = || -> anyhow::Result<String> {
            let (pipeline, codebook) = (self.model.open()?, self.read_codebook()?);
            let events = Reader::new(&pipeline, codebook).read(&Report::new(TRIAL)).events;
            anyhow::ensure!(!events.is_empty(), "no event is found in “{TRIAL}”");
            Ok(format!("“{TRIAL}” is read: {}", events[0].event))
        };
        Finding::of("trial", read())
    }
}

/// The versions of the program and of all that it reads with.
pub(crate) fn versions() -> String {
    let doctor = Doctor::default();
    let model = doctor.model.name().unwrap_or_else(|_| "none: run `dateline model install`".to_owned());
    let codebook = doctor.read_codebook().map_or_else(
        |error| format!("broken: {error:#}"),
        |codebook| doctor.own.name(&codebook).trim_start_matches("codebook ").to_owned(),
    );
    let places = doctor.places.told().unwrap_or_else(|error| format!("broken: {error:#}"));
    format!(
        "dateline {}\nmodel      {model}\nencoder    {}\ncodebook   {codebook}\ngazetteer  {places}\n",
        env!("CARGO_PKG_VERSION"),
        doctor.encoder.told(),
    )
}
