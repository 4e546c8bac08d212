//! What an answer is asked for; kept in the outbox until the answer is worded.

use serde::{Deserialize, Serialize};

use super::{ChatMood, Excess, reminders::ReminderKind};
use events::{ChatId, ChatKind, Media, MessageId, PersonId, Quoted};
use intent::{Intent, Label, SmallTalk, understand};
use language::text::{
    calling::{CallNames, without_calls},
    words::words,
};
use runtime::clock::now;

/// Somebody is to be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub chat: ChatId,
    pub chat_kind: ChatKind,
    pub thread: Option<i64>,
    /// The message to answer; `None` for a welcome, which answers no message.
    pub reply_to: Option<MessageId>,
    pub asker: PersonId,
    /// First and last name as the update had them: data of a stranger, not yet safe to show.
    pub asker_name: String,
    /// IETF language tag of the asker's Telegram client.
    pub asker_language: Option<String>,
    /// When it was asked, Unix seconds; 0 where nothing tells, as for a pressed button.
    #[serde(default)]
    pub asked_at: i64,
    /// Older versions call it so, too.
    #[serde(rename = "asked")]
    pub kind: RequestKind,
    /// It is an order, or the first step to one: its sender wants to know for a day what became of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_order: bool,
    /// It is done without an answer: the order is older than a day, or its sender gave too many.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub silent: bool,
    /// Nobody called us: the words may go on from what we just said, and are answered where there is something to say.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub follows: bool,
    /// Only the asker and we see it: the number of the ephemeral message that asks, or has the button.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ephemeral: Option<i64>,
    /// What the words may be about.
    #[serde(default, skip_serializing_if = "About::is_nothing")]
    pub about: About,
    /// The mood of the chat when it was asked.
    #[serde(default, skip_serializing_if = "ChatMood::is_calm")]
    pub mood: ChatMood,
}

/// What stands beside the words: bounded, and data of strangers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// What came in the same message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// What the message answers or quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quoted: Option<Box<Quoted>>,
}

impl About {
    /// Whether there is nothing.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What kind of answer is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum RequestKind {
    /// A command of the registry, by its name there, and the words behind it.
    Command {
        name: String,
        #[serde(default)]
        args: String,
    },
    /// A command that nobody knows, given to us and no other.
    #[serde(rename = "unknown")]
    UnknownCommand {
        #[serde(default)]
        name: String,
    },
    /// Words for us that are no command.
    Talk(Talk),
    /// We were added to a group.
    Welcome,
    /// We were added to a group where Telegram shows us only what is said to us.
    WelcomeInPrivacyMode,
    /// We were made an admin of such a group, and hear everything from now on.
    Promoted,
    /// We were added to a group that is not among those we serve.
    NotListed,
    /// Something was sent to us without a word.
    Shown,
    /// A button of ours was pressed.
    Press {
        query: String,
        /// The message that has the button.
        message: MessageId,
        data: String,
    },
    /// Nobody asked: words of somebody that we have something to say about.
    Chime { text: String },
    /// Nobody asked: the chat has fallen silent.
    Silence(Silence),
    /// The asker overdoes it, and may hear a mild word.
    Mild { excess: Excess },
    /// The asker wanted to be reminded of something, and its time has come.
    Reminder(DueReminder),
    /// A poll that the asker wanted is closed. Its counts are kept with it.
    PollResult {
        /// Its number among the polls that are kept.
        poll: i64,
    },
}

/// A reminder whose time has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueReminder {
    /// Its number among the chat's reminders.
    pub id: i64,
    /// When it was to be said, Unix seconds.
    pub due: i64,
    /// In the asker's words; may be empty.
    pub what: String,
    /// Who else is to be reminded, as the asker named them; or whose birthday it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whom: Option<String>,
    /// The request it stands in has a `kind` of its own.
    #[serde(default, rename = "reminder_kind")]
    pub kind: ReminderKind,
    /// Whose birthday it is, if they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<PersonId>,
    /// It comes again.
    #[serde(default)]
    pub recurs: bool,
}

/// Words for us, without the names that called us, and what they mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredTalk")]
pub struct Talk {
    pub text: String,
    pub intent: Intent,
}

impl Talk {
    /// Words with their meaning.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), intent: understand(text) }
    }

    /// What is said to somebody who has these names.
    pub fn called(text: &str, names: &[&CallNames]) -> Self {
        let own = without_calls(text, names);
        let only_called = words(&own).next().is_none() && words(text).next().is_some();
        if only_called {
            Self { text: text.to_owned(), intent: Intent::SmallTalk(SmallTalk::Called) }
        } else {
            Self::new(&own)
        }
    }
}

/// Talk as the outbox has it: older versions kept no intent, or one of another shape.
#[derive(Deserialize)]
struct StoredTalk {
    text: String,
    intent: Option<serde_json::Value>,
}

