//! What is done in a chat, as the outbox keeps it until Telegram has it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use events::MessageId;

/// One call to Telegram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Action {
    /// A message, as Telegram HTML.
    Say {
        html: String,
        #[serde(default, skip_serializing_if = "Keyboard::is_empty")]
        keyboard: Keyboard,
    },
    /// A picture with a caption, as Telegram HTML.
    Picture {
        /// A PNG. The outbox keeps it apart from the rest, and gives it back only to be sent.
        #[serde(skip)]
        png: Arc<[u8]>,
        /// At most 1024 UTF-16 units after entities.
        caption: String,
        /// What is said where the chat takes no pictures.
        html: String,
        #[serde(default, skip_serializing_if = "Keyboard::is_empty")]
        keyboard: Keyboard,
    },
    /// A file.
    Document {
        name: String,
        /// As Telegram HTML.
        caption: String,
        /// Kept as a picture is.
        #[serde(skip)]
        content: Arc<[u8]>,
    },
    /// A poll in which people see who voted for what. It is sent at most once, whatever asks for it.
    Poll {
        /// Its number among the polls that are kept.
        poll: i64,
        /// At most 300 characters.
        question: String,
        /// From 2 to 12, of at most 100 characters each.
        options: Vec<String>,
        /// What is said where the chat takes no polls, as Telegram HTML.
        html: String,
    },
    /// Nobody can vote in a poll of ours any more.
    StopPoll { message: MessageId },
    /// A message of ours is changed.
    Edit {
        message: MessageId,
        html: String,
        #[serde(default, skip_serializing_if = "Keyboard::is_empty")]
        keyboard: Keyboard,
    },
    /// Our reaction on a message: the first of these that the chat allows; none takes it back.
    React { message: MessageId, emoji: Vec<String> },
    /// Whoever pressed a button is told that we saw it, perhaps in words of at most 200 characters.
    Acknowledge { query: String, text: Option<String> },
}

/// Buttons below a message, row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keyboard(pub Vec<Vec<Button>>);

/// A button that brings its data back when it is pressed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    pub text: String,
    /// At most 64 bytes, <https://core.telegram.org/bots/api#inlinekeyboardbutton>.
    #[serde(rename = "callback_data")]
    pub data: String,
}

/// Actions of one chat wait for one another within their lane: a reaction that takes its time holds up no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    Talk,
    Reaction,
    Press,
    /// Polls that are to be closed.
    Poll,
}

impl Action {
    /// A message without buttons.
    pub fn say(html: impl Into<String>) -> Self {
        Self::Say { html: html.into(), keyboard: Keyboard::default() }
    }

    /// Where it waits for its turn.
    pub fn lane(&self) -> Lane {
        match self {
            Self::Say { .. } | Self::Picture { .. } | Self::Document { .. } | Self::Poll { .. } | Self::Edit { .. } => {
                Lane::Talk
            }
            Self::React { .. } => Lane::Reaction,
            Self::Acknowledge { .. } => Lane::Press,
            Self::StopPoll { .. } => Lane::Poll,
        }
    }

    /// The file that it sends.
    pub fn file(&self) -> Option<&[u8]> {
        match self {
            Self::Picture { png: content, .. } | Self::Document { content, .. } => Some(content),
            _ => None,
        }
    }

    /// The same without markup; `None` if it has none.
    pub fn plain(&self) -> Option<Self> {
        let mut plain = self.clone();
        match &mut plain {
            Self::Say { html, .. } | Self::Edit { html, .. } => *html = language::text::plain(html),
            Self::Picture { caption, html, .. } => {
                (*caption, *html) = (language::text::plain(caption), language::text::plain(html));
            }
            Self::Document { caption, .. } => *caption = language::text::plain(caption),
            Self::Poll { .. } | Self::StopPoll { .. } | Self::React { .. } | Self::Acknowledge { .. } => return None,
        }
        Some(plain)
    }

    /// What is said where the chat takes no such thing as a picture or a poll; `None` for what is words already.
    pub fn in_words(&self) -> Option<Self> {
        match self {
            Self::Picture { html, keyboard, .. } => Some(Self::Say { html: html.clone(), keyboard: keyboard.clone() }),
            Self::Poll { html, .. } => Some(Self::say(html.clone())),
            _ => None,
        }
    }
}

impl Keyboard {
    /// Whether there is no button.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Lane {
    /// Its name in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Reaction => "reaction",
            Self::Press => "press",
            Self::Poll => "poll",
        }
    }
}
