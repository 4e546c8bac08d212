//! Which of the messages that were found answers a question best.
//!
//! What tells more of the words comes first, then what has the kind of thing that is asked for (a number, a time, an
//! address), then what was decided, then what is newer. Questions of others come behind every statement.

use std::cmp::Reverse;

use context::Said;
use intent::{
    deeds,
    times::{Direction, Times, times},
};
use jiff::Zoned;
use language::{
    packs::List,
    text::{
        inflection::roots,
        words::{fold, words},
    },
};

/// The newest messages that are looked through for a time: reading one costs more than the rest together.
const READ_FOR_TIMES: usize = 200;
/// Digits of a phone number, at least.
const PHONE: usize = 7;
/// Letters by which words are told alike that are not asked for by name.
const ALIKE: usize = 5;
/// Letters of a synonym that is a whole word, at most.
const SHORT: usize = 2;
/// Words of a question without a question mark, at most.
const BRIEF: usize = 8;
/// Words of one that has its question word anywhere, at most.
const TINY: usize = 4;
/// What ends a sentence.
const ENDS: &[char] = &['.', '!', '?', '…', '\n'];
const CURRENCIES: &[char] = &['₴', '$', '€', '£'];

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    Number,
    Time,
    /// A time of the day.
    Hour,
    /// What each has to pay.
    Share,
    /// An address, a phone number, a link.
    Place,
    /// Up to when.
    Deadline,
    Anything,
}

impl Wish {
    /// By the words of the question.
    pub fn of(text: &str) -> Self {
        let said: Vec<String> = words(text).map(fold).collect();
        match () {
            () if List::AskingDeadline.is_in(&said) => Self::Deadline,
            () if List::AskingHour.is_in(&said) => Self::Hour,
            () if List::AskingWhen.is_in(&said) => Self::Time,
            () if List::EachPays.is_in(&said) => Self::Share,
            () if List::HowMany.has_any(&said) || List::AskingHowMany.is_in(&said) => Self::Number,
            () if List::AskingPlace.has_any(&said) => Self::Place,
            () if List::When.has_any(&said) => Self::Time,
            () => Self::Anything,
        }
    }
}

/// What was found, best first.
#[derive(Debug, Default)]
pub(super) struct Ranked {
    pub statements: Vec<Said>,
    pub questions: Vec<Said>,
}

impl Ranked {
    pub fn is_nothing(&self) -> bool {
        self.statements.is_empty() && self.questions.is_empty()
    }
}

/// What makes one message better than another; the greater comes first.
type Worth = (usize, u8, bool, usize, usize, usize, i64);

/// The words of a question, and what else it says.
pub(super) struct Words {
    wanted: Vec<Wanted>,
    /// What is done in it.
    deeds: Vec<Wanted>,
    /// How the other words begin.
    others: Vec<String>,
    asks_who: bool,
    /// Who did not do something is asked for.
    asks_undone: bool,
}

/// A word that is looked for.
struct Wanted {
    /// What its forms have in common.
    roots: Vec<String>,
    /// How its synonyms begin.
    synonyms: Vec<&'static str>,
    /// What its forms have in common, if it is a verb.
    verb: Option<String>,
}

impl Wanted {
    fn of(word: &str) -> Self {
        let word = fold(word);
        Self { roots: roots(&word), synonyms: synonyms(&word), verb: verb_root(&word).map(str::to_owned) }
    }

    /// Whether some folded words have it, in whatever form, or have a synonym of it.
    fn is_named(&self, said: &[String]) -> bool {
        let is_it = |word: &String| {
            let same = || self.verb.is_some() && verb_root(word) == self.verb.as_deref();
            self.synonyms.iter().any(|start| begins(word, start)) || shares(&roots(word), &self.roots) || same()
        };
        said.iter().any(is_it)
    }
}

