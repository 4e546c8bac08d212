//! Who the bot is in a chat: a file with a name, a voice, tastes and words of its own.

mod check;
mod file;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

pub use file::{Persona, Tastes, Tones};

use runtime::live::Live;

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
pub struct Personas(Live<Known>);

#[derive(Debug)]
struct Known {
    folder: Option<PathBuf>,
    all: BTreeMap<String, Arc<Persona>>,
    default: Arc<Persona>,
}

impl Default for Personas {
    fn default() -> Self {
        // What comes with the program is checked by a test.
        #[allow(clippy::expect_used)]
        Self::load(None, DEFAULT).expect("the built-in personas are valid")
    }
}

/// Loaded from the same place, with the same default.
impl PartialEq for Personas {
    fn eq(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.0.now(), other.0.now());
        (&ours.folder, &ours.default.id) == (&theirs.folder, &theirs.default.id)
    }
}

impl Personas {
    /// Those that come with the program and those of a folder (`NAME.toml`); chats that choose none get `default`.
    ///
    /// # Errors
    /// Says which file is wrong and why, or that there is no persona of the default's name.
    pub fn load(folder: Option<&Path>, default: &str) -> Result<Self, String> {
        Known::read(folder, default).map(Live::new).map(Self)
    }

    /// Reads the folder again, and tells how many there are now.
    ///
    /// # Errors
    /// As of [`Personas::load`]; then all stays as it was.
    pub fn reload(&self) -> Result<usize, String> {
        let known = self.0.now();
        self.reload_from(known.folder.as_deref(), &known.default.id)
    }

    /// As [`Personas::reload`], from a folder and with a default that may be others now.
    ///
    /// # Errors
    /// As of [`Personas::load`]; then all stays as it was.
    pub fn reload_from(&self, folder: Option<&Path>, default: &str) -> Result<usize, String> {
        let known = Known::read(folder, default)?;
        let count = known.all.len();
        self.0.replace(known);
        Ok(count)
    }

    /// The persona of that name; the default one if there is none (any more), or none was chosen.
    pub fn of(&self, name: Option<&str>) -> Arc<Persona> {
        let known = self.0.now();
        Arc::clone(name.and_then(|name| known.all.get(name)).unwrap_or(&known.default))
    }

    /// Each of them, by name.
    pub fn all(&self) -> Vec<Arc<Persona>> {
        self.0.now().all.values().cloned().collect()
    }

    /// Whether there is one of that name.
    pub fn knows(&self, name: &str) -> bool {
        self.0.now().all.contains_key(name)
    }
}

impl Known {
    fn read(folder: Option<&Path>, default: &str) -> Result<Self, String> {
        let mut all = BTreeMap::new();
        for (id, text) in SHIPPED {
            all.insert(id.to_owned(), Arc::new(Persona::read(id, text)?));
        }
        for (id, text) in folder.map(files).transpose()?.unwrap_or_default() {
            let persona = Persona::read(&id, &text).map_err(|problem| format!("persona {id}: {problem}"))?;
            all.insert(id, Arc::new(persona));
        }
        let Some(chosen) = all.get(default).cloned() else {
            let names: Vec<_> = all.keys().map(String::as_str).collect();
            return Err(format!("there is no persona {default:?}; choose one of {}", names.join(", ")));
        };
        Ok(Self { folder: folder.map(Path::to_owned), all, default: chosen })
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
