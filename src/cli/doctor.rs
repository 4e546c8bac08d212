//! `balachka doctor`: all that can be checked before something goes wrong, one line a check, with the remedy.

mod cluster;
mod models;
mod place;
mod telegram;

use clap::Args;
use language::text::visible::visible;
use serde::Serialize;

use super::{
    output::{json, say},
    wait,
};
use crate::config::Loaded;

/// `balachka doctor`
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// One check and its outcome.
#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    state: State,
    /// What was found.
    found: String,
    /// What to do; empty if there is nothing.
    remedy: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Fine,
    /// It works, and could be better.
    Warning,
    Failed,
}

impl Finding {
    fn fine(check: &'static str, found: impl Into<String>) -> Self {
        Self { check, state: State::Fine, found: found.into(), remedy: String::new() }
    }

    fn warning(check: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { check, state: State::Warning, found: found.into(), remedy: remedy.into() }
    }

    fn failed(check: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { check, state: State::Failed, found: found.into(), remedy: remedy.into() }
    }

    fn in_words(&self) -> String {
        let state = match self.state {
            State::Fine => "ok",
            State::Warning => "warning",
            State::Failed => "FAILED",
        };
        let line = format!("{state:<8} {:<10} {}\n", self.check, visible(&self.found));
        if self.remedy.is_empty() { line } else { format!("{line}{:20}-> {}\n", "", visible(&self.remedy)) }
    }
}

/// Looks at everything, changes nothing; an error if something failed.
pub(super) fn run(loaded: &Loaded, args: &DoctorArgs) -> anyhow::Result<()> {
    let findings = wait(async { Ok(findings(loaded).await) })?;
    match args.json {
        true => say(&(json(&findings)? + "\n"))?,
        false => say(&findings.iter().map(Finding::in_words).collect::<String>())?,
    }
    match findings.iter().filter(|finding| finding.state == State::Failed).count() {
        0 => Ok(()),
        failed => anyhow::bail!("{failed} of {} checks failed", findings.len()),
    }
}

async fn findings(loaded: &Loaded) -> Vec<Finding> {
    let settings = &loaded.settings;
    let mut findings = vec![Finding::fine("version", crate::version::VERSION.as_str())];
    findings.push(match super::sound::check(loaded) {
        Ok(()) => Finding::fine("settings", "the service can run with them"),
        Err(problem) => {
            Finding::failed("settings", format!("{problem:#}"), "`balachka config show` shows where each is set")
        }
    });
    findings.extend(place::look(settings).await);
    findings.extend(telegram::look(settings).await);
    findings.extend(cluster::look(settings).await);
    findings.extend(models::look(settings).await);
    findings
}
