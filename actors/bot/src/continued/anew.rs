//! Questions that lack words of the one before them: "and where?", "and Taras?", "and by four?".

use conversation::Talk;
use intent::{
    Intent, Label, SmallTalk, is_about_us, moves_a_reminder,
    slots::{
        about::{Purpose, about},
        expression::expression,
        names::BOT,
        options::options,
        tokens::{Token, tokens},
    },
    times::{Direction, Times, times},
    understanding::{read_for, without_our_name},
};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use language::{
    packs::List,
    text::words::{fold, words},
};

/// Words of a question that lacks some, but its first one, at most.
const ELLIPTIC: usize = 4;
/// Words that take an order back, at most.
const TAKING_BACK: usize = 8;
/// Words that go on counting, at most.
const COUNTED_ON: usize = 9;
/// Words of what hardly says anything, at most.
const BRIEF: usize = 4;

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
        Intent::Social(Label::Clarify) => true,
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
        // "And when?", "no, let it be", once a reminder was ordered.
        Intent::Order(Label::Remind) => {
            let said = said_words;
            if wants_it_too(&said) && !moves_a_reminder(&last.text) {
                return Some(last.clone());
            }
            // "No, rather at 8".
            if (is_rather(&said) || denies(&said)) && names_time(&text) {
                let moved = format!("{} {text}", List::Moving.iter().next()?);
                return Some(Talk { text: moved, intent: Intent::Order(Label::Remind) });
            }
            if takes_back(&said) {
                return Some(Talk { text: last.text.clone(), intent: Intent::Order(Label::CancelReminder) });
            }
            let asks_when = List::When.has_any(&said) || List::HowMany.has_any(&said) || List::AskingHour.is_in(&said);
            (asks_when && !names_something(&text)).then_some(Talk { text, intent: Intent::Order(Label::Reminders) })
        }
        Intent::Favour(Label::Choose | Label::PickPerson | Label::Coin | Label::RandomNumber) => {
            let asks_back = said.intent == Intent::Social(Label::Clarify) || List::Doubting.has_any(&said_words);
            let asks_why = List::Why.has_any(&said_words) || asks_back && !names_something(&text);
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

/// "No, take it away": neither what it is of nor when.
fn names_no_reminder(text: &str) -> bool {
    let now: Zoned = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    about(text, Purpose::CancelReminder, &[], &[]).is_empty()
        && times(text, &now, Direction::Future) == Times::default()
}

/// "Oh no, half past seven".
fn denies(said: &[String]) -> bool {
    said.iter().take(2).any(|word| List::No.has(word))
}

fn is_rather(said: &[String]) -> bool {
    said.len() <= TAKING_BACK && List::Rather.has_any(said)
}

/// "No, take it away". Little words such as "already" take nothing back, unless hardly anything else is said.
fn takes_back(said: &[String]) -> bool {
    let asks = said.iter().take(2).any(|word| List::QuestionWords.has(word));
    let cancels = |word: &String| List::Cancelling.has(word) && (!is_little(word) || said.len() <= BRIEF);
    said.len() <= TAKING_BACK && !asks && said.iter().any(cancels)
}

fn is_little(word: &str) -> bool {
    [List::TellingNothing, List::Recalling, List::Trivial].iter().any(|list| list.has(word))
}

/// "And me", "me too": what somebody else was promised is wanted, too.
fn wants_it_too(said: &[String]) -> bool {
    let is_part = |word: &String| {
        [List::Asker, List::GoingOn, List::BeforeCall, List::PassingOn, List::Reminding]
            .iter()
            .any(|list| list.has(word))
    };
    List::Asker.has_any(said) && said.len() <= BRIEF && said.iter().all(is_part)
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

/// The last sum with what is done to its result; or, where it was divided and another number is named, divided by that.
fn counted_on(before: &str, text: &str) -> Option<Talk> {
    let sum = expression(before)?;
    let named = number(text)?;
    let said: Vec<String> = words(text).map(fold).collect();
    // "And how much is still missing up to 27600?", "and 10 % of that?".
    if List::Lacking.is_in(&said) {
        return Some(Talk { text: format!("{named}-({sum})"), intent: Intent::Favour(Label::Calculate) });
    }
    if is_share(text) {
        return Some(Talk { text: format!("{named}%*({sum})"), intent: Intent::Favour(Label::Calculate) });
    }
    if is_of_another(text) {
        return Some(Talk { text: format!("({sum})/{named}*100"), intent: Intent::Favour(Label::Calculate) });
    }
    // "Now there are four of us, how much from each?"
    let shares = List::Sharing.is_in(&said) || List::EachPays.is_in(&said);
    let divided = sum.rsplit_once('/').filter(|(_, by)| by.bytes().all(|it| it.is_ascii_digit()));
    let sum = match divided {
        Some((whole, _)) if goes_on(text) || shares => format!("{whole}/{named}"),
        None if shares => format!("({sum})/{named}"),
        _ => continued_sum(&format!("({sum})"), text)?,
    };
    Some(Talk { text: sum, intent: Intent::Favour(Label::Calculate) })
}

/// The sum with what a text does to it: what stands before the deed is no part of it.
fn continued_sum(sum: &str, text: &str) -> Option<String> {
    let tokens = tokens(text);
    let verb =
        tokens.iter().filter_map(Token::word).find(|word| List::SumVerbs.words().pairs().any(|(it, _)| it == *word));
    let verb = verb.unwrap_or_default();
    let from = tokens.iter().map(|token| &text[token.place.start..]);
    let mut sums = from.filter_map(|rest| expression(&format!("{verb} {sum} {rest}")));
    sums.find(|it| it.starts_with(sum) && it.len() > sum.len())
}

/// "How many percent of 26000 is that?"
fn is_of_another(text: &str) -> bool {
    let signs = List::Operators.words();
    words(text).map(fold).any(|word| signs.pairs().any(|(name, sign)| sign == "%" && name == word))
}

/// Whether the number in a text is a percentage of something.
fn is_share(text: &str) -> bool {
    let tokens = tokens(text);
    let number = tokens.iter().position(|token| token.number().is_some());
    let is_percent = number.and_then(|at| tokens.get(at + 1)).is_some_and(|token| token.is_sign(&['%']));
    let adds =
        tokens.iter().filter_map(Token::word).any(|word| List::SumVerbs.words().pairs().any(|(it, _)| it == word));
    is_percent && !adds
}

/// Whether a text begins as one that goes on from what was said before.
fn goes_on(text: &str) -> bool {
    words(text).next().map(fold).is_some_and(|word| List::GoingOn.has(&word))
}

/// Whether a text names a time of the day, or a number that may be one.
fn names_time(text: &str) -> bool {
    let now: Zoned = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    number(text).is_some() || times(text, &now, Direction::Future).at.is_some()
}

/// The one number in a text.
fn number(text: &str) -> Option<String> {
    let numbers: Vec<_> = tokens(text).iter().filter_map(Token::number).collect();
    match numbers.as_slice() {
        [number] => Some(number.normalize().to_string()),
        _ => None,
    }
}
