//! Answers to questions about what was said: one sentence with who, what and when, more of it at the press of a button, and
//! figures where these are asked for.
//!
//! A question is read when it is answered, with the people of the chat at hand, and again at every press: the button has
//! nothing but the number of the message that asks.

mod answered;
mod brought;
mod corrected;
mod each;
mod figures;
mod found;
mod mood;
mod paid;
mod planned;
mod question;
mod rank;
mod refused;

use std::ops::Range;

use context::{Participant, Said};
use conversation::{Action, Button, Keyboard};
use events::{MessageId, PersonId};
use intent::{
    Intent, Label, is_about_us,
    slots::expression::expression,
    times::{Direction, times},
    understand,
    understanding::read_for,
};
use jiff::{Zoned, civil::Date};
use language::{
    packs::List,
    text::{
        catalogue::Args,
        plain,
        visible::shorten,
        words::{Cut, fold, words},
    },
};

use crate::{
    buttons::Press,
    commands::{self, search::recall_data},
    lines::Line,
    replies::favours,
    reply_context::{Reply, ReplyContext, ReplyError},
};
use brought::asks_who_does_what;
use each::asks_each;
use paid::asks_paid;
pub(crate) use question::full_name;
use question::{Question, Whom};
pub(crate) use rank::is_synonym;

/// People among whom is chosen, and letters of a name on a button.
const CHOICES: usize = 5;
/// The hour at which a day begins for whoever waits for it.
const MORNING: i8 = 9;
const BUTTON: usize = 40;
/// Seconds for which amounts that somebody listed wait for a question, and messages of theirs that are looked at.
const LISTED: i64 = 3600;
const LATEST: usize = 3;
/// Seconds up to which the time that is left is told in hours.
const SOON: i64 = 36 * 3600;

/// Words that ask the memory.
pub(crate) struct Asked {
    pub label: Label,
    pub text: String,
    /// The message that has them.
    pub message: Option<MessageId>,
    pub asker: PersonId,
    /// Unix seconds.
    pub at: i64,
    /// The one who was chosen among several of one name.
    pub chosen: Option<PersonId>,
}

/// What is told, and the buttons below it.
pub(crate) struct Told {
    pub html: String,
    pub keyboard: Keyboard,
}

impl From<String> for Told {
    fn from(html: String) -> Self {
        Self { html, keyboard: Keyboard::default() }
    }
}

/// The answer to a question that is asked now.
pub(crate) async fn answer(ctx: &ReplyContext<'_>, label: Label, text: &str) -> Reply {
    let mut asked = asked_now(ctx, label, text);
    if ctx.more > 0 {
        // The message asks for more, and has not the question that a button could read again.
        asked.message = None;
    }
    let told = told(ctx, &asked, usize::try_from(ctx.more).unwrap_or(usize::MAX)).await?;
    Ok(vec![Action::Say { html: told.html, keyboard: told.keyboard }])
}

fn asked_now(ctx: &ReplyContext<'_>, label: Label, text: &str) -> Asked {
    let request = ctx.request;
    let at = request.asked_or_now();
    // What only we two saw is not to be read again by whoever presses.
    let message = request.reply_to.filter(|_| request.ephemeral.is_none());
    Asked { label, text: text.to_owned(), message, asker: request.asker, at, chosen: None }
}

/// What was said about the same as a question that does not ask the memory; `None` if nothing was.
/// `surely` is whether all that is asked for must be in it.
pub(crate) async fn related(ctx: &ReplyContext<'_>, text: &str, surely: bool) -> Option<Vec<Action>> {
    let told = match of_all(ctx, text).await {
        Some(told) => told,
        None => match of_both(ctx, text).await {
            Some(told) => told,
            None => said_about(ctx, text, surely).await?.1,
        },
    };
    Some(vec![Action::Say { html: told.html, keyboard: told.keyboard }])
}

/// The sum of what the asker listed a short time ago, as words that name it: "food 412, a taxi 135" before "how much is it in
/// all?". `None` if they listed nothing.
pub(crate) async fn total(ctx: &ReplyContext<'_>, text: &str) -> Option<String> {
    let said: Vec<String> = words(text).map(fold).collect();
    if !said.iter().any(|word| List::InAll.has(word)) {
        return None;
    }
    let now = ctx.request.asked_or_now();
    let (chat, asker) = (ctx.request.chat, ctx.request.asker);
    let within = now.saturating_sub(LISTED)..now.saturating_add(1);
    let listed = ctx.look_up(&[], ctx.context().last_said(chat, asker, within)).await.ok()?;
    let in_all = List::InAll.iter().next()?;
    let others = listed.into_iter().filter(|it| Some(it.message_id) != ctx.request.reply_to);
    let mut sums = others.take(LATEST).map(|it| format!("{in_all}: {}", it.text));
    sums.find(|it| expression(it).is_some())
}

