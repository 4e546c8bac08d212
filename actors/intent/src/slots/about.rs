//! What a message is about: its words that tell something, without those of the question itself.
//!
//! Words of the lists and verbs are left out. Of a question, the first clause that has others tells what it is about;
//! what stands behind "about" tells it best, then what stands between quotation marks. A reminder keeps its verbs.

use std::ops::Range;

use language::packs::List;

use super::{
    clauses::{Word, said},
    verbs::is_verb,
};
use crate::{Label, recall::speaks};

/// Most words.
const MOST: usize = 16;

/// Words that are never what a message is about.
const PLAIN: &[List] = &[
    List::TellingNothing,
    List::Names,
    List::QuestionWords,
    List::Who,
    List::AboutOrFor,
    List::Topic,
    List::Prepositions,
    List::Asker,
    List::SpokenTo,
    List::Auxiliaries,
    List::Pronouns,
    List::Detours,
];
/// The same in questions about what was said.
const RECALLING: &[List] = &[
    List::Recalling,
    List::Seeking,
    List::Wondering,
    List::Sending,
    List::Most,
    List::TheWord,
    List::HowMany,
    List::Fillers,
];

/// What "the word" before them does not cite.
const NEVER_CITED: &[List] =
    &[List::Topic, List::AboutOrFor, List::Prepositions, List::QuestionWords, List::Or, List::And];

/// What a message is for: other words belong to the question itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To learn what was said.
    Recall,
    /// To learn how often something was said.
    Count,
    /// To be reminded, or no longer.
    Remind,
    CancelReminder,
    Poll,
    /// To learn the time.
    Time,
    /// To learn a day.
    Date,
    /// To be told something that the bot hands on.
    Other,
}

impl Purpose {
    /// What messages of a label are for, if they are about something.
    pub fn of(label: Label) -> Option<Self> {
        use Label::*;
        match label {
            RecallTopic | RecallPerson | TopByTopic => Some(Self::Recall),
            CountMentions => Some(Self::Count),
            Remind => Some(Self::Remind),
            CancelReminder => Some(Self::CancelReminder),
            Poll => Some(Self::Poll),
            Time => Some(Self::Time),
            Date => Some(Self::Date),
            Translate | Weather | Knowledge | Advice | Recommend | Write | News | Code | Currency => Some(Self::Other),
            _ => None,
        }
    }

    /// Whether it is to learn what was said.
    fn recalls(self) -> bool {
        matches!(self, Self::Recall | Self::Count)
    }

    /// The lists of the words of the question itself.
    fn lists(self) -> &'static [List] {
        match self {
            Self::Recall | Self::Count => RECALLING,
            Self::Remind => &[List::Reminding],
            Self::CancelReminder => &[List::Reminding, List::Cancelling],
            Self::Poll => &[List::AskingPoll, List::Polls, List::Choosing],
            Self::Time => &[List::AskingTime, List::Hour],
            Self::Date => &[List::AskingDay, List::AskingDate],
            Self::Other => &[List::Asking, List::TheWord],
        }
    }
}

/// The words of the text that tell what it is about, in small letters. What lies in a range of `taken` is told already,
/// and so is what lies in one of `times`, unless it stands right behind "about".
pub fn about(text: &str, purpose: Purpose, taken: &[Range<usize>], times: &[Range<usize>]) -> Vec<String> {
    let mut message = Message { words: said(text, taken, times), purpose };
    message.free_times();
    let told = match purpose {
        Purpose::Remind => message.task(),
        Purpose::Date => message.first_clause(|at| message.is_day(at)),
        _ => message.topic(),
    };
    told.into_iter().map(|at| message.words[at].written.to_lowercase()).take(MOST).collect()
}

struct Message<'t> {
    words: Vec<Word<'t>>,
    purpose: Purpose,
}

/// Numbers of words.
type Told = Vec<usize>;

