//! `/summary PERIOD`: what was talked about, in a language model's words where one answers in time.

use std::ops::Range;

use conversation::{Action, CommandRules, Digest, DueReminder};
use intent::SummaryPeriod;
use language::{
    analyzer::Topic,
    text::{catalogue::Args, moment::moment},
};

use runtime::clock::now;

use super::{Command, Concurrency, Offered};
use crate::{
    lines::Line,
    moments,
    recap::{Covered, Recap},
    reply_context::{Reply, ReplyContext, ReplyError, in_messages},
    responder::LlmReply,
    speaker::Speaker,
    summary,
};

pub(super) const COMMAND: Command = Command {
    rules: CommandRules::plain("summary"),
    offered: Offered::Everywhere,
    concurrency: Concurrency::Talk,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: None,
};

/// Topics named at most.
const NAMED: usize = 3;
/// Seconds after which a digest is not told any more.
const LATE: i64 = 3 * 3600;
/// Messages from which on a day is worth a digest.
const WORTHWHILE: i64 = 15;

async fn answer(ctx: &ReplyContext<'_>, args: &str) -> Reply {
    let Some(period) = SummaryPeriod::of(args) else { return Ok(ctx.line(Line::SummaryUsage)) };
    if let LlmReply::Html(html) = ctx.composer.responder.summarize(ctx, period).await {
        return Ok(in_messages(&html));
    }
    Ok(in_messages(&in_words(ctx, period).await?))
}

/// What was talked about, in our words.
pub(crate) async fn in_words(ctx: &ReplyContext<'_>, period: SummaryPeriod) -> Result<String, ReplyError> {
    let (knowledge, request) = (ctx.knowledge(), ctx.request);
    let recap = knowledge.recap(request.chat, period, request.reply_to, &ctx.style.address);
    let recap = ctx.look_up(&[knowledge.context.store(), knowledge.analysis.store()], recap).await?;
    Ok(ctx.word(|speaker| match recap {
        Some(recap) => recap_of(speaker, &recap),
        None => speaker.say(Line::SummaryEmpty),
    }))
}

/// What was talked about in a time (Unix seconds), in our words.
pub(crate) async fn of_time(ctx: &ReplyContext<'_>, time: Range<i64>) -> Result<String, ReplyError> {
    let (knowledge, request) = (ctx.knowledge(), ctx.request);
    let recap = knowledge.recap_of(request.chat, time.clone(), request.reply_to, &ctx.style.address);
    let recap = ctx.look_up(&[knowledge.context.store(), knowledge.analysis.store()], recap).await?;
    Ok(ctx.word(|speaker| match recap {
        Some(recap) => recap_of(speaker, &recap),
        None => {
            let span = spoken_span(speaker, time);
            speaker.say_id("summary-empty-then", &Args::default().text("span", &span))
        }
    }))
}

/// What was talked about, for a chat that did not ask; `None` where it is not worth a message, or the chat is not to
/// be disturbed.
pub(crate) async fn digest(ctx: &ReplyContext<'_>, due: &DueReminder) -> Option<Vec<Action>> {
    let (knowledge, chat) = (ctx.knowledge(), ctx.request.chat);
    let is_quiet = ctx.composer.conversation.settings(chat).await.ok()?.is_quiet(now());
    if is_quiet || now() - due.due > LATE {
        return None;
    }
    let period = if due.what == Digest::Morning.as_str() { SummaryPeriod::Yesterday } else { SummaryPeriod::Today };
    let recap = knowledge.recap(chat, period, None, &ctx.style.address);
    let recap = ctx.look_up(&[knowledge.context.store(), knowledge.analysis.store()], recap).await.ok()??;
    if recap.messages < WORTHWHILE {
        return None;
    }
    Some(in_messages(&ctx.word(|speaker| recap_of(speaker, &recap))))
}

fn recap_of(speaker: &mut Speaker<'_>, recap: &Recap) -> String {
    let mut head = vec![title(speaker, recap.span)];
    // Nobody counts where somebody mourns.
    if recap.outline.grief.is_empty() {
        head.extend(counts(speaker, recap));
    }
    let paragraphs = summary::in_words(speaker, &recap.outline);
    std::iter::once(head.join("\n")).chain(paragraphs).collect::<Vec<_>>().join("\n\n")
}

fn counts(speaker: &mut Speaker<'_>, recap: &Recap) -> Vec<String> {
    let count = Args::default().number("messages", recap.messages).number("people", recap.people);
    let mut lines = vec![speaker.say_with(Line::SummaryCount, &count)];
    let topics = recap.topics.iter().map(|(topic, _)| *topic).filter(|topic| *topic != Topic::General);
    let topics: Vec<String> = topics.take(NAMED).map(|topic| speaker.named("topic", topic.as_str())).collect();
    if !topics.is_empty() {
        lines.push(speaker.say_with(Line::SummaryTopics, &Args::default().text("list", &topics.join(", "))));
    }
    if let Some(read) = recap.read {
        lines.push(speaker.say_with(Line::SummaryRead, &Args::default().number("messages", read)));
    }
    lines
}

fn title(speaker: &mut Speaker<'_>, span: Covered) -> String {
    match span {
        Covered::Today => speaker.say(Line::SummaryToday),
        Covered::Yesterday => speaker.say(Line::SummaryYesterday),
        Covered::Day => speaker.say(Line::SummaryDay),
        Covered::Week => speaker.say(Line::SummaryWeek),
        Covered::Since(from) => {
            let when = moment(from, speaker.style.utc_offset);
            speaker.say_with(Line::SummarySince, &Args::default().text("when", &when))
        }
        Covered::Between(from, to) => {
            let span = spoken_span(speaker, from..to);
            speaker.say_id("summary-span", &Args::default().text("span", &span))
        }
    }
}

fn spoken_span(speaker: &Speaker<'_>, time: Range<i64>) -> String {
    let [from, to] = [time.start, time.end].map(|at| speaker.zoned(at));
    moments::span(speaker.style.language, [&from, &to], &speaker.style.now)
}