/// When something that is looked forward to comes, as somebody said it, and how many days that is.
pub(crate) async fn awaited(ctx: &ReplyContext<'_>, question: &str) -> Option<Vec<Action>> {
    let (said, told) = said_about(ctx, question, true).await?;
    let zone = ctx.knowledge().zones.of(ctx.request.chat);
    let named = times(&said.text, &zone.zoned(said.date), Direction::Future);
    let now = ctx.asked_at();
    let left = match named.at.filter(|at| *at > now && at.timestamp().as_second() - now.timestamp().as_second() < SOON)
    {
        Some(at) => favours::hours(ctx, &now, &at),
        None => favours::days(ctx, &now, named.date?),
    };
    let html = format!("{left}\n{}", told.html);
    Some(vec![Action::Say { html, keyboard: told.keyboard }])
}

/// When something is, as somebody said it; in the morning, where only its day is known.
pub(crate) async fn time_of(ctx: &ReplyContext<'_>, thing: &str) -> Option<Zoned> {
    let when = List::When.iter().next()?;
    let (said, _) = said_about(ctx, &format!("{when} {thing}"), true).await?;
    let said_at = ctx.knowledge().zones.of(ctx.request.chat).zoned(said.date);
    let named = times(&said.text, &said_at, Direction::Future);
    let morning = |date: Date| date.at(MORNING, 0, 0, 0).to_zoned(said_at.time_zone().clone()).ok();
    named.at.or_else(|| morning(named.date?))
}

/// What each did, has or paid, where a question that does not ask the memory is about that.
async fn of_all(ctx: &ReplyContext<'_>, text: &str) -> Option<Told> {
    if !asks_who_does_what(text) && !asks_each(text) && !asks_paid(text) && !refused::asks_refused(text) {
        return None;
    }
    let asked = asked_now(ctx, Label::RecallTopic, text);
    let question = ctx.look_up(&[ctx.context().store()], Question::read(ctx, &asked)).await.ok()?;
    of_each(ctx, &question).await.ok()?
}

/// What was said about each of two questions: "When are they discharged? And who brings the seat?"
async fn of_both(ctx: &ReplyContext<'_>, text: &str) -> Option<Told> {
    let asked: Vec<&str> = text.split('?').map(str::trim).filter(|it| words(it).count() > 1).collect();
    let (one, other, are_joined) = match asked[..] {
        [one, other] => (one, other, false),
        [both] => joined(both).map(|(one, other)| (one, other, true))?,
        _ => return None,
    };
    let first = said_about(ctx, one, false).await;
    let second = said_about(ctx, other, false).await;
    match (first, second) {
        (Some((one, told)), Some((other, also))) if one.message_id != other.message_id => {
            Some(format!("{}\n{}", told.html, also.html).into())
        }
        // "When is it, and what to bring?": half an answer is better than none to both.
        (Some((_, told)), _) | (None, Some((_, told))) if are_joined => Some(told),
        _ => None,
    }
}

/// "In which room is it and what do we bring?": two questions that "and" joins.
fn joined(text: &str) -> Option<(&str, &str)> {
    let said: Vec<Range<usize>> = Cut::Said.runs(text).collect();
    let key = |at: usize| said.get(at).map(|place| fold(&text[place.clone()]));
    let is_joint = |at: &usize| {
        key(*at).is_some_and(|word| List::And.has(&word))
            && key(at + 1).is_some_and(|word| List::QuestionWords.has(&word))
    };
    let at = (2..said.len().saturating_sub(2)).find(is_joint)?;
    let (one, other) = (&text[..said[at].start], &text[said[at + 1].start..]);
    let asks = words(one).map(fold).any(|word| List::QuestionWords.has(&word));
    asks.then_some((one.trim(), other.trim()))
}

async fn said_about(ctx: &ReplyContext<'_>, text: &str, surely: bool) -> Option<(Said, Told)> {
    if is_about_us(text) {
        return None;
    }
    let asked = asked_now(ctx, Label::RecallTopic, text);
    // A store that does not answer costs only what it would have told.
    let question = ctx.look_up(&[ctx.context().store()], Question::read(ctx, &asked)).await.ok()?;
    found::related(ctx, &question, surely).await.ok()?
}

/// The time (Unix seconds) that a wish for a summary names, if it names one.
pub(crate) fn asked_time(ctx: &ReplyContext<'_>, text: &str) -> Option<Range<i64>> {
    let now = ctx.asked_at();
    let slots = read_for(Label::Summary, text, &now, &[]);
    // "What to do by Sunday" has no beginning, and is no time that was.
    let from = slots.from.filter(|from| *from < now)?;
    Some(from.timestamp().as_second()..slots.to?.timestamp().as_second())
}

