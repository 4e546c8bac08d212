//! What cards and captions say.

use super::words::Words;
use super::*;
use crate::commands::{
    mood, stats,
    top::{self, Top},
};
use ::cards::{MoodCard, StatsCard, TopCard};
use analysis::{Activity, ChatSummary, Feeling, HourSummary, Mood, MoodTrend, TrendPoint};
use context::{ChatStats, PersonStats};
use events::{ChatId, PersonId};
use intent::TopPeriod;
use language::analyzer::{Emotion, Topic};
use language::text::catalogue::Language;
use language::zone::Zone;

const UK: Words = Words { language: Language::Uk };
const EN: Words = Words { language: Language::En };
/// 2026-03-26 20:30 UTC, a Thursday evening in Kyiv.
const NOW: i64 = 1_774_557_000;

fn kyiv() -> Zone {
    Zone::named("Europe/Kyiv").unwrap()
}

fn stats(name: &str) -> ChatStats {
    let first = PersonStats {
        person_id: PersonId(1),
        name: name.to_owned(),
        messages: 9,
        to_bot: 0,
        first_message_at: NOW,
        last_message_at: NOW,
    };
    ChatStats {
        chat_id: ChatId(-5),
        title: "Кухня & <Co>".to_owned(),
        total_messages: 12_345,
        to_bot: 0,
        unique_users: 21,
        own_messages: 2,
        edits: 0,
        first_message_at: Some(NOW),
        last_message_at: Some(NOW),
        top: vec![first],
    }
}

fn hour(hours_ago: i64, messages: i64) -> HourSummary {
    let start = (NOW / 3600 - hours_ago) * 3600;
    HourSummary { start, messages, participants: 1, mood: Mood::default(), topics: Vec::new() }
}

fn stats_card(words: Words, hours: &[HourSummary]) -> (StatsCard, String) {
    let shown = stats::card(words, &stats("Оля <b>"), hours, &kyiv(), NOW);
    let Card::Stats(card) = shown.card else { panic!("a card of statistics") };
    (card, shown.caption)
}

#[test]
fn statistics_count_by_the_clock_on_the_wall() {
    let (card, caption) = stats_card(UK, &[hour(25, 5), hour(1, 7), hour(0, 3)]);
    let figures: Vec<_> = card.figures.iter().map(|it| (it.value.as_str(), it.label.as_str())).collect();
    let expected = [("12\u{A0}345", "повідомлень"), ("21", "людина"), ("10", "сьогодні"), ("2", "мої")];
    assert_eq!(figures, expected);
    assert_eq!(card.title, "Кухня & <Co>");
    assert_eq!((card.by_hour[21], card.by_hour[22], card.by_hour.iter().sum::<u32>()), (12, 3, 15));
    let days: Vec<_> = card.by_day.iter().map(|it| (it.label.as_str(), it.count)).collect();
    let week = ["20.03", "21.03", "22.03", "23.03", "24.03", "25.03", "26.03"];
    assert_eq!(days, week.into_iter().zip([0, 0, 0, 0, 0, 5, 10]).collect::<Vec<_>>());
    assert_eq!(
        caption,
        "<b>12345</b> повідомлень від <b>21</b> людини\nСьогодні <b>10</b> повідомлень.\n\
         Найжвавіше тут близько 21:00.\nНайбалакучіші: Оля &lt;b&gt; (9)."
    );
}

#[test]
fn a_month_is_shown_at_most_and_what_is_not_is_not_said() {
    let (card, caption) = stats_card(EN, &[hour(24 * 29, 1), hour(24 * 3, 4)]);
    assert_eq!(card.by_day.len(), 30);
    assert_eq!(card.by_day.iter().map(|it| it.count).sum::<u32>(), 5);
    assert!(!caption.contains("today"), "{caption}");
    let nameless = stats::card(UK, &stats("\u{2066}"), &[hour(0, 1)], &Zone::UTC, NOW);
    assert!(nameless.caption.ends_with("Найбалакучіші: хтось без імені (9)."), "{}", nameless.caption);
}

