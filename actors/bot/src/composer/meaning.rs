//! What talk is about, as far as a small table can tell.

use super::inquiry::{About, Inquiry, Whom};
use super::lines::Line;
use super::numbers;
use super::phrases::{ASKING, BRIEF, BRIEF_WORDS, NAMES, QUESTION_WORDS, WHOLE, has_word};
use super::quest::Quest;
use super::span::Span;
use super::tact;
use super::time::Clock;
use super::top::Period;
use conversation::request::{Asked, Request};
use language::text::distress::{is_grieving, is_suicidal};
use language::text::words::{fold, has_phrase, words};

/// What somebody means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Recall(Quest),
    Stats,
    MyStats,
    /// Who talks most.
    Top(Period),
    /// How the chat has been.
    Mood,
    /// About somebody of the chat.
    Somebody(Inquiry),
    /// The time or the day.
    Clock(Clock),
    Summary(Span),
    /// Something that needs no memory.
    Say(Line),
}

impl Meaning {
    /// What the text means.
    pub fn of(text: &str) -> Self {
        if is_suicidal(text) {
            return Self::Say(Line::Lifeline);
        }
        let own = own_words(text);
        if asks(&own.join(" "), Line::ForgetMe) {
            return Self::Say(Line::ForgetMe);
        }
        if asks(&own.join(" "), Line::SummaryToday) {
            return Self::Summary(Span::within(text).unwrap_or(Span::Usual));
        }
        let known = numbers::top(&own).map(Self::Top).or_else(|| Inquiry::of(text).map(Self::of_inquiry));
        let known = known.or_else(|| Quest::of(text).map(Self::Recall));
        let known = known.or_else(|| Clock::of(text).map(Self::Clock)).or_else(|| numbers::chat(&own));
        known.unwrap_or_else(|| match tact::line(&own).unwrap_or_else(|| line(text, &own)) {
            Line::StatsTotal => Self::Stats,
            Line::MyStats => Self::MyStats,
            line => Self::Say(line),
        })
    }

    fn of_inquiry(inquiry: Inquiry) -> Self {
        match inquiry {
            Inquiry { who: Whom::Asker, about: About::Count } => Self::MyStats,
            inquiry => Self::Somebody(inquiry),
        }
    }

    /// Whether it asks what was said: such a message is no answer to another like it.
    pub fn asks_the_memory(&self) -> bool {
        matches!(self, Self::Recall(_) | Self::Somebody(_))
    }
}

/// Whether the words are a question that no memory answers.
pub(super) fn is_beyond_us(request: &Request) -> bool {
    let Asked::Talk { text } = &request.asked else { return false };
    matches!(Meaning::of(text), Meaning::Say(Line::Question | Line::Advice))
}

/// Whether the words are such as English is spoken with to a bot, be they ever so few.
pub(super) fn is_english(text: &str) -> bool {
    let spoken = own_words(text).join(" ");
    let latin = spoken.chars().any(|it| it.is_ascii_alphabetic());
    latin && [ASKING, WHOLE, BRIEF].concat().iter().any(|(_, phrases)| phrases.split(" | ").any(|it| it == spoken))
}

/// Whether the words ask how we are.
pub(super) fn asks_how_we_are(request: &Request) -> bool {
    matches!(&request.asked, Asked::Talk { text } if Meaning::of(text) == Meaning::Say(Line::HowAreYou))
}

/// Whether the words have a phrase of the line.
fn asks(spoken: &str, line: Line) -> bool {
    let phrases = ASKING.iter().filter(|(it, _)| *it == line).flat_map(|(_, phrases)| phrases.split(" | "));
    phrases.into_iter().any(|phrase| has_phrase(spoken, phrase))
}