/// The same answer with its page `page` of more, for a button below it; `None` if its question is gone.
pub(crate) async fn turned(
    ctx: &ReplyContext<'_>,
    press: Press<'_>,
    (message, chosen): (MessageId, Option<PersonId>),
    page: usize,
) -> Result<Option<Vec<Action>>, ReplyError> {
    let asked = ctx.look_up(&[], ctx.context().message(ctx.request.chat, message)).await?;
    let Some((remembered, text)) = asked.and_then(|mut it| it.text.take().map(|text| (it, text))) else {
        return Ok(None);
    };
    let label = match understand(&text) {
        Intent::Recall(label) => label,
        // One that was met with what was said about the same.
        _ => Label::RecallTopic,
    };
    let (asker, at) = (remembered.sender_id, remembered.date);
    let asked = Asked { label, text, message: Some(message), asker, at, chosen };
    let Told { html, keyboard } = told(ctx, &asked, page).await?;
    Ok(Some(vec![press.acknowledge(None), Action::Edit { message: press.message, html, keyboard }]))
}

async fn told(ctx: &ReplyContext<'_>, asked: &Asked, page: usize) -> Result<Told, ReplyError> {
    let stores = [ctx.context().store()];
    let question = ctx.look_up(&stores, Question::read(ctx, asked)).await?;
    if let Some(told) = of_each(ctx, &question).await? {
        return Ok(told);
    }
    match (&question.whom, question.label) {
        (Whom::Several(people), _) => Ok(which(ctx, asked, people)),
        (Whom::Unknown(name), _) => Ok(ctx.word(|speaker| {
            let name = Args::default().text("name", &shorten(name, BUTTON));
            speaker.say_with(Line::SomebodyUnknown, &name).into()
        })),
        (_, Label::MoodPerson) => match mood::of_person(ctx, &question).await? {
            Some(told) => Ok(told),
            None => Ok(commands::mood_in_words(ctx).await?.into()),
        },
        (_, Label::LastSeen) => figures::last_seen(ctx, &question).await,
        (_, Label::CountMentions) => figures::count(ctx, &question).await,
        (_, Label::TopByTopic) => figures::top(ctx, &question).await,
        (Whom::Anybody, _) if question.words.is_empty() && question.time.is_some() => {
            Ok(commands::summary_of_time(ctx, question.within()).await?.into())
        }
        _ => match of_both(ctx, &question.text).await {
            Some(told) if page == 0 => Ok(told),
            _ => found::answer(ctx, &question, page).await,
        },
    }
}

/// What each of the chat did, has or paid, where a question asks for that.
async fn of_each(ctx: &ReplyContext<'_>, question: &Question) -> Result<Option<Told>, ReplyError> {
    if !matches!(question.whom, Whom::Anybody) || question.label == Label::CountMentions {
        return Ok(None);
    }
    if asks_who_does_what(&question.text) {
        return brought::promised(ctx, question).await;
    }
    if asks_each(&question.text)
        && let Some(told) = each::figures(ctx, question).await?
    {
        return Ok(Some(told));
    }
    if refused::asks_refused(&question.text)
        && let Some(told) = refused::refused(ctx, question).await?
    {
        return Ok(Some(told));
    }
    paid::paid(ctx, question).await
}

/// Asks who is meant, with what tells the people of one name apart.
fn which(ctx: &ReplyContext<'_>, asked: &Asked, people: &[Participant]) -> Told {
    let named: Vec<String> = people.iter().take(CHOICES).map(told_apart).collect();
    let html = ctx.word(|speaker| {
        let mut lines = vec![speaker.say_id("which-person", &Args::default())];
        for (person, name) in people.iter().zip(&named) {
            let args = Args::default().text("name", &speaker.name(name)).number("messages", person.messages);
            lines.push(speaker.say_id("which-person-row", &args));
        }
        lines.join("\n")
    });
    let Some(message) = asked.message else { return html.into() };
    let button = |(person, name): (&Participant, &String)| Button {
        text: plain(&ctx.word(|speaker| speaker.name(name))),
        data: recall_data(0, message, Some(person.id)),
    };
    Told { html, keyboard: Keyboard(people.iter().zip(&named).map(|it| vec![button(it)]).collect()) }
}

/// The whole name, and the handle.
fn told_apart(person: &Participant) -> String {
    let name = format!("{} {}", person.first_name, person.last_name);
    let name = shorten(name.trim(), BUTTON / 2);
    if person.username.is_empty() { name } else { format!("{name} @{}", person.username) }
}
