//! What must be looked up before an answer can be worded.

use super::inquiry::{About, Whom};
use super::lines::Line;
use super::meaning::Meaning;
use super::phrases::{FILLERS, NAMES, QUESTION_WORDS, TRIVIAL, YOURS, has_word};
use super::recap::Recap;
use super::somebody::Portrait;
use super::span::Span;
use super::top::{Period, Top};
use analysis::ChatSummary;
use context::{ChatStats, Hit, MOST_HITS, PersonStats};
use conversation::request::{Asked, Request};
use language::analyzer::Reading;
use language::text::words::{fold, words};
use personalization::{BadChoice, Choice, Key, Profile, Statistics};

/// Hits to ask for: more than are shown, since questions and what was said to us are left out.
pub(super) const HITS: u32 = MOST_HITS;

/// Keywords that an old message must share to be worth mentioning.
const SHARED: usize = 2;

/// Words of a question that are looked for.
const RELATED: usize = 3;

/// A question to the stores.
#[derive(Debug, Clone, PartialEq)]
pub enum Lookup {
    Nothing,
    /// Statistics of the request's chat.
    Chat,
    /// Statistics of the asker in the request's chat.
    Asker,
    /// Messages of the request's chat with all of these words, each standing for whatever begins with it.
    Search {
        words: String,
        limit: u32,
    },
    /// What is known of the asker, once what they correct is corrected.
    Person(Correction),
    /// How the request's chat has been.
    Mood,
    /// Who talks most in the request's chat.
    Top(Period),
    /// What was talked about there.
    Recap(Span),
    /// Somebody of the request's chat, and what they said with these words.
    Somebody {
        who: Whom,
        about: Option<String>,
    },
    /// Messages of the request's chat with these words, best with all, else with the first that is found.
    Related(Vec<String>),
    Clock,
    /// Something in the chat's own voice, now and then.
    Voice,
}

/// What the stores answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Facts {
    Nothing,
    /// `None` for a chat that has nothing counted yet.
    Chat(Option<ChatStats>),
    /// `None` for a person who wrote nothing here.
    Asker(Option<PersonStats>),
    /// Best first.
    Hits(Vec<Hit>),
    /// And the words that they have.
    Related(String, Vec<Hit>),
    /// Without statistics for a person who wrote nothing yet.
    Person(Box<Profile>, Option<Box<Statistics>>),
    /// `None` for a time in which nothing was said.
    Mood {
        today: Option<Box<ChatSummary>>,
        week: Option<Box<ChatSummary>>,
    },
    /// `None` for a chat in which nobody wrote yet.
    Top(Option<Box<Top>>),
    /// `None` if nothing was said.
    Recap(Option<Box<Recap>>),
    /// `None` if nobody is called so.
    Somebody(Option<Box<Portrait>>),
    /// Unix seconds.
    Clock(i64),
    /// Text, not HTML.
    Voice(String),
    /// The stores did not answer in time, or could not.
    Unavailable,
}

/// What a person wants changed of what is known about them.
#[derive(Debug, Clone, PartialEq)]
pub enum Correction {
    None,
    Change(Choice),
    /// Of one thing, or of all.
    Reset(Option<Key>),
    /// Whether we may speak to them unasked.
    Unasked(bool),
    /// A key without a value.
    Which(Key),
    Bad(BadChoice),
}

impl Correction {
    /// What the words after `/me` ask for.
    pub fn of(args: &str) -> Self {
        let (key, value) = args.split_once(char::is_whitespace).unwrap_or((args, ""));
        let value = value.trim();
        match fold(key).as_str() {
            "" => Self::None,
            "reset" | "скинути" | "скинь" | "забудь" if value.is_empty() => Self::Reset(None),
            "reset" | "скинути" | "скинь" | "забудь" => match Key::meant(&fold(value)) {
                Some(key) => Self::Reset(Some(key)),
                None => Self::Bad(BadChoice::UnknownKey),
            },
            "unasked" | "озиватися" | "озивайся" => unasked(value),
            key if value.is_empty() => Key::meant(key).map_or(Self::Bad(BadChoice::UnknownKey), Self::Which),
            key => Choice::parse(key, value).map_or_else(Self::Bad, Self::Change),
        }
    }
}

