//! Questions about the chat as a whole: who says most, how many we are, how the mood is.

use language::packs::List;

use crate::{Intent, recall::speaks, top_period::TopPeriod};

/// In which time it is asked who says most, if it is; the words are folded and without our name.
pub fn top(own: &[String]) -> Option<TopPeriod> {
    let has = |list: List| list.has_any(own);
    let shown = List::Top.is_in(own) || List::TopWhole.has(&own.join(" "));
    let talks = own.iter().any(|word| speaks(word)) || has(List::Talkative);
    let asked = has(List::Who) && has(List::Most) && talks && !has(List::About);
    if !asked && !shown {
        return None;
    }
    Some(match () {
        () if has(List::OfToday) => TopPeriod::Today,
        () if has(List::OfMonth) => TopPeriod::Month,
        () if has(List::OfWeek) || shown && !asked && !has(List::OfAllTime) => TopPeriod::Week,
        () => TopPeriod::Ever,
    })
}

/// How many there are, and how they feel.
pub fn chat(own: &[String]) -> Option<Intent> {
    if List::People.is_in(own) && own.iter().all(|word| List::AroundPeople.has(word)) {
        return Some(Intent::ChatStats);
    }
    let has = |list: List| list.has_any(own);
    let opens = own.iter().take(2).any(|word| List::AskingMood.has(word));
    (has(List::Mood) && opens && !has(List::Yours) && !has(List::Mine)).then_some(Intent::Mood)
}
