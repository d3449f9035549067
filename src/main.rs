//! `dateline`: reads news reports and writes down who said and did what to whom, when, where and how many.

mod actor;
mod classify;
mod code;
mod codebook;
mod counting;
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
mod progress;
mod quotes;
mod read;
mod read_with;
mod stories;
mod table;
mod times;
mod train;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads news reports and writes down who said and did what to whom, when, where and how many, each answer with the
/// stretch of text it was read from.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Read(read::Read),
    Code(code::Code),
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
}

fn main() -> ExitCode {
    keep_guarded_panics_quiet();
    let result = match Cli::parse().command {
        Command::Read(read) => read.run(),
        Command::Code(code) => code.run(),
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
    };
    match result {
        Ok(status) => status,
        Err(error) if reader_is_gone(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("dateline: {error:#}");
            ExitCode::FAILURE
        }
    }
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
