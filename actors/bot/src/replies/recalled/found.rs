//! Who said what about something: the best message in one sentence, and the next ones behind a button.

use std::{collections::HashSet, ops::Range};

use context::{Said, author};
use conversation::{Button, Keyboard};
use intent::{Gender, gender};
use language::{
    packs::List,
    text::{
        catalogue::Args,
        html::escape,
        plain,
        visible::{shorten, visible},
        words::{fold, words as said_in},
    },
};
use storage::AskError;

use super::{
    Told,
    answered::{Answered, answered},
    corrected::corrected,
    each,
    planned::planned,
    question::{Question, full_name, is_about_asker},
    rank::{Ranked, Wish, Words, has_wish, ranked, synonyms, telling_sentence},
};
use crate::{
    commands::search::recall_data,
    lines::Line,
    link,
    replies::recall,
    reply_context::{ReplyContext, ReplyError},
    speaker::Speaker,
};

/// Graphemes of a quote: a longer message is quoted by the sentence that has the words.
const QUOTED: usize = 200;
/// Graphemes of what another one wrote that is quoted too, at most.
const BRIEF: usize = 90;
/// Words of a message that tells something of its writer, at least.
const TELLING: usize = 3;
/// Messages of one page of more.
const PAGE: usize = 5;
/// Seconds for which what somebody took for themselves is theirs, and words of such a message, at most.
const OWN: i64 = 7 * 24 * 3600;
const BRIEF_CLAIM: usize = 8;
/// Others who wrote of it that are named.
const OTHERS: usize = 3;

/// What the memory has of a question.
#[derive(Default)]
struct Found {
    best: Ranked,
    /// What changed the best of it later.
    corrected: Option<Said>,
    /// What answered another one's question, where nothing else that was said does.
    answered: Option<Answered>,
    /// It is of another time than the one asked about.
    another_time: bool,
}

impl Found {
    /// One message that answers the question.
    fn only(said: Said) -> Self {
        Self { best: Ranked { statements: vec![said], questions: Vec::new() }, ..Self::default() }
    }
}

/// The answer; from page 1 on with that page of the messages that come after the best one.
pub(super) async fn answer(ctx: &ReplyContext<'_>, question: &Question, page: usize) -> Result<Told, ReplyError> {
    if question.words.is_empty() && question.person().is_none() {
        if let Some(plan) = ctx.look_up(&[], planned(ctx, question)).await? {
            return Ok(ctx.word(|speaker| in_words(speaker, question, Found::only(plan), page)));
        }
        return Ok(ctx.word(|speaker| speaker.say_id("recall-about-what", &Args::default())).into());
    }
    let found = ctx.look_up(&[], find(ctx, question)).await?;
    let about_them = question.about_the_person().filter(|_| found.best.is_nothing());
    if let Some(question) = about_them {
        let found = ctx.look_up(&[], find(ctx, &question)).await?;
        return Ok(ctx.word(|speaker| in_words(speaker, &question, found, page)));
    }
    Ok(ctx.word(|speaker| in_words(speaker, question, found, page)))
}

/// What was said about the same as a question that does not ask the memory, and the message that says it; `None` if
/// nothing was.
pub(super) async fn related(
    ctx: &ReplyContext<'_>,
    question: &Question,
    surely: bool,
) -> Result<Option<(Said, Told)>, ReplyError> {
    let deeds = if question.words.is_empty() { question.about_the_deeds() } else { None };
    let question = deeds.as_ref().unwrap_or(question);
    if question.words.is_empty() {
        // "And at what time?" is about the plan of the chat.
        let plan = if surely { None } else { ctx.look_up(&[], planned(ctx, question)).await? };
        return Ok(plan.map(|plan| {
            let told = ctx.word(|speaker| in_words(speaker, question, Found::only(plan.clone()), 0));
            (plan, told)
        }));
    }
    let found = ctx.look_up(&[], find(ctx, question)).await?;
    let first = found.answered.as_ref().map(|it| &it.answer).or_else(|| found.best.statements.first());
    let Some(first) = first.filter(|_| !found.another_time).cloned() else { return Ok(None) };
    let wish = Wish::of(&question.text);
    let words = Words::of(&question.words, &question.text);
    let has_all = found.answered.is_some() || words.named_in(&first.text) == question.words.len();
    let has_asked = has_all || asked_thing(question).is_some_and(|it| Words::of(&[it], "").named_in(&first.text) > 0);
    let is_answer = has_wish(&first.text, wish, &question.now) || has_asked && wish == Wish::Anything;
    let has_half = found.answered.is_some() || 2 * words.named_in(&first.text) >= question.words.len();
    let is_likely = has_all || has_half && wish != Wish::Anything;
    if surely && !(is_likely && is_answer) || found.answered.is_none() && !tells_something(&first) {
        return Ok(None);
    }
    let newest = found.corrected.clone().unwrap_or(first);
    let told = ctx.word(|speaker| {
        let told = in_words(speaker, question, found, 0);
        if is_answer {
            return told;
        }
        let html = speaker.say_with(Line::RelatedFound, &Args::default().html("said", told.html));
        Told { html, keyboard: told.keyboard }
    });
    Ok(Some((newest, told)))
}

