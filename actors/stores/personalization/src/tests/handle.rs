//! Each function of the profiles that this store replaces, asked through its handle. `_init_database` is the opening
//! itself; `initialize` and `create_personalization_manager` are `Personalization::start`.

use std::time::Duration;

use super::rig::{BOT, OLENA, cued, deps, writes};
use crate::{Choice, Key, Length, Notice, Personalization, Style, apply, schema};
use events::PersonId;
use language::analyzer::{Reading, Topic};
use runtime::{Limits, Supervisor};
use storage::{
    journal::{Journal, NewEntry},
    sqlite,
};

struct House {
    journal: Journal,
    profiles: Personalization,
    supervisor: Supervisor,
    folder: tempfile::TempDir,
}

/// A store that already knows Olena: sixty formal messages about food, in the evening.
async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let mut conn = sqlite::open(folder.path(), &schema()).await.unwrap();
    let reading = || Reading { topic: Topic::Food, sentiment: 0.5, ..cued(|cues| cues.formal = 1) };
    let entries: Vec<_> = (0..60).map(|at| writes(20 * 3600 + at, reading())).collect();
    apply(&mut conn, &entries, &deps()).await.unwrap();
    sqlite::close(conn).await;
    open(folder).await
}

async fn open(folder: tempfile::TempDir) -> House {
    let supervisor = Supervisor::new(Limits::default());
    let journal = Journal::start(&supervisor, folder.path(), BOT.0);
    let made = deps();
    let profiles = Personalization::start(&supervisor, folder.path(), &journal, BOT, made.analyzer, made.zones);
    profiles.store().opened().await;
    House { journal, profiles, supervisor, folder }
}

impl House {
    async fn told(&self, updates: impl IntoIterator<Item = String>) {
        let updates = updates.into_iter().map(|raw| NewEntry::received(raw.into())).collect();
        self.journal.append(updates).await.unwrap();
        assert!(self.profiles.store().reached(self.journal.head(), Duration::from_secs(10)).await);
    }
}

fn update(id: i64, from: i64, text: &str) -> String {
    format!(
        r#"{{"update_id":{id},"message":{{"message_id":{id},"date":{},"chat":{{"id":-5,"type":"group","title":"Кухня"}},"from":{{"id":{from},"is_bot":false,"first_name":"Оля"}},"text":"{text}"}}}}"#,
        9 * 3600 + id
    )
}

#[actix::test]
async fn process_user_message_and_get_user_statistics() {
    let house = house().await;
    assert_eq!(house.profiles.statistics(PersonId(8)).await.unwrap(), None);
    house.told([update(1, 8, "добрий день"), update(2, 8, "/me"), update(3, 8, "як справи?")]).await;
    let told = house.profiles.statistics(PersonId(8)).await.unwrap().unwrap();
    assert_eq!((told.total_messages, told.analysed_messages), (3, 2));
    assert_eq!((told.most_active_hours, told.first_seen, told.last_seen), (vec![9], 32_401, 32_403));

    let known = house.profiles.statistics(OLENA).await.unwrap().unwrap();
    assert_eq!((known.total_messages, known.avg_message_length), (60, 60.0));
    assert_eq!(known.communication_style, Style::Formal);
    assert_eq!((known.most_active_hours, known.favorite_topics), (vec![20], vec![(Topic::Food, 60)]));
    assert_eq!((known.average_sentiment, known.sentiment_history.len()), (0.5, 60));
}

#[actix::test]
async fn load_user_data_statistics_are_json_with_the_old_names() {
    let house = house().await;
    house.profiles.choose(OLENA, Choice::parse("довжина", "коротко").unwrap(), 5).await.unwrap();
    let known = house.profiles.statistics(OLENA).await.unwrap().unwrap();
    let json = serde_json::to_value(known).unwrap();
    assert_eq!((&json["user_id"], &json["total_messages"]), (&7.into(), &60.into()));
    assert_eq!((&json["communication_style"], &json["response_length"]), (&"formal".into(), &"short".into()));
    assert_eq!(json["favorite_topics"], serde_json::json!([["food", 60]]));
    assert_eq!(json["choices"], serde_json::json!({"length": "short"}));
    for name in ["most_active_hours", "favorite_emojis", "humor_level", "language_complexity", "avg_message_length"] {
        assert!(!json[name].is_null(), "{name}");
    }
}