/// A verb without the endings of the infinitive or the past, and without what makes it reflexive.
pub(super) fn verb_root(word: &str) -> Option<&str> {
    let endings = List::PastVerbEndings.iter().chain(List::InfinitiveEndings.iter());
    let root = endings.filter_map(|ending| word.strip_suffix(ending)).min_by_key(|root| root.len())?;
    (root.chars().count() >= ALIKE - 1).then_some(root)
}

/// Beginnings of words that name the same as a folded word, its own among them.
pub(super) fn synonyms(word: &str) -> Vec<&'static str> {
    let pairs = || List::Synonyms.words().pairs();
    let things: Vec<&str> = pairs().filter(|(start, _)| begins(word, start)).map(|(_, thing)| thing).collect();
    pairs().filter(|(_, thing)| things.contains(thing)).map(|(start, _)| start).collect()
}

/// Whether two folded words name the same thing by the lists.
pub(crate) fn is_synonym(one: &str, other: &str) -> bool {
    synonyms(other).iter().any(|start| begins(one, start))
}

/// Whether a word begins so. What is too short for a beginning is the whole word.
fn begins(word: &str, start: &str) -> bool {
    word == start || start.chars().count() > SHORT && word.starts_with(start)
}

impl Words {
    /// `wanted` are looked for, the text is that of the whole question.
    pub fn of(wanted: &[String], text: &str) -> Self {
        let wanted: Vec<Wanted> = wanted.iter().map(|word| Wanted::of(word)).collect();
        let plain = [List::QuestionWords, List::Names, List::Fillers, List::Recalling, List::Seeking];
        let others = words(text).map(fold).filter(|word| !plain.iter().any(|list| list.has(word)));
        let others = others.filter_map(|word| beginning(&word).map(str::to_owned)).collect();
        let deeds = deeds(text).iter().map(|word| Wanted::of(word)).collect();
        let asks_who = words(text).any(|word| List::Who.has(&fold(word)));
        let said: Vec<String> = words(text).map(fold).collect();
        let asks_undone = asks_who && List::Denials.has_any(&said);
        Self { wanted, deeds, others, asks_who, asks_undone }
    }

    /// How many of the words a text has, in whatever form.
    pub fn in_text(&self, text: &str) -> usize {
        let said: Vec<Vec<String>> = words(text).map(|word| roots(&fold(word))).collect();
        let has = |wanted: &&Wanted| said.iter().any(|word| shares(word, &wanted.roots));
        self.wanted.iter().filter(has).count()
    }

    /// How many of the words a text has, in whatever form, or has a synonym of.
    pub fn named_in(&self, text: &str) -> usize {
        let said: Vec<String> = words(text).map(fold).collect();
        self.wanted.iter().filter(|wanted| wanted.is_named(&said)).count()
    }

    /// Whether a text tells of a deed of the question.
    pub fn are_done_in(&self, text: &str) -> bool {
        self.deeds_in(&words(text).map(fold).collect::<Vec<_>>()) > 0
    }

    /// How many deeds of the question folded words tell of; "did not pay" is no payment.
    fn deeds_in(&self, said: &[String]) -> usize {
        let denied = |at: usize| at > 0 && List::Denials.has(&said[at - 1]);
        // "Who does not come?" is told by "I do not come".
        let is_done =
            |deed: &&Wanted| (0..said.len()).any(|at| deed.is_named(&said[at..=at]) && denied(at) == self.asks_undone);
        self.deeds.iter().filter(is_done).count()
    }

    /// Whether the sentences that have the words ask.
    fn are_asked(&self, text: &str) -> bool {
        let has = |sentence: &&str| self.wanted.is_empty() || self.in_text(sentence) > 0;
        let mut with_words = text.split_inclusive(ENDS).filter(has).peekable();
        with_words.peek().is_some() && with_words.all(asks)
    }

    /// How many other words of the question it has.
    fn alike(&self, said: &[String]) -> usize {
        let is_said = |other: &&String| said.iter().any(|word| word.starts_with(other.as_str()));
        self.others.iter().filter(is_said).count()
    }
}

