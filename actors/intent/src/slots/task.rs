//! What somebody is to be reminded of, in their own words: the text without the request and without the time.

use std::ops::Range;

use language::{packs::List, text::words::Cut};

use super::{key, names::PersonMention};

/// Words around the request that belong to it: "please", "me".
const BESIDE: &[List] = &[List::Asker, List::SpokenTo, List::Please, List::Names, List::Reminding];
/// What joins the request with the task.
const JOINING: &[List] = &[List::Topic, List::AboutOrFor, List::Joining];
/// What ends a sentence.
const ENDS: &[char] = &['.', '!', '?', '\n'];
/// What stands around the task and is no part of it.
const AROUND: &[char] = &[' ', ',', '.', ';', ':', '-', '–', '—', '!', '?', '…', '\n', '"', '«', '»'];

/// What the text asks to be reminded of, as written; empty if it does not say. `times` is what of the text tells when,
/// in bytes, and `people` is whom it names.
pub fn task(text: &str, people: &[PersonMention], times: &[Range<usize>]) -> String {
    let words: Vec<Range<usize>> = Cut::Said.runs(text).collect();
    let from = sentence_that_asks(text, &words);
    let is_time = |place: &Range<usize>| times.iter().any(|it| overlap(it, place));
    let asks = words.iter().position(|place| List::Reminding.has(&key(&text[place.clone()])) && !is_time(place));
    let mut cut = times.to_vec();
    if let Some(asks) = asks {
        cut.push(request(text, &words, asks, people));
    }
    if from > 0 {
        cut.push(0..from);
    }
    let parts = left(text, cut).into_iter().map(|part| text[part].trim_matches(AROUND));
    let before_request = |part: &&str| asks.is_some_and(|asks| part.as_ptr() < text[words[asks].start..].as_ptr());
    let is_courtesy =
        |part: &&str| before_request(part) && Cut::Said.runs(part).all(|it| List::BeforeCall.has(&key(&part[it])));
    let kept: Vec<&str> = parts.filter(|part| !part.is_empty() && !is_courtesy(part)).collect();
    let kept = kept.join(" ");
    let kept = without_joint(&kept);
    // "Wake me at 5, or else ...": a reason alone is nothing to be reminded of.
    let mut said = Cut::Said.runs(kept).map(|place| key(&kept[place])).skip_while(|word| List::Hailing.has(word));
    if said.next().is_some_and(|word| List::Because.has(&word)) {
        return String::new();
    }
    // "Wake us at 6:45": the request and whom to remind is all.
    let is_beside = |place: Range<usize>| {
        let word = key(&kept[place]);
        BESIDE.iter().chain([&List::Us]).any(|list| list.has(&word))
    };
    if Cut::Said.runs(kept).all(is_beside) { String::new() } else { kept.to_owned() }
}

/// Where the sentence begins that asks to be reminded, if another one stands before it: "Poor thing.. remind me to call".
fn sentence_that_asks(text: &str, words: &[Range<usize>]) -> usize {
    let Some(asks) = words.iter().find(|place| List::Reminding.has(&key(&text[(*place).clone()]))) else { return 0 };
    let before = &text[..asks.start];
    let end = before.rfind(|it: char| ENDS.contains(&it));
    // A time before the request belongs to it.
    end.filter(|at| !before[..*at].contains(|it: char| it.is_ascii_digit())).map_or(0, |at| at + 1)
}

/// The word that asks, with those beside it that belong to the request: whom to remind, "please".
fn request(text: &str, words: &[Range<usize>], asks: usize, people: &[PersonMention]) -> Range<usize> {
    let belongs = |place: &Range<usize>| {
        let word = key(&text[place.clone()]);
        BESIDE.iter().any(|list| list.has(&word)) || people.iter().any(|person| overlap(&person.place, place))
    };
    let first = words[..asks].iter().rposition(|place| !belongs(place)).map_or(0, |before| before + 1);
    let behind = words[asks + 1..].iter().take_while(|place| belongs(place)).count();
    words[first].start..words[asks + behind].end
}

/// What lies between the parts that are cut out.
fn left(text: &str, mut cut: Vec<Range<usize>>) -> Vec<Range<usize>> {
    cut.sort_by_key(|it| it.start);
    let (mut parts, mut at) = (Vec::new(), 0);
    for it in cut {
        if it.start > at {
            parts.push(at..it.start);
        }
        at = at.max(it.end);
    }
    parts.push(at..text.len());
    parts
}

/// Without what joined it to the request.
fn without_joint(task: &str) -> &str {
    let joins = |place: &Range<usize>| JOINING.iter().any(|list| list.has(&key(&task[place.clone()])));
    let joint = Cut::Said.runs(task).take_while(joins).last().filter(|_| starts_with_word(task));
    joint.map_or(task, |place| task[place.end..].trim_matches(AROUND))
}

fn starts_with_word(task: &str) -> bool {
    Cut::Said.runs(task).next().is_some_and(|first| first.start == 0)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        slots::names::people,
        times::{Direction, times},
    };

    #[test]
    fn the_task_stays_as_it_was_written() {
        let now = date(2026, 11, 28).at(14, 0, 0, 0).in_tz("Europe/Kyiv").unwrap();
        for (text, wanted) in [
            ("нагадай завтра о 9 купити хліб", "купити хліб"),
            ("Нагадай, будь ласка, купити хліб і молоко завтра о дев'ятій", "купити хліб і молоко"),
            ("нагадай купити завтра хліб", "купити хліб"),
            ("нагадай мені про зустріч з Олею у четвер о 10", "зустріч з Олею"),
            ("через 20 хв нагадай вимкнути суп, бо згорить", "вимкнути суп, бо згорить"),
            ("нагадай мені через годину, що треба подзвонити мамі", "треба подзвонити мамі"),
            ("нагадай Тарасу ввечері про квитки", "квитки"),
            ("нагадай через 20 хв", ""),
            ("будильник на 7:00", ""),
            ("ладно. нагадай завтра о 8 подзвонити мамі", "подзвонити мамі"),
            ("збуди нас о 6:45", ""),
            ("мене о 7:30", ""),
            ("remind me tomorrow at 9 to buy bread", "buy bread"),
            ("please remind me about the meeting in 20 minutes", "the meeting"),
            ("set a timer for 10 minutes", ""),
            ("напомни завтра в 9 купить хлеб", "купить хлеб"),
            ("щодня о 9 нагадуй пити воду", "пити воду"),
            ("і завтра о 12 подзвонити стоматологу", "подзвонити стоматологу"),
            ("нагадуй всім щоп'ятниці о 18:00 про внески", "внески"),
            ("remind us on thursday at 1:30pm to clear the shelf", "clear the shelf"),
        ] {
            let found = task(text, &people(text, &[]), &times(text, &now, Direction::Future).places);
            assert_eq!(found, wanted, "{text}");
        }
    }
}
