//! Everyday talk, by the classifier: small favours that need no memory, the plain social moves, and wishes that are
//! beyond a bot without a language model.

use language::{
    packs::List,
    text::{
        distress::is_unmourned,
        words::{fold, words},
    },
};

use crate::{
    ClockQuery, Intent, Label, SmallTalk, SummaryPeriod, TopPeriod,
    classifier::Guess,
    recall::is_about_the_past,
    slots::{
        about::{Purpose, about},
        expression::expression,
        names::{BOT, people},
        options::options,
        poll::{PollForm, form, names_poll},
    },
    understand::is_about_us,
    understanding::is_subject,
};

/// From this probability on a favour is done though a phrase of another intent is in the text: it tells what it wants by
/// its form.
pub(crate) const SURE: f32 = 0.6;
/// From this probability on it counts more than a phrase of small talk that stands in the text.
pub(crate) const CERTAIN: f32 = 0.85;
/// From this probability on it is worth a question whether quiet or a poll was meant.
const ASKED: f32 = 0.5;
/// Words of a message that names dice and hardly anything else, at most.
const BRIEF: usize = 5;
/// Words of a question for chances, at most.
const CHANCES: usize = 12;
/// Below this probability nothing is taken for granted: a question stays a question, chatter stays chatter.
const LIKELY: f32 = 0.35;

/// The poll that the text asks for, or may ask for, if it does. Hard to undo: a whole chat is asked.
pub fn poll(text: &str, guess: Guess) -> Option<Intent> {
    let of_poll = if guess.label == Label::Poll { guess.confidence } else { 0.0 };
    let is_other = guess.confidence >= SURE && !matches!(guess.label, Label::Poll | Label::Choose | Label::PickPerson);
    let has_options = options(text).is_some();
    let is_named = has_options && !is_other && names_poll(text);
    match form(text) {
        PollForm::Other => None,
        PollForm::Request if of_poll >= CERTAIN || is_named => Some(Intent::Order(Label::Poll)),
        // Without options nothing is sent, and it is told how to ask.
        PollForm::Unclear if of_poll >= CERTAIN && !has_options => Some(Intent::Order(Label::Poll)),
        _ if of_poll >= ASKED && has_options => Some(Intent::Unsure(Label::Poll)),
        _ => None,
    }
}

/// A favour that the text asks for, if it does. `guess` is what the classifier makes of the text, here and below.
pub fn favour(text: &str, guess: Guess) -> Option<Intent> {
    let is_plain = match guess.label {
        Label::Calculate => expression(text).is_some(),
        Label::Choose => options(text).is_some() && !is_about_health(text),
        Label::PickPerson | Label::Coin | Label::RandomNumber | Label::Countdown => true,
        _ => false,
    };
    // "Throw a die: who gets more walks both dogs".
    let said: Vec<String> = words(text).map(fold).collect();
    if List::Dice.has_any(&said) && (List::Orders.has_any(&said) || said.len() <= BRIEF) {
        return Some(Intent::Favour(Label::RandomNumber));
    }
    let asks = text.contains('?') || List::QuestionWords.has_any(&said[..said.len().min(2)]);
    if asks && List::Chances.has_any(&said) && said.len() <= CHANCES {
        return Some(Intent::Favour(Label::RandomNumber));
    }
    (is_plain && guess.confidence >= SURE).then_some(Intent::Favour(guess.label))
}

/// An order that the text gives, or may give, if it does.
pub fn order(guess: Guess) -> Option<Intent> {
    let enough = match guess.label {
        Label::Remind | Label::Reminders | Label::CancelReminder | Label::Unquiet | Label::Birthday => SURE,
        // Hard to undo: a chat that is quiet tells nobody why.
        Label::Quiet | Label::StopUnasked => CERTAIN,
        _ => return None,
    };
    match guess {
        Guess { label, confidence } if confidence >= enough => Some(Intent::Order(label)),
        Guess { label: Label::Quiet, confidence } if confidence >= ASKED => Some(Intent::Unsure(Label::Quiet)),
        _ => None,
    }
}

