//! What is learned from messages, and from which.

use super::rig::*;
use crate::{Complexity, Interaction, Length, Style, person_events};
use events::*;
use language::analyzer::{Cues, Reading, Topic};

const DAY: i64 = 86_400;

async fn after(readings: impl IntoIterator<Item = Reading>) -> Rig {
    let mut rig = Rig::new().await;
    rig.apply(readings.into_iter().zip(0..).map(|(reading, date)| writes(date, reading))).await;
    rig
}

fn times(times: usize, cue: impl Fn(&mut Cues)) -> Vec<Reading> {
    (0..times).map(|_| cued(&cue)).collect()
}

#[actix_rt::test]
async fn only_new_messages_of_people_count() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let by = |kind| Message { sender: Person { kind, ..person(8) }, ..message(&chat, 1, "слова") };
    let own = Message { sender: Person { id: BOT, ..person(8) }, ..message(&chat, 1, "слова") };
    let mut nothing: Vec<_> = [PersonKind::Bot, PersonKind::Deleted].map(|kind| said(by(kind))).into();
    let origin = Forward { name: "Канал".into(), from: Some(PersonId(8)), date: 1 };
    let channel = Chat { kind: ChatKind::Channel, ..chat.clone() };
    nothing.extend([
        said(Message { forward: Some(origin), ..by(PersonKind::Channel) }),
        said(Message { chat: channel, ..by(PersonKind::Channel) }),
        said(own),
        said(service(&chat, 2, Service::Pinned(MessageId(1)))),
        edited(&chat, 3, 9, "інакше"),
        reaction(&chat, 3, 8, 9, &["👍"]),
        sent(&chat, 4, "відповідь"),
        membership(&chat, 8, 9, "left"),
        Event::Other("poll".into()),
    ]);
    rig.apply(nothing.into_iter().map(|event| understood(event, Some(plain())))).await;
    assert_eq!(rig.dump().await.concat(), [""; 0]);
}

#[actix_rt::test]
async fn those_who_speak_in_the_name_of_a_chat_are_known_by_its_id_and_bots_words_teach_nothing() {
    let mut rig = Rig::new().await;
    let as_chat = |id, kind| Message { sender: Person { kind, ..person(7) }, ..message(&group(-5), id, "слова") };
    let via = Message {
        aside: Aside { quoted: None, via_bot: true, ..Aside::default() },
        ..message(&group(-5), 3, "слова бота")
    };
    let heard = [as_chat(1, PersonKind::Anonymous), as_chat(2, PersonKind::Channel), via];
    rig.apply(heard.map(|message| understood(said(message), Some(plain())))).await;
    let known = rig.statistics().await;
    assert_eq!((known.total_messages, known.analysed_messages), (3, 2));
}

