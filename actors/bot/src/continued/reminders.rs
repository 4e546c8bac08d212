//! Reminders that go on: "and me", "no, rather at 8", "take it away", "and when?".

use conversation::Talk;
use intent::{
    Intent, Label, moves_a_reminder,
    slots::about::{Purpose, about},
    times::{Direction, Times, times},
};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use language::packs::List;

use super::{anew::names_something, sums::number};

/// Words that take an order back, at most.
const TAKING_BACK: usize = 8;
/// Words of what hardly says anything, at most.
const BRIEF: usize = 4;

/// What is meant after a reminder was ordered, or the reminders were listed; `None` if it is not about that.
pub(super) fn gone_on(last: &Talk, text: &str, said: &[String]) -> Option<Talk> {
    if wants_it_too(said) && !moves_a_reminder(&last.text) {
        return Some(last.clone());
    }
    // "No, rather at 8".
    if (is_rather(said) || denies(said)) && names_time(text) {
        let moved = format!("{} {text}", List::Moving.iter().next()?);
        return Some(Talk { text: moved, intent: Intent::Order(Label::Remind) });
    }
    if takes_back(said) {
        // "Take the one of the dentist away", after a list of them.
        let is_of_a_list = last.intent == Intent::Order(Label::Reminders);
        let text = if is_of_a_list || !names_no_reminder(text) { text } else { &last.text };
        return Some(Talk { text: text.to_owned(), intent: Intent::Order(Label::CancelReminder) });
    }
    let asks_when = List::When.has_any(said) || List::HowMany.has_any(said) || List::AskingHour.is_in(said);
    (asks_when && !names_something(text))
        .then(|| Talk { text: text.to_owned(), intent: Intent::Order(Label::Reminders) })
}

/// "No, take it away": neither what it is of nor when.
pub(super) fn names_no_reminder(text: &str) -> bool {
    let now: Zoned = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    about(text, Purpose::CancelReminder, &[], &[]).is_empty()
        && times(text, &now, Direction::Future) == Times::default()
}

/// "Oh no, half past seven".
pub(super) fn denies(said: &[String]) -> bool {
    said.iter().take(2).any(|word| List::No.has(word))
}

pub(super) fn is_rather(said: &[String]) -> bool {
    said.len() <= TAKING_BACK && List::Rather.has_any(said)
}

/// "No, take it away". Little words such as "already" take nothing back, unless hardly anything else is said.
pub(super) fn takes_back(said: &[String]) -> bool {
    let asks = said.iter().take(2).any(|word| List::QuestionWords.has(word));
    let cancels = |word: &String| List::Cancelling.has(word) && (!is_little(word) || said.len() <= BRIEF);
    said.len() <= TAKING_BACK && !asks && said.iter().any(cancels)
}

fn is_little(word: &str) -> bool {
    [List::TellingNothing, List::Recalling, List::Trivial].iter().any(|list| list.has(word))
}

/// "And me", "me too": what somebody else was promised is wanted, too.
pub(super) fn wants_it_too(said: &[String]) -> bool {
    let is_part = |word: &String| {
        [List::Asker, List::GoingOn, List::BeforeCall, List::PassingOn, List::Reminding]
            .iter()
            .any(|list| list.has(word))
    };
    List::Asker.has_any(said) && said.len() <= BRIEF && said.iter().all(is_part)
}

/// Whether a text names a time of the day, or a number that may be one.
pub(super) fn names_time(text: &str) -> bool {
    let now: Zoned = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    number(text).is_some() || times(text, &now, Direction::Future).at.is_some()
}
