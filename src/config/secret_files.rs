//! Secrets that lie in files of their own, as service managers and orchestrators hand them over.

use std::path::Path;

use figment::value::Value;

use super::{
    Secret, Settings, catalogue,
    kind::Kind,
    problem::Problem,
    source::{Entry, Place},
};

/// Each secret, and the setting that names its file.
const FILES: [(&str, &str); 6] = [
    ("telegram.token", "telegram.token_file"),
    ("telegram.webhook_secret", "telegram.webhook_secret_file"),
    ("dashboard.password", "dashboard.password_file"),
    ("llm.gemini_api_key", "llm.gemini_api_key_file"),
    ("llm.openai_api_key", "llm.openai_api_key_file"),
    ("cluster.password", "cluster.password_file"),
];

/// Each secret, by the key that [`FILES`] has it under.
pub(super) fn secrets(settings: &Settings) -> [(&'static str, Option<&Secret>); 6] {
    let Settings { telegram, dashboard, llm, cluster, .. } = settings;
    let secrets = [
        &telegram.token,
        &telegram.webhook_secret,
        &dashboard.password,
        &llm.gemini_api_key,
        &llm.openai_api_key,
        &cluster.password,
    ];
    std::array::from_fn(|nth| (FILES[nth].0, secrets[nth].as_ref()))
}

/// What the files hold that these settings name.
pub(super) fn read(entries: &[Entry]) -> (Vec<Entry>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for (key, file_key) in FILES {
        // The strongest source comes last.
        let set = |key: &str| entries.iter().rev().find(|entry| entry.key == key);
        match (set(key), set(file_key)) {
            (Some(secret), Some(file)) => {
                let complaint = format!("{key} is also set by {}; keep one of the two", secret.place);
                problems.push(Problem::of(file_key, file.place.clone(), complaint));
            }
            (None, Some(file)) => match entry(key, file) {
                Ok(entry) => found.push(entry),
                Err(why) => problems.push(Problem::of(file_key, file.place.clone(), why)),
            },
            (_, None) => {}
        }
    }
    (found, problems)
}

fn entry(key: &str, file: &Entry) -> Result<Entry, String> {
    let path = Path::new(file.value.as_str().unwrap_or_default());
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{shown} cannot be read: {error}"))?;
    let kind = catalogue::by_key(key).map_or(Kind::Secret, |setting| setting.kind);
    // A password may end in a space; whoever writes a file ends its line.
    let text = if key == "dashboard.password" { text.trim_end_matches(['\r', '\n']) } else { text.trim() };
    let value = Value::from(text);
    match text {
        "" => Err(format!("{shown} is empty")),
        _ if kind.accepts(&value) => {
            Ok(Entry { key: key.to_owned(), value, place: Place::File(path.to_owned(), None) })
        }
        _ => Err(format!("{shown} does not contain {}", kind.expected())),
    }
}
