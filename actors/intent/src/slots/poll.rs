//! "Make a poll until evening: pizza or sushi?": what a poll asks, what it lets choose, and until when.

use std::ops::Range;

use jiff::{SignedDuration, Zoned};
use language::{
    packs::List,
    text::words::{Cut, fold},
};

use super::{
    key,
    options::{Options, is_asking, options},
};
use crate::{
    latin::in_own_letters,
    times::{Direction, times},
    understanding::without_our_name,
    until::seconds_until,
};

/// Words among which a question may still ask for a poll ("let us make a poll on …").
const OPENING: usize = 4;
/// Words that name until when people may vote, at most.
const LONGEST: usize = 6;
/// What parts sentences, and clauses.
const ENDS: &[char] = &['?', '!', '.', '\n', '…'];
const CLAUSE_ENDS: &[char] = &['?', '!', ',', ';', '\n', '…'];

/// What a request for a poll asks for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PollWish {
    /// As a question, if the text has one.
    pub question: Option<String>,
    /// As written; none if the text lets choose among less than two.
    pub options: Vec<String>,
    /// Until when people may vote, if the text says so.
    pub until: Option<Zoned>,
}

/// How a text speaks of a poll, if it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PollForm {
    /// As somebody who asks for one.
    Request,
    /// As somebody may who asks for one, or tells of one.
    Unclear,
    /// It asks about one.
    Question,
    /// It wants another thing, or none.
    Other,
}

/// How a text speaks that may be about a poll: talk of a poll has its words too.
pub fn form(text: &str) -> PollForm {
    let words: Vec<(Range<usize>, String)> = Cut::Said.runs(text).map(|it| (it.clone(), key(&text[it]))).collect();
    let Some((_, first)) = words.first() else { return PollForm::Other };
    let reminds = List::Reminding.has(first) && !List::Polls.has(first);
    if reminds || List::Not.has(first) {
        return PollForm::Other;
    }
    let name = words.iter().find(|(_, word)| List::PollNames.has(word)).map(|(place, _)| place.end);
    let opens = List::PollNames.has(first) || List::Polls.has(first);
    match name {
        Some(_) if List::QuestionWords.has(first) => PollForm::Question,
        Some(end) if opens || text[end..].contains([':', '\n']) => PollForm::Request,
        Some(_) => PollForm::Unclear,
        None if List::Prepositions.has(first) => PollForm::Unclear,
        None => PollForm::Request,
    }
}

/// What a text asks to be voted on, if it is said now.
pub fn poll(text: &str, now: &Zoned) -> PollWish {
    let typed = &without_our_name(text);
    let own = in_own_letters(typed);
    let text = own.as_ref().map_or(typed.as_str(), |own| &own.text);
    let deadline = deadline(text, now);
    let rest = match &deadline {
        Some(Deadline { place, .. }) => format!("{}{}", &text[..place.start], &text[place.end..]),
        None => text.to_owned(),
    };
    let Options { question, options } = options(from_question(&rest)).unwrap_or_default();
    let question = question.as_deref().and_then(without_request);
    let as_typed = |part: &str| own.as_ref().map_or(part.to_owned(), |own| own.typed(part));
    PollWish {
        question: question.map(|it| as_question(&as_typed(it), is_asking(it))),
        options: options.iter().map(|option| as_typed(option)).collect(),
        until: deadline.and_then(|it| now.checked_add(SignedDuration::from_secs(it.seconds)).ok()),
    }
}

/// Whether the text names a poll.
pub fn names_poll(text: &str) -> bool {
    Cut::Said.runs(text).any(|word| List::PollNames.has(&key(&text[word])))
}

/// The text without a line that only asks for a poll, before one that asks the question.
fn from_question(text: &str) -> &str {
    match text.split_once('\n') {
        Some((first, rest)) if names_poll(first) && rest.trim().lines().count() > 2 && asks_first(rest) => rest,
        _ => text,
    }
}

fn asks_first(lines: &str) -> bool {
    lines.trim_start().lines().next().is_some_and(|line| line.trim_end().ends_with(['?', ':']))
}

/// What stands behind the words that ask for a poll; `None` if that is nothing.
fn without_request(question: &str) -> Option<&str> {
    let opening = Cut::Said.runs(question).take(OPENING);
    let name = opening.filter(|word| List::PollNames.has(&key(&question[word.clone()]))).last();
    let asked = name.map_or(question, |name| &question[name.end..]);
    let asked = asked.trim_start_matches(|it: char| !it.is_alphanumeric());
    (!asked.is_empty()).then_some(asked)
}

/// Until when people may vote, and what of the text says so.
struct Deadline {
    /// From now on.
    seconds: i64,
    place: Range<usize>,
}

/// Only where no option can be meant: right behind what names the poll, or in a sentence of its own at the end.
fn deadline(text: &str, now: &Zoned) -> Option<Deadline> {
    behind_name(text, now).or_else(|| at_the_end(text, now))
}

