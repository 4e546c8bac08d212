//! What answers a request: a command goes to its file, talk to the handler of its intent.

pub(crate) mod clock;
mod favours;
pub(crate) mod orders;
pub(crate) mod person;
pub(crate) mod recall;
pub(crate) mod recalled;
pub(crate) mod shown;
pub(crate) mod small_talk;
pub(crate) mod social;
pub(crate) mod unasked;
mod welcome;

use conversation::{Action, RequestKind, Talk, reminders::ReminderKind};
use intent::{
    ClockQuery, Intent, Label, SmallTalk, SummaryPeriod, choice, is_about_us, may_ask_the_memory, or_not,
    slots::{
        expression::expression,
        names::{ASKER, BOT, PersonKind, people},
        options::options,
        range::range,
    },
};
use language::{
    packs::List,
    text::words::{fold, words},
};

use crate::{
    buttons::Press,
    commands,
    continued::names_something,
    lines::Line,
    reply_context::{Reply, ReplyContext, ReplyError, in_messages},
    responder::LlmReply,
};

/// What to do about a request; `None` if there is nothing worth saying.
pub(crate) async fn answer(ctx: &ReplyContext<'_>) -> Option<Vec<Action>> {
    let reply = match &ctx.request.kind {
        RequestKind::Chime { text } => return unasked::chime(ctx, text).await,
        RequestKind::Silence(silence) => return unasked::silence(ctx, silence).await,
        RequestKind::Reminder(due) if due.kind == ReminderKind::Digest => {
            return Some(commands::digest(ctx, due).await.unwrap_or_default());
        }
        RequestKind::PollResult { poll } => match orders::poll_result(ctx, *poll).await {
            Ok(told) => return told,
            Err(error) => Err(error),
        },
        RequestKind::Mild { excess } => Ok(ctx.line(unasked::mild_word(*excess))),
        RequestKind::Command { name, args } => match commands::find(name) {
            Some(command) => (command.answer)(ctx, args).await,
            // One of another version.
            None => Ok(in_messages(&ctx.word(|speaker| commands::unknown(speaker, name)))),
        },
        RequestKind::UnknownCommand { name } => Ok(in_messages(&ctx.word(|speaker| commands::unknown(speaker, name)))),
        RequestKind::Press { query, message, data } => {
            commands::pressed(ctx, Press { query, message: *message, data }).await
        }
        RequestKind::Talk(talk) if ctx.request.follows => return followed(ctx, talk).await,
        RequestKind::Talk(talk) => to_talk(ctx, talk).await,
        RequestKind::Reminder(due) => Ok(commands::due_reminder(ctx, due)),
        RequestKind::Welcome => Ok(ctx.line(Line::Welcome)),
        RequestKind::WelcomeInPrivacyMode => Ok(welcome::in_privacy_mode(ctx)),
        RequestKind::Promoted => Ok(ctx.line(Line::Promoted)),
        RequestKind::NotListed => Ok(welcome::where_not_listed(ctx)),
        RequestKind::Shown => Ok(in_messages(&ctx.word(|speaker| shown::received(speaker, ctx.request)))),
    };
    Some(reply.unwrap_or_else(|error| failed(ctx, &error)))
}

/// Says that it cannot be done now, where the one who asks sees it.
fn failed(ctx: &ReplyContext<'_>, error: &ReplyError) -> Vec<Action> {
    if let ReplyError::Failed(error) = error {
        tracing::warn!(%error, "a request cannot be carried out");
    }
    match (&ctx.request.kind, error) {
        (RequestKind::Press { query, message, data }, _) => {
            let press = Press { query, message: *message, data };
            vec![press.acknowledge(Some(&ctx.text("unavailable-now")))]
        }
        (_, ReplyError::Failed(_)) => vec![Action::say(ctx.text("unavailable-now"))],
        (_, ReplyError::Unavailable) => ctx.line(Line::Unavailable),
    }
}

