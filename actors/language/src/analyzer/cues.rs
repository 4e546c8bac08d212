//! How a text is written.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Cues, lexicon::Hit, lexicon_file::Mark, tokens::Tokens};

/// Letters of the longest word that is not long.
const LONG: u32 = 8;

/// `text` is the whole of it, `tokens` and `hits` are of the writer's own words.
pub fn cues(text: &str, tokens: &Tokens, hits: &[Hit]) -> Cues {
    let count = |mark| hits.iter().filter(|hit| hit.meaning.has(mark)).count() as u32;
    Cues {
        characters: characters(text),
        words: tokens.words().count() as u32,
        long_words: tokens.words().filter(|(_, _, written)| written.letters > LONG).count() as u32,
        formal: count(Mark::Formal),
        friendly: count(Mark::Friendly),
        casual: count(Mark::Casual),
        humour: count(Mark::Humour),
        conflict: count(Mark::Conflict) > 0,
        energy: count(Mark::Energy) > 0 || tokens.exclamations > 1 || is_shouted(tokens),
        question: tokens.questions > 0,
        emoji: emoji(tokens),
    }
}

/// Two words in capitals, and at least as many as are not. One may be an abbreviation.
fn is_shouted(tokens: &Tokens) -> bool {
    let long = |letters: u32| letters >= 3;
    let shouted = tokens.words().filter(|(_, _, written)| written.shouted).count();
    let all = tokens.words().filter(|(_, _, written)| long(written.letters)).count();
    shouted >= 2 && shouted * 2 >= all
}

fn emoji(tokens: &Tokens) -> Vec<(String, u32)> {
    let mut counted: Vec<(String, u32)> = Vec::new();
    for emoji in &tokens.emoji {
        match counted.iter().position(|(known, _)| known == emoji) {
            Some(place) => counted[place].1 += 1,
            None if counted.len() < Cues::EMOJI => counted.push((emoji.clone(), 1)),
            None => {}
        }
    }
    counted
}

/// Grapheme clusters; each character is one where no marks, emoji or line ends of Windows can be.
fn characters(text: &str) -> u32 {
    let simple = |character: char| {
        character != '\r' && (character < '\u{300}' || ('\u{400}'..'\u{483}').contains(&character))
            || ('\u{48A}'..'\u{530}').contains(&character)
    };
    let count = if text.chars().all(simple) { text.chars().count() } else { text.graphemes(true).count() };
    count as u32
}
