use std::process::ExitCode;

use balachka::{cli, exit::Exit, telemetry::redact};
use clap::Parser as _;

fn main() -> ExitCode {
    match cli::Cli::parse().execute() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", redact(&format!("{error:#}")));
            Exit::of(&error).into()
        }
    }
}