/// "A poll for an hour: …".
fn behind_name(text: &str, now: &Zoned) -> Option<Deadline> {
    let name = Cut::Said.runs(text).find(|word| List::PollNames.has(&key(&text[word.clone()])))?;
    let clause = &text[name.end..end_of_clause(text, name.end)];
    let words: Vec<Range<usize>> = Cut::Said.runs(clause).take(LONGEST).collect();
    let start = words.first()?.start;
    let longest_first = words.iter().skip(1).rev();
    longest_first.map(|last| start..last.end).find_map(|place| {
        let seconds = lasting(&clause[place.clone()], now)?;
        Some(Deadline { seconds, place: name.end + place.start..name.end + place.end })
    })
}

fn end_of_clause(text: &str, from: usize) -> usize {
    let ends = |(at, sign): (usize, char)| {
        let next = || text[from + at + sign.len_utf8()..].chars().next();
        CLAUSE_ENDS.contains(&sign) || matches!(sign, ':' | '.') && next().is_none_or(char::is_whitespace)
    };
    text[from..].char_indices().find(|it| ends(*it)).map_or(text.len(), |(at, _)| from + at)
}

/// "… pizza or sushi? Until evening", "… pizza or sushi, we vote until evening".
fn at_the_end(text: &str, now: &Zoned) -> Option<Deadline> {
    let said = text.trim_end_matches(|it: char| it.is_whitespace() || ENDS.contains(&it));
    let (at, sign) = said.char_indices().rfind(|(_, sign)| ENDS.contains(sign) || *sign == ',')?;
    let start = at + sign.len_utf8();
    let words: Vec<Range<usize>> = Cut::Said.runs(&said[start..]).collect();
    let key_of = |word: &Range<usize>| key(&said[start + word.start..start + word.end]);
    let votes = |word: &Range<usize>| {
        let key = key_of(word);
        List::PollNames.has(&key) || List::Polls.has(&key) && List::Choosing.has(&key)
    };
    let is_said_of_it = words.first().is_some_and(votes);
    if sign == ',' && !is_said_of_it {
        return None;
    }
    let first = words.iter().find(|word| !votes(word))?;
    let seconds = lasting(&said[start + first.start..], now)?;
    Some(Deadline { seconds, place: start..said.len() })
}

/// "Until evening", "for two hours", and nothing else; "for Friday" says what it is about.
fn lasting(said: &str, now: &Zoned) -> Option<i64> {
    let said = fold(said);
    let first = said.split_whitespace().next()?;
    let is_length = || times(&said, now, Direction::Future).duration.is_some();
    let lasts = List::Until.has(first) || List::Onto.has(first) && is_length();
    if lasts { seconds_until(&said, now) } else { None }
}

