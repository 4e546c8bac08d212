//! Who the bot is in a chat: a file with a name, a voice, tastes and words of its own.

mod check;
mod file;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, path::Path, sync::Arc};

pub use file::{Persona, Tastes, Tones};

/// Emoji that bots may react with, <https://core.telegram.org/bots/api#reactiontypeemoji>.
const ALLOWED_REACTIONS: &str = include_str!("reactions.txt");

/// The persona that everything falls back to.
pub const DEFAULT: &str = "balachka";

const SHIPPED: [(&str, &str); 3] = [
    (DEFAULT, include_str!("../../personas/balachka.toml")),
    ("litopys", include_str!("../../personas/litopys.toml")),
    ("kuma", include_str!("../../personas/kuma.toml")),
];

/// All personas there are, by name. Clones share them.
#[derive(Debug, Clone)]
pub struct Personas {
    known: Arc<BTreeMap<String, Arc<Persona>>>,
    default: Arc<Persona>,
}

impl Personas {
    /// Those that come with the program and those of a folder (`NAME.toml`); chats that choose none get `default`.
    ///
    /// # Errors
    /// Says which file is wrong and why, or that there is no persona of the default's name.
    pub fn load(folder: Option<&Path>, default: &str) -> Result<Self, String> {
        let mut known = BTreeMap::new();
        for (id, text) in SHIPPED {
            known.insert(id.to_owned(), Arc::new(Persona::read(id, text)?));
        }
        for (id, text) in folder.map(files).transpose()?.unwrap_or_default() {
            let persona = Persona::read(&id, &text).map_err(|problem| format!("persona {id}: {problem}"))?;
            known.insert(id, Arc::new(persona));
        }
        let Some(chosen) = known.get(default).cloned() else {
            let names: Vec<_> = known.keys().map(String::as_str).collect();
            return Err(format!("there is no persona {default:?}; there are {}", names.join(", ")));
        };
        Ok(Self { known: Arc::new(known), default: chosen })
    }

    /// The persona of that name; the default one if there is none (any more), or none was chosen.
    pub fn of(&self, name: Option<&str>) -> &Arc<Persona> {
        name.and_then(|name| self.known.get(name)).unwrap_or(&self.default)
    }

    /// Each of them, by name.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Persona>> {
        self.known.values()
    }

    /// Whether there is one of that name.
    pub fn knows(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }
}

fn files(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let unreadable = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let (Some(stem), Some("toml")) = (path.file_stem().and_then(|it| it.to_str()), extension(&path)) else {
            continue;
        };
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        files.push((stem.to_owned(), text));
    }
    Ok(files)
}

fn extension(path: &Path) -> Option<&str> {
    path.extension().and_then(|it| it.to_str())
}
