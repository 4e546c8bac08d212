//! What was talked about in a stretch of time: the material of a summary, whoever writes it.

use std::collections::HashSet;

use crate::{Address, summary::Outline};
use analysis::ChatSummary;
use context::{Said, author};
use events::MessageId;
use language::{analyzer::Topic, text::calling::is_to_bot, zone::Zone};

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
    /// Of so many messages the newest were read, if not all were.
    pub read: Option<i64>,
    pub people: i64,
    /// With numbers of messages, most first.
    pub topics: Vec<(Topic, i64)>,
    /// What the conversations were about, and what came of them.
    pub(crate) outline: Outline,
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
    /// From one time (Unix seconds) up to another.
    Between(i64, i64),
}

impl Recap {
    /// Of what was said, `asked` aside, and of what the analysis tells of that time; `None` if nothing was said.
    pub(crate) fn of(
        span: Covered,
        mut said: Vec<Said>,
        analysis: Option<&ChatSummary>,
        asked: Option<MessageId>,
        address: &Address,
        zone: &Zone,
    ) -> Option<Self> {
        said.retain(|it| Some(it.message_id) != asked && !is_to_bot(&it.text, it.chat_id.0 > 0));
        let from = said.first().map(|it| it.date)?;
        let people: HashSet<_> = said.iter().map(|it| author(it.sender_id, &it.sender_name)).collect();
        let whole = analysis.filter(|_| said.len() >= READ);
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let read = count(said.len());
        Some(Self {
            span,
            from,
            to: i64::MAX,
            messages: whole.map_or(read, |it| it.messages),
            read: whole.filter(|it| it.messages > read).map(|_| read),
            people: whole.map_or(count(people.len()), |it| it.participants),
            topics: analysis.map(|it| it.topics.clone()).unwrap_or_default(),
            outline: Outline::of(&said, address, zone),
        })
    }
}

/// Whether it was said to us. In private all is.
pub(crate) fn is_for_us(said: &Said, address: &Address) -> bool {
    said.chat_id.0 < 0 && said.to_us || address.is_in(&said.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use events::{ChatId, PersonId};

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

    fn recap(talk: Vec<Said>, asked: Option<i64>) -> Option<Recap> {
        let address = Address::new("balachka_bot", ["балачко"]);
        Recap::of(Covered::Today, talk, None, asked.map(MessageId), &address, &Zone::UTC)
    }

    #[test]
    fn of_few_words_those_that_were_answered_and_reacted_to_are_told_in_order() {
        let talk = vec![
            said(1, 1, "зустріч перенесли на суботу", None, 0),
            said(2, 2, "ага", Some(1), 9),
            said(3, 2, "так так так", Some(1), 0),
            said(4, 1, "борщ уже готовий, приходьте", None, 2),
            said(5, 2, "так так так", None, 0),
            said(7, 2, "Балачко, про що тут мова", None, 5),
            said(8, 2, "@balachka_bot нагадай про молоко", None, 5),
            said(9, 2, "ні, не про те молоко", Some(0), 5),
            said(10, 2, "сьогодні дощ", None, 0),
        ];
        let recap = recap(talk, Some(5)).unwrap();
        let told: Vec<i64> = recap.outline.few.iter().map(|it| it.said.message_id.0).collect();
        assert_eq!(told, [1, 4]);
        assert_eq!((recap.messages, recap.people), (7, 2), "a call is no talk");
    }

    #[test]
    fn nothing_said_is_nothing_to_tell() {
        assert_eq!(recap(vec![said(1, 1, "/summary", None, 0)], Some(1)), None);
    }
}
