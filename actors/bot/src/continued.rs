//! What goes on from the last answer: "another one", "and what else did he say?".

mod anew;
mod reminders;
mod sums;

use std::borrow::Cow;

use conversation::{Conversation, LastTalk, Remembered, Request, RequestKind, Talk};
use intent::{Intent, Label, SmallTalk, slots::options::options};
use language::{
    packs::List,
    text::words::{fold, words},
};
use runtime::clock::now_ms;

pub(crate) use anew::names_something;
use anew::{asked_anew, may_be_elliptic};

/// Words of a wish for the same once more, at most.
const AGAIN: usize = 8;

/// A request, as it is meant after the last answer.
pub(crate) struct Continued<'a> {
    pub request: Cow<'a, Request>,
    /// How many times more of the same was asked for.
    pub more: u32,
}

/// The request itself; or, where it asks for more, what it asks for more of.
pub(crate) async fn continued<'a>(conversation: &Conversation, asked: &'a Request) -> Continued<'a> {
    let as_it_is = Continued { request: Cow::Borrowed(asked), more: 0 };
    let RequestKind::Talk(said) = &asked.kind else { return as_it_is };
    let asks_more = said.intent == Intent::Social(Label::More) && !asks_anew(&said.text) || does_again(&said.text);
    if !asks_more && !may_be_elliptic(said) {
        return as_it_is;
    }
    // Whatever was just said is what one goes on from, whoever asked for it. A sum waits for its asker.
    let heard = conversation.last_heard(asked.chat, asked.thread, now_ms()).await.ok().flatten();
    let told = conversation.last_talk(asked.chat, asked.asker, now_ms()).await.ok().flatten();
    let is_sum = |last: &LastTalk| last.talk.intent == Intent::Favour(Label::Calculate) && !asks_more;
    let told = told.filter(|last| heard.is_none() || is_sum(last));
    // Without them the answer asks what is meant.
    let mut goes_on = [heard, told].into_iter().flatten().filter_map(|last| gone_on(last, said, asks_more));
    let Some((talk, more)) = goes_on.next() else { return as_it_is };
    let request = Request { kind: RequestKind::Talk(talk), ..asked.clone() };
    Continued { request: Cow::Owned(request), more }
}

/// What is meant if it goes on from that answer, and how many times more of it was asked for; `None` if it does not.
fn gone_on(LastTalk { talk, more, .. }: LastTalk, said: &Talk, asks_more: bool) -> Option<(Talk, u32)> {
    match asked_anew(&talk, said) {
        _ if asks_more && goes_on(&talk.intent) => Some((talk, more + 1)),
        Some(anew) if !asks_more => Some((anew, 0)),
        // "And when?": the last answer says so.
        _ if asks_back(said) && is_told(&talk.intent) => Some((talk, more)),
        _ if asks_back(said) => Some((Talk { intent: Intent::SmallTalk(SmallTalk::Misunderstood), ..said.clone() }, 0)),
        _ => None,
    }
}

/// "No, let us have another one": the same once more, and nothing else.
fn does_again(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    let asks = List::QuestionWords.has_any(&said) || text.contains('?') || options(text).is_some();
    said.len() <= AGAIN && List::DoingAgain.is_in(&said) && !asks
}

/// What the asker's next words may go on from, once this is answered.
pub(crate) fn remembered(request: &Request, more: u32) -> Option<Remembered> {
    let RequestKind::Talk(talk) = &request.kind else { return None };
    // What only two see is not for others to go on from.
    (!is_aside(&talk.intent) && request.ephemeral.is_none()).then(|| Remembered {
        chat: request.chat,
        person: request.asker,
        last: LastTalk { talk: talk.clone(), thread: request.thread, more },
    })
}

/// "What else is not paid for?": it asks for more, but of something that it names itself.
fn asks_anew(text: &str) -> bool {
    let begins_to_ask = words(text).map(fold).take(2).any(|word| List::QuestionWords.has(&word));
    begins_to_ask && names_something(text)
}

/// Whether one goes on from what was answered before: "haha, another one".
fn is_aside(intent: &Intent) -> bool {
    match intent {
        Intent::SmallTalk(it) => matches!(it, SmallTalk::Thanks | SmallTalk::Praise | SmallTalk::Chatter),
        Intent::Social(label) => matches!(
            label,
            Label::Laugh | Label::Agree | Label::Disagree | Label::Apology | Label::JustKidding | Label::Affection
        ),
        _ => false,
    }
}

/// "And when?", "what do you mean?": whether it asks about the last answer, and names nothing else.
fn asks_back(said: &Talk) -> bool {
    let tells_of_themselves = words(&said.text).map(fold).any(|word| List::Asker.has(&word));
    said.intent == Intent::Social(Label::Clarify) && !names_something(&said.text) && !tells_of_themselves
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
