//! What is wrong with a persona, before any chat gets to know it.

use super::{ALLOWED_REACTIONS, Persona};
use language::text::{
    catalogue::{Language, variants},
    words::says,
};

/// Most characters of a name: it stands on a button.
const NAME: usize = 32;
/// Most characters of a voice: it is a part of every prompt.
const VOICE: usize = 4000;
/// Most characters of a line: it is a chat message.
const LINE: usize = 500;

/// # Errors
/// The first thing that is wrong.
pub(super) fn check(persona: &Persona, triggers: &[String]) -> Result<(), String> {
    let id = &persona.id;
    let plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
    if id.is_empty() || id.len() > 24 || !id.chars().all(plain) {
        return Err(format!("{id:?} is not a valid persona name: use up to 24 of a-z, 0-9 and _"));
    }
    for language in Language::all() {
        let tag = language.as_str();
        text(&format!("name.{tag}"), persona.name(language), NAME)?;
        text(&format!("about.{tag}"), persona.about(language), LINE)?;
        for theme in persona.themes(language) {
            text(&format!("themes.{tag}"), theme, LINE)?;
        }
    }
    text("voice.text", &persona.voice, VOICE)?;
    for word in triggers.iter().chain(&persona.forbidden) {
        text("voice.triggers or voice.forbidden", word, NAME)?;
    }
    reactions(persona)?;
    lines(persona)
}

fn text(key: &str, text: &str, most: usize) -> Result<(), String> {
    match text.chars().count() {
        _ if text.trim().is_empty() => Err(format!("{key} is empty")),
        length if length > most => Err(format!("{key} has {length} characters; at most {most} are allowed")),
        _ => Ok(()),
    }
}

fn reactions(persona: &Persona) -> Result<(), String> {
    for emoji in persona.tastes.all().into_iter().flatten() {
        if !ALLOWED_REACTIONS.split_whitespace().any(|known| known == emoji) {
            return Err(format!("reactions: Telegram does not allow {emoji:?} as a reaction"));
        }
    }
    Ok(())
}

fn lines(persona: &Persona) -> Result<(), String> {
    for (line, wordings) in persona.lines() {
        if variants(Language::default(), line) == 0 {
            return Err(format!("lines: there is no line {line:?} that a persona can replace"));
        }
        if wordings.is_empty() {
            return Err(format!("lines: {line} is empty"));
        }
        for wording in wordings {
            text(&format!("lines: {line}"), wording, LINE)?;
            if let Some(word) = persona.forbidden.iter().find(|word| says(wording, word)) {
                return Err(format!("lines: {line} contains the forbidden word {word:?}"));
            }
        }
    }
    Ok(())
}