/// The messages, best first; of those that have the very words in some form, if there are any.
pub(super) fn ranked(found: Vec<Said>, words: &Words, wish: Wish, now: &Zoned) -> Ranked {
    let counts = |said: &Said| (words.named_in(&said.text), words.in_text(&said.text));
    let counted: Vec<((usize, usize), Said)> = found.into_iter().map(|said| (counts(&said), said)).collect();
    let exact = counted.iter().any(|((named, _), _)| *named > 0);
    let fitting = counted.into_iter().filter(|((named, _), _)| !exact || *named > 0);
    let mut ranked: [Vec<(Worth, Said)>; 2] = Default::default();
    for (place, (count, said)) in fitting.enumerate() {
        let asked = words.are_asked(&said.text);
        let worth = worth(&said, count, words, (wish, place < READ_FOR_TIMES), now);
        ranked[usize::from(asked)].push((worth, said));
    }
    let [statements, questions] = ranked.map(|mut some| {
        some.sort_by_key(|(worth, said)| Reverse((*worth, said.message_id)));
        some.into_iter().map(|(_, said)| said).collect()
    });
    Ranked { statements, questions }
}

fn worth(
    said: &Said,
    (named, count): (usize, usize),
    words_asked: &Words,
    (wish, late): (Wish, bool),
    now: &Zoned,
) -> Worth {
    let text = &said.text;
    let folded: Vec<String> = words(text).map(fold).collect();
    let timed = matches!(wish, Wish::Time | Wish::Hour | Wish::Deadline);
    // "I go on Saturday" tells who goes.
    let tells_who = words_asked.asks_who && List::Asker.has_any(&folded);
    let fits = (!timed || late) && has_wish(text, wish, now) || tells_who;
    // Figures are sums and counts more often than numbers in words are.
    let figures = wish == Wish::Number && folded.iter().any(|word| word.starts_with(|it: char| it.is_ascii_digit()));
    let decided = List::Settled.is_in(&folded) || has_amount(text, &folded);
    let deeds = words_asked.deeds_in(&folded);
    let alike = if fits || decided { 0 } else { words_asked.alike(&folded) };
    (named, u8::from(fits) + u8::from(figures), decided, deeds, count, alike, said.date)
}

/// Whether a message has what is asked for besides its words.
pub(super) fn has_wish(text: &str, wish: Wish, now: &Zoned) -> bool {
    let folded: Vec<String> = words(text).map(fold).collect();
    match wish {
        Wish::Number => has_number(&folded),
        Wish::Time => times(text, now, Direction::Future) != Times::default(),
        Wish::Hour => names_hour(text, now),
        Wish::Deadline => has_deadline(text, now),
        Wish::Share => names_share(&folded),
        Wish::Place => has_place(text, &folded),
        Wish::Anything => false,
    }
}

/// "620 from each", "by 620".
pub(super) fn names_share(said: &[String]) -> bool {
    let is_sum = |word: &String| word.len() > 1 && word.bytes().all(|it| it.is_ascii_digit());
    said.windows(2).any(|pair| {
        let [one, other] = pair else { return false };
        List::Each.has(one) && is_sum(other) || is_sum(one) && List::Each.has(other)
    })
}

/// "Up to Wednesday, 18:00".
fn has_deadline(text: &str, now: &Zoned) -> bool {
    let is_until = |word: Option<&str>| word.is_some_and(|word| List::Until.has(&fold(word)));
    let Times { places, .. } = times(text, now, Direction::Future);
    places.into_iter().any(|place| is_until(words(&text[..place.start]).last()) || is_until(words(&text[place]).next()))
}