fn summary(sentiment: f64) -> ChatSummary {
    ChatSummary {
        from: NOW,
        to: NOW,
        messages: 45,
        participants: 3,
        sentiment,
        emotions: vec![(Feeling(Some(Emotion::Joy)), 0.75), (Feeling::NEUTRAL, 0.25)],
        dominant: Feeling(Some(Emotion::Joy)),
        topics: vec![(Topic::Food, 7), (Topic::Work, 2)],
        keywords: Vec::new(),
        themes: Vec::new(),
        language: "uk".to_owned(),
        activity: Activity::Low,
        trend: MoodTrend::Stable,
    }
}

fn mood_card(today: Option<&ChatSummary>) -> (MoodCard, String) {
    let zone = kyiv();
    let day = |ago: i64| TrendPoint {
        start: zone.midnight(zone.day(NOW) - ago),
        messages: ago,
        participants: 1,
        mood: Mood { sentiment: 0.5, ..Mood::default() },
    };
    let days: Vec<_> = (0..7).rev().map(day).collect();
    let shown = mood::card(UK, "Кухня", today, &summary(0.3), &days, &zone);
    let Card::Mood(card) = shown.card else { panic!("a card of moods") };
    (card, shown.caption)
}

#[test]
fn a_mood_is_a_word_on_the_card_and_an_emoji_below_it() {
    let (card, caption) = mood_card(Some(&summary(-0.9)));
    assert_eq!(card.word, "добрий");
    let labels: Vec<_> = card.points.iter().map(|it| it.label.as_str()).collect();
    assert_eq!(labels, ["пт", "сб", "нд", "пн", "вт", "ср", "чт"]);
    assert_eq!((card.points[0].messages, card.points[0].sentiment), (6, 0.5));
    let emotions: Vec<_> = card.emotions.iter().map(|it| (it.key.as_str(), it.label.as_str(), it.share)).collect();
    assert_eq!(emotions, [("joy", "радість", 0.75), ("neutral", "спокій", 0.25)]);
    assert_eq!(
        card.topics.iter().map(|it| (it.label.as_str(), it.count)).collect::<Vec<_>>(),
        [("їжа", 7), ("робота", 2)]
    );
    assert_eq!(
        caption,
        "<b>Сьогодні</b>: ⛈ важкий\n<b>За тиждень</b>: 🙂 добрий, 45 повідомлень від 3 людей\n\
         Почуття: радість 75 %, спокій 25 %\nПро що: їжа, робота"
    );
    assert!(mood_card(None).1.starts_with("<b>Сьогодні</b> ще тихо."));
}

fn top_card(period: TopPeriod, topics: Vec<Topic>) -> (TopCard, String) {
    let row = |name: &str, messages| (name.to_owned(), messages);
    let rows = vec![row("Оля & Ко", 1500), row("", 300), row("Ґава", 200), row("Єва", 0)];
    let shown = top::card(UK, &Top { title: String::new(), period, messages: 2000, rows, topics, has_calls: false });
    let Card::Top(card) = shown.card else { panic!("a card of people") };
    (card, shown.caption)
}

#[test]
fn those_who_talk_most_have_names_and_shares() {
    let (card, caption) = top_card(TopPeriod::Week, vec![Topic::Food, Topic::Work]);
    assert_eq!(
        (card.title.as_str(), card.subtitle.as_str()),
        ("Наша розмова", "Найбалакучіші за тиждень · їжа, робота")
    );
    let rows: Vec<_> = card.rows.iter().map(|it| (it.name.as_str(), it.count, it.note.as_deref().unwrap())).collect();
    let expected = [
        ("Оля & Ко", 1500, "75\u{A0}%"),
        ("хтось без імені", 300, "15\u{A0}%"),
        ("Ґава", 200, "10\u{A0}%"),
        ("Єва", 0, "0\u{A0}%"),
    ];
    assert_eq!(rows, expected);
    assert_eq!(
        caption,
        "<b>Найбалакучіші за тиждень</b>: Оля &amp; Ко (1500), хтось без імені (300), Ґава (200)\nПро що: їжа, робота"
    );
    assert_eq!(top_card(TopPeriod::Ever, Vec::new()).0.subtitle, "Найбалакучіші за весь час");
}
