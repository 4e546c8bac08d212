//! Which characters are letters and digits, and how they are written small: as Unicode has it, but by two comparisons where a
//! character is ASCII or Cyrillic, as nearly all are. Unicode's own tables are searched for each character.

/// The letters of the Cyrillic block, on both sides of its signs of thousands and combining marks.
macro_rules! cyrillic {
    () => {
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}'
    };
}

/// Whether it is a letter or a digit.
#[inline]
pub fn is_alphanumeric(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphanumeric(),
        cyrillic!() => true,
        _ => character.is_alphanumeric(),
    }
}

/// Whether it is a letter.
#[inline]
pub fn is_alphabetic(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphabetic(),
        cyrillic!() => true,
        _ => character.is_alphabetic(),
    }
}

/// Appends it in lower case.
#[inline]
pub fn push_lower(character: char, to: &mut String) {
    match quick_lower(character) {
        Some(lower) => to.push(lower),
        None => to.extend(character.to_lowercase()),
    }
}

/// The characters of its lower case.
#[inline]
pub fn lower_of(character: char) -> impl Iterator<Item = char> {
    let quick = quick_lower(character);
    let slow = if quick.is_none() { Some(character.to_lowercase()) } else { None };
    quick.into_iter().chain(slow.into_iter().flatten())
}

/// A text in lower case.
pub fn lower(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    text.chars().for_each(|character| push_lower(character, &mut lower));
    lower
}

/// The lower case of an ASCII character, or of a letter of the alphabets in use that are written in Cyrillic.
#[inline]
fn quick_lower(character: char) -> Option<char> {
    // Within these ranges capital and small letters stand at a fixed distance.
    let distance = match character {
        '\0'..='\x7f' => return Some(character.to_ascii_lowercase()),
        '\u{400}'..='\u{40F}' => 0x50,
        '\u{410}'..='\u{42F}' => 0x20,
        '\u{430}'..='\u{45F}' | '\u{491}' => 0,
        '\u{490}' => 1,
        _ => return None,
    };
    char::from_u32(u32::from(character) + distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_unicode_has_it() {
        for character in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(character), character.is_alphanumeric(), "{character:?}");
            assert_eq!(is_alphabetic(character), character.is_alphabetic(), "{character:?}");
            let mut lower = String::new();
            push_lower(character, &mut lower);
            assert_eq!(lower, character.to_lowercase().to_string(), "{character:?}");
        }
    }
}
