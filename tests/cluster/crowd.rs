//! People who talk to the nodes, and what must have become of all that they said.

use std::time::Duration;

use crate::rig::{Chat, Rig};

/// What is asserted of all that people said, whatever happened.
pub async fn everything_is_there_once(rig: &Rig, messages: i64, commands: &[(i64, i64)], talk: &[(i64, i64)]) {
    rig.answered(commands, Duration::from_secs(60)).await;
    rig.settled().await;
    assert_eq!(rig.sum("context.db", "SELECT count(*) FROM messages WHERE own = 0").await, messages, "messages stored");
    assert_eq!(rig.sum("personalization.db", "SELECT sum(messages) FROM people").await, messages, "in profiles");
    let understood = "SELECT count(*) FROM readings WHERE topic IS NOT NULL";
    let commands = i64::try_from(commands.len()).unwrap();
    assert_eq!(rig.sum("analysis.db", understood).await, messages - commands, "understood");
    let answers = rig.answers();
    let twice: Vec<_> = talk.iter().filter(|message| answers.get(message).is_some_and(|count| *count > 1)).collect();
    assert!(twice.is_empty(), "chatter said twice: {twice:?}");
}

/// People in chats of their own and in one group.
pub fn people(rig: &Rig, count: usize) -> (Vec<Chat>, i64) {
    let people: Vec<_> = (0..count).map(|nth| rig.private(nth)).collect();
    let group = rig.group(1, &people);
    (people, group)
}
