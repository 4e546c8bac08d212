//! What an answer is asked for; kept in the outbox until the answer is worded.

use serde::{Deserialize, Serialize};

use super::{Excess, Quiet};
use events::{ChatId, ChatKind, Media, MessageId, PersonId, Quoted};

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
    pub asked: Asked,
    /// It is done without an answer: the order is older than a day, or its sender gave too many.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub silent: bool,
    /// Only the asker and we see it: the number of the ephemeral message that asks, or has the button.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ephemeral: Option<i64>,
    /// What the words may be about.
    #[serde(default, skip_serializing_if = "About::is_nothing")]
    pub about: About,
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

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Asked {
    Start,
    Help,
    Stats,
    MyStats,
    Search {
        words: String,
    },
    SearchWithoutWords,
    /// A command that nobody knows, given to us and no other.
    Unknown,
    /// Words for us that are no command.
    Talk {
        text: String,
    },
    /// We were added to a group.
    Welcome,
    /// We were added to a group where Telegram shows us only what is said to us.
    WelcomeInPrivacyMode,
    /// We were made an admin of such a group, and hear everything from now on.
    Promoted,
    /// We were added to a group that is not among those we serve.
    NotListed,
    /// What we have learned about the asker; `args` may correct it.
    Me {
        args: String,
    },
    /// How the chat has been.
    Mood,
    /// Who talks most; `args` may tell in which time.
    Top {
        args: String,
    },
    /// What was talked about; `args` says since when.
    Summary {
        args: String,
    },
    /// What the chat has set, one page of it.
    Settings {
        page: Option<String>,
        /// What to set there; empty to be shown it.
        #[serde(default)]
        value: String,
    },
    /// Something was sent to us without a word.
    Shown,
    /// How the service is, for the bot's own admins; `args` may name something to do.
    Admin {
        #[serde(default)]
        args: String,
    },
    /// A button of ours was pressed.
    Press {
        query: String,
        /// The message that has the button.
        message: MessageId,
        data: String,
    },
    /// Not to speak unless called; `args` says how long.
    Quiet {
        args: String,
    },
    /// What is kept of people, and for how long; `args` may say whether to keep the asker's words.
    Privacy {
        #[serde(default)]
        args: String,
    },
    /// To forget the asker; `args` may confirm it.
    Forget {
        #[serde(default)]
        args: String,
    },
    /// All that is kept about the asker.
    Export,
    /// Nobody asked: words of somebody that we have something to say about.
    Chime {
        text: String,
    },
    /// Nobody asked: the chat has fallen silent.
    Silence(Silence),
    /// The asker overdoes it, and may hear a mild word.
    Mild {
        excess: Excess,
    },
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

impl Asked {
    /// Whether it changes something. Such an order is obeyed however old it is.
    pub(super) fn acts(&self) -> bool {
        match self {
            Self::Press { .. } | Self::Quiet { .. } => true,
            Self::Me { args } | Self::Admin { args } | Self::Privacy { args } | Self::Forget { args } => {
                !args.is_empty()
            }
            Self::Settings { value, .. } => !value.is_empty(),
            _ => false,
        }
    }

    /// Whether it is an order, or the first step to one: whoever gave it wants to know what became of it, for a day.
    pub fn is_order(&self) -> bool {
        let first_step = matches!(
            self,
            Self::Start | Self::Settings { .. } | Self::Privacy { .. } | Self::Forget { .. } | Self::Export
        );
        first_step || self.acts()
    }
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
    /// The words of talk that are to be answered.
    pub fn words(&self) -> Option<&str> {
        match &self.asked {
            Asked::Talk { text } | Asked::Chime { text } => Some(text),
            _ => None,
        }
    }

    /// Whether nobody called us for these words.
    pub fn is_unasked(&self) -> bool {
        matches!(self.asked, Asked::Chime { .. } | Asked::Silence(_) | Asked::Mild { .. })
    }

    /// Whether it is talk that the chat's admins do not want to hear while they have muted us.
    pub fn is_muted_talk(&self) -> bool {
        self.words().is_some() || self.is_unasked()
    }

    /// Whether it is answered though the chat's admins muted us: what shows how to end that, and the way to end it.
    pub(super) fn passes_mute(&self) -> bool {
        match &self.asked {
            Asked::Settings { .. } | Asked::Press { .. } | Asked::Help | Asked::Welcome => true,
            // What somebody may decide about themselves, an admin cannot take from them.
            Asked::Privacy { .. } | Asked::Forget { .. } | Asked::Export | Asked::Admin { .. } => true,
            Asked::Quiet { args } => Quiet::of(args) == Some(Quiet::Off),
            _ => false,
        }
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
        match self.asked {
            Asked::Talk { .. } | Asked::Welcome | Asked::Chime { .. } | Asked::Silence(_) | Asked::Mild { .. } => {
                Effect::AtMostOnce
            }
            Asked::WelcomeInPrivacyMode | Asked::Promoted | Asked::NotListed | Asked::Shown => Effect::AtMostOnce,
            _ => Effect::AtLeastOnce,
        }
    }
}