/// Whether a text names an hour of the clock, and not only a part of the day.
fn names_hour(text: &str, now: &Zoned) -> bool {
    // Of two times, one of which is over, none is the time.
    if text.split_whitespace().any(is_clock) {
        return true;
    }
    let Times { at, places, .. } = times(text, now, Direction::Future);
    let is_number = |word: &String| {
        word.starts_with(|it: char| it.is_ascii_digit())
            || [List::Cardinals, List::HoursInWords].iter().any(|list| list.words().number(word).is_some())
    };
    at.is_some() && places.into_iter().any(|place| words(&text[place]).map(fold).any(|word| is_number(&word)))
}

/// "9:30".
fn is_clock(chunk: &str) -> bool {
    let chunk = chunk.trim_matches(|it: char| !it.is_ascii_digit());
    let is_figure = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
    chunk.split_once(':').is_some_and(|(hour, minute)| is_figure(hour) && is_figure(minute))
}

/// The sentence that has the words; the first one if none has them.
pub(super) fn telling_sentence<'t>(text: &'t str, words: &Words) -> &'t str {
    let mut sentences = text.split_inclusive(ENDS).filter(|it| !it.trim().is_empty());
    let telling = text.split_inclusive(ENDS).find(|it| words.in_text(it) > 0);
    telling.or_else(|| sentences.next()).unwrap_or(text).trim()
}

/// Whether a sentence asks: by its mark, or, if it is short, by its first word.
pub(super) fn asks(sentence: &str) -> bool {
    let said: Vec<String> = words(sentence).map(fold).collect();
    let asks = |word: &String| List::QuestionWords.has(word);
    // "The balls, who has them".
    let inverted = [List::Who, List::HowMany, List::When].iter().any(|list| list.has_any(&said));
    let is_brief = said.len() <= BRIEF && said.first().is_some_and(asks);
    // "Somebody bring an amplifier, please" is told by whoever does.
    let wants_somebody = said.len() <= BRIEF + TINY && List::Anybody.has_any(&said);
    // "The keys of the shed are with whom".
    let ends_asking = said.len() > 1 && said.len() <= BRIEF && said.last().is_some_and(asks);
    sentence.contains('?') || is_brief || said.len() <= TINY && inverted || ends_asking || wants_somebody
}

fn has_number(said: &[String]) -> bool {
    said.iter()
        .any(|word| word.starts_with(|it: char| it.is_ascii_digit()) || List::Cardinals.words().number(word).is_some())
}

fn has_amount(text: &str, said: &[String]) -> bool {
    let is_digit = |word: &String| word.ends_with(|it: char| it.is_ascii_digit());
    let named = said.windows(2).any(|pair| is_digit(&pair[0]) && List::Amounts.has(&pair[1]));
    named || text.contains(CURRENCIES) && said.iter().any(is_digit)
}

fn has_place(text: &str, said: &[String]) -> bool {
    let links = ["http", "t.me/", "www."];
    let mailed = text.split_whitespace().any(|word| word.trim_matches(|it: char| !it.is_alphanumeric()).contains('@'));
    mailed || links.iter().any(|link| text.contains(link)) || has_phone(text) || List::AddressWords.has_any(said)
}

/// Whether enough digits stand together, with what people put between those of a phone number.
fn has_phone(text: &str) -> bool {
    let between = |it: char| matches!(it, ' ' | '-' | '(' | ')' | '+' | '.');
    let mut runs = text.split(|it: char| !it.is_ascii_digit() && !between(it));
    runs.any(|run| run.chars().filter(char::is_ascii_digit).count() >= PHONE)
}

fn shares(one: &[String], other: &[String]) -> bool {
    one.iter().any(|root| other.contains(root))
}

/// The first letters of a long word.
fn beginning(word: &str) -> Option<&str> {
    let (end, letter) = word.char_indices().nth(ALIKE - 1)?;
    word.get(..end + letter.len_utf8())
}

#[cfg(test)]
mod tests {
    use events::{ChatId, MessageId, PersonId};

    use super::*;