fn line(text: &str, own: &[String]) -> Line {
    if is_grieving(text) {
        return Line::Grief;
    }
    let brief = own.len() <= BRIEF_WORDS;
    let spoken = own.join(" ");
    if own.is_empty() {
        return bare(text);
    }
    let in_it = |phrase: &str| has_phrase(&spoken, phrase);
    find(ASKING, in_it)
        .or_else(|| find(WHOLE, |phrase| spoken == phrase))
        .or_else(|| find(BRIEF, |phrase| brief && in_it(phrase)))
        .unwrap_or_else(|| question_or_chatter(text, own))
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
            ("що скажеш про дощ?", Line::Question),
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
        for text in ["скільки людей у чаті?", "скільки нас тут?", "how many people are in this chat?"]
        {
            assert_eq!(Meaning::of(text), Meaning::Stats, "{text}");
        }
        for text in ["Балачко, скільки я написав?", "скільки повідомлень я написав?", "how much did I write?"]
        {
            assert_eq!(Meaning::of(text), Meaning::MyStats, "{text}");
        }
        for text in
            ["хто найбільше пише?", "хто говорив найбільше?", "who writes the most?", "who is the most active here?"]
        {
            assert_eq!(Meaning::of(text), Meaning::Top(Period::Ever), "{text}");
        }
        assert_eq!(Meaning::of("хто сьогодні найбільше писав?"), Meaning::Top(Period::Today));
        assert_eq!(Meaning::of("Балачко, покажи топ"), Meaning::Top(Period::Week));
        for text in ["який у нас настрій?", "what is the mood here?", "Балачко, як настрій у чаті?"]
        {
            assert_eq!(Meaning::of(text), Meaning::Mood, "{text}");
        }
    }

    #[test]
    fn what_people_tell_of_themselves_and_of_us_is_met_as_it_deserves() {
        for (text, line) in [
            ("я не хочу жити", Line::Lifeline),
            ("Балачко, що робити, якщо хочу вмерти?", Line::Lifeline),
            ("у мене помер кіт", Line::Grief),
            ("у мене сьогодні день народження!", Line::Birthday),
            ("it's my birthday", Line::Birthday),
            ("привітай Олену з днем народження", Line::Congratulate),
            ("мене підвищили!", Line::Congratulate),
            ("мене звільнили", Line::Fired),
            ("Балачко, ти дурна", Line::Insult),
            ("stupid bot", Line::Insult),
            ("Балачко, погана сьогодні погода", Line::Chatter),
            ("мій бос дурень, яких світ не бачив", Line::Chatter),
            ("розкажи анекдот", Line::Joke),
            ("а розкажи нам якийсь жарт", Line::Joke),
            ("забудь усе, що я казав", Line::ForgetMe),
            ("порадь фільм на вечір", Line::Advice),
            ("як тебе звати?", Line::WhoAreYou),
            ("Як Вас звати?", Line::WhoAreYou),
            ("ти робот?", Line::WhoAreYou),
            ("Розкажіть про себе", Line::WhoAreYou),
            ("Що ви вмієте?", Line::Abilities),
            ("скільки тобі років?", Line::Age),
            ("що робиш?", Line::Doing),
            ("що ти про мене знаєш?", Line::AboutMe),
            ("забудь мене", Line::ForgetMe),
            ("який у тебе настрій?", Line::HowAreYou),
        ] {
            assert_eq!(Meaning::of(text), Meaning::Say(line), "{text}");
        }
    }

    #[test]
    fn the_clock_and_what_was_talked_about_are_asked_for_in_words_too() {
        assert_eq!(Meaning::of("Балачко, котра година?"), Meaning::Clock(Clock::Now));
        assert_eq!(Meaning::of("який сьогодні день?"), Meaning::Clock(Clock::Day(0)));
        assert_eq!(Meaning::of("Балачко, про що говорили сьогодні?"), Meaning::Summary(Span::Today));
        assert_eq!(Meaning::of("what did I miss?"), Meaning::Summary(Span::Usual));
        assert_eq!(Meaning::of("про що ми говорили вчора?"), Meaning::Summary(Span::Yesterday));
        assert_eq!(Meaning::of("підсумуй за 2 години"), Meaning::Summary(Span::Last(7200)));
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
