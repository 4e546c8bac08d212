use std::process::ExitCode;

use balachka::{cli, exit::Exit, telemetry::redact};
use clap::Parser as _;

fn main() -> ExitCode {
    // Crash tests plan their strikes in FAILPOINTS; in a service built without them this does nothing.
    let _scenario = fail::FailScenario::setup();
    match cli::Cli::parse().execute() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", redact(&format!("{error:#}")));
            Exit::of(&error).into()
        }
    }
}
