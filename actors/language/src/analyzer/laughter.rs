//! Laughter that is written in pieces: *ха-ха-ха*, *hi hi*. In one piece it is a word that the lexicons know.

use std::{borrow::Cow, sync::LazyLock};

use crate::packs::List;

/// The letters of all syllables, small and capital.
static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let both = |letter: char| letter.to_uppercase().chain([letter]);
    let letters = |place: usize| List::Laughter.iter().filter_map(move |it| it.chars().nth(place)).flat_map(both);
    Letters { consonants: letters(0).collect(), vowels: letters(1).collect() }
});

struct Letters {
    consonants: String,
    vowels: String,
}

/// The text with each such laughter in one piece.
pub fn in_one_piece(text: Cow<'_, str>) -> Cow<'_, str> {
    if !has_seam(&text) {
        return text;
    }
    let (mut whole, mut last) = (String::with_capacity(text.len()), None);
    for piece in text.split_inclusive([' ', '-']) {
        let word = piece.trim_end_matches([' ', '-']);
        let laughs = syllable(word.trim_end_matches(|letter: char| !letter.is_alphanumeric()));
        if laughs.is_some() && laughs == last {
            whole.pop();
        }
        whole.push_str(piece);
        last = laughs.filter(|_| word.ends_with(char::is_alphanumeric));
    }
    Cow::Owned(whole)
}

/// What every such laughter has in it: a gap between a vowel and a consonant of laughter. Gaps are few, letters many.
fn has_seam(text: &str) -> bool {
    let letters = &*LETTERS;
    let is_seam = |(gap, _): (usize, &str)| {
        let (before, after) = (text[..gap].chars().next_back(), text[gap + 1..].chars().next());
        before.is_some_and(|letter| letters.vowels.contains(letter))
            && after.is_some_and(|letter| letters.consonants.contains(letter))
    };
    text.match_indices([' ', '-']).any(is_seam)
}

fn syllable(word: &str) -> Option<usize> {
    List::Laughter.iter().position(|syllable| syllable.chars().eq(word.chars().flat_map(char::to_lowercase)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_one_laughter_are_one_word_and_nothing_else_is() {
        let whole = |text: &'static str| in_one_piece(Cow::Borrowed(text));
        for (text, joined) in [
            ("Ха-ха-ха, ну ти даєш", "Хахаха, ну ти даєш"),
            ("ха ха", "хаха"),
            ("ХА-ха", "ХАха"),
            ("ой хи-хи!", "ой хихи!"),
            ("ha ha ha", "hahaha"),
            ("ха, ха", "ха, ха"),
            ("ха хе", "ха хе"),
            ("she said: a happy day", "she said: a happy day"),
            ("за хату", "за хату"),
        ] {
            assert_eq!(whole(text), joined);
        }
    }
}
