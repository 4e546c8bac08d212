//! What a failed call means for what was to be done.

use std::time::Duration;

use super::CallError;
use conversation::{Action, Outcome, Outgoing};
use runtime::clock::now_ms;

/// Even a command is given up when the try of this number, or a later one, has an unknown outcome: its answer may have
/// arrived. Tries of a known outcome count too.
const MOST_TRIES: i64 = 10;

/// Whether to try again, when, and how.
pub(super) fn outcome(error: &CallError, outgoing: &Outgoing, action: &Action) -> Outcome {
    if let Some(words) = action.in_words().filter(|_| takes_words_only(error, outgoing, action)) {
        return Outcome::Instead(words);
    }
    if matches!(action, Action::StopPoll { .. }) && is_not_to_be_stopped(error, outgoing) {
        return Outcome::Stopped(None);
    }
    let doubled = Duration::from_secs(1 << outgoing.tries.clamp(0, 6));
    match error {
        CallError::TooMany(wanted) => Outcome::Again { not_before_ms: later(*wanted), chat: None },
        CallError::Migrated(chat) => moved(*chat, action, error),
        CallError::Unreachable(_)
        | CallError::Redirected(_)
        | CallError::Unauthorized
        | CallError::NotFound
        | CallError::Conflict(_) => Outcome::Again { not_before_ms: later(doubled), chat: None },
        CallError::Refused { description, .. } => refused(description, outgoing, action, error),
        CallError::Server(_) | CallError::NotBotApi(_) | CallError::Broken(_) if outgoing.tries + 1 >= MOST_TRIES => {
            Outcome::Failed(format!("after {} tries, the last with an unknown outcome: {error}", outgoing.tries + 1))
        }
        CallError::Server(_) | CallError::NotBotApi(_) | CallError::Broken(_) => {
            Outcome::Unknown { why: error.to_string(), not_before_ms: later(doubled) }
        }
    }
}

/// Whether it is time to tell the result of a poll though Telegram did not close it now: our own call of before may have,
/// what was sent to a group is out of reach once that is a supergroup, and the rest is not tried for ever.
fn is_not_to_be_stopped(error: &CallError, outgoing: &Outgoing) -> bool {
    match error {
        CallError::Refused { description, .. } => description.contains("already been closed"),
        CallError::Migrated(_) => true,
        CallError::Server(_) | CallError::NotBotApi(_) | CallError::Broken(_) => outgoing.tries + 1 >= MOST_TRIES,
        _ => false,
    }
}

/// Whether the Bot API cannot do with a picture or a poll what it can with words: a server that knows no uploads says that
/// there is no such thing, or fails each time. After any other failure a poll may have been sent.
fn takes_words_only(error: &CallError, outgoing: &Outgoing, action: &Action) -> bool {
    match error {
        CallError::NotFound => true,
        CallError::Server(_) | CallError::NotBotApi(_) => {
            outgoing.tries > 0 && matches!(action, Action::Picture { .. })
        }
        _ => false,
    }
}

fn later(pause: Duration) -> i64 {
    now_ms() + i64::try_from(pause.as_millis()).unwrap_or(i64::MAX / 2)
}

/// Only a new message makes sense in the chat that the group became: the others' message ids mean nothing there.
fn moved(chat: events::ChatId, action: &Action, error: &CallError) -> Outcome {
    match action {
        Action::Say { .. } | Action::Picture { .. } | Action::Poll { .. } => {
            Outcome::Again { not_before_ms: 0, chat: Some(chat) }
        }
        _ => Outcome::Failed(error.to_string()),
    }
}

