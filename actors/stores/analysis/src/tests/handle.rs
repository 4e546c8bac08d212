//! Each function of the analysis that this one replaces, asked through its handle. `_init_database` and
//! `_ensure_db_initialized` are the opening itself.

use std::time::Duration;

use super::rig::{HERE, bot, understand};
use crate::{Activity, Analysis, Feeling, MoodTrend, Step, last_hours};
use events::{ChatId, MessageId, PersonId};
use language::{
    analyzer::{Analyzer, Emotion, Topic},
    zone::Zone,
};
use runtime::{Limits, Supervisor, metrics};
use storage::journal::{Journal, NewEntry};

/// 2023-11-14 22:00 UTC, midnight in Kyiv.
const START: i64 = 1_699_999_200;

struct House {
    analysis: Analysis,
    _supervisor: Supervisor,
    _folder: tempfile::TempDir,
}

/// Who, how many minutes after [`START`], and what.
const LINES: [(i64, i64, &str); 6] = [
    (5, -60, "uk sadness -600 work дедлайн"),
    (6, -5, "uk -100 work дедлайн"),
    (5, 1, "en 100 food борщ"),
    (6, 2, "uk joy 500 food борщ"),
    (7, 30, "uk joy surprise 900 food борщ вареники"),
    (5, 150, "uk joy 800 music пісня"),
];

fn raw(id: i64, (who, minutes, text): (i64, i64, &str)) -> NewEntry {
    let date = START + 60 * minutes;
    let line = format!(
        r#"{{"update_id":{id},"message":{{"message_id":{id},"date":{date},"chat":{{"id":-5,"type":"group","title":"Кухня"}},"from":{{"id":{who},"is_bot":false,"first_name":"Олена"}},"text":"{text}"}}}}"#
    );
    NewEntry::received(line.into())
}

async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let supervisor = Supervisor::new(Limits::default());
    let journal = Journal::start(&supervisor, folder.path(), bot().id.0);
    journal.opened().await;
    journal.follow(|batch| batch.entries.iter().for_each(|entry| understand(entry)));
    let analysis = Analysis::start(&supervisor, folder.path(), &journal, Analyzer::default());
    analysis.store().opened().await;
    journal.append((1..).zip(LINES).map(|(id, line)| raw(id, line)).collect()).await.unwrap();
    assert!(analysis.store().reached(journal.head(), Duration::from_secs(10)).await);
    House { analysis, _supervisor: supervisor, _folder: folder }
}

#[actix::test]
async fn cache_analysis() {
    let house = house().await;
    assert_eq!(*house.analysis.analyze("борщ"), *house.analysis.analyze("борщ"));
}

#[actix::test]
async fn message_and_recent() {
    let house = house().await;
    let analysis = &house.analysis;
    let one = analysis.message(HERE, MessageId(5)).await.unwrap().unwrap();
    assert_eq!((one.person_id, one.emotion.0, one.topic), (PersonId(7), Some(Emotion::Joy), Topic::Food));
    assert_eq!(one.keywords, ["борщ", "вареники"]);
    assert!(analysis.message(HERE, MessageId(50)).await.unwrap().is_none());
    let last = analysis.recent(HERE, 2).await.unwrap();
    assert_eq!(last.iter().map(|it| it.message_id.0).collect::<Vec<_>>(), [5, 6], "the newest last");
    assert!(analysis.recent(ChatId(-6), 2).await.unwrap().is_empty());
}

#[actix::test]
async fn hourly_conversation_summaries() {
    let house = house().await;
    let analysis = &house.analysis;
    let hours = analysis.summaries(HERE, START - 3600, START + 3 * 3600).await.unwrap();
    let told: Vec<_> = hours.iter().map(|hour| (hour.start - START, hour.messages, hour.participants)).collect();
    assert_eq!(told, [(-3600, 2, 2), (0, 3, 3), (7200, 1, 1)], "hours without a word are left out");
    assert_eq!((hours[1].mood.sentiment, &hours[1].topics[..]), (0.5, &[(Topic::Food, 3)][..]));
    assert_eq!(hours[1].mood.emotions.shares()[0], (Feeling(Some(Emotion::Joy)), 2.0 / 3.0));
    let json = serde_json::to_value(&hours[1]).unwrap();
    assert_eq!(json["mood"]["emotions"]["neutral"], 1);
    assert_eq!(json["topics"], serde_json::json!([["food", 3]]));
}

