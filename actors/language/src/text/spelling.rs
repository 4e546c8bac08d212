//! Names as they sound, so that one written in Cyrillic is known in Latin letters, and the other way round.
//!
//! How letters sound the packs tell: for Ukrainian it is the national transliteration (resolution 55 of the Cabinet of
//! Ministers, 2010); г is both h and g, which [`sound`] takes for one.

use crate::packs::List;

/// The sound of a folded word, whichever of the two alphabets it is written in; only to be compared with others.
/// *Андрій*, *Andrii* and *Andriy* sound alike.
pub fn sound(folded: &str) -> String {
    let mut sound = String::with_capacity(folded.len());
    for letter in folded.chars() {
        match latin(letter) {
            Some(latin) => sound.push_str(latin),
            None => sound.push(letter),
        }
    }
    for (one, other) in List::Alike.words().pairs() {
        sound = sound.replace(one, other);
    }
    // Doubled letters are a matter of taste: Anna, Ana.
    let mut letters: Vec<char> = sound.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

fn latin(letter: char) -> Option<&'static str> {
    List::Sounds.words().pairs().find(|(it, _)| it.starts_with(letter)).map(|(_, latin)| latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_sounds_alike_in_both_alphabets() {
        for (cyrillic, latin) in [
            ("тарас", "taras"),
            ("андрій", "andriy"),
            ("андрій", "andrii"),
            ("тетяна", "tetyana"),
            ("оля", "olia"),
            ("оля", "olya"),
            ("богдан", "bogdan"),
            ("михайло", "mykhailo"),
            ("макс", "max"),
            ("анна", "anna"),
            ("наталя", "natalia"),
            ("в'ячеслав", "viacheslav"),
        ] {
            assert_eq!(sound(cyrillic), sound(latin), "{cyrillic} {latin}");
        }
        assert_ne!(sound("олена"), sound("olha"));
    }
}
