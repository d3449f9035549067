//! `dateline`: reads news reports and writes down who said and did what to whom, when, where and how many.

mod actor;
mod archive;
mod audit;
mod classify;
mod code;
mod codebook;
mod counting;
mod doctor;
mod eval;
mod explain;
mod figures;
mod gazetteer;
mod kinds;
mod limit;
mod listing;
mod model;
mod own_entries;
mod parse;
mod pip;
mod places;
mod preferences;
mod progress;
mod quotes;
mod read;
mod read_with;
mod reading;
mod rows;
mod serve;
mod serving;
mod shell;
mod shown;
mod stories;
mod table;
mod times;
mod train;
#[cfg(feature = "http")]
mod watch;

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Reads news reports and writes down who said and did what to whom, when, where and how many, each answer with the
/// stretch of text it was read from.
#[derive(Parser)]
#[command(name = "dateline", version, arg_required_else_help = true, after_help = EXIT_STATUS)]
struct Cli {
    #[command(flatten)]
    preferences: preferences::PreferencesFile,
    #[command(flatten)]
    loudness: shown::Loudness,
    #[command(subcommand)]
    command: Command,
}

/// How commands end.
const EXIT_STATUS: &str = "Exit status:
  0    reports were read, or what was asked for is done
  1    nothing could be read, or it failed; what, is told on the standard error
  2    wrong usage
  3    a file is damaged, and what could be read of it was read
  130  stopped with Ctrl-C";

#[derive(Subcommand)]
enum Command {
    Read(read::Read),
    Code(code::Code),
    Add(archive::Add),
    Export(archive::Export),
    Recode(archive::Recode),
    Changes(archive::Changes),
    Check(archive::Check),
    Remove(archive::Remove),
    Serve(serve::Serve),
    Audit(audit::Audit),
    Search(archive::Search),
    Query(archive::Query),
    Info(archive::Info),
    Ledger(archive::Ledger),
    #[cfg(feature = "http")]
    Watch(watch::Watch),
    Kinds(kinds::Kinds),
    Explain(explain::Explain),
    Parse(parse::Parse),
    Times(times::Times),
    Quotes(quotes::Quotes),
    Places(places::Places),
    Figures(figures::Figures),
    Actor(actor::Actor),
    Eval(eval::Eval),
    Stories(stories::Stories),
    Classify(classify::Classify),
    Codebook(codebook::CodebookCommand),
    Model(model::Model),
    Gazetteer(gazetteer::Gazetteer),
    Train(train::Train),
    Doctor(doctor::Doctor),
    Completions(shell::Completions),
    Man(shell::Man),
}

fn main() -> ExitCode {
    keep_guarded_panics_quiet();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return misused(&error),
    };
    cli.loudness.set();
    match cli.preferences.set().and_then(|()| run(cli.command)) {
        Ok(status) => status,
        Err(error) if reader_is_gone(&error) => ExitCode::SUCCESS,
        // Options that do not go together are told apart only when all are read.
        Err(error) if error.is::<clap::Error>() => error.downcast_ref().map_or(ExitCode::FAILURE, misused),
        Err(error) => {
            shown::error(format_args!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Read(read) => read.run(),
        Command::Code(code) => code.run(),
        Command::Add(add) => add.run(),
        Command::Export(export) => export.run(),
        Command::Recode(recode) => recode.run(),
        Command::Changes(changes) => changes.run(),
        Command::Check(check) => check.run(),
        Command::Remove(remove) => remove.run(),
        Command::Serve(serve) => serve.run(),
        Command::Audit(audit) => audit.run(),
        Command::Search(search) => search.run(),
        Command::Query(query) => query.run(),
        Command::Info(info) => info.run(),
        Command::Ledger(ledger) => ledger.run(),
        #[cfg(feature = "http")]
        Command::Watch(watch) => watch.run(),
        Command::Kinds(kinds) => kinds.run(),
        Command::Explain(explain) => explain.run(),
        Command::Parse(parse) => parse.run(),
        Command::Times(times) => times.run(),
        Command::Quotes(quotes) => quotes.run(),
        Command::Places(places) => places.run(),
        Command::Figures(figures) => figures.run(),
        Command::Actor(actor) => actor.run(),
        Command::Eval(eval) => eval.run(),
        Command::Stories(stories) => stories.run(),
        Command::Classify(classify) => classify.run(),
        Command::Codebook(codebook) => codebook.run(),
        Command::Model(model) => model.run(),
        Command::Gazetteer(gazetteer) => gazetteer.run(),
        Command::Train(train) => train.run(),
        Command::Doctor(doctor) => doctor.run(),
        Command::Completions(completions) => completions.run(Cli::command()),
        Command::Man(man) => man.run(Cli::command()),
    }
}

/// Help and version are printed, wrong usage is told; what was typed is shown without characters that a terminal obeys.
fn misused(error: &clap::Error) -> ExitCode {
    if error.kind() == clap::error::ErrorKind::DisplayVersion {
        let told = preferences::PreferencesFile::default().set().map(|()| doctor::versions());
        let _ = std::io::stdout().write_all(told.unwrap_or_else(|error| format!("{error:#}\n")).as_bytes());
        return ExitCode::SUCCESS;
    }
    let text = error.render();
    // What was typed stands in the message: with what a terminal obeys, no colours are worth the risk.
    let is_harmless = std::env::args_os().all(|argument| {
        let argument = argument.to_string_lossy();
        shown::Form::Coloured.safe(&argument) == argument && !argument.contains('\x1b')
    });
    let text =
        if is_harmless { text.ansi().to_string() } else { shown::Form::Plain.safe(&text.to_string()).into_owned() };
    let _ = if error.use_stderr() {
        anstream::stderr().write_all(text.as_bytes())
    } else {
        anstream::stdout().write_all(text.as_bytes())
    };
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Parsers by others may panic over a damaged page: that is told as a failure of its report, not printed besides.
fn keep_guarded_panics_quiet() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !dateline_intake::is_guarded() {
            print(panic);
        }
    }));
}

/// Whether the program that read our output has had enough, as `head` has after a few lines: no fault of ours.
fn reader_is_gone(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        io.or_else(|| cause.downcast_ref::<serde_json::Error>()?.io_error_kind())
    };
    error.chain().any(|cause| kind(cause) == Some(std::io::ErrorKind::BrokenPipe))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn every_command_is_sound() {
        super::Cli::command().debug_assert();
    }
}