fn refused(description: &str, outgoing: &Outgoing, action: &Action, error: &CallError) -> Outcome {
    let failed = || Outcome::Failed(error.to_string());
    if description.contains("can't parse entities") {
        return action.plain().filter(|plain| plain != action).map_or_else(failed, Outcome::Instead);
    }
    // Elsewhere in the forum it would be out of place; whoever closed the topic does not wait for it.
    if description.contains("TOPIC_CLOSED") {
        return failed();
    }
    if outgoing.thread.is_some() && (description.contains("thread") || description.contains("TOPIC")) {
        return Outcome::OutsideTopic;
    }
    // An edit that was sent twice.
    if description.contains("message is not modified") {
        return Outcome::Sent;
    }
    // Whatever is wrong with the picture or the poll, or with such in this chat, words may pass.
    action.in_words().map_or_else(failed, Outcome::Instead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use conversation::{Effect, Urgency};
    use events::{ChatId, Seq};

    fn refused(description: &str) -> Outcome {
        let error = CallError::Refused { code: 400, description: description.to_owned() };
        outcome(&error, &outgoing(0), &Action::say("привіт"))
    }

    fn outgoing(tries: i64) -> Outgoing {
        Outgoing {
            id: 1,
            key: String::new(),
            seq: Seq(1),
            received_ms: 0,
            chat: ChatId(-1005),
            thread: Some(7),
            reply_to: None,
            effect: Effect::AtLeastOnce,
            urgency: Urgency::Command,
            action: None,
            tries,
            is_order: false,
            ephemeral: None,
        }
    }

    #[test]
    fn a_server_that_knows_no_uploads_gets_the_words() {
        let picture = Action::Picture {
            png: b"png".as_slice().into(),
            caption: String::new(),
            html: "словами".to_owned(),
            keyboard: Default::default(),
        };
        let words = Outcome::Instead(Action::say("словами"));
        assert_eq!(outcome(&CallError::NotFound, &outgoing(0), &picture), words);
        assert_eq!(outcome(&CallError::Server(500), &outgoing(1), &picture), words);
        assert!(matches!(outcome(&CallError::Server(500), &outgoing(0), &picture), Outcome::Unknown { .. }));
        assert!(matches!(outcome(&CallError::Unauthorized, &outgoing(0), &Action::say("а")), Outcome::Again { .. }));
    }

    #[test]
    fn a_poll_that_the_chat_does_not_take_is_explained_and_one_that_may_have_been_sent_is_not() {
        let poll = Action::Poll { poll: 1, question: "?".into(), options: vec![], html: "не можу".into() };
        let words = Outcome::Instead(Action::say("не можу"));
        let refused = |description: &str| CallError::Refused { code: 400, description: description.to_owned() };
        let rights = refused("Bad Request: not enough rights to send polls to the chat");
        assert_eq!(outcome(&rights, &outgoing(0), &poll), words);
        assert_eq!(outcome(&refused("Bad Request: CHAT_SEND_POLL_FORBIDDEN"), &outgoing(0), &poll), words);
        assert!(matches!(outcome(&CallError::Server(502), &outgoing(1), &poll), Outcome::Unknown { .. }));
    }

    #[test]
    fn the_result_of_a_poll_that_is_closed_already_is_told_and_of_one_that_was_deleted_not() {
        let stop = Action::StopPoll { message: events::MessageId(7) };
        let of = |error: CallError, tries| outcome(&error, &outgoing(tries), &stop);
        let refused = |description: &str| CallError::Refused { code: 400, description: description.to_owned() };
        let told = Outcome::Stopped(None);
        assert_eq!(of(refused("Bad Request: poll has already been closed"), 0), told);
        assert_eq!(of(CallError::Migrated(ChatId(-1006)), 0), told);
        assert!(matches!(of(refused("Bad Request: message with poll to stop not found"), 0), Outcome::Failed(_)));
        assert!(matches!(of(CallError::Server(502), 0), Outcome::Unknown { .. }));
        assert_eq!(of(CallError::Server(502), MOST_TRIES), told);
    }

    #[test]
    fn what_a_topic_that_is_gone_cannot_take_goes_to_the_chat_and_a_closed_one_keeps_it() {
        assert_eq!(refused("Bad Request: message thread not found"), Outcome::OutsideTopic);
        assert_eq!(refused("Bad Request: TOPIC_DELETED"), Outcome::OutsideTopic);
        assert!(matches!(refused("Bad Request: TOPIC_CLOSED"), Outcome::Failed(_)));
    }
}
