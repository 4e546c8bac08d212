//! What comes with a message or in its place, in words.

use super::{
    catalogue::{Args, Language, knows, say},
    visible::{shorten, visible},
};
use events::Media;

/// Graphemes shown of a name, of a question, of something to choose.
const TITLE_LENGTH: usize = 100;
const DESCRIPTION_LENGTH: usize = 200;
const OPTION_LENGTH: usize = 40;
/// Things to choose that are named.
const OPTIONS: usize = 6;

/// The media in a few words of plain text, as `опитування «Куди йдемо?» (кіно, парк)` or `стікер 😂`.
pub fn media_words(language: Language, media: &Media) -> String {
    let sketch = &media.sketch;
    let mut words = kind_words(language, &media.kind);
    if let Some(emoji) = &sketch.emoji {
        words = format!("{words} {}", shown(emoji, TITLE_LENGTH));
    }
    if let Some(title) = &sketch.title {
        let args = Args::default().html("media", words).html("title", shown(title, TITLE_LENGTH));
        words = say(language, "media-titled", &args);
    }
    if let Some(description) = &sketch.description {
        words = format!("{words}: {}", shown(description, DESCRIPTION_LENGTH));
    }
    let options: Vec<_> = sketch.options.iter().take(OPTIONS).map(|option| shown(option, OPTION_LENGTH)).collect();
    let more = if sketch.options.len() > OPTIONS { ", …" } else { "" };
    if options.is_empty() { words } else { format!("{words} ({}{more})", options.join(", ")) }
}

/// What a kind of media is called: see [`Media::kind`].
pub fn kind_words(language: Language, kind: &str) -> String {
    let id = format!("media-{kind}");
    // These are other lines, not kinds.
    let known = !matches!(kind, "titled" | "captioned" | "row") && knows(language, &id);
    say(language, if known { &id } else { "media-other" }, &Args::default())
}

fn shown(text: &str, length: usize) -> String {
    shorten(visible(text).trim(), length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use events::Sketch;

    fn media(kind: &str, emoji: Option<&str>, title: Option<&str>, options: &[&str]) -> Media {
        let owned = |text: &str| text.to_owned();
        let options = options.iter().map(|option| owned(option)).collect();
        Media {
            kind: kind.into(),
            file_id: None,
            sketch: Sketch {
                emoji: emoji.map(owned),
                title: title.map(owned),
                description: None,
                options,
                person: None,
            },
        }
    }

    #[test]
    fn kinds_are_told_with_their_facts_in_each_language() {
        for (media, uk, en) in [
            (media("photo", None, None, &[]), "світлина", "a photo"),
            (media("sticker", Some("😂"), None, &[]), "стікер 😂", "a sticker 😂"),
            (media("dice", Some("🎲"), Some("4"), &[]), "кубик 🎲 «4»", "a die 🎲 “4”"),
            (
                media("poll", None, Some("Куди йдемо?"), &["кіно", "парк"]),
                "опитування «Куди йдемо?» (кіно, парк)",
                "a poll “Куди йдемо?” (кіно, парк)",
            ),
            (media("document", None, Some("звіт.pdf"), &[]), "файл «звіт.pdf»", "a file “звіт.pdf”"),
            (media("hologram", None, None, &[]), "щось, чого я не розберу", "something I cannot make out"),
            (media("titled", None, None, &[]), "щось, чого я не розберу", "something I cannot make out"),
        ] {
            assert_eq!(media_words(Language::Uk, &media), uk);
            assert_eq!(media_words(Language::En, &media), en);
        }
    }

    #[test]
    fn what_strangers_call_their_files_stays_short_and_in_line() {
        let words = media_words(Language::Uk, &media("document", None, Some(&"\u{202E}ж\n".repeat(500)), &["в"; 40]));
        assert!(words.chars().count() < 200 && !words.contains(['\n', '\u{202E}']), "{words}");
        assert!(words.ends_with(", …)"), "{words}");
    }
}