/// Words that nobody called us for, after an answer of ours: to be met where they are surely for us, or where there is
/// something to tell.
async fn followed(ctx: &ReplyContext<'_>, talk: &Talk) -> Option<Vec<Action>> {
    let is_for_us = match &talk.intent {
        Intent::Recall(_) | Intent::Person(_) => return recalled::related(ctx, &talk.text, !ctx.goes_on).await,
        // "And a girl? Vira or Polina?"
        Intent::Favour(Label::Choose) => ctx.goes_on || options(&talk.text).is_some(),
        Intent::Order(_) | Intent::Favour(_) => ctx.goes_on,
        Intent::Judge | Intent::Beyond(Label::Weather) => true,
        Intent::SmallTalk(it) => match it {
            SmallTalk::Thanks | SmallTalk::Praise | SmallTalk::Misunderstood | SmallTalk::ByLot => true,
            SmallTalk::Chatter | SmallTalk::Question | SmallTalk::Note => ctx.goes_on,
            _ => is_about_us(&talk.text) || ctx.goes_on,
        },
        Intent::Social(label) => match label {
            Label::ShareFear | Label::ShareSadness | Label::ShareAnger | Label::Affection => true,
            _ => ctx.goes_on,
        },
        _ => false,
    };
    if is_for_us { to_talk(ctx, talk).await.ok() } else { said_here(ctx, talk).await }
}

/// In a language model's words where that is better and one answers in time, else in ours.
async fn to_talk(ctx: &ReplyContext<'_>, talk: &Talk) -> Reply {
    if let Intent::Summary(SummaryPeriod::Usual) = talk.intent
        && let Some(time) = recalled::asked_time(ctx, &talk.text)
    {
        return Ok(in_messages(&commands::summary_of_time(ctx, time).await?));
    }
    if is_for_a_model(&talk.intent)
        && let LlmReply::Html(html) = ctx.composer.responder.answer(ctx).await
    {
        return Ok(in_messages(&html));
    }
    if let Some(related) = said_here(ctx, talk).await {
        return Ok(related);
    }
    let html = match &talk.intent {
        Intent::Person(query) => person::about(ctx, query).await?,
        Intent::ChatStats => commands::of_chat(ctx).await?,
        Intent::OwnStats => commands::of_asker(ctx).await?,
        Intent::Top(period) => commands::top_in_words(ctx, *period).await?,
        Intent::Mood => commands::mood_in_words(ctx).await?,
        Intent::Clock(query) => ctx.word(|speaker| clock::answer(speaker, query, runtime::clock::now())),
        Intent::Summary(period) => commands::summary_in_words(ctx, *period).await?,
        Intent::WhatIsThis => match ctx.word(|speaker| shown::what_is_this(speaker, ctx.request)) {
            Some(html) => html,
            None => ctx.word(|speaker| small_talk::in_words(speaker, SmallTalk::Question)),
        },
        Intent::SmallTalk(SmallTalk::Congratulate) => social::congratulation(ctx, &talk.text).await,
        // "Did you sleep?" is answered with no, "which song do you like?" is not.
        Intent::SmallTalk(SmallTalk::AboutUs) if asks_whether(&talk.text) => {
            ctx.word(|speaker| speaker.say(Line::AboutUsWhether))
        }
        Intent::SmallTalk(small_talk) => ctx.word(|speaker| small_talk::in_words(speaker, *small_talk)),
        // An older version took a wish for a poll so.
        Intent::Social(order @ Label::Poll) => return orders::answer(ctx, *order, &talk.text).await,
        Intent::Social(Label::Boredom) => ctx.word(|speaker| {
            let lead = social::in_words(speaker, Label::Boredom);
            format!("{lead} {}", small_talk::in_words(speaker, SmallTalk::Joke))
        }),
        Intent::Social(label) => social::answer(ctx, *label),
        Intent::News(news) => ctx.word(|speaker| social::news(speaker, *news)),
        Intent::Judge => ctx.word(|speaker| speaker.say(Line::Judge)),
        Intent::Favour(favour) => favours::answer(ctx, *favour, &talk.text).await?,
        Intent::Beyond(label) => social::beyond(ctx, *label),
        Intent::Recall(Label::RecallTopic) if is_choice(&talk.text) => {
            favours::answer(ctx, Label::Choose, &talk.text).await?
        }
        Intent::Recall(label) => return recalled::answer(ctx, *label, &talk.text).await,
        Intent::Unsure(order) => return orders::question(ctx, *order, &talk.text).await,
        Intent::Order(order) => return orders::answer(ctx, *order, &talk.text).await,
    };
    Ok(in_messages(&html))
}

