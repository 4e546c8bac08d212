//! Names as they sound, so that one written in Cyrillic is known in Latin letters, and the other way round.

/// Cyrillic letters in Latin ones, by the Ukrainian national transliteration (resolution 55 of the Cabinet of Ministers,
/// 2010), with the Russian letters that it lacks; г is both h and g, which [`sound`] takes for one.
const LATIN: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "h"),
    ('ґ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('є', "ie"),
    ('ё', "io"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "y"),
    ('і', "i"),
    ('ї', "i"),
    ('й', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ы', "y"),
    ('э', "e"),
    ('ю', "iu"),
    ('я', "ia"),
    ('ь', ""),
    ('ъ', ""),
    ('\'', ""),
];
/// What different people write for one sound; longer ones first.
const ALIKE: &[(&str, &str)] = &[("kh", "h"), ("ks", "x"), ("g", "h"), ("w", "v"), ("y", "i"), ("j", "i"), ("c", "k")];

/// The sound of a folded word, whichever of the two alphabets it is written in; only to be compared with others.
/// *Андрій*, *Andrii* and *Andriy* sound alike.
pub fn sound(folded: &str) -> String {
    let mut sound = String::with_capacity(folded.len());
    for letter in folded.chars() {
        match LATIN.iter().find(|(cyrillic, _)| *cyrillic == letter) {
            Some((_, latin)) => sound.push_str(latin),
            None => sound.push(letter),
        }
    }
    for (one, other) in ALIKE {
        sound = sound.replace(one, other);
    }
    // Doubled letters are a matter of taste: Anna, Ana.
    let mut letters: Vec<char> = sound.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
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
