//! Words that lack some of what was said before them: "and where?", "and Taras?".

use conversation::Talk;
use intent::{
    Intent, Label, SmallTalk, is_about_us,
    slots::{expression::expression, names::BOT, options::options},
    understanding::{read_for, without_our_name},
};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use language::{
    packs::List,
    text::words::{fold, words},
};

use super::{
    reminders::{self, denies, is_rather, names_no_reminder, names_time, takes_back, wants_it_too},
    sums::{counted_on, number},
};

/// Words of a question that lacks some, but its first one, at most.
const ELLIPTIC: usize = 4;
/// Words that go on counting, at most.
const COUNTED_ON: usize = 9;

/// Whether what is said may lack words.
pub(super) fn may_be_elliptic(said: &Talk) -> bool {
    let text = without_our_name(&said.text);
    let said_words: Vec<String> = words(&text).map(fold).collect();
    let is_brief = said_words.len() <= 1 + ELLIPTIC;
    let opens = || goes_on(&text) || said_words.first().is_some_and(|word| List::QuestionWords.has(word));
    match said.intent {
        Intent::SmallTalk(_) | Intent::Social(_) if takes_back(&said_words) || is_rather(&said_words) => true,
        Intent::Order(Label::CancelReminder) => names_no_reminder(&text),
        Intent::Order(Label::Remind) => wants_it_too(&said_words) || is_rather(&said_words),
        _ if is_brief && denies(&said_words) && names_time(&text) => true,
        _ if wants_it_too(&said_words) || leaves_the_choice(&said_words, &text) => true,
        Intent::Social(Label::Clarify | Label::Disagree) => true,
        _ if is_brief && List::Doubting.has_any(&said_words) => true,
        Intent::OwnStats => is_brief && goes_on(&text),
        Intent::Favour(Label::Calculate) => expression(&text).is_none(),
        Intent::Beyond(Label::Advice) => is_brief && opens(),
        Intent::Recall(_) | Intent::Person(_) | Intent::Beyond(_) => is_brief && goes_on(&text),
        Intent::Favour(Label::Countdown) => List::Lacking.is_in(&said_words),
        Intent::Clock(_) | Intent::SmallTalk(_) => {
            is_brief && opens() || number(&text).is_some() && said_words.len() <= COUNTED_ON
        }
        _ => false,
    }
}

/// What was asked last, asked anew of what these words name; `None` if they name nothing of that.
pub(super) fn asked_anew(last: &Talk, said: &Talk) -> Option<Talk> {
    let text = without_our_name(&said.text);
    let said_words: Vec<String> = words(&text).map(fold).collect();
    match last.intent {
        Intent::Order(Label::Poll) | Intent::Favour(Label::Choose) if leaves_the_choice(&said_words, &text) => {
            Some(Talk { text: last.text.clone(), intent: Intent::Favour(Label::Choose) })
        }
        Intent::Recall(label) => recalled_anew(label, &last.text, &text),
        // "And what if it goes wrong?", "what shall I do?", once somebody told of their fear.
        Intent::Social(Label::ShareFear | Label::ShareSadness) if !is_about_us(&text) => {
            let is_worry = matches!(
                said.intent,
                Intent::SmallTalk(SmallTalk::Chatter | SmallTalk::Question)
                    | Intent::Social(Label::Clarify)
                    | Intent::Beyond(Label::Advice)
            );
            is_worry.then(|| Talk { text, intent: last.intent.clone() })
        }
        Intent::Favour(Label::Calculate) => counted_on(&last.text, &text),
        Intent::Order(Label::Remind | Label::Reminders) => reminders::gone_on(last, &text, &said_words),
        Intent::Favour(Label::Choose | Label::PickPerson | Label::Coin | Label::RandomNumber) => {
            let asks_back = said.intent == Intent::Social(Label::Clarify) || List::Doubting.has_any(&said_words);
            // "No way, that is unfair".
            let protests = said.intent == Intent::Social(Label::Disagree) && options(&text).is_none();
            let asks_why = protests || List::Why.has_any(&said_words) || asks_back && !names_something(&text);
            asks_why.then_some(Talk { text, intent: Intent::SmallTalk(SmallTalk::ByLot) })
        }
        _ => None,
    }
}

/// The last question to the memory with another person, another time, another kind of thing.
fn recalled_anew(label: Label, before: &str, text: &str) -> Option<Talk> {
    let (before, named) = (slots(label, before), slots(Label::RecallPerson, text));
    if named.about.is_some_and(|about| !about.is_empty()) {
        return None;
    }
    let about = before.about.unwrap_or_default().join(" ");
    let said: Vec<String> = words(text).map(fold).collect();
    let asks = [List::HowMany, List::AskingPlace, List::When].iter().any(|list| list.has_any(&said));
    let asks = asks || List::AskingHour.is_in(&said) || List::AskingWhen.is_in(&said);
    let (text, label) = match before.person {
        // Somebody of the chat, or whoever was talked about.
        _ if named.person.is_some_and(|person| person != BOT) => {
            let label = if before.person.is_some() { Label::RecallPerson } else { Label::RecallTopic };
            (format!("{text} {about}"), label)
        }
        Some(person) if named.to.is_some() => (format!("{text} {person} {about}"), label),
        None if named.to.is_some() => (format!("{text} {about}"), label),
        _ if asks && !about.is_empty() => (format!("{text} {about}"), Label::RecallTopic),
        _ => return None,
    };
    Some(Talk { text, intent: Intent::Recall(label) })
}

/// Whether a text has words of its own that could be looked for.
pub(crate) fn names_something(text: &str) -> bool {
    slots(Label::RecallTopic, text).about.is_some_and(|about| !about.is_empty())
}

/// "You choose then": a choice is wanted, and the options were named before.
fn leaves_the_choice(said: &[String], text: &str) -> bool {
    let chooses = |word: &String| List::Choosing.has(word) && List::Orders.has(word);
    said.iter().any(chooses) && options(text).is_none() && !List::QuestionWords.has_any(said)
}

/// What a text names; neither clock nor zone tells what it is about.
fn slots(label: Label, text: &str) -> intent::understanding::Understanding {
    let now: Zoned = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    read_for(label, text, &now, &[])
}

/// Whether a text begins as one that goes on from what was said before.
pub(super) fn goes_on(text: &str) -> bool {
    words(text).next().map(fold).is_some_and(|word| List::GoingOn.has(&word))
}
