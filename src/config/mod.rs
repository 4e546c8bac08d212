//! Settings: defaults, then the file, then the environment, then the command line; the later wins.
//!
//! Every value is checked where it stands, even one that a later source overrides, and all that is wrong is told at
//! once with its place.

mod behaviour;
mod catalogue;
mod kind;
mod legacy;
mod live;
mod llm;
mod problem;
mod secret;
mod secret_files;
mod settings;
mod show;
mod source;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use figment::Figment;
use figment::providers::Serialized;

pub use behaviour::{Bot, Chance, Language, Limits, Reactions, Spontaneous};
pub(crate) use kind::chat_zone;
pub use llm::{Llm, Provider};
pub use secret::Secret;
pub use settings::{
    Analysis, Backup, Cluster, Dashboard, Housekeeping, Http, Journal, Log, LogFormat, Runtime, Settings, Telegram,
};

use crate::exit::Exit;
use crate::telemetry::redact;
use problem::{Problem, Unknown};
use source::{Entry, Place};

/// The variable that names the file.
const FILE_VARIABLE: &str = "BALACHKA_CONFIG";

/// What the settings are read from.
#[derive(Clone, Default)]
pub struct Sources {
    /// The file of `--config`; without it `BALACHKA_CONFIG` may name one.
    pub file: Option<PathBuf>,
    /// All variables of the process.
    pub environment: Vec<(OsString, OsString)>,
    /// What the command line sets: key, option and text of each.
    pub flags: Vec<(&'static str, &'static str, String)>,
}

/// The settings in force, and where each that was set comes from.
pub struct Loaded {
    pub settings: Settings,
    /// What they were read from.
    pub sources: Sources,
    origins: BTreeMap<String, Place>,
}

/// Reads and checks the settings.
///
/// # Errors
/// Everything that is wrong with them, in one error of [`Exit::Usage`].
pub fn load(sources: &Sources) -> anyhow::Result<Loaded> {
    let (mut entries, mut problems) = gather(sources);
    problems.extend(entries.iter().filter_map(unfit));
    if !problems.is_empty() {
        return Err(problem::refuse(&problems));
    }
    let (secrets, problems) = secret_files::read(&entries);
    if !problems.is_empty() {
        return Err(problem::refuse(&problems));
    }
    entries.extend(secrets);
    let settings = merge(&entries).map_err(|error| Exit::Usage.because(error))?;
    let origins = entries.into_iter().map(|entry| (entry.key, entry.place)).collect();
    let loaded = Loaded { settings, sources: sources.clone(), origins };
    if let Some(token) = &loaded.settings.telegram.token {
        redact::hide(token.expose());
    }
    match loaded.contradictions().as_slice() {
        [] => Ok(loaded),
        problems => Err(problem::refuse(problems)),
    }
}

/// Every value of every source, the strongest source last.
fn gather(sources: &Sources) -> (Vec<Entry>, Vec<Problem>) {
    let (environment, mut problems) = source::from_environment(&sources.environment);
    let mut entries = Vec::new();
    if let Some(file) = file(sources) {
        match source::from_file(&file) {
            Ok(found) => entries.extend(found),
            Err(problem) => problems.push(problem),
        }
    }
    entries.extend(environment);
    entries.extend(source::from_flags(&sources.flags));
    (entries, problems)
}

fn file(sources: &Sources) -> Option<PathBuf> {
    let named = || sources.environment.iter().find(|(name, _)| name == FILE_VARIABLE);
    let from_environment = || named().map(|(_, path)| path).filter(|path| !path.is_empty());
    sources.file.clone().or_else(|| from_environment().map(PathBuf::from))
}

fn unfit(entry: &Entry) -> Option<Problem> {
    match catalogue::by_key(&entry.key) {
        None => Some(Problem::unknown(entry.place.clone(), Unknown::Key(&entry.key))),
        Some(setting) if setting.kind.accepts(&entry.value) => None,
        Some(setting) => Some(Problem::unfit(entry, setting.kind)),
    }
}

fn merge(entries: &[Entry]) -> Result<Settings, Box<figment::Error>> {
    let defaults = Figment::from(Serialized::defaults(Settings::default()));
    entries
        .iter()
        .fold(defaults, |figment, entry| figment.merge((&entry.key, &entry.value)))
        .extract()
        .map_err(Box::new)
}

impl Loaded {
    /// Whether somebody set it, even to its default.
    pub fn is_set(&self, key: &str) -> bool {
        self.origins.contains_key(key)
    }

    /// Where a setting comes from; `None` if nobody set it.
    pub fn place_of(&self, key: &str) -> Option<String> {
        self.origins.get(key).map(ToString::to_string)
    }

    /// All addresses that are set, with their keys.
    fn addresses(&self) -> impl Iterator<Item = (&'static str, String)> {
        let values = show::values(&self.settings);
        let urls = catalogue::SETTINGS.iter().filter(|setting| setting.kind.is_url());
        urls.filter_map(move |setting| Some((setting.key, show::find(&values, setting.key)?.as_str()?.to_owned())))
    }

    /// Settings that are each fine and cannot stand together.
    fn contradictions(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let place = |key: &str| self.origins.get(key).cloned();
        let telegram = &self.settings.telegram;
        if let (Some(token), Some(at)) = (&telegram.token, place("telegram.token"))
            && telegram.api_url == Telegram::default().api_url
            && !redact::is_token(token.expose())
        {
            let complaint = "is shorter than Telegram's tokens; only your own server (TELEGRAM_API_URL) may accept it";
            problems.push(Problem::of("telegram.token", at, complaint));
        }
        if let Some((_, key)) = telegram.token.as_ref().and_then(|token| token.expose().split_once(':')) {
            for (setting, _) in self.addresses().filter(|(_, url)| url.contains(key)) {
                let Some(at) = place(setting) else { continue };
                problems.push(Problem::of(setting, at, "has a part of the bot's token: remove it from the address"));
            }
        }
        if let (Some(url), None) = (place("telegram.webhook_url"), place("telegram.webhook_secret")) {
            let complaint = "needs telegram.webhook_secret (WEBHOOK_SECRET) too: without it anybody could send updates";
            problems.push(Problem::of("telegram.webhook_url", url, complaint));
        }
        problems
    }
}

#[cfg(test)]
mod tests;
