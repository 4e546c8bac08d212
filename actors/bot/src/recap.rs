//! What was talked about in a stretch of time: the material of a summary, whoever writes it.

use std::collections::{HashMap, HashSet};

use crate::Address;
use analysis::{ChatSummary, MoodTrend};
use context::{Said, author};
use events::{MessageId, PersonId};
use intent::is_name;
use language::{
    analyzer::Topic,
    text::words::{fold, words},
};

/// Messages that a summary quotes at most.
const QUOTED: usize = 3;
/// A message of fewer words says too little to be quoted.
const WORDS: usize = 3;
/// Shorter words tell little of what a message is about.
const LETTERS: usize = 5;
/// Words of a message that count for how rare its words are.
const RARE_WORDS: usize = 5;
/// What an answer or a reaction counts for, where the rarest of words counts for 1.
const ATTENTION: f64 = 3.0;
const KEYWORDS: usize = 5;
/// Said more often than this, a summary counts as the analysis does: the memory gave only the newest messages.
const READ: usize = 1500;

/// The material of a summary.
#[derive(Debug, Clone, PartialEq)]
pub struct Recap {
    pub span: Covered,
    /// When the first of it was said, Unix seconds.
    pub from: i64,
    /// Before when all of it was said; `i64::MAX` for now.
    pub to: i64,
    pub messages: i64,
    pub people: i64,
    /// Names with numbers of messages, most first.
    pub speakers: Vec<(String, i64)>,
    /// With numbers of messages, most first.
    pub topics: Vec<(Topic, i64)>,
    /// The most telling first; with words that came together in brackets.
    pub keywords: Vec<String>,
    /// The average, -1 to 1.
    pub sentiment: f64,
    /// Where the mood went.
    pub trend: MoodTrend,
    /// The messages that mattered most, oldest first.
    pub quotes: Vec<Said>,
}

/// The time that a summary is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covered {
    Today,
    Yesterday,
    Day,
    Week,
    /// From this time (Unix seconds) until now.
    Since(i64),
}

impl Recap {
    /// Of what was said, `asked` aside, and of what the analysis tells of that time; `None` if nothing was said.
    pub(crate) fn of(
        span: Covered,
        mut said: Vec<Said>,
        analysis: Option<&ChatSummary>,
        asked: Option<MessageId>,
        address: &Address,
    ) -> Option<Self> {
        said.retain(|it| Some(it.message_id) != asked);
        let from = said.first().map(|it| it.date)?;
        let speakers = speakers(&said);
        let whole = analysis.filter(|_| said.len() >= READ);
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        Some(Self {
            span,
            from,
            to: i64::MAX,
            messages: whole.map_or(count(said.len()), |it| it.messages),
            people: whole.map_or(count(speakers.len()), |it| it.participants),
            speakers,
            topics: analysis.map(|it| it.topics.clone()).unwrap_or_default(),
            keywords: analysis.map(|it| keywords(it, &said, address)).unwrap_or_default(),
            sentiment: analysis.map_or(0.0, |it| it.sentiment),
            trend: analysis.map_or(MoodTrend::Stable, |it| it.trend),
            quotes: quotes(said, address),
        })
    }
}

fn speakers(said: &[Said]) -> Vec<(String, i64)> {
    let mut counts: HashMap<(PersonId, &str), (String, i64)> = HashMap::new();
    for it in said {
        let by = author(it.sender_id, &it.sender_name);
        counts.entry(by).or_insert_with(|| (it.sender_name.clone(), 0)).1 += 1;
    }
    let mut speakers: Vec<_> = counts.into_iter().collect();
    speakers.sort_by_key(|(by, (_, messages))| (-messages, *by));
    speakers.into_iter().map(|(_, speaker)| speaker).collect()
}

/// Of what was not only said to us: words that came together, then others.
fn keywords(analysis: &ChatSummary, said: &[Said], address: &Address) -> Vec<String> {
    let among_us = said.iter().filter(|it| !is_for_us(it, address));
    let heard: HashSet<String> = among_us.flat_map(|it| words(&it.text)).map(fold).collect();
    let tells = |word: &&String| heard.contains(&fold(word)) && !is_name(&fold(word));
    let themes = analysis.themes.iter().map(|theme| theme.words.iter().filter(tells).collect::<Vec<_>>());
    let themes: Vec<Vec<&String>> = themes.filter(|words| words.len() > 1).collect();
    let alone = analysis.keywords.iter().map(|(word, _)| word).filter(tells);
    let alone = alone.filter(|word| !themes.iter().flatten().any(|known| known == word)).cloned();
    themes.iter().map(|words| together(words)).chain(alone).take(KEYWORDS).collect()
}

/// `weddings (dress, cake)`
fn together(words: &[&String]) -> String {
    let [head, others @ ..] = words else { return String::new() };
    let others: Vec<&str> = others.iter().map(|word| word.as_str()).collect();
    format!("{head} ({})", others.join(", "))
}

/// Whether it was said to us. In private all is.
pub(crate) fn is_for_us(said: &Said, address: &Address) -> bool {
    said.chat_id.0 < 0 && said.to_us || address.is_in(&said.text)
}

