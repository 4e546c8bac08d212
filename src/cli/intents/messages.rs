//! The messages that the classifier learns from: `LANGUAGE/intents/LABEL.txt` in the folder of language packs, a message
//! a line.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use intent::{Label, classifier::train::Message};

/// Those of all languages, in the order of languages, labels and lines.
///
/// # Errors
/// The folder cannot be read or has no messages, a file has no label's name, a message is there twice.
pub fn read_all(packs: &Path) -> anyhow::Result<Vec<Message>> {
    let mut messages = Messages::default();
    for language in listed(packs)?.into_iter().filter(|it| it.is_dir()) {
        let folder = language.join("intents");
        if folder.is_dir() {
            messages.places.clear();
            listed(&folder)?.iter().try_for_each(|file| messages.add(file))?;
        }
    }
    if messages.all.is_empty() {
        bail!("{} has no messages in LANGUAGE/intents/LABEL.txt", packs.display());
    }
    Ok(messages.all)
}

/// What lies in a folder, sorted.
fn listed(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let failed = || format!("cannot read {}: name the folder of language packs with --packs", folder.display());
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>).with_context(failed)?;
    let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    Ok(paths)
}

#[derive(Default)]
struct Messages {
    all: Vec<Message>,
    /// Where each message of the language stands, by its letters.
    places: HashMap<String, String>,
}

impl Messages {
    fn add(&mut self, file: &Path) -> anyhow::Result<()> {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let Some(label) = Label::named(&name) else {
            bail!("{}: no intent is named {name}", file.display());
        };
        let lines = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        for (number, text) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = format!("{}:{}", file.display(), number + 1);
            if let Some(first) = self.places.insert(letters(text), place.clone()) {
                bail!("{place}: this message stands in {first} already");
            }
            self.all.push(Message { text: text.to_owned(), label });
        }
        Ok(())
    }
}

/// A text without what does not tell two messages apart. One of signs alone is itself.
fn letters(text: &str) -> String {
    let letters: String = text.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect();
    if letters.is_empty() { text.to_owned() } else { letters }
}