/// "Zlata, Yeva or Marta": a choice that no other words ask for.
pub fn choice(text: &str) -> Option<Intent> {
    let or = words(text).map(fold).any(|word| List::Or.has(&word));
    let some = options(text).is_some_and(|found| found.options.len() > 1);
    (or && some && !is_about_health(text)).then_some(Intent::Favour(Label::Choose))
}

/// Whether folded words end in "or not".
pub fn or_not(said: &[String]) -> bool {
    said.last().is_some_and(|word| List::Not.has(word) || List::No.has(word))
}

/// Whether a vote, a coin or a choice is to decide, and nobody.
pub fn asks_for_lots(guess: Guess) -> bool {
    matches!(guess.label, Label::Poll | Label::Coin | Label::Choose) && guess.confidence >= CERTAIN
}

/// Whether news in a text surely is but the occasion of a wish ("translate: I fell ill").
pub fn asks_otherwise(guess: Guess) -> bool {
    use Label::*;
    let wish = matches!(
        guess.label,
        Translate
            | Weather
            | Knowledge
            | Recommend
            | Write
            | News
            | Code
            | Currency
            | Story
            | Joke
            | Laugh
            | Poll
            | Settings
            | Language
            | Persona
            | Summary
    );
    wish && guess.confidence >= SURE
}

/// What somebody tells of their fear or sorrow, if they likely do.
pub fn confided(guess: Guess, own: &[String]) -> Option<Intent> {
    let label = matches!(guess.label, Label::ShareFear | Label::ShareSadness | Label::ShareAnger);
    let is_told = label && guess.confidence >= LIKELY && List::Asker.has_any(own);
    is_told.then_some(Intent::Social(guess.label))
}

/// What the text asks the memory for, if it surely does.
pub fn recall(text: &str, guess: Guess) -> Option<Intent> {
    let is_sure = guess.label.is_recall() && guess.confidence >= SURE;
    if is_sure { recalled(guess.label, text) } else { None }
}

/// What the text means, whatever phrases of small talk are in it; `None` if that is not certain.
pub fn certain(text: &str, guess: Guess) -> Option<Intent> {
    // Phrases tell more of these: what we know of the asker, which news it is, who is asked back.
    let is_told_better = matches!(guess.label, Label::Privacy | Label::ShareJoy | Label::ShareSadness | Label::Clarify);
    if guess.confidence < CERTAIN || is_told_better {
        return None;
    }
    of_label(guess.label, text).filter(|it| matches!(it, Intent::Social(_) | Intent::Favour(_) | Intent::Beyond(_)))
}

/// What the text means where no phrase tells it; `None` if that is not likely enough.
pub fn likely(text: &str, guess: Guess) -> Option<Intent> {
    let enough = match guess.label {
        // Whoever scolds somebody else must not be told off.
        Label::Insult if !is_about_us(text) => CERTAIN,
        Label::Insult => SURE,
        // "Is it going to rain today?" asks for no mood.
        Label::MoodChat | Label::MoodPerson => SURE,
        Label::Quiet | Label::Unquiet => ASKED,
        // "Are you for Dynamo or for Shakhtar?" asks neither who we are nor what we can do.
        Label::WhoAreYou | Label::WhatCanYou | Label::HowAreYou => SURE,
        // "Lucky me" is no farewell, "do you eat anything?" no call.
        Label::Farewell | Label::AreYouThere => SURE,
        // Who does not want to live says so in the words of the lists, or is hard to mistake.
        Label::Crisis => SURE,
        _ => LIKELY,
    };
    let unmourned = guess.label == Label::Grief && is_unmourned(text);
    if guess.confidence < enough || unmourned { None } else { of_label(guess.label, text) }
}