impl Message<'_> {
    /// A time right behind "about" is what is talked about: "about the summer house", "about tomorrow".
    fn free_times(&mut self) {
        for at in 0..self.words.len() {
            let clause = self.words[at].clause;
            if self.words[at].is_in(&[List::Topic]) {
                let behind = self.words[at + 1..].iter_mut();
                behind.take_while(|it| it.is_time && it.clause == clause).for_each(|it| it.is_time = false);
            }
        }
    }

    /// What a question is about.
    fn topic(&self) -> Told {
        let ways: [&dyn Fn() -> Told; 6] = [
            &|| self.behind_topic_word(),
            &|| self.cited(),
            &|| self.first_clause(|at| self.is_thing(at)),
            &|| self.words_said(),
            &|| self.deeds(),
            &|| self.detour(),
        ];
        ways.iter().map(|way| way()).find(|told| !told.is_empty()).unwrap_or_default()
    }

    /// What stands behind "about", up to a verb, a time, a name or the end of the clause.
    fn behind_topic_word(&self) -> Told {
        if self.purpose == Purpose::Other {
            // "A poem about autumn" is about both.
            return Told::new();
        }
        let is_topic = |at: &usize| {
            let word = &self.words[*at];
            !word.is_told() && !word.is_detour && word.is_in(&[List::Topic, List::About])
        };
        let behind = |at: usize| -> Told {
            let clause = self.words[at].clause;
            let phrase = (at + 1..self.words.len()).take_while(|next| self.goes_on(*next, clause));
            phrase.filter(|next| self.tells(*next)).collect()
        };
        (0..self.words.len()).filter(is_topic).map(behind).find(|told| !told.is_empty()).unwrap_or_default()
    }

    fn goes_on(&self, at: usize, clause: usize) -> bool {
        let word = &self.words[at];
        let asks = || word.is_in(&[List::QuestionWords, List::Most, List::Topic]);
        let on = word.clause == clause && !word.is_told() && !word.is_detour;
        on && (word.is_quoted || !asks() && (!self.acts(at) || self.is_plain(at)))
    }

    /// What is quoted, or stands behind "the word".
    fn cited(&self) -> Told {
        if !self.purpose.recalls() && self.purpose != Purpose::Other {
            return Told::new();
        }
        let quoted: Told = (0..self.words.len()).filter(|at| self.words[*at].is_quoted).collect();
        let named = || (1..self.words.len()).filter(|at| self.is_named_word(*at)).collect();
        if quoted.is_empty() { named() } else { quoted }
    }

    /// Whether it stands behind "the word".
    fn is_named_word(&self, at: usize) -> bool {
        let (before, word) = (&self.words[at - 1], &self.words[at]);
        let named = before.is_in(&[List::TheWord]) && before.clause == word.clause;
        named && !word.is_told() && !word.is_in(NEVER_CITED)
    }

    /// Whatever stands behind a verb of speaking, where it is counted: "how often did Kate say later".
    fn words_said(&self) -> Told {
        let verb = self.words.iter().rposition(|word| speaks(&word.key)).filter(|_| self.purpose == Purpose::Count);
        let Some(verb) = verb else { return Told::new() };
        let clause = self.words[verb].clause;
        let said = |word: &Word| word.clause == clause && !word.is_told() && !word.is_in(NEVER_CITED);
        (verb + 1..self.words.len()).filter(|at| said(&self.words[*at])).collect()
    }

    /// Verbs, where a question has nothing else: "who apologises most".
    fn deeds(&self) -> Told {
        self.first_clause(|at| self.purpose.recalls() && self.tells(at) && !speaks(&self.words[at].key))
    }

    /// The words of the first clause that has such.
    fn first_clause(&self, tells: impl Fn(usize) -> bool) -> Told {
        let mut told = (0..self.words.len()).filter(|at| !self.words[*at].is_detour && tells(*at)).peekable();
        let first = told.peek().map(|at| self.words[*at].clause);
        told.take_while(|at| Some(self.words[*at].clause) == first).collect()
    }

    /// The words of a detour, where nothing else tells anything.
    fn detour(&self) -> Told {
        (0..self.words.len()).filter(|at| self.words[*at].is_detour && self.is_thing(*at)).collect()
    }

    /// What somebody is to be reminded of: what follows the request up to a detour, else what stands before it.
    fn task(&self) -> Told {
        let asks = |word: &Word| word.is_in(&[List::Reminding]) && !word.is_detour;
        let clause = self.words.iter().find(|word| asks(word)).map_or(0, |word| word.clause);
        let from = self.words.iter().position(|word| word.clause == clause).unwrap_or_default();
        let task = self.task_in(from..self.words.len());
        if task.is_empty() { self.task_in(0..from) } else { task }
    }

    /// A clause about somebody tells why, unless nothing stands before it: "…, I am sure to forget it".
    fn task_in(&self, places: Range<usize>) -> Told {
        let mut told = Told::new();
        for at in places {
            let word = &self.words[at];
            let other = told.first().is_some_and(|first: &usize| self.words[*first].clause != word.clause);
            let is_why = other && word.is_in(&[List::Asker, List::SpokenTo, List::Pronouns]);
            if is_why {
                told.retain(|it| self.words[*it].clause != word.clause);
            }
            if is_why || word.is_detour {
                break;
            }
            if self.tells(at) {
                told.push(at);
            }
        }
        told
    }

    /// Whether it belongs to the name of a day: "New Year", "Teachers' Day".
    fn is_day(&self, at: usize) -> bool {
        let word = &self.words[at];
        let joined =
            |other: usize| self.words.get(other).is_some_and(|it| it.clause == word.clause) && self.is_thing(other);
        self.is_feast(at) || self.is_thing(at) || word.is_in(&[List::Day]) && !word.is_told() && joined(at + 1)
    }

    /// Whether it belongs to a feast of the lists.
    fn is_feast(&self, at: usize) -> bool {
        List::Feasts.words().pairs().any(|(feast, _)| {
            let length = feast.split(' ').count();
            let begins = |from: usize| feast.split(' ').eq(self.words[from..].iter().take(length).map(|it| &*it.key));
            (at.saturating_sub(length - 1)..=at).any(begins)
        })
    }

    /// Whether it tells something and is no verb.
    fn is_thing(&self, at: usize) -> bool {
        self.tells(at) && (self.words[at].is_quoted || !self.acts(at))
    }

    /// Whether it is a verb. Behind a preposition no verb stands.
    fn acts(&self, at: usize) -> bool {
        let governed = at.checked_sub(1).map(|before| &self.words[before]).is_some_and(|before| {
            before.is_in(&[List::Prepositions, List::Topic]) && before.clause == self.words[at].clause
        });
        !governed && is_verb(&self.words[at].key)
    }

    /// Whether it is neither told already nor a word of the question itself.
    fn tells(&self, at: usize) -> bool {
        let word = &self.words[at];
        word.is_quoted || !word.is_told() && !self.is_plain(at)
    }

    fn is_plain(&self, at: usize) -> bool {
        let word = &self.words[at];
        let is_number = || word.key.chars().all(|it| it.is_ascii_digit());
        word.is_in(PLAIN) || word.is_in(self.purpose.lists()) || is_number() && !self.purpose.recalls()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_question_is_about_is_told() {
        let mut wrong = Vec::new();
        for (text, taken, wanted) in [
            ("скільки скидаємо на домофон?", "", "домофон"),
            ("знайди номер сантехніка", "", "номер сантехніка"),
            ("що вирішили з дачею?", "", "дачею"),
            ("хто казав про каву?", "", "каву"),
            ("Балачко, хто писав про зелений чай?", "", "зелений чай"),
            ("що Тарас казав про борщ?", "Тарас", "борщ"),
            ("що я казав про відпустку", "", "відпустку"),
            ("коли ми востаннє говорили про Київ?", "", "київ"),
            ("чи хтось згадував «П’яту симфонію»", "", "п’яту симфонію"),
            ("про що писала Оля вчора?", "Оля", ""),
            ("хто скидав посилання на кіно минулого тижня", "минулого тижня", "посилання кіно"),
            ("нагадай, що там з ремонтом", "", "ремонтом"),
            ("пам'ятаєш рецепт сирників?", "", "рецепт сирників"),
            ("покажи рецепт борщу", "", "рецепт борщу"),
            ("де лежать ключі від підвалу?", "", "ключі підвалу"),
            ("а коли зустріч?", "", "зустріч"),
            ("який пароль від вайфаю", "", "пароль вайфаю"),
            ("Надішли адресу лікарні", "", "адресу лікарні"),
            ("що там по грошах за опалення", "", "грошах опалення"),
            ("@balachka_bot хто казав про каву", "", "каву"),
            ("хто просив рейс 102?", "", "рейс 102"),
            ("скільки разів казали «борщ»?", "", "борщ"),
            ("мені треба знати про ліфт", "", "ліфт"),
            ("що люди казали про воду", "", "воду"),
            ("хто що казав", "", ""),
            ("", "", ""),
            ("?", "", ""),
            ("що було?", "", ""),
            ("щось про котів було?", "", "котів"),
            ("ти не пам'ятаєш, у кого був дриль?", "", "дриль"),
            ("чого домовились щодо паркування", "", "паркування"),
            ("хто знає гарного стоматолога?", "", "гарного стоматолога"),
            ("what did James say about the pie?", "James", "pie"),
            ("who mentioned the deadline?", "", "deadline"),
            ("when did we talk about coffee?", "", "coffee"),
            ("did anyone say anything about Rust here", "", "rust"),
            ("find the recipe, please", "", "recipe"),
            ("what was decided about the summer house", "", "summer house"),
            ("how many times did they mention football", "", "football"),
            ("кто говорил про Киев", "", "киев"),
            ("найди рецепт пирога", "", "рецепт пирога"),
            ("что решили насчет дачи?", "", "дачи"),
            ("кто писал про ремонт вчера", "вчера", "ремонт"),
            ("що робити?", "", "робити"),
        ] {
            let taken: Vec<Range<usize>> = text.find(taken).map(|at| at..at + taken.len()).into_iter().collect();
            let told = about(text, Purpose::Recall, &taken, &[]).join(" ");
            if told != wanted {
                wrong.push(format!("{text}: {told:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