#[actix_rt::test]
async fn media_and_commands_count_and_forwards_teach_nothing() {
    let mut rig = Rig::new().await;
    let forward = Some(Forward { name: "Хтось".into(), from: None, date: 1 });
    let forwarded = said(Message { forward, ..message(&group(-5), 1, "чужі слова") });
    let command = entry(1, says(&group(-5), 2, "/me"));
    rig.apply([understood(forwarded, Some(plain())), command, writes(3, plain())]).await;
    let known = rig.statistics().await;
    assert_eq!((known.total_messages, known.analysed_messages, known.avg_message_length), (3, 1, 60.0));
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn a_style_needs_evidence_and_a_clear_lead_and_stays_for_a_while() {
    let formal = |cues: &mut Cues| cues.formal = 2;
    assert_eq!(after(times(1, formal)).await.profile().await.style.value, Style::Neutral, "one message");
    let mut rig = after(times(2, formal)).await;
    assert_eq!(rig.profile().await.style.value, Style::Formal);
    rig.apply(times(20, |_| ()).into_iter().map(|it| writes(9, it))).await;
    assert_eq!(rig.profile().await.style.value, Style::Formal, "it leads still");
    rig.apply(times(20, |_| ()).into_iter().map(|it| writes(9, it))).await;
    assert_eq!(rig.profile().await.style.value, Style::Neutral, "it faded");
    rig.apply(times(3, |cues| cues.casual = 1).into_iter().map(|it| writes(9, it))).await;
    assert_eq!(rig.profile().await.style.value, Style::Neutral);
    rig.apply(times(1, |cues| cues.casual = 1).into_iter().map(|it| writes(9, it))).await;
    assert_eq!(rig.profile().await.style.value, Style::Casual);
    let told = person_events(&mut rig.conn, OLENA, 10).await.unwrap();
    let told: Vec<_> = told.iter().map(|event| (event.n, event.kind.as_str(), event.detail.as_str())).collect();
    let changed = "style_changed";
    assert_eq!(told, [(4, changed, "casual"), (3, changed, "neutral"), (2, changed, "formal"), (1, "met", "")]);
}

#[actix_rt::test]
async fn two_styles_in_equal_measure_are_none() {
    let mixed = |at: usize| {
        cued(|cues| {
            cues.formal = (at % 2) as u32;
            cues.friendly = ((at + 1) % 2) as u32;
        })
    };
    assert_eq!(after((0..60).map(mixed)).await.profile().await.style.value, Style::Neutral);
}

#[actix_rt::test]
async fn humour_starts_in_the_middle_and_follows_the_jokes() {
    assert_eq!(after([]).await.profile().await.humour.value, 0.5);
    assert_eq!(after(times(1, |cues| cues.humour = 3)).await.profile().await.humour.value, 0.6);
    assert_eq!(after(times(1, |_| ())).await.profile().await.humour.value, 0.4);
    let joking = after(times(30, |cues| cues.humour = 1)).await.profile().await;
    assert!(joking.humour.value > 0.99 && joking.style.value == Style::Humorous, "{joking:?}");
}

#[actix_rt::test]
async fn length_and_complexity_follow_the_persons_own_after_three_messages() {
    let sized = |characters, words, long_words| {
        move |cues: &mut Cues| (cues.characters, cues.words, cues.long_words) = (characters, words, long_words)
    };
    for (cues, length, complexity) in [
        (sized(20, 4, 2), Length::Short, Complexity::Simple),
        (sized(100, 15, 0), Length::Medium, Complexity::Simple),
        (sized(100, 15, 2), Length::Medium, Complexity::Medium),
        (sized(100, 10, 4), Length::Medium, Complexity::Complex),
        (sized(300, 40, 3), Length::Long, Complexity::Complex),
    ] {
        let early = after(times(2, cues)).await.profile().await;
        assert_eq!((early.length.value, early.complexity.value), (Length::Medium, Complexity::Medium));
        let later = after(times(3, cues)).await.profile().await;
        assert_eq!((later.length.value, later.complexity.value), (length, complexity));
    }
    let mut rig = after(times(40, sized(20, 4, 0))).await;
    rig.apply([writes(99, cued(sized(900, 200, 0)))]).await;
    assert_eq!(rig.profile().await.length.value, Length::Medium);
    rig.apply(times(20, sized(20, 4, 0)).into_iter().map(|it| writes(99, it))).await;
    assert_eq!(rig.profile().await.length.value, Length::Short, "one long message is forgotten");
}

#[actix_rt::test]
async fn how_much_somebody_takes_part_is_told_by_messages_a_day() {
    for (messages, every, interaction) in [
        (9, 30 * DAY, Interaction::Balanced),
        (12, 3 * DAY, Interaction::Minimal),
        (60, DAY / 2, Interaction::Balanced),
        (200, DAY / 10, Interaction::Active),
    ] {
        let mut rig = Rig::new().await;
        rig.apply((0..messages).map(|at| writes(at * every, plain()))).await;
        assert_eq!(rig.profile().await.interaction.value, interaction, "{messages} every {every} s");
    }
}

#[actix_rt::test]
async fn hours_are_those_of_the_chat() {
    let mut rig = Rig::new().await;
    let at =
        |chat: i64, hour: i64| understood(said(Message { date: hour * 3600, ..message(&group(chat), 1, "") }), None);
    // In January 1970 Kyiv's clocks were three hours ahead.
    rig.apply([at(-5, 22), at(KYIV, 22), at(KYIV, 23), at(KYIV, 22), at(-5, 2)]).await;
    let known = rig.statistics().await;
    assert_eq!(known.most_active_hours, [1, 2, 22]);
    assert_eq!([known.activity_hours[1], known.activity_hours[2], known.activity_hours[22]], [2, 2, 1]);
    assert_eq!(rig.profile().await.most_active_hour, 1);
}

#[actix_rt::test]
async fn topics_emoji_language_and_sentiment_come_from_the_reading() {
    let about = |topic, sentiment, language, emoji: &[(&str, u32)]| Reading {
        topic,
        sentiment,
        language,
        cues: Cues { emoji: emoji.iter().map(|(it, times)| ((*it).to_owned(), *times)).collect(), ..Cues::default() },
        ..plain()
    };
    let mut rig = after([
        about(Topic::Food, 0.5, "uk", &[("🙂", 2), ("👩‍👧", 1)]),
        about(Topic::General, 0.0, "und", &[]),
        about(Topic::Music, -1.0, "uk", &[("🙂", 1)]),
        about(Topic::Food, 1.0, "en", &[]),
        about(Topic::General, 0.0, "uk", &[]),
    ])
    .await;
    let known = rig.statistics().await;
    assert_eq!(known.favorite_emojis, [("🙂".to_owned(), 3), ("👩‍👧".to_owned(), 1)]);
    assert_eq!(known.favorite_topics, [(Topic::Food, 2), (Topic::Music, 1)]);
    assert_eq!(known.language.as_deref(), Some("uk"));
    assert!((known.average_sentiment - 0.1).abs() < 1e-5, "{}", known.average_sentiment);
    let history: Vec<_> = known.sentiment_history.iter().map(|felt| (felt.date, felt.sentiment)).collect();
    assert_eq!(history, [(0, 0.5), (1, 0.0), (2, -1.0), (3, 1.0), (4, 0.0)]);
    assert_eq!(rig.profile().await.topics, [Topic::Food, Topic::Music]);
}

#[actix_rt::test]
async fn a_language_is_replaced_once_another_outweighs_it() {
    let written = |language| Reading { language, ..plain() };
    let mut rig = after((0..50).map(|_| written("uk"))).await;
    rig.apply((0..10).map(|_| writes(1, written("en")))).await;
    assert_eq!(rig.profile().await.language.as_deref(), Some("uk"));
    rig.apply((0..10).map(|_| writes(1, written("en")))).await;
    assert_eq!(rig.profile().await.language.as_deref(), Some("en"));
    assert_eq!(person_events(&mut rig.conn, OLENA, 1).await.unwrap()[0].detail, "en");
}

#[actix_rt::test]
async fn the_history_of_feeling_is_that_of_the_last_hundred() {
    let mut rig = after((0..250).map(|at| Reading { sentiment: at as f32 / 250.0, ..plain() })).await;
    let history = rig.statistics().await.sentiment_history;
    assert_eq!(history.iter().map(|felt| felt.date).collect::<Vec<_>>(), (150..250).collect::<Vec<_>>());
    assert_eq!((history[0].sentiment, history[99].sentiment), (0.6, 0.996));
}

#[actix_rt::test]
async fn of_many_emoji_the_least_used_go_and_of_these_the_longest_unused() {
    let using = |emoji: String, times| cued(|cues| cues.emoji = vec![(emoji, times)]);
    let name = |at: u32| char::from_u32(0x1_f300 + at).unwrap().to_string();
    let mut rig = after((0..64).map(|at| using(name(at), 2))).await;
    rig.apply([writes(100, using(name(0), 1)), writes(101, using(name(64), 1))]).await;
    let kept = "SELECT count(*) FROM emoji";
    let has = "SELECT count(*) FROM emoji WHERE emoji IN ('🌀', '🌁', '🍀')";
    assert_eq!((rig.count(kept).await, rig.count(has).await), (64, 2), "the second of them went");
    rig.apply([writes(102, using(name(65), 1))]).await;
    assert_eq!((rig.count(kept).await, rig.count(has).await), (64, 1), "a new one went for a newer");
    rig.is_counted_right().await;
}
