//! Questions about the chat as a whole: who says most, how many we are, how the mood is.

use crate::Intent;
use crate::phrases::{
    AROUND_PEOPLE, ASKING_MOOD, MINE, MOOD, MOST, PEOPLE, TALKING, TOPPING, WHO_WORDS, YOURS, has_word,
};
use crate::recall::speaks;
use crate::top_period::TopPeriod;
use language::text::words::has_phrase;

/// In which time it is asked who says most, if it is; the words are folded and without our name.
pub fn top(own: &[String]) -> Option<TopPeriod> {
    let has = |list: &str| own.iter().any(|word| has_word(list, word));
    let spoken = own.join(" ");
    let shown = TOPPING.split(" | ").any(|phrase| has_phrase(&spoken, phrase)) || spoken == "топ" || spoken == "top";
    let talks = own.iter().any(|word| speaks(word)) || has(TALKING);
    let asked = has(WHO_WORDS) && has(MOST) && talks && !has("про о об about");
    if !asked && !shown {
        return None;
    }
    Some(match () {
        () if has("сьогодні today") => TopPeriod::Today,
        () if has("тиждень тижня тижні week") || shown && !asked && !has("час ever all") => {
            TopPeriod::Week
        }
        () => TopPeriod::Ever,
    })
}

/// How many there are, and how they feel.
pub fn chat(own: &[String]) -> Option<Intent> {
    let spoken = own.join(" ");
    let people = PEOPLE.split(" | ").any(|phrase| has_phrase(&spoken, phrase));
    if people && own.iter().all(|word| has_word(AROUND_PEOPLE, word)) {
        return Some(Intent::ChatStats);
    }
    let has = |list: &str| own.iter().any(|word| has_word(list, word));
    let opens = own.iter().take(2).any(|word| has_word(ASKING_MOOD, word));
    (has(MOOD) && opens && !has(YOURS) && !has(MINE)).then_some(Intent::Mood)
}