fn unasked(value: &str) -> Correction {
    match fold(value).as_str() {
        "yes" | "on" | "так" => Correction::Unasked(true),
        "no" | "off" | "ні" => Correction::Unasked(false),
        _ => Correction::Bad(BadChoice::UnknownKey),
    }
}

/// What to look up for the request; `reading` is of the words in it.
pub fn plan(request: &Request, reading: Option<&Reading>) -> Lookup {
    match &request.asked {
        Asked::Stats => Lookup::Chat,
        Asked::MyStats => Lookup::Asker,
        Asked::Mood => Lookup::Mood,
        Asked::Top { args } => Period::of(args).map_or(Lookup::Nothing, Lookup::Top),
        Asked::Search { words } => Lookup::Search { words: words.clone(), limit: HITS },
        Asked::Summary { args } => Span::of(args).map_or(Lookup::Nothing, Lookup::Recap),
        Asked::Me { args } => match Correction::of(args) {
            Correction::Bad(_) | Correction::Which(_) => Lookup::Nothing,
            correction => Lookup::Person(correction),
        },
        Asked::Talk { text } => match Meaning::of(text) {
            Meaning::Recall(quest) => search(quest.stems.join(" ")),
            Meaning::Stats => Lookup::Chat,
            Meaning::MyStats => Lookup::Asker,
            Meaning::Top(period) => Lookup::Top(period),
            Meaning::Mood => Lookup::Mood,
            Meaning::Somebody(inquiry) => Lookup::Somebody {
                who: inquiry.who,
                about: match inquiry.about {
                    About::Said(quest) => Some(quest.stems.join(" ")),
                    About::Who | About::Count | About::Last | About::Words => None,
                },
            },
            Meaning::Clock(_) => Lookup::Clock,
            Meaning::Summary(span) => Lookup::Recap(span),
            Meaning::Say(Line::Chatter | Line::Called) => Lookup::Voice,
            Meaning::Say(Line::Question) => reading.map_or(Lookup::Nothing, |reading| related(text, reading)),
            Meaning::Say(_) => Lookup::Nothing,
        },
        Asked::Silence(silence) if !silence.downcast => Lookup::Voice,
        Asked::Chime { .. } => reading.map_or(Lookup::Nothing, like),
        _ => Lookup::Nothing,
    }
}

/// What may bear on a question that no memory answers: its telling words as they stand. What is asked of ourselves is
/// in nobody's messages.
fn related(text: &str, reading: &Reading) -> Lookup {
    let plain = [NAMES, QUESTION_WORDS, FILLERS, TRIVIAL];
    let own = || words(text).map(|word| (word, fold(word)));
    if own().any(|(_, word)| has_word(YOURS, &word)) {
        return Lookup::Nothing;
    }
    let telling = |word: &String| reading.keywords.contains(word) && !plain.iter().any(|list| has_word(list, word));
    let words: Vec<String> =
        own().filter(|(_, it)| telling(it)).map(|(word, _)| word.to_owned()).take(RELATED).collect();
    if words.is_empty() { Lookup::Nothing } else { Lookup::Related(words) }
}

/// Older messages about the same.
fn like(reading: &Reading) -> Lookup {
    match reading.keywords.get(..SHARED) {
        Some(shared) => search(shared.join(" ")),
        None => Lookup::Nothing,
    }
}

fn search(words: String) -> Lookup {
    Lookup::Search { words, limit: HITS }
}

#[cfg(test)]
mod tests {
    use super::*;
    use personalization::Style;

    #[test]
    fn corrections_are_understood_in_both_languages() {
        for args in ["style formal", "стиль  офіційно", "Стиль ОФІЦІЙНО"] {
            assert_eq!(Correction::of(args), Correction::Change(Choice::Style(Style::Formal)), "{args}");
        }
        assert_eq!(Correction::of(""), Correction::None);
        assert_eq!(Correction::of("скинути"), Correction::Reset(None));
        assert_eq!(Correction::of("reset style"), Correction::Reset(Some(Key::Style)));
        assert_eq!(Correction::of("стиль"), Correction::Which(Key::Style));
        assert_eq!(Correction::of("озиватися ні"), Correction::Unasked(false));
        for args in ["колір синій", "колір", "style синій", "reset колір", "unasked maybe"] {
            assert!(matches!(Correction::of(args), Correction::Bad(_)), "{args}");
        }
    }
}
