//! "Who said something about coffee, and when?": what such a question looks for.

use language::{
    packs::List,
    text::{
        inflection,
        words::{fold, words},
    },
};

use crate::slots::verbs::is_verb;

/// Most words to look for.
const WORDS: usize = 5;

/// How many words may stand between the question word and the verb ("who of you, dear friends, said").
const REACH: usize = 5;

/// Whether the text asks, by its phrases, what was said about something.
pub fn asks_what_was_said(text: &str) -> bool {
    !looked_for(text).is_empty()
}

/// What the text asks to recall, as the asker puts it; nothing if it does not ask for that.
fn looked_for(text: &str) -> Vec<&str> {
    let spoken = spoken(text);
    let from = (0..spoken.len()).find_map(|at| seeks(&spoken, at).or_else(|| wonders(&spoken, at)));
    let asked = from.map_or(&[][..], |from| &spoken[from..]);
    let Some((first, _)) = asked.first() else { return Vec::new() };
    asked
        .iter()
        .take_while(|(clause, _)| clause == first)
        .map(|(_, word)| *word)
        .filter(|word| !is_any(word, List::Fillers))
        .take(WORDS)
        .collect()
}

/// The words, handles and our name aside, each with the number of its clause.
fn spoken(text: &str) -> Vec<(usize, &str)> {
    text.split(['.', ',', '!', '?', ';', ':', '\n', '(', ')', '—'])
        .filter(|clause| !clause.trim().is_empty())
        .enumerate()
        .flat_map(|(number, clause)| said_in(clause).map(move |word| (number, word)))
        .collect()
}

fn said_in(clause: &str) -> impl Iterator<Item = &str> {
    clause
        .split_whitespace()
        .filter(|chunk| !chunk.starts_with('@'))
        .flat_map(words)
        .filter(|word| !is_any(word, List::Names))
}

/// Where the wanted words begin if a sentence that starts here says "find …".
fn seeks(spoken: &[(usize, &str)], at: usize) -> Option<usize> {
    let (clause, word) = spoken.get(at)?;
    let starts = at == 0 || spoken.get(at - 1).is_none_or(|(before, _)| before != clause);
    (starts && is_any(word, List::Seeking)).then_some(at + 1)
}

/// Where the wanted words begin if a question that starts here says "who … said …".
fn wonders(spoken: &[(usize, &str)], at: usize) -> Option<usize> {
    let (clause, word) = spoken.get(at)?;
    if !is_any(word, List::Wondering) {
        return None;
    }
    let verb = spoken
        .iter()
        .skip(at + 1)
        .take(REACH)
        .take_while(|(other, _)| other == clause)
        .position(|(_, word)| speaks(word))?;
    Some(at + verb + 2)
}

/// Whether the word is a verb of speaking.
pub fn speaks(word: &str) -> bool {
    let word = fold(word);
    let stem = |ending: &str| word.strip_suffix(ending).is_some_and(|stem| List::SpeakingStems.has(stem));
    List::Speaking.has(&word) || List::SpeakingStems.has(&word) || List::PastEndings.iter().any(stem)
}

/// Whether a question is about what is over: what was said, done or decided.
pub fn is_about_the_past(text: &str) -> bool {
    let is_past = |word: String| {
        let ends = || List::PastVerbEndings.iter().any(|ending| word.ends_with(ending));
        speaks(&word) || is_verb(&word) && ends()
    };
    words(text).map(fold).any(is_past)
}

/// The verbs of a question that tell what it is about: neither those of asking nor those of speaking.
pub fn deeds(text: &str) -> Vec<String> {
    let plain = [
        List::Recalling,
        List::Seeking,
        List::Wondering,
        List::Sending,
        List::Fillers,
        List::Auxiliaries,
        List::Orders,
        List::TellingNothing,
        List::QuestionWords,
    ];
    // "Who chipped in?" names a deed, though the same word may ask for what somebody sent.
    let has_synonyms = |word: &String| List::Synonyms.words().pairs().any(|(start, _)| word.starts_with(start));
    let is_plain = |word: &String| !has_synonyms(word) && plain.iter().any(|list| list.has(word)) || speaks(word);
    words(text).map(fold).filter(|word| is_verb(word) && !is_plain(word)).take(WORDS).collect()
}

fn is_any(word: &str, list: List) -> bool {
    list.has(&fold(word))
}

/// The word without its ending, so that a search for what begins so finds the other cases too; folded.
pub fn stem(word: &str) -> String {
    let word = fold(word);
    inflection::stem(&word).map(str::to_owned).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn understands_how_people_ask() {
        for (text, words) in [
            ("Балачко, хто казав про каву?", "каву"),
            ("хто писав про зелений чай, коли це було?", "зелений чай"),
            ("@balachka_bot коли ми востаннє говорили про відпустку", "відпустку"),
            ("чи хтось згадував «П’яту симфонію»", "П’яту симфонію"),
            ("Що Олена казала про каву балачко?", "каву"),
            ("хто казав, що завтра дощ?", "завтра дощ"),
            ("Балачко знайди рецепт борщу", "рецепт борщу"),
            ("кто говорил про Киев", "Киев"),
            ("хто казав про каву @balachka_bot", "каву"),
            ("who mentioned the deadline?", "deadline"),
            ("Balachka, when did we talk about coffee?", "coffee"),
            ("did anyone say anything about Rust here", "Rust"),
            ("find the recipe, please", "recipe"),
        ] {
            assert_eq!(looked_for(text).join(" "), words, "{text}");
        }
    }

    #[test]
    fn other_questions_look_for_nothing() {
        for text in [
            "",
            "хто?",
            "що ти сказала?",
            "хто що казав",
            "коли обід?",
            "who are you talking to?",
            "what did you say?",
            "я казав про каву",
            "не можу знайти каву",
        ] {
            assert!(!asks_what_was_said(text), "{text}");
        }
    }

    #[test]
    fn cases_of_a_word_have_one_stem() {
        for forms in [
            ["кава", "каву", "кавою"],
            ["борщ", "борщу", "борщем"],
            ["відпустка", "відпустку", "Відпустки"],
            ["cat", "cats", "Cat"],
        ] {
            let stems = forms.map(stem);
            assert!(stems.iter().all(|it| *it == stems[0]), "{stems:?}");
        }
        assert_eq!(stem("чай"), "чай");
    }
}