/// With a great letter, and with a question mark if it asks.
fn as_question(text: &str, asks: bool) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let mark = if asks && text.ends_with(char::is_alphanumeric) { "?" } else { "" };
    first.chain(letters).chain(mark.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Saturday.
    fn noon() -> Zoned {
        "2026-11-28T12:00:00+02:00[Europe/Kyiv]".parse().unwrap()
    }

    #[test]
    fn polls_are_asked_for_and_not_only_talked_of() {
        use crate::{Intent, Label, understand};
        let order = || Some(Intent::Order(Label::Poll));
        let unsure = || Some(Intent::Unsure(Label::Poll));
        let mut wrong = Vec::new();
        for (text, wanted) in [
            ("Балачко, зроби голосування: піца чи суші", order()),
            ("опитування: коли збираємось? пт, сб, нд", order()),
            ("можеш зробити опитування: піца чи суші?", order()),
            ("давай опрос шо їмо, піцца чи суші", order()),
            ("давайте проголосуємо піца чи суші", order()),
            ("сделай опрос: куда едем? море, горы", order()),
            ("poll: pizza or sushi?", order()),
            ("make a poll: pizza or sushi", order()),
            // How to ask is told.
            ("зроби опитування", order()),
            // It may be told of another poll, and may ask for one.
            ("опитай наших: піца чи суші", unsure()),
            ("did you see the poll about pizza or sushi?", unsure()),
            ("хто виграв голосування?", None),
            ("які результати голосування?", None),
            ("коли закінчується опитування?", None),
            ("хто казав про опитування?", None),
            ("не роби опитування: піца чи суші", None),
            ("нагадай завтра зробити опитування: піца чи суші", None),
            ("піца чи суші?", None),
        ] {
            let read = understand(text);
            let is_of_poll = matches!(read, Intent::Order(Label::Poll) | Intent::Unsure(Label::Poll));
            if Some(&read).filter(|_| is_of_poll) != wanted.as_ref() {
                wrong.push(format!("{text}: {read:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_a_poll_asks_and_lets_choose_is_read() {
        let mut wrong = Vec::new();
        for (text, question, wanted) in [
            ("Балачко, зроби голосування: піца чи суші", "", "піца|суші"),
            ("опитування: коли збираємось? пт, сб, нд", "Коли збираємось?", "пт|сб|нд"),
            ("poll: pizza or sushi?", "", "pizza|sushi"),
            ("Балачко, опитування: що дивимось, Дюна чи Матриця?", "Що дивимось?", "Дюна|Матриця"),
            ("створи опитування куди йдемо: кіно, боулінг, паб", "Куди йдемо?", "кіно|боулінг|паб"),
            ("запусти голосування: де святкуємо? дома, в кафе, на дачі", "Де святкуємо?", "дома|в кафе|на дачі"),
            ("голосовалка за новий стіл: так, ні, байдуже", "За новий стіл", "так|ні|байдуже"),
            ("зроби опитування\nкуди на вихідні?\n- Львів\n- Одеса\n- вдома", "Куди на вихідні?", "Львів|Одеса|вдома"),
            ("зроби опитування що їмо\nпіца\nсуші\nборщ", "Що їмо?", "піца|суші|борщ"),
            ("зроби голосування: піца, суші, піца, Суші", "", "піца|суші"),
            ("опитування: 1) чай 2) кава 3) сік", "", "чай|кава|сік"),
            ("давай проголосуємо: море чи гори", "", "море|гори"),
            ("бот, зроби голосування: піца чи суші на вечір?", "", "піца|суші на вечір"),
            ("опитування: піца", "", ""),
            ("зроби опитування", "", ""),
            // Surzhyk.
            ("давай опрос: шо їмо, піцца чи суші?", "Шо їмо?", "піцца|суші"),
            ("зроби голосовалку када зустріч: субота чи воскресення", "Када зустріч", "субота|воскресення"),
            ("замути опрос: шашлик, риба чи піца?", "", "шашлик|риба|піца"),
            // In Latin letters.
            ("zroby opytuvannia: chai chy kava?", "", "chai|kava"),
            // Russian.
            ("сделай опрос: куда едем? море, горы", "Куда едем?", "море|горы"),
            ("бот, сделай опрос: чай или кофе", "", "чай|кофе"),
            ("запусти голосование: когда встреча? в пятницу или в субботу", "Когда встреча?", "в пятницу|в субботу"),
            ("сделай опрос: где встречаемся - парк, кафе или дома?", "Где встречаемся?", "парк|кафе|дома"),
            // English.
            ("make a poll: where do we eat? pub, cafe, home", "Where do we eat?", "pub|cafe|home"),
            ("Balachka, start a poll: tacos, ramen or burgers", "", "tacos|ramen|burgers"),
            ("poll: best day? Friday, Saturday, Sunday", "Best day?", "Friday|Saturday|Sunday"),
            ("make a poll about the picnic: Saturday or Sunday", "About the picnic", "Saturday|Sunday"),
        ] {
            let wish = poll(text, &noon());
            let read = (wish.question.unwrap_or_default(), wish.options.join("|"));
            if read != (question.to_owned(), wanted.to_owned()) || wish.until.is_some() {
                wrong.push(format!("{text}: {read:?} {:?}", wish.until));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn until_when_people_vote_is_read_and_no_option() {
        let mut wrong = Vec::new();
        for (text, wanted, until) in [
            ("зроби голосування до вечора: піца чи суші", "піца|суші", "28 18:00"),
            ("опитування на годину: чай чи кава", "чай|кава", "28 13:00"),
            ("голосування на дві години, кіно чи театр?", "кіно|театр", "28 14:00"),
            ("опитування: коли збираємось? сб, нд. Голосуємо до вечора", "сб|нд", "28 18:00"),
            ("зроби опитування: піца чи суші, голосуємо до 20:00", "піца|суші", "28 20:00"),
            ("зроби опитування до завтра: піца чи суші", "піца|суші", "29 08:00"),
            ("опрос на 30 минут: море или горы", "море|горы", "28 12:30"),
            ("сделай голосование до вечера: чай или кофе", "чай|кофе", "28 18:00"),
            ("poll for 2 hours: pizza or sushi?", "pizza|sushi", "28 14:00"),
            ("make a poll until evening: pub or cafe", "pub|cafe", "28 18:00"),
            // What is chosen may be a time too.
            ("опитування: гуляємо до вечора чи до ночі?", "до вечора|до ночі", ""),
            ("опитування на суботу: піца чи суші", "піца|суші", ""),
            ("опитування: працюємо? до 18, до 19, до 20", "до 18|до 19|до 20", ""),
            ("опитування: переносимо? на пт, на сб, на нд", "на пт|на сб|на нд", ""),
        ] {
            let wish = poll(text, &noon());
            let at = wish.until.map(|it| it.strftime("%d %H:%M").to_string()).unwrap_or_default();
            let read = (wish.options.join("|"), at);
            if read != (wanted.to_owned(), until.to_owned()) {
                wrong.push(format!("{text}: {read:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
