//! What talk is about, as far as a small table can tell.

use super::lines::Line;
use super::phrases::{ASKING, BRIEF, BRIEF_WORDS, NAMES, QUESTION_WORDS, WHOLE, has_word};
use super::quest::Quest;
use super::somebody::Inquiry;
use super::span::Span;
use crate::conversation::request::{Asked, Request};
use crate::text::words::{fold, has_phrase, words};

/// What somebody means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Recall(Quest),
    Stats,
    MyStats,
    /// About somebody of the chat.
    Somebody(Inquiry),
    /// The time or the day.
    Clock(Line),
    Summary(Span),
    /// Something that needs no memory.
    Say(Line),
}

impl Meaning {
    /// What the text means.
    pub fn of(text: &str) -> Self {
        if let Some(inquiry) = Inquiry::of(text) {
            return Self::Somebody(inquiry);
        }
        if let Some(quest) = Quest::of(text) {
            return Self::Recall(quest);
        }
        match line(text) {
            Line::StatsTotal => Self::Stats,
            Line::MyStats => Self::MyStats,
            line @ (Line::TimeNow | Line::DayToday) => Self::Clock(line),
            Line::SummaryToday => Self::Summary(span(text)),
            line => Self::Say(line),
        }
    }
}

/// The time that is asked about.
fn span(text: &str) -> Span {
    let week = ["тиждень", "тижня", "тижні", "week"];
    if week.iter().any(|week| has_phrase(text, week)) { Span::Week } else { Span::Usual }
}

/// Whether the words are a question that no memory answers.
pub(super) fn is_beyond_us(request: &Request) -> bool {
    matches!(&request.asked, Asked::Talk { text } if Meaning::of(text) == Meaning::Say(Line::Question))
}

/// Whether the words ask how we are.
pub(super) fn asks_how_we_are(request: &Request) -> bool {
    matches!(&request.asked, Asked::Talk { text } if Meaning::of(text) == Meaning::Say(Line::HowAreYou))
}

fn line(text: &str) -> Line {
    let own: Vec<String> = own_words(text);
    let brief = own.len() <= BRIEF_WORDS;
    let spoken = own.join(" ");
    if own.is_empty() {
        return bare(text);
    }
    let in_it = |phrase: &str| has_phrase(&spoken, phrase);
    find(ASKING, in_it)
        .or_else(|| find(WHOLE, |phrase| spoken == phrase))
        .or_else(|| find(BRIEF, |phrase| brief && in_it(phrase)))
        .unwrap_or_else(|| question_or_chatter(text, &own))
}

/// Nothing but our name is a call; nothing but emoji is chatter.
fn bare(text: &str) -> Line {
    if words(text).next().is_some() { Line::Called } else { Line::Chatter }
}

/// Folded words without handles and our name.
pub(super) fn own_words(text: &str) -> Vec<String> {
    let chunks = text.split_whitespace().filter(|it| !it.starts_with('@'));
    chunks.flat_map(words).map(fold).filter(|word| !has_word(NAMES, word)).collect()
}

fn find(table: &[(Line, &str)], fits: impl Fn(&str) -> bool) -> Option<Line> {
    table.iter().find(|(_, phrases)| phrases.split(" | ").any(&fits)).map(|(line, _)| *line)
}

fn question_or_chatter(text: &str, own: &[String]) -> Line {
    let opens = own.first().is_some_and(|it| has_word(QUESTION_WORDS, it));
    if opens || text.contains('?') { Line::Question } else { Line::Chatter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_talk_is_told_apart() {
        for (text, line) in [
            ("Привіт, Балачко!", Line::Greeting),
            ("hello there", Line::Greeting),
            ("привіт, як справи?", Line::HowAreYou),
            ("How are you, Balachka?", Line::HowAreYou),
            ("Балачко, а ти як?", Line::HowAreYou),
            ("як ти думаєш, буде дощ?", Line::Question),
            ("ДЯКУЮ", Line::Thanks),
            ("thank you!", Line::Thanks),
            ("good bot", Line::Praise),
            ("На добраніч, Балачко", Line::Farewell),
            ("Балачко, хто ти?", Line::WhoAreYou),
            ("що ти вмієш", Line::Abilities),
            ("Балачко!", Line::Called),
            ("@balachka_bot", Line::Called),
            ("чому небо синє", Line::Question),
            ("буде дощ?", Line::Question),
            ("а я сьогодні втомився", Line::Chatter),
            ("🙂", Line::Chatter),
            ("передай усім у нашому великому чаті привіт від мене", Line::Chatter),
        ] {
            assert_eq!(Meaning::of(text), Meaning::Say(line), "{text}");
        }
    }

    #[test]
    fn numbers_are_asked_for_in_words_too() {
        assert_eq!(Meaning::of("Балачко, яка в нас статистика?"), Meaning::Stats);
        assert_eq!(Meaning::of("who writes the most?"), Meaning::Stats);
        assert_eq!(Meaning::of("Балачко, скільки я написав?"), Meaning::MyStats);
    }

    #[test]
    fn the_clock_and_what_was_talked_about_are_asked_for_in_words_too() {
        for text in ["Балачко, котра година?", "what time is it, Balachka?"] {
            assert_eq!(Meaning::of(text), Meaning::Clock(Line::TimeNow), "{text}");
        }
        assert_eq!(Meaning::of("який сьогодні день?"), Meaning::Clock(Line::DayToday));
        for text in ["Балачко, про що говорили сьогодні?", "what did I miss?"] {
            assert_eq!(Meaning::of(text), Meaning::Summary(Span::Usual), "{text}");
        }
        assert_eq!(Meaning::of("про що тут говорили за тиждень?"), Meaning::Summary(Span::Week));
    }

    #[test]
    fn the_tables_are_folded() {
        let tables = ASKING.iter().chain(WHOLE).chain(BRIEF);
        let phrases = tables.flat_map(|(_, phrases)| phrases.split(" | "));
        for phrase in phrases {
            assert_eq!(words(phrase).map(fold).collect::<Vec<_>>().join(" "), phrase);
        }
    }
}
