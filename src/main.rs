//! `dateline`: reads news reports and writes down who said and did what to whom, when, where and how many.

mod model;
mod parse;
mod read;

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
    Parse(parse::Parse),
    Model(model::Model),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Read(read) => read.run(),
        Command::Parse(parse) => parse.run(),
        Command::Model(model) => model.run(),
    };
    match result {
        Ok(status) => status,
        Err(error) => {
            anstream::eprintln!("dateline: {error:#}");
            ExitCode::FAILURE
        }
    }
}