/// "In which room is it?": the word that is asked for, right behind the question word.
fn asked_thing(question: &Question) -> Option<String> {
    let asked: Vec<String> = said_in(&question.text).map(fold).collect();
    let behind = asked.windows(2).find(|pair| List::QuestionWords.has(&pair[0]))?;
    question.words.iter().find(|word| fold(word) == behind[1]).cloned()
}

async fn find(ctx: &ReplyContext<'_>, question: &Question) -> Result<Found, AskError> {
    let best = search(ctx, question, question.within()).await?;
    // Who did something is told by whoever says that they did, whether or not they name the thing.
    let asks_who = said_in(&question.text).any(|word| List::Who.has(&fold(word)));
    let deeds = question.about_the_deeds();
    let tells_deed = |deeds: &Question| {
        let words = Words::of(&deeds.words, &deeds.text);
        best.statements.first().is_some_and(|first| words.are_done_in(&first.text))
    };
    // Of other deeds, such as seeing, there is much talk that is about something else.
    let is_of_many_words = |deeds: &Question| deeds.words.iter().any(|deed| !synonyms(deed).is_empty());
    let is_sent = said_in(&question.text).any(|word| List::Sending.has(&fold(word)));
    let may_be_untold = |deeds: &Question| asks_who && !is_sent && is_of_many_words(deeds) && !tells_deed(deeds);
    if let Some(deeds) = deeds.filter(|deeds| best.is_nothing() || may_be_untold(deeds)) {
        let done = search(ctx, &deeds, question.within()).await?;
        if !done.statements.is_empty() {
            return Ok(Found { best: done, ..Found::default() });
        }
    }
    if best.is_nothing() && question.time.is_some() {
        let best = search(ctx, question, question.ever()).await?;
        return Ok(Found { best, another_time: true, ..Found::default() });
    }
    let wish = Wish::of(&question.text);
    let tells = |it: &Said| wish == Wish::Anything || has_wish(&it.text, wish, &question.now);
    if let Some(first) = best.statements.first().filter(|it| tells(it)) {
        let corrected = corrected(ctx, question, first).await?;
        return Ok(Found { best, corrected, ..Found::default() });
    }
    // "How much did the tent cost?" is told by "it cost 3200".
    if let Some(wider) = question.with_the_deeds().filter(|_| wish == Wish::Number) {
        let best = search(ctx, &wider, question.within()).await?;
        if best.statements.first().is_some_and(tells) {
            return Ok(Found { best, ..Found::default() });
        }
    }
    if let Some(plan) = planned(ctx, question).await? {
        return Ok(Found::only(plan));
    }
    if let Some(own) = own_figure(ctx, question).await? {
        return Ok(Found::only(own));
    }
    let answered = answered(ctx, question, &best.questions).await?;
    Ok(Found { best, answered, ..Found::default() })
}

/// "Which are my questions?": the newest words of the asker that name a figure as theirs: "I take 31-40".
async fn own_figure(ctx: &ReplyContext<'_>, question: &Question) -> Result<Option<Said>, AskError> {
    let asked: Vec<String> = said_in(&question.text).map(fold).collect();
    let is_own = List::Claiming.has_any(&asked) && List::QuestionWords.has_any(&asked);
    if !is_own || question.person().is_some() {
        return Ok(None);
    }
    let until = question.within().end;
    let within = until.saturating_sub(OWN)..until;
    let said = ctx.context().last_said(ctx.request.chat, ctx.request.asker, within).await?;
    let claims = |it: &Said| {
        let folded: Vec<String> = said_in(&it.text).map(fold).collect();
        let claims = List::Asker.has_any(&folded) || List::Taking.is_in(&folded);
        claims && folded.len() <= BRIEF_CLAIM && each::names_figure(&it.text)
    };
    Ok(worth_telling(ctx, question, said).into_iter().find(claims))
}