    fn said(id: i64, text: &str) -> Said {
        Said {
            chat_id: ChatId(-5),
            chat_username: None,
            thread: None,
            message_id: MessageId(id),
            sender_id: PersonId(1),
            sender_name: "Тарас".into(),
            date: id * 3600,
            text: text.into(),
            reply_to: None,
            to_us: false,
            reactions: 0,
        }
    }

    /// The numbers of the statements and of the questions, best first, of messages that are numbered from 1 on.
    fn order(question: &str, wanted: &[&str], texts: &[&str]) -> (Vec<i64>, Vec<i64>) {
        let now = "2026-11-28T14:00[Europe/Kyiv]".parse().unwrap();
        let wanted: Vec<String> = wanted.iter().map(|word| (*word).to_owned()).collect();
        let mut found: Vec<Said> = (1..).zip(texts).map(|(id, text)| said(id, text)).collect();
        found.reverse();
        let Ranked { statements, questions } = ranked(found, &Words::of(&wanted, question), Wish::of(question), &now);
        let ids = |some: Vec<Said>| some.iter().map(|it| it.message_id.0).collect();
        (ids(statements), ids(questions))
    }

    #[test]
    fn the_newest_decision_comes_first_and_questions_last() {
        let texts = [
            "Вирішили: на домофон скидаємось по 200 грн",
            "Вирішили: на домофон скидаємось по 250 грн до п'ятниці, картка в Олени",
            "домофон знову пищить",
            "Хто не здав за домофон? По 200 грн",
        ];
        let expected = (vec![2, 1, 3], vec![4]);
        assert_eq!(order("скільки скидаємо на домофон?", &["домофон"], &texts), expected);
        assert_eq!(order("що вирішили з домофоном?", &["домофоном"], &texts), expected);
    }

    #[test]
    fn what_has_the_kind_of_thing_that_is_asked_for_comes_first() {
        for (question, wanted, texts) in [
            ("коли збори?", "збори", ["збори в суботу о 12 біля під'їзду", "збори це нудно"]),
            ("скільки коштує піца?", "піца", ["піца по 180", "піца смачна"]),
            ("how many scoops does the cat get?", "scoops", ["one scoop in the morning", "the scoop is blue"]),
            ("номер сантехніка", "сантехніка", ["Сантехнік Василь, 050 123-45-67", "сантехнік знову не прийшов"]),
            ("де збори?", "збори", ["збори на вул. Зеленій", "збори були веселі"]),
            ("where is the party?", "party", ["the party is at 12 Baker street", "the party was loud"]),
            ("хто зламав граблі?", "граблі", ["Граблі одні зламали. Хто?", "Граблі є в Богдана"]),
        ] {
            assert_eq!(order(question, &[wanted], &texts).0, [1, 2], "{question}");
        }
    }

    #[test]
    fn of_equals_the_newest_comes_first_and_very_words_before_longer_ones() {
        assert_eq!(order("хто казав про каву?", &["каву"], &["кава стигне", "без кави ніяк"]).0, [2, 1]);
        assert_eq!(order("хто казав про каву?", &["каву"], &["без кави ніяк", "кавун солодкий"]).0, [1]);
        assert_eq!(order("хто казав про каву?", &["каву"], &["кавун солодкий"]).0, [1]);
    }

    #[test]
    fn a_question_is_known_by_the_sentence_that_has_the_words() {
        let texts = ["хто йде на каву", "Кава тут. Хто йде?", "Як же я люблю цю каву зранку, коли всі ще сплять удома"];
        assert_eq!(order("хто казав про каву?", &["каву"], &texts), (vec![3, 2], vec![1]));
    }

    #[test]
    fn of_a_long_text_the_sentence_with_the_words_is_told() {
        let words = Words::of(&["борщ".to_owned()], "");
        assert_eq!(telling_sentence("Був день. Варили борщу багато! Потім спали.", &words), "Варили борщу багато!");
        assert_eq!(telling_sentence("Був день. Потім спали.", &words), "Був день.");
    }
}
