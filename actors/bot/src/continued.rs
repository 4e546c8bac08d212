//! What goes on from the last answer: "another one", "and what else did he say?".

use std::borrow::Cow;

use conversation::{Conversation, LastTalk, Remembered, Request, RequestKind};
use intent::{Intent, Label, SmallTalk};
use runtime::clock::now;

/// A request, as it is meant after the last answer.
pub(crate) struct Continued<'a> {
    pub request: Cow<'a, Request>,
    /// How many times more of the same was asked for.
    pub more: u32,
}

/// The request itself; or, where it asks for more, what it asks for more of.
pub(crate) async fn continued<'a>(conversation: &Conversation, asked: &'a Request) -> Continued<'a> {
    let as_it_is = Continued { request: Cow::Borrowed(asked), more: 0 };
    let step = match asked.intent() {
        Some(Intent::Social(Label::More)) => 1,
        // "And when?": the last answer says so.
        Some(Intent::Social(Label::Clarify)) => 0,
        _ => return as_it_is,
    };
    // Without it the answer asks what is meant.
    let last = conversation.last_talk(asked.chat, asked.asker, now()).await.ok().flatten();
    match last.filter(|last| if step > 0 { goes_on(&last.talk.intent) } else { is_told(&last.talk.intent) }) {
        Some(LastTalk { talk, more }) => {
            let request = Request { kind: RequestKind::Talk(talk), ..asked.clone() };
            Continued { request: Cow::Owned(request), more: more + step }
        }
        None => as_it_is,
    }
}

/// What the asker's next words may go on from, once this is answered.
pub(crate) fn remembered(request: &Request, more: u32) -> Option<Remembered> {
    let RequestKind::Talk(talk) = &request.kind else { return None };
    let goes_on = goes_on(&talk.intent);
    goes_on.then(|| Remembered {
        chat: request.chat,
        person: request.asker,
        last: LastTalk { talk: talk.clone(), more },
    })
}

/// Whether such an answer tells who said what and when.
fn is_told(intent: &Intent) -> bool {
    matches!(intent, Intent::Recall(_) | Intent::Person(_))
}

/// Whether there may be more of such an answer.
fn goes_on(intent: &Intent) -> bool {
    match intent {
        Intent::Recall(_) | Intent::Person(_) | Intent::Favour(_) => true,
        Intent::SmallTalk(it) => *it == SmallTalk::Joke,
        Intent::Social(label) => *label == Label::Story,
        _ => false,
    }
}
