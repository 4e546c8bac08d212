//! What has been learned about a person, and how they correct it.

use super::lines::Line;
use super::mood::of_sentiment;
use super::plan::{Correction, Facts};
use super::word::Speaker;
use conversation::request::Request;
use events::ChatKind;
use language::text::catalogue::Args;
use language::text::moment::date;
use language::text::visible::{shorten, visible};
use personalization::{BadChoice, Choice, Key, Profile, Statistics};

/// Most graphemes shown of a word that was not understood.
const WORD_LENGTH: usize = 40;

/// The answer to `/me …`.
pub(super) fn of_asker(speaker: &mut Speaker<'_>, request: &Request, args: &str, facts: &Facts) -> String {
    match (Correction::of(args), facts) {
        (Correction::Bad(why), _) => explain(speaker, why, args),
        (Correction::Which(key), _) => which(speaker, key),
        (Correction::Change(choice), Facts::Person(..)) => {
            let what = format!("{} {}", speaker.named("key", choice.key().as_str()), describe(speaker, &choice));
            speaker.say_with(Line::MeChanged, &Args::default().text("what", &what))
        }
        (Correction::Unasked(true), Facts::Person(..)) => speaker.say(Line::MeUnasked),
        (Correction::Unasked(false), Facts::Person(..)) => speaker.say(Line::MeOnlyAsked),
        (Correction::Reset(_), Facts::Person(..)) => speaker.say(Line::MeReset),
        (Correction::None, Facts::Person(profile, Some(learned))) => portrait(speaker, request, profile, learned),
        (Correction::None, Facts::Person(_, None)) => speaker.say(Line::MeEmpty),
        _ => speaker.say(Line::Unavailable),
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
        let first = date(learned.first_seen, speaker.manner.utc_offset);
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
