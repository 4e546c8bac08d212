//! `/me`: what has been learned about the asker; `/me KEY VALUE` corrects it.

use conversation::{CommandRules, Request, commands::with_args};
use events::{ChatKind, PersonId};
use language::packs::List;
use language::text::{
    catalogue::Args,
    moment::date,
    visible::{shorten, visible},
    words::fold,
};
use personalization::{BadChoice, Choice, Key, Notice, Profile, Statistics};
use runtime::clock::now;
use storage::AskError;

use super::{Command, Concurrency, Offered, mood::of_sentiment};
use crate::{
    Knowledge,
    lines::Line,
    reply_context::{Reply, ReplyContext, in_messages},
    speaker::Speaker,
};

pub(super) const COMMAND: Command = Command {
    rules: CommandRules { changes: with_args, of_asker: true, ..CommandRules::plain("me") },
    offered: Offered::Everywhere,
    concurrency: Concurrency::PerAsker,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: None,
};

/// Most graphemes shown of a word that was not understood.
const WORD_LENGTH: usize = 40;

/// What a person wants changed of what is known about them.
#[derive(Debug, Clone, PartialEq)]
enum Correction {
    None,
    Change(Choice),
    /// Of one thing, or of all.
    Reset(Option<Key>),
    /// Whether we may speak to them unasked.
    Unasked(bool),
    /// A key without a value.
    Which(Key),
    Bad(BadChoice),
}

impl Correction {
    /// What the words after `/me` ask for.
    fn of(args: &str) -> Self {
        let (key, value) = args.split_once(char::is_whitespace).unwrap_or((args, ""));
        let value = value.trim();
        match fold(key).as_str() {
            "" => Self::None,
            key if List::Reset.has(key) && value.is_empty() => Self::Reset(None),
            key if List::Reset.has(key) => match Key::meant(&fold(value)) {
                Some(key) => Self::Reset(Some(key)),
                None => Self::Bad(BadChoice::UnknownKey),
            },
            key if List::Unasked.has(key) => unasked(value),
            key if value.is_empty() => Key::meant(key).map_or(Self::Bad(BadChoice::UnknownKey), Self::Which),
            key => Choice::parse(key, value).map_or_else(Self::Bad, Self::Change),
        }
    }
}

fn unasked(value: &str) -> Correction {
    match fold(value).as_str() {
        yes if List::Yes.has(yes) => Correction::Unasked(true),
        no if List::No.has(no) => Correction::Unasked(false),
        _ => Correction::Bad(BadChoice::UnknownKey),
    }
}

async fn answer(ctx: &ReplyContext<'_>, args: &str) -> Reply {
    let html = match Correction::of(args) {
        Correction::Bad(why) => ctx.word(|speaker| explain(speaker, why, args)),
        Correction::Which(key) => ctx.word(|speaker| which(speaker, key)),
        correction => {
            let (knowledge, asker) = (ctx.knowledge(), ctx.request.asker);
            let known = corrected(knowledge, asker, &correction);
            let known = ctx.look_up(&[knowledge.personalization.store()], known).await?;
            ctx.word(|speaker| in_words(speaker, ctx.request, &correction, known))
        }
    };
    Ok(in_messages(&html))
}

/// What is known of a person once what they correct is corrected; without statistics for one who wrote nothing yet.
async fn corrected(
    knowledge: &Knowledge,
    person: PersonId,
    correction: &Correction,
) -> Result<(Profile, Option<Statistics>), AskError> {
    let (profiles, people) = (&knowledge.personalization, &knowledge.people);
    match correction {
        Correction::Change(choice) => profiles.choose(person, choice.clone(), now()).await?,
        Correction::Reset(key) => profiles.reset(person, *key, now()).await?,
        Correction::Unasked(allowed) => {
            profiles.choose_notification(person, Notice::SpontaneousMessages, *allowed, now()).await?;
        }
        Correction::None | Correction::Which(_) | Correction::Bad(_) => {}
    }
    Ok((people.profile(person).await?, people.statistics(person).await?))
}

fn in_words(
    speaker: &mut Speaker<'_>,
    request: &Request,
    correction: &Correction,
    (profile, learned): (Profile, Option<Statistics>),
) -> String {
    match correction {
        Correction::Change(choice) => {
            let what = format!("{} {}", speaker.named("key", choice.key().as_str()), describe(speaker, choice));
            speaker.say_with(Line::MeChanged, &Args::default().text("what", &what))
        }
        Correction::Unasked(true) => speaker.say(Line::MeUnasked),
        Correction::Unasked(false) => speaker.say(Line::MeOnlyAsked),
        Correction::Reset(_) => speaker.say(Line::MeReset),
        Correction::None | Correction::Which(_) | Correction::Bad(_) => match learned {
            Some(learned) => portrait(speaker, request, &profile, &learned),
            None => speaker.say(Line::MeEmpty),
        },
    }
}

fn explain(speaker: &mut Speaker<'_>, why: BadChoice, args: &str) -> String {
    let (key, value) = args.split_once(char::is_whitespace).unwrap_or((args, ""));
    let shown = |word: &str| shorten(visible(word).trim(), WORD_LENGTH);
    match why {
        BadChoice::UnknownKey => {
            let word = if value.is_empty() { key } else { args };
            speaker.say_with(Line::MeUnknownKey, &Args::default().text("word", &shown(word)))
        }
        BadChoice::BadValue(key) => {
            let allowed = speaker.named("allowed", key.as_str());
            let args = Args::default().text("word", &shown(value)).html("allowed", allowed);
            speaker.say_with(Line::MeBadValue, &args)
        }
    }
}