#[actix::test]
async fn the_chats_context_summary() {
    let house = house().await;
    let analysis = &house.analysis;
    let now = START + 160 * 60;
    let all = analysis.summary(HERE, last_hours(now, 6)).await.unwrap().unwrap();
    assert_eq!((all.messages, all.participants), (6, 3));
    assert_eq!((all.from - START, all.to - START), (-4 * 3600, 3 * 3600));
    assert!((all.sentiment - 1.6 / 6.0).abs() < 1e-9);
    let feeling = |emotion| Feeling(Some(emotion));
    let expected =
        [(feeling(Emotion::Joy), 0.5), (Feeling::NEUTRAL, 2.0 / 6.0), (feeling(Emotion::Sadness), 1.0 / 6.0)];
    assert_eq!((all.emotions, all.dominant), (expected.to_vec(), feeling(Emotion::Joy)));
    assert_eq!(all.topics, [(Topic::Food, 3), (Topic::Work, 2), (Topic::Music, 1)]);
    assert_eq!(all.keywords[..2], [("борщ".to_owned(), 3), ("дедлайн".to_owned(), 2)]);
    assert_eq!((all.language.as_str(), all.activity, all.trend), ("uk", Activity::Medium, MoodTrend::Positive));

    let last = analysis.summary(HERE, last_hours(now, 0)).await.unwrap().unwrap();
    assert_eq!((last.messages, last.trend), (1, MoodTrend::Stable));
    assert_eq!(analysis.summary(HERE, last_hours(START + 500_000, 6)).await.unwrap(), None, "nothing was said");
    assert_eq!(analysis.summary(ChatId(-6), last_hours(now, 6)).await.unwrap(), None);
}

#[actix::test]
async fn those_who_wrote_most_in_some_hours() {
    let house = house().await;
    let writers = async |from: i64, to: i64, limit: u32| {
        let writers = house.analysis.writers(HERE, START + 60 * from, START + 60 * to, limit).await.unwrap();
        writers.into_iter().map(|(person, messages)| (person.0, messages)).collect::<Vec<_>>()
    };
    assert_eq!(writers(0, 60, 10).await, [(5, 1), (6, 1), (7, 1)]);
    assert_eq!(writers(0, 121, 2).await, [(5, 2), (6, 1)]);
    assert_eq!(writers(-60, 180, 1).await, [(5, 3)]);
    assert_eq!(writers(600, 900, 10).await, []);
    assert_eq!(house.analysis.writers(ChatId(-404), 0, START, 10).await.unwrap(), []);
}

#[actix::test]
async fn trends_by_hour_and_by_day() {
    let house = house().await;
    let analysis = &house.analysis;
    let kyiv = Zone::named("Europe/Kyiv").unwrap();
    let by = async |step| analysis.trend(HERE, START - 3600, START + 4 * 3600, step, &kyiv).await.unwrap();
    let hours = by(Step::Hour).await;
    let told: Vec<_> = hours.iter().map(|point| (point.start - START, point.messages)).collect();
    assert_eq!(told, [(-3600, 2), (0, 3), (3600, 0), (7200, 1), (10_800, 0)]);
    let days = by(Step::Day).await;
    let told: Vec<_> = days.iter().map(|point| (point.start - START, point.messages, point.participants)).collect();
    assert_eq!(told, [(-86_400, 2, 2), (0, 4, 3)], "the day begins at midnight in Kyiv");
    assert_eq!([days[0].mood.sentiment, days[1].mood.sentiment], [-0.35, 0.575]);
    assert_eq!(hours[2].mood, Default::default());
    assert!(analysis.trend(ChatId(-6), START, START + 3600, Step::Hour, &kyiv).await.unwrap().is_empty());
}

#[actix::test]
async fn clean_up() {
    let house = house().await;
    let analysis = &house.analysis;
    assert_eq!(analysis.clean_up(START + 60).await.unwrap(), 2);
    let left = analysis.recent(HERE, 10).await.unwrap();
    assert_eq!(left.iter().map(|it| it.message_id.0).collect::<Vec<_>>(), [3, 4, 5, 6]);
    assert_eq!(analysis.summaries(HERE, 0, i64::MAX).await.unwrap()[0].start, START);
    assert_eq!(analysis.clean_up(START + 60).await.unwrap(), 0);
}

#[actix::test]
async fn what_is_taken_in_is_counted_by_emotion() {
    let joy = || metrics::MESSAGES_ANALYSED.with_label_values(&["joy"]).get();
    let before = joy();
    house().await;
    // Other tests of this process count too.
    assert!(joy() >= before + 3);
}