/// What was said in a time, best first: with all of the words; if that tells nothing, with as many of them as tell
/// something.
async fn search(ctx: &ReplyContext<'_>, question: &Question, within: Range<i64>) -> Result<Ranked, AskError> {
    let context = ctx.context();
    let (words, wish) = (Words::of(&question.words, &question.text), Wish::of(&question.text));
    let rank = |said: Vec<Said>| ranked(worth_telling(ctx, question, said), &words, wish, &question.now);
    let chat = ctx.request.chat;
    if let (true, Some(person)) = (question.words.is_empty(), question.person()) {
        let said = context.last_said(chat, person.id, within).await?;
        // The newest ones first, but not "ok".
        let (telling, brief): (Vec<Said>, Vec<Said>) =
            worth_telling(ctx, question, said).into_iter().partition(tells_something);
        return Ok(Ranked { statements: [telling, brief].concat(), questions: Vec::new() });
    }
    let with_all = rank(context.mentions(chat, &question.sought(within.clone())).await?.said);
    let tells = |it: &Said| wish == Wish::Anything || has_wish(&it.text, wish, &question.now);
    if with_all.statements.first().is_some_and(tells) {
        return Ok(with_all);
    }
    let mut with_any = rank(context.mentions(chat, &question.sought_widely(within)).await?.said);
    let has_half = |said: &Said| 2 * words.named_in(&said.text) >= question.words.len();
    with_any.statements.retain(|said| has_half(said) || has_wish(&said.text, wish, &question.now));
    // Synonyms count only where they bring what is asked for.
    let is_better = with_any.statements.first().is_some_and(tells);
    if with_any.statements.is_empty() || !with_all.statements.is_empty() && !is_better {
        return Ok(if with_all.is_nothing() { with_any } else { with_all });
    }
    Ok(with_any)
}

fn tells_something(said: &Said) -> bool {
    said_in(&said.text).nth(TELLING - 1).is_some()
}

/// Without the question itself, and without what was said to us.
pub(super) fn worth_telling(ctx: &ReplyContext<'_>, question: &Question, mut said: Vec<Said>) -> Vec<Said> {
    said.retain(|it| it.chat_id != ctx.request.chat || Some(it.message_id) != question.message);
    said.retain(|it| !ctx.style.is_for_us(ctx.request, &it.text, it.to_us));
    let asked: Vec<String> = said_in(&question.text).map(fold).collect();
    // "Who lends me a gown?" is not told by whoever asks.
    let for_asker = List::Who.has_any(&asked) && List::Asker.has_any(&asked);
    if for_asker || is_about_asker(&question.text) || List::BesidesAsker.is_in(&asked) {
        said.retain(|it| it.sender_id != ctx.request.asker);
    }
    said
}

fn in_words(speaker: &mut Speaker<'_>, question: &Question, found: Found, page: usize) -> Told {
    let Found { best: Ranked { statements, questions }, corrected, answered, another_time } = found;
    let only_asked = statements.is_empty() && answered.is_none();
    let mut said = if only_asked { questions } else { statements };
    let asked = answered.map(|Answered { question, answer }| {
        said.retain(|it| it.message_id != answer.message_id);
        said.insert(0, answer);
        question
    });
    let Some((first, rest)) = said.split_first() else { return nothing(speaker, question).into() };
    let words = Words::of(&question.words, &question.text);
    let mut told = said_by(speaker, question, first, &words);
    if let Some(asked) = asked {
        let args = Args::default().html("said", told).text("question", &quote(&asked.text, &words));
        told = speaker.say_id("recall-answered", &args);
    }
    if only_asked {
        told = speaker.say_id("recall-only-asked", &Args::default().html("said", told));
    }
    if another_time {
        let not_then = not_then(speaker, question).unwrap_or_default();
        let instead = speaker.say_id("recall-another-time", &Args::default().html("said", told));
        told = format!("{not_then} {instead}");
    }
    if let Some(later) = corrected.filter(|later| later.message_id != first.message_id) {
        let later = said_by(speaker, question, &later, &words);
        told = format!("{told}\n{}", speaker.say_id("recall-later", &Args::default().html("said", later)));
    }
    let asks_who = said_in(&question.text).any(|word| List::Who.has(&fold(word)));
    if asks_who && page == 0 {
        told.extend(others(speaker, first, rest, &words));
    }
    let rest = one_of_each_text(first, rest);
    let pages = rest.len().div_ceil(PAGE);
    let shown = page.min(pages);
    if let Some(from) = shown.checked_sub(1) {
        let rows: Vec<String> =
            rest.iter().skip(from * PAGE).take(PAGE).map(|said| recall::quote(speaker, said)).collect();
        told = format!("{told}\n\n{}\n{}", speaker.say_id("recall-next", &Args::default()), rows.join("\n"));
    }
    let more = question.message.filter(|_| shown < pages);
    let button = |message| Button {
        text: plain(&speaker.text("recall-more")),
        data: recall_data(shown + 1, message, question.chosen),
    };
    Told { html: told, keyboard: Keyboard(more.map(|message| vec![button(message)]).into_iter().collect()) }
}

