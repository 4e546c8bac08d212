//! A text with words spelled anew, and what was typed for them.

use std::{collections::HashMap, ops::Range};

use language::text::words::{Cut, fold};

/// A text whose words are spelled as the rules of the slots know them.
#[derive(Debug, Default)]
pub struct Respelled {
    pub text: String,
    /// Where each word that is spelled anew was typed, and where it is now.
    places: Vec<(Range<usize>, Range<usize>)>,
    /// What was typed for a word, folded.
    typed: HashMap<String, String>,
}

impl Respelled {
    /// The text with each word that has a new spelling written so. Handles and links keep theirs.
    pub fn of(text: &str, anew: impl Fn(&str) -> Option<String>) -> Self {
        let (mut respelled, mut end) = (Self::default(), 0);
        for typed in Cut::Said.runs(text).filter(|place| !is_address(text, place)) {
            let word = &text[typed.clone()];
            let Some(spelled) = anew(word) else { continue };
            respelled.text.push_str(&text[end..typed.start]);
            end = typed.end;
            let start = respelled.text.len();
            respelled.text.push_str(&spelled);
            respelled.places.push((typed, start..respelled.text.len()));
            respelled.typed.insert(fold(&spelled), word.to_owned());
        }
        respelled.text.push_str(&text[end..]);
        respelled
    }

    /// Where a part of the text was typed. What lies within a word that is spelled anew was typed where that begins.
    pub fn typed_place(&self, anew: &Range<usize>) -> Range<usize> {
        self.typed_at(anew.start)..self.typed_at(anew.end)
    }

    fn typed_at(&self, at: usize) -> usize {
        let before = self.places.partition_point(|(_, anew)| anew.start <= at);
        match before.checked_sub(1).map(|last| &self.places[last]) {
            Some((typed, anew)) if at < anew.end => typed.start,
            Some((typed, anew)) => typed.end + (at - anew.end),
            None => at,
        }
    }

    /// A part of the text as it was typed: in small letters where it is in such.
    pub fn typed(&self, part: &str) -> String {
        let typed = |word: &str| {
            let typed = self.typed.get(&fold(word))?;
            Some(if word.starts_with(char::is_uppercase) { typed.clone() } else { typed.to_lowercase() })
        };
        Self::of(part, typed).text
    }
}

/// Whether a word belongs to a link or to somebody's name.
fn is_address(text: &str, place: &Range<usize>) -> bool {
    text[..place.start].ends_with(['@', '/']) || text[place.end..].starts_with("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_words_lead_back_to_what_was_typed() {
        let text = "ну Zavtra, o 7:45 @zavtra";
        let respelled = Respelled::of(text, |word| (fold(word) == "zavtra").then(|| "Завтра".to_owned()));
        assert_eq!(respelled.text, "ну Завтра, o 7:45 @zavtra");
        for part in ["Завтра", "7:45", "ну"] {
            let start = respelled.text.find(part).unwrap();
            let place = respelled.typed_place(&(start..start + part.len()));
            assert_eq!(&text[place], respelled.typed(part), "{part}");
        }
        assert_eq!(respelled.typed("завтра ні"), "zavtra ні");
    }
}