fn which(speaker: &mut Speaker<'_>, key: Key) -> String {
    let args = Args::default().text("key", &speaker.named("key", key.as_str()));
    let args = args.html("allowed", speaker.named("allowed", key.as_str()));
    speaker.say_with(Line::MeWhich, &args)
}

fn describe(speaker: &Speaker<'_>, choice: &Choice) -> String {
    match choice {
        Choice::Style(style) => speaker.named("style", style.as_str()),
        Choice::Length(length) => speaker.named("length", length.as_str()),
        Choice::Complexity(complexity) => speaker.named("complexity", complexity.as_str()),
        Choice::Interaction(interaction) => speaker.named("interaction", interaction.as_str()),
        Choice::Humour(humour) => format!("{} %", percent(humour.share())),
        Choice::Topics(topics) => topics_of(speaker, topics.topics().iter().map(|topic| topic.as_str())),
    }
}

/// In a group it tells how we speak to each other; what was learned elsewhere is for the person alone.
fn portrait(speaker: &mut Speaker<'_>, request: &Request, profile: &Profile, learned: &Statistics) -> String {
    let name = speaker.name(&request.asker_name);
    let mut lines = vec![speaker.say_with(Line::MeTitle, &Args::default().text("name", &name))];
    let alone = request.chat_kind == ChatKind::Private;
    if alone {
        let first = date(learned.first_seen, speaker.style.utc_offset);
        let known = Args::default().number("messages", learned.total_messages).text("date", &first);
        lines.push(speaker.say_with(Line::MeMessages, &known));
    }
    lines.push(String::new());
    lines.extend(manner(speaker, profile, learned, alone));
    if alone {
        lines.extend(habits(speaker, learned));
    } else {
        lines.push(speaker.say(Line::MePrivately));
    }
    lines.push(String::new());
    lines.push(speaker.say(Line::MeCorrect));
    lines.join("\n")
}

fn manner(speaker: &mut Speaker<'_>, profile: &Profile, learned: &Statistics, alone: bool) -> Vec<String> {
    let chose_topics = learned.choices.contains_key(&Key::Topics);
    let topics = profile.topics.iter().filter(|_| alone || chose_topics);
    let topics = topics_of(speaker, topics.map(|topic| topic.as_str()));
    let interaction = speaker.named("interaction", profile.interaction.value.as_str());
    let rows = [
        (Line::MeStyle, speaker.named("style", profile.style.value.as_str()), profile.style.chosen),
        (Line::MeLength, speaker.named("length", profile.length.value.as_str()), profile.length.chosen),
        (Line::MeHumour, percent(profile.humour.value).to_string(), profile.humour.chosen),
        (Line::MeInteraction, interaction, profile.interaction.chosen),
        (Line::MeTopics, topics, chose_topics),
    ];
    let mut lines = Vec::new();
    for (line, value, chosen) in rows.into_iter().filter(|(_, value, _)| !value.is_empty()) {
        let chosen = if chosen { speaker.say(Line::MeChosen) } else { String::new() };
        lines.push(speaker.say_with(line, &Args::default().text("value", &value).text("chosen", &chosen)));
    }
    lines
}

fn habits(speaker: &mut Speaker<'_>, learned: &Statistics) -> Vec<String> {
    let hours = learned.most_active_hours.iter().map(|hour| format!("{hour:02}:00")).collect::<Vec<_>>();
    let emoji = learned.favorite_emojis.iter().map(|(emoji, _)| emoji.as_str()).collect::<Vec<_>>();
    let understood = learned.analysed_messages > 0;
    let mood =
        if understood { speaker.named("mood", of_sentiment(learned.average_sentiment.into())) } else { String::new() };
    let rows = [(Line::MeHours, hours.join(", ")), (Line::MeEmoji, emoji.join(" ")), (Line::MeSentiment, mood)];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    rows.map(|(line, value)| speaker.say_with(line, &Args::default().text("value", &value))).collect()
}

fn topics_of(speaker: &Speaker<'_>, topics: impl Iterator<Item = &'static str>) -> String {
    topics.map(|topic| speaker.named("topic", topic)).collect::<Vec<_>>().join(", ")
}

fn percent(share: f32) -> i64 {
    (share * 100.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use personalization::Style;

    #[test]
    fn corrections_are_understood_in_both_languages() {
        for args in ["style formal", "стиль  офіційно", "Стиль ОФІЦІЙНО"] {
            assert_eq!(Correction::of(args), Correction::Change(Choice::Style(Style::Formal)), "{args}");
        }
        assert_eq!(Correction::of(""), Correction::None);
        assert_eq!(Correction::of("скинути"), Correction::Reset(None));
        assert_eq!(Correction::of("reset style"), Correction::Reset(Some(Key::Style)));
        assert_eq!(Correction::of("стиль"), Correction::Which(Key::Style));
        assert_eq!(Correction::of("озиватися ні"), Correction::Unasked(false));
        for args in ["колір синій", "колір", "style синій", "reset колір", "unasked maybe"] {
            assert!(matches!(Correction::of(args), Correction::Bad(_)), "{args}");
        }
    }
}