/// Those that were answered, reacted to, or about something that others were not about. What is said to us is not.
fn quotes(said: Vec<Said>, address: &Address) -> Vec<Said> {
    let mut answers: HashMap<MessageId, f64> = HashMap::new();
    for it in &said {
        it.reply_to.into_iter().for_each(|to| *answers.entry(to).or_default() += 1.0);
    }
    let telling: Vec<HashSet<String>> = said.iter().map(telling_words).collect();
    let mut known: HashMap<&str, f64> = HashMap::new();
    telling.iter().flatten().for_each(|word| *known.entry(word).or_default() += 1.0);
    let all = said.len() as f64;
    let mut scored: Vec<(f64, Said)> = Vec::new();
    for (it, telling) in said.into_iter().zip(&telling) {
        let attention = answers.get(&it.message_id).copied().unwrap_or_default() + it.reactions as f64;
        let rarity = rarity(telling, &known, all);
        if words(&it.text).nth(WORDS - 1).is_some() && !is_for_us(&it, address) {
            scored.push((ATTENTION * attention + rarity, it));
        }
    }
    scored.sort_by(|(one, first), (other, second)| other.total_cmp(one).then(second.date.cmp(&first.date)));
    // Of what is said again and again, once is enough.
    let mut quoted = HashSet::new();
    scored.retain(|(_, it)| quoted.insert(fold(it.text.trim())));
    scored.truncate(QUOTED);
    let mut quotes: Vec<Said> = scored.into_iter().map(|(_, it)| it).collect();
    quotes.sort_by_key(|it| (it.date, it.message_id));
    quotes
}

fn telling_words(said: &Said) -> HashSet<String> {
    words(&said.text).filter(|word| word.chars().count() >= LETTERS).map(fold).collect()
}

/// From 0 for nothing but what all say, to 1 for words that nobody else uses.
fn rarity(telling: &HashSet<String>, known: &HashMap<&str, f64>, all: f64) -> f64 {
    let scale = all.ln().max(1.0);
    let mut rare: Vec<f64> = telling
        .iter()
        .filter_map(|word| known.get(word.as_str()))
        .map(|in_messages| (all / in_messages).ln() / scale)
        .collect();
    rare.sort_by(|one, other| other.total_cmp(one));
    rare.iter().take(RARE_WORDS).sum::<f64>() / RARE_WORDS as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use analysis::{Activity, Feeling, Theme};
    use events::ChatId;

    fn said(id: i64, person: i64, text: &str, reply_to: Option<i64>, reactions: i64) -> Said {
        Said {
            chat_id: ChatId(-1),
            chat_username: None,
            thread: None,
            message_id: MessageId(id),
            sender_id: PersonId(person),
            sender_name: format!("person {person}"),
            date: id,
            text: text.to_owned(),
            reply_to: reply_to.map(MessageId),
            to_us: reply_to == Some(0),
            reactions,
        }
    }

    #[test]
    fn what_was_answered_and_reacted_to_is_quoted_in_order() {
        let talk = vec![
            said(1, 1, "зустріч перенесли на суботу", None, 0),
            said(2, 2, "ага", Some(1), 9),
            said(3, 2, "так так так", Some(1), 0),
            said(4, 1, "борщ уже готовий, приходьте", None, 2),
            said(5, 2, "так так так", None, 0),
            said(6, 2, "так так так так", None, 0),
            said(7, 2, "Балачко, про що тут мова", None, 5),
            said(8, 2, "@balachka_bot нагадай про молоко", None, 5),
            said(9, 2, "ні, не про те молоко", Some(0), 5),
            said(10, 2, "моя кума варить смачне варення", None, 5),
        ];
        let address = Address::new("balachka_bot", ["балачко"]);
        let recap = Recap::of(Covered::Today, talk, None, Some(MessageId(5)), &address).unwrap();
        let quoted: Vec<i64> = recap.quotes.iter().map(|it| it.message_id.0).collect();
        assert_eq!(quoted, [1, 4, 10]);
        assert_eq!((recap.messages, recap.people), (9, 2));
        assert_eq!(recap.speakers, [("person 2".to_owned(), 7), ("person 1".to_owned(), 2)]);
    }

    #[test]
    fn words_that_came_together_are_told_together_and_unheard_ones_not_at_all() {
        let talk = vec![said(1, 1, "сукня на весілля вже є", None, 0), said(2, 2, "а дощ буде?", None, 0)];
        let counted = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), 2)).collect();
        let theme =
            |words: &[&str]| Theme { words: words.iter().map(|word| (*word).to_owned()).collect(), messages: 2 };
        let analysis = ChatSummary {
            from: 0,
            to: 9,
            messages: 2,
            participants: 2,
            sentiment: 0.0,
            emotions: Vec::new(),
            dominant: Feeling::NEUTRAL,
            topics: Vec::new(),
            keywords: counted(&["весілля", "таємниця", "сукня", "дощ"]),
            themes: vec![theme(&["весілля", "таємниця", "сукня"]), theme(&["дощ", "таємниця"])],
            language: "uk".to_owned(),
            activity: Activity::Low,
            trend: MoodTrend::Stable,
        };
        let recap = Recap::of(Covered::Today, talk, Some(&analysis), None, &Address::default()).unwrap();
        assert_eq!(recap.keywords, ["весілля (сукня)", "дощ"]);
    }

    #[test]
    fn rare_words_matter_where_nothing_else_does() {
        let mut talk: Vec<Said> = (1..20).map(|id| said(id, 1, "сьогодні знову холодно", None, 0)).collect();
        talk.push(said(20, 2, "знайшла рецепт вишневого штруделя", None, 0));
        let recap = Recap::of(Covered::Week, talk, None, None, &Address::default()).unwrap();
        assert_eq!(recap.quotes.last().map(|it| it.message_id), Some(MessageId(20)));
    }

    #[test]
    fn nothing_said_is_nothing_to_tell() {
        let asked = vec![said(1, 1, "/summary", None, 0)];
        assert_eq!(Recap::of(Covered::Today, asked, None, Some(MessageId(1)), &Address::default()), None);
    }
}