impl From<StoredTalk> for Talk {
    fn from(stored: StoredTalk) -> Self {
        let known = stored.intent.and_then(|intent| serde_json::from_value(intent).ok());
        let intent = known.unwrap_or_else(|| understand(&stored.text));
        Self { text: stored.text, intent }
    }
}

/// A chat that was lively and fell silent. The asker of such a request is ourselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silence {
    /// The language that is spoken there, by its IETF tag.
    pub language: Option<String>,
    /// What the chat talked about most: a name of [`Topic`](language::analyzer::Topic).
    pub topic: Option<String>,
    /// The spirits were low.
    pub downcast: bool,
}

/// How often an answer may reach the chat when it is not known whether it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    AtMostOnce,
    AtLeastOnce,
}

/// Who waits for it: the lower goes first. The numbers are those of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Commands and pressed buttons.
    Command = 0,
    /// Talk that called us.
    Talk = 1,
    /// Words that nobody asked for.
    Unasked = 2,
    Reaction = 3,
}

impl Urgency {
    /// Whether somebody waits for it.
    pub fn is_asked(self) -> bool {
        self <= Self::Talk
    }

    /// Its number in the database.
    pub(super) fn number(self) -> i64 {
        self as i64
    }

    pub(super) fn of_number(number: i64) -> Self {
        match number {
            0 => Self::Command,
            1 => Self::Talk,
            2 => Self::Unasked,
            _ => Self::Reaction,
        }
    }
}

impl Request {
    /// A request that no message makes.
    pub(crate) fn unprompted(chat: ChatId, chat_kind: ChatKind, asker: PersonId, kind: RequestKind) -> Self {
        Self {
            chat,
            chat_kind,
            thread: None,
            reply_to: None,
            asker,
            asker_name: String::new(),
            asker_language: None,
            asked_at: 0,
            kind,
            is_order: false,
            silent: false,
            follows: false,
            ephemeral: None,
            about: About::default(),
            mood: ChatMood::Calm,
        }
    }

    /// The words of talk that are to be answered.
    pub fn words(&self) -> Option<&str> {
        match &self.kind {
            RequestKind::Talk(Talk { text, .. }) | RequestKind::Chime { text } => Some(text),
            _ => None,
        }
    }

    /// When it was asked, Unix seconds; now, where nobody asked.
    pub fn asked_or_now(&self) -> i64 {
        if self.asked_at > 0 { self.asked_at } else { now() }
    }

    /// What the words mean, if it is talk.
    pub fn intent(&self) -> Option<&Intent> {
        match &self.kind {
            RequestKind::Talk(talk) => Some(&talk.intent),
            _ => None,
        }
    }

    /// Whether the words do no more than call or greet us: of several in a row, the last is answered.
    pub fn is_ping(&self) -> bool {
        let ping = |intent: &Intent| {
            matches!(
                intent,
                Intent::SmallTalk(SmallTalk::Called | SmallTalk::Greeting) | Intent::Social(Label::AreYouThere)
            )
        };
        self.intent().is_some_and(ping) && self.about.is_nothing()
    }

    /// Whether nobody called us for these words.
    pub fn is_unasked(&self) -> bool {
        match &self.kind {
            RequestKind::Chime { .. } | RequestKind::Silence(_) | RequestKind::Mild { .. } => true,
            RequestKind::Reminder(due) => due.kind == ReminderKind::Digest,
            _ => false,
        }
    }

    /// Whether it is talk that the chat's admins do not want to hear while they have muted us.
    pub fn is_muted_talk(&self) -> bool {
        self.words().is_some() || self.is_unasked()
    }

    /// What goes before the answer, and what after it.
    pub fn urgency(&self) -> Urgency {
        match self.effect() {
            Effect::AtLeastOnce => Urgency::Command,
            Effect::AtMostOnce if self.is_unasked() => Urgency::Unasked,
            Effect::AtMostOnce => Urgency::Talk,
        }
    }

    /// Commands are answered even if that risks a second answer; chatter is rather lost than said twice.
    pub fn effect(&self) -> Effect {
        match &self.kind {
            RequestKind::Command { .. } | RequestKind::UnknownCommand { .. } | RequestKind::Press { .. } => {
                Effect::AtLeastOnce
            }
            RequestKind::Reminder(due) if due.kind != ReminderKind::Digest => Effect::AtLeastOnce,
            RequestKind::PollResult { .. } => Effect::AtLeastOnce,
            RequestKind::Talk(talk) if talk.intent.is_order() => Effect::AtLeastOnce,
            RequestKind::Talk(_)
            | RequestKind::Welcome
            | RequestKind::WelcomeInPrivacyMode
            | RequestKind::Promoted
            | RequestKind::NotListed
            | RequestKind::Shown
            | RequestKind::Chime { .. }
            | RequestKind::Silence(_)
            | RequestKind::Mild { .. }
            | RequestKind::Reminder(_) => Effect::AtMostOnce,
        }
    }
}