#[actix::test]
async fn get_personalized_response_config() {
    let house = house().await;
    let known = house.profiles.profile(OLENA).await.unwrap();
    assert_eq!((known.style.value, known.style.chosen, known.most_active_hour), (Style::Formal, false, 20));
    assert_eq!(known.topics, [Topic::Food]);
    let unknown = house.profiles.profile(PersonId(1)).await.unwrap();
    assert_eq!((unknown.style.value, unknown.length.value), (Style::Neutral, Length::Medium));
    assert_eq!((unknown.humour.value, unknown.most_active_hour, unknown.language), (0.5, 12, None));
    assert!(unknown.notifications.smart_reactions && !unknown.notifications.analytics_mentions);
}

#[actix::test]
async fn update_user_preference_and_save_user_preferences_outlive_the_service() {
    let house = house().await;
    let casual = Choice::parse("стиль", "просто").unwrap();
    house.profiles.choose(OLENA, casual.clone(), 5).await.unwrap();
    house.profiles.choose(OLENA, Choice::parse("length", "long").unwrap(), 5).await.unwrap();
    house.profiles.store().close().await.unwrap();
    house.supervisor.stop_all().await;

    let house = open(house.folder).await;
    let profile = house.profiles.profile(OLENA).await.unwrap();
    assert_eq!((profile.style.value, profile.style.chosen), (Style::Casual, true));
    house.profiles.reset(OLENA, Some(Key::Style), 6).await.unwrap();
    let profile = house.profiles.profile(OLENA).await.unwrap();
    assert_eq!((profile.style.value, profile.length.chosen), (Style::Formal, true));
    house.profiles.reset(OLENA, None, 7).await.unwrap();
    assert!(!house.profiles.profile(OLENA).await.unwrap().length.chosen);
}

#[actix::test]
async fn should_send_notification() {
    let house = house().await;
    assert!(house.profiles.may_notify(OLENA, Notice::SpontaneousMessages).await.unwrap());
    house.profiles.choose_notification(OLENA, Notice::SpontaneousMessages, false, 5).await.unwrap();
    assert!(!house.profiles.may_notify(OLENA, Notice::SpontaneousMessages).await.unwrap());
    assert!(house.profiles.may_notify(PersonId(8), Notice::SpontaneousMessages).await.unwrap());
}

#[actix::test]
async fn save_personalization_event_and_cleanup_old_data() {
    let house = house().await;
    house.profiles.choose(OLENA, Choice::parse("humour", "0").unwrap(), 200_000).await.unwrap();
    let told = house.profiles.events(OLENA, 10).await.unwrap();
    let told: Vec<_> = told.iter().map(|event| (event.kind.as_str(), event.detail.as_str())).collect();
    assert_eq!(told, [("preference_chosen", "humour 0"), ("style_changed", "formal"), ("met", "")]);
    assert_eq!(house.profiles.events(OLENA, 1).await.unwrap().len(), 1);

    house.told((1..1500).map(|id| update(id, 1000 + id, "привіт"))).await;
    assert_eq!(house.profiles.clean_up(200_000).await.unwrap(), 1499 + 2);
    assert_eq!(house.profiles.clean_up(200_000).await.unwrap(), 0);
    let left = house.profiles.events(OLENA, 10).await.unwrap();
    assert_eq!(left.len(), 1, "the young one stays");
    assert_eq!(house.profiles.statistics(OLENA).await.unwrap().unwrap().total_messages, 60);
}

#[actix::test]
async fn a_store_built_anew_from_the_journal_is_the_same() {
    let house = open(tempfile::tempdir().unwrap()).await;
    house.told((1..40).map(|id| update(id, 5 + id % 3, "привіт усім"))).await;
    let before = house.profiles.statistics(PersonId(5)).await.unwrap().unwrap();
    house.profiles.store().close().await.unwrap();
    house.supervisor.stop_all().await;
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(house.folder.path().join(format!("personalization.db{end}")));
    }
    let house = open(house.folder).await;
    assert!(house.profiles.store().reached(house.journal.head(), Duration::from_secs(10)).await);
    assert_eq!(house.profiles.statistics(PersonId(5)).await.unwrap().unwrap(), before);
    assert_eq!(before.total_messages, 13);
}