/// What was said in the chat, where that answers a question to us that does not ask for it: one that is beyond us, "and where
/// do we meet?", "who brings the ball?", "how long is it to the exam?".
async fn said_here(ctx: &ReplyContext<'_>, talk: &Talk) -> Option<Vec<Action>> {
    let text = &talk.text;
    match &talk.intent {
        Intent::SmallTalk(SmallTalk::Question) | Intent::Beyond(Label::Knowledge) | Intent::Social(Label::Clarify) => {
            recalled::related(ctx, text, false).await
        }
        Intent::Favour(Label::Countdown) => {
            let question = favours::asked_when(ctx, text)?;
            match recalled::awaited(ctx, &question).await {
                Some(told) => Some(told),
                None => recalled::related(ctx, &question, true).await,
            }
        }
        // "How many km on Sunday?" is no sum, "how much do I owe Kazimir?" no statistics.
        Intent::Favour(Label::Calculate) if expression(text).is_none() => match recalled::total(ctx, text).await {
            Some(sum) => Some(in_messages(&favours::answer(ctx, Label::Calculate, &sum).await.ok()?)),
            None => recalled::related(ctx, text, true).await,
        },
        Intent::OwnStats if names_another(text) => recalled::related(ctx, text, false).await,
        // "What time does the quiz start?", "when is the fitting?" ask no clock.
        Intent::Clock(ClockQuery::Now | ClockQuery::Day(0)) if names_something(text) => {
            recalled::related(ctx, text, false).await
        }
        // "Where do we celebrate, at Todos' or in a pizzeria?"
        Intent::Recall(Label::RecallTopic) if is_choice(text) => recalled::related(ctx, text, true).await,
        // "So is it 850 or 780 by now?"
        Intent::Favour(Label::Choose) if checks(text) => recalled::related(ctx, text, false).await,
        Intent::SmallTalk(SmallTalk::Chatter | SmallTalk::Called)
        | Intent::Social(Label::More | Label::Settings | Label::Boredom | Label::Agree | Label::Disagree)
        | Intent::Beyond(_)
            if may_ask_the_memory(text) =>
        {
            recalled::related(ctx, text, true).await
        }
        // "Give me the landlady's number" asks for no lot.
        Intent::Favour(Label::RandomNumber) if range(text).is_none() && names_something(text) => {
            recalled::related(ctx, text, false).await
        }
        // "Choose who pays: Severyn or Dalila" asks for a lot.
        Intent::Favour(Label::PickPerson) if options(text).is_none() && may_ask_the_memory(text) => {
            recalled::related(ctx, text, true).await
        }
        _ => None,
    }
}

/// Whether somebody other than the asker and ourselves is named.
fn names_another(text: &str) -> bool {
    people(text, &[]).iter().any(|it| it.name != ASKER && it.name != BOT && it.kind != PersonKind::Pronoun)
}

/// Whether a question to the memory names what it may be one or the other of.
fn is_choice(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    choice(text).is_some() && !checks(text) && !or_not(&said) && !List::Who.has_any(&said)
}

/// Whether a question can be answered with yes or no.
fn asks_whether(text: &str) -> bool {
    text.contains('?') && !words(text).map(fold).any(|word| List::QuestionWords.has(&word) || List::Or.has(&word))
}

/// Whether a question with options asks which of them was agreed on, and not for a choice.
fn checks(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    List::Checking.is_in(&said) || or_not(&said) && !List::AskingOpinion.has_any(&said)
}

/// Talk is; figures are known better here, and no model is to be relied on where somebody's life or privacy is at stake.
fn is_for_a_model(intent: &Intent) -> bool {
    match intent {
        Intent::ChatStats | Intent::OwnStats | Intent::Top(_) | Intent::Mood | Intent::Clock(_) => false,
        Intent::SmallTalk(it) => !matches!(it, SmallTalk::Lifeline | SmallTalk::AboutMe | SmallTalk::ForgetMe),
        // A model may take a side.
        Intent::Judge | Intent::Order(_) | Intent::Unsure(_) => false,
        // A model may have a reason for a choice; what follows from numbers and lots is exact here.
        Intent::Favour(favour) => *favour == Label::Choose,
        Intent::Recall(label) => matches!(label, Label::RecallTopic | Label::RecallPerson),
        Intent::Person(_)
        | Intent::Summary(_)
        | Intent::WhatIsThis
        | Intent::News(_)
        | Intent::Social(_)
        | Intent::Beyond(_) => true,
    }
}
