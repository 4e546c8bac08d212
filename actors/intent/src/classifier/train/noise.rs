//! Misspells messages as people do on a phone: a letter lost, doubled, swapped, of a neighbouring key, or another one of
//! the same sound. The keys and the letters that are taken for one another are the packs'.

use language::{dice::Dice, packs::List};

/// Letters of a word from which on it may be misspelt.
const LONG: usize = 4;
/// Of ten such words so many are.
const OF_TEN: usize = 4;

/// What the packs know of misspelling.
pub struct Noise {
    /// Rows of keys.
    keys: Vec<Vec<char>>,
    /// A letter, and another that is written for it.
    mistaken: Vec<(char, char)>,
    /// Letters that are left out.
    silent: Vec<char>,
}

impl Noise {
    pub fn of_packs() -> Self {
        let first = |text: &str| text.chars().next();
        let pairs = |list: List| list.words().pairs();
        let mistaken = pairs(List::Mistaken).filter_map(|(one, other)| Some((first(one)?, first(other)?))).collect();
        let silent =
            pairs(List::Sounds).filter(|(_, sound)| sound.is_empty()).filter_map(|(it, _)| first(it)).collect();
        Self { keys: List::Keys.iter().map(|row| row.chars().collect()).collect(), mistaken, silent }
    }

    /// The same with a typing error in some of the longer words.
    pub fn misspell(&self, text: &str, dice: &mut Dice) -> String {
        let words: Vec<String> = text.split(' ').map(|word| self.word(word, dice)).collect();
        words.join(" ")
    }

    fn word(&self, word: &str, dice: &mut Dice) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        let long = letters.iter().filter(|it| it.is_alphabetic()).count() >= LONG;
        if !long || dice.below(10) >= OF_TEN {
            return word.to_owned();
        }
        let at = dice.below(letters.len());
        match dice.below(6) {
            0 => _ = letters.remove(at),
            1 => letters.insert(at, letters[at]),
            2 if at + 1 < letters.len() => letters.swap(at, at + 1),
            3 => letters[at] = self.neighbour(letters[at]),
            4 => letters[at] = self.mistaken_for(letters[at]),
            _ => letters.retain(|it| !self.silent.contains(it)),
        }
        letters.into_iter().collect()
    }

    /// The letter of the next key.
    fn neighbour(&self, letter: char) -> char {
        let next = |row: &Vec<char>| {
            let at = row.iter().position(|key| *key == letter)?;
            row.get(at + 1).or_else(|| row.get(at.checked_sub(1)?)).copied()
        };
        self.keys.iter().find_map(next).unwrap_or(letter)
    }

    fn mistaken_for(&self, letter: char) -> char {
        self.mistaken.iter().find(|(it, _)| *it == letter).map_or(letter, |(_, other)| *other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_words_are_misspelt_and_the_same_each_time() {
        let text = "нагадай завтра о дев'ятій купити молоко";
        let misspelt = |seed| Noise::of_packs().misspell(text, &mut Dice(seed));
        assert_eq!(misspelt(5), misspelt(5));
        let changed = (0..50).filter(|seed| misspelt(*seed) != text).count();
        assert!(changed > 40, "{changed}");
        assert!((0..50).all(|seed| misspelt(seed).split(' ').nth(2) == Some("о")), "a short word stays");
    }

    #[test]
    fn any_text_can_be_misspelt() {
        for text in ["", " ", "🙂🙂🙂🙂🙂", "аааа", "a", "\u{202e}абвг"] {
            (0..100).for_each(|seed| drop(Noise::of_packs().misspell(text, &mut Dice(seed))));
        }
    }
}
