//! How much of a message is kept in memory and in the stores. The journal has the raw update.
//!
//! Telegram's own messages stay far below. Other servers may send more, and each byte of a text costs many while it is
//! understood and indexed.

use crate::{Message, Person};

/// Bytes kept of a text. 4,096 units of UTF-16, Telegram's limit, are at most 12 KiB.
pub const LONGEST_TEXT: usize = 64 << 10;
/// Bytes of JSON kept of the entities of a text; longer lists are left out. 100 entities with long links have 200 KiB.
pub(super) const LONGEST_ENTITIES: usize = 256 << 10;
/// Bytes kept of a name or a title. Telegram's have at most 255 characters.
const LONGEST_NAME: usize = 1 << 10;
/// A text that was cut between two characters may be shorter than the limit by this.
const LONGEST_CHARACTER: usize = 4;

/// Cuts what is too long in a message.
pub fn bound(message: &mut Message) {
    message.text.iter_mut().for_each(|text| cut(text, LONGEST_TEXT));
    message.entities.take_if(|entities| entities.len() > LONGEST_ENTITIES);
    cut(&mut message.chat.title, LONGEST_NAME);
    message.chat.username.iter_mut().for_each(|name| cut(name, LONGEST_NAME));
    bound_names(&mut message.sender);
    message.forward.iter_mut().for_each(|forward| cut(&mut forward.name, LONGEST_NAME));
}

/// Whether a text fills its limit, so that something of it was probably cut.
pub fn is_cut(message: &Message) -> bool {
    message.text.as_ref().is_some_and(|text| text.len() + LONGEST_CHARACTER > LONGEST_TEXT)
}

fn bound_names(person: &mut Person) {
    let names = [Some(&mut person.first_name), person.last_name.as_mut(), person.username.as_mut()];
    names.into_iter().flatten().for_each(|name| cut(name, LONGEST_NAME));
}

fn cut(text: &mut String, most: usize) {
    if text.len() > most {
        text.truncate(text.floor_char_boundary(most));
        text.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{group, message};

    #[test]
    fn a_long_text_is_cut_between_characters_and_a_usual_one_stays() {
        let mut long = message(&group(-5), 7, &format!("а{}", "😀".repeat(LONGEST_TEXT)));
        long.entities = Some("[".repeat(LONGEST_ENTITIES + 1));
        long.sender.first_name = "ї".repeat(LONGEST_NAME);
        bound(&mut long);
        let text = long.text.as_ref().unwrap();
        assert!((LONGEST_TEXT - 3..=LONGEST_TEXT).contains(&text.len()) && text.ends_with('😀'));
        assert!(is_cut(&long) && long.entities.is_none() && long.sender.first_name.len() == LONGEST_NAME);

        let usual = message(&group(-5), 7, &"ї".repeat(4096));
        let mut bounded = usual.clone();
        bound(&mut bounded);
        assert_eq!(bounded, usual);
        assert!(!is_cut(&bounded));
    }
}