/// That nothing was found, with what was looked for.
fn nothing(speaker: &mut Speaker<'_>, question: &Question) -> String {
    if let Some(not_then) = not_then(speaker, question) {
        return not_then;
    }
    let words = Args::default().text("words", &question.shown_words());
    if question.person().is_none() && question.is_about_deeds_alone() {
        return speaker.say(Line::NothingOfThat);
    }
    match question.person() {
        None => speaker.say_with(Line::SaidNothing, &words),
        Some(person) => {
            let name = speaker.name(&full_name(person));
            let args = words.text("name", &name);
            match question.words.is_empty() {
                true => speaker.say_id("recall-silent", &args),
                false => speaker.say_with(Line::SomebodySilent, &args),
            }
        }
    }
}

/// That nothing was said in the time that is asked about; `None` if all times are.
fn not_then(speaker: &mut Speaker<'_>, question: &Question) -> Option<String> {
    let span = question.shown_time(speaker)?;
    let args = Args::default().text("words", &question.shown_words()).text("span", &span);
    Some(match question.person() {
        None => speaker.say_id("recall-not-then", &args),
        Some(person) => {
            let name = speaker.name(&full_name(person));
            let id = if question.words.is_empty() { "recall-silent-then" } else { "recall-not-then-by" };
            speaker.say_id(id, &args.text("name", &name))
        }
    })
}

/// Who wrote what and when: "you wrote" to whoever did.
fn said_by(speaker: &mut Speaker<'_>, question: &Question, said: &Said, words: &Words) -> String {
    let id = if said.sender_id == question.asker { "recall-said-you" } else { "recall-said" };
    sentence(speaker, id, said, words)
}

/// Who wrote what and when, in one sentence; `id` is its message, which has a form for men and one for women.
pub(super) fn sentence(speaker: &mut Speaker<'_>, id: &str, said: &Said, words: &Words) -> String {
    let name = speaker.name(&said.sender_name);
    let when = speaker.when(said.date);
    let when = match link::of_said(said) {
        Some(link) => format!(r#"<a href="{link}">{}</a>"#, escape(&when)),
        None => escape(&when),
    };
    let args = Args::default().text("name", &name).html("when", when).text("quote", &quote(&said.text, words));
    speaker.say_id(&by_gender(id, &said.sender_name), &args)
}

/// The message for people of that name.
pub(super) fn by_gender(id: &str, name: &str) -> String {
    match gender(name) {
        Some(Gender::Man) => format!("{id}-man"),
        Some(Gender::Woman) => format!("{id}-woman"),
        None => id.to_owned(),
    }
}

/// All of a short message, of a long one the sentence that tells.
pub(super) fn quote(text: &str, words: &Words) -> String {
    let whole = visible(text);
    if shorten(&whole, QUOTED) == whole {
        return whole.trim().to_owned();
    }
    shorten(visible(telling_sentence(text, words)).trim(), QUOTED)
}

/// What others wrote of it: each on a line if it is brief, else who they are.
fn others(speaker: &mut Speaker<'_>, first: &Said, rest: &[Said], words: &Words) -> Option<String> {
    let mut heard = HashSet::from([author(first.sender_id, &first.sender_name)]);
    let others = rest.iter().filter(|said| heard.insert(author(said.sender_id, &said.sender_name)));
    let others: Vec<&Said> = others.take(OTHERS).collect();
    if others.is_empty() {
        return None;
    }
    let named = words.named_in(&first.text);
    let tells_as_much = |said: &&Said| words.named_in(&said.text) == named && shorten(&said.text, BRIEF) == said.text;
    if others.iter().all(tells_as_much) {
        let row = |said: &&Said| format!("\n{}", recall::quote(speaker, said));
        return Some(others.iter().map(row).collect());
    }
    let names: Vec<String> = others.iter().map(|said| speaker.name(&said.sender_name)).collect();
    let names = Args::default().text("names", &names.join(", "));
    Some(format!(" {}", speaker.say_id("recall-others", &names)))
}

/// What is said in the same words again tells nothing more.
fn one_of_each_text<'s>(first: &Said, rest: &'s [Said]) -> Vec<&'s Said> {
    let mut told = HashSet::from([fold(first.text.trim())]);
    rest.iter().filter(|said| told.insert(fold(said.text.trim()))).collect()
}