fn of_label(label: Label, text: &str) -> Option<Intent> {
    use Label::*;
    let small_talk = |it| Some(Intent::SmallTalk(it));
    let said: Vec<String> = words(text).map(fold).collect();
    let is_about_us = List::Yours.has_any(&said) || List::SpokenTo.has_any(&said);
    // "And you, would you come with us?"
    if label == Clarify && is_about_us && text.contains('?') {
        return small_talk(SmallTalk::AboutUs);
    }
    // "Roses or brandy?" is a choice, whatever else asks for advice.
    if matches!(label, Advice | Recommend)
        && !or_not(&said)
        && let Some(choice) = choice(text)
    {
        return Some(choice);
    }
    // "Do you like fish yourself?"
    if label == Affection && text.contains('?') && !words(text).map(fold).any(|word| List::Asker.has(&word)) {
        return small_talk(SmallTalk::AboutUs);
    }
    if matches!(label, Choose | Knowledge | Recommend) && is_about_health(text) {
        return Some(Intent::Beyond(Advice));
    }
    match label {
        Greeting => small_talk(SmallTalk::Greeting),
        Farewell => small_talk(SmallTalk::Farewell),
        Thanks => small_talk(SmallTalk::Thanks),
        Praise => small_talk(SmallTalk::Praise),
        Insult => small_talk(SmallTalk::Insult),
        HowAreYou => small_talk(SmallTalk::HowAreYou),
        // "Did you ever sit an exam yourself?"
        WhoAreYou if text.contains('?') && is_about_the_past(text) => small_talk(SmallTalk::AboutUs),
        WhoAreYou => small_talk(SmallTalk::WhoAreYou),
        WhatCanYou | Help => small_talk(SmallTalk::Abilities),
        Congratulation => small_talk(SmallTalk::Congratulate),
        Joke => small_talk(SmallTalk::Joke),
        Grief => small_talk(SmallTalk::Grief),
        Crisis => small_talk(SmallTalk::Lifeline),
        ForgetMe => small_talk(SmallTalk::ForgetMe),
        Goodnight | Apology | Affection | Laugh | Agree | Disagree | AreYouThere | Slogan | Story | More
        | JustKidding | Clarify | ShareJoy | ShareSadness | ShareAnger | ShareFear | Boredom | Settings | Language
        | Persona | Privacy | ExportMe | StopUnasked => Some(Intent::Social(label)),
        Quiet => Some(Intent::Unsure(label)),
        Remind | Reminders | CancelReminder | Unquiet | Birthday => Some(Intent::Order(label)),
        Translate | Weather | Knowledge | Advice | Recommend | Write | News | Code | Currency => {
            Some(Intent::Beyond(label))
        }
        Choose | PickPerson | Coin | RandomNumber | Calculate | Countdown => Some(Intent::Favour(label)),
        Summary => Some(Intent::Summary(SummaryPeriod::within(text).unwrap_or(SummaryPeriod::Usual))),
        StatsChat => Some(Intent::ChatStats),
        StatsMe => Some(Intent::OwnStats),
        TopPeople => Some(Intent::Top(TopPeriod::Week)),
        MoodChat => Some(Intent::Mood),
        MoodPerson => Some(recalled(label, text).unwrap_or(Intent::Mood)),
        // "The day was a nightmare" asks for no date.
        Time | Date if !text.contains('?') && !List::QuestionWords.has_any(&said) => None,
        Time => Some(Intent::Clock(ClockQuery::Now)),
        Date => Some(Intent::Clock(ClockQuery::Day(0))),
        RecallTopic | RecallPerson | LastSeen | CountMentions | TopByTopic => recalled(label, text),
        // `poll` has told it.
        Poll | Chatter => None,
    }
}

/// Whether it is about drugs or doses: no lot may decide on them.
fn is_about_health(text: &str) -> bool {
    let mut said = words(text).map(fold);
    said.any(|word| List::Medicine.iter().any(|start| word.starts_with(start)))
}

/// "I talked about coffee": whoever tells that does not ask for it.
fn tells_of_the_asker(text: &str) -> bool {
    let first = words(text).next().map(fold);
    first.is_some_and(|word| is_subject(&word)) && !text.contains('?')
}

/// A wish of that label to the memory; `None` if it names nothing that could be looked for.
fn recalled(label: Label, text: &str) -> Option<Intent> {
    if tells_of_the_asker(text) {
        return None;
    }
    let named = people(text, &[]);
    let somebody = named.iter().any(|person| person.name != BOT);
    let taken: Vec<_> = named.into_iter().map(|person| person.place).collect();
    let something = || Purpose::of(label).is_some_and(|purpose| !about(text, purpose, &taken, &[]).is_empty());
    let asked = match label {
        Label::LastSeen | Label::MoodPerson => somebody,
        Label::TopByTopic => something(),
        _ => somebody || something(),
    };
    asked.then_some(Intent::Recall(label))
}
