//! `spontaneous_activity_loop`

use std::time::Duration;

use super::*;
use conversation::{Me, Policy, RequestKind};
use events::PersonId;
use language::{analyzer::Analyzer, zone::Zone};
use runtime::{Limits, Supervisor};
use storage::journal::{Journal, NewEntry};

/// 2026-03-10 13:00 UTC.
const NOON: i64 = 1_773_147_600;
const HOUR: i64 = 3600;
const CHAT: ChatId = ChatId(-1001);

struct House {
    journal: Journal,
    spontaneity: Spontaneous,
    updates: i64,
    _supervisor: Supervisor,
    _folder: tempfile::TempDir,
}

impl House {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let supervisor = Supervisor::new(Limits::default());
        let (own, path, analyzer) = (PersonId(7), folder.path(), Analyzer::default());
        let journal = Journal::start(&supervisor, path, own.0);
        let context = context::Context::start(&supervisor, path, &journal, own);
        let analysis = Analysis::start(&supervisor, path, &journal, analyzer.clone());
        let me = Me { id: own, username: "balachka_bot".into(), name: "Балачка".into(), hears_all: true };
        let conversation = Conversation::start(
            &supervisor,
            path,
            &journal,
            me,
            Live::new(Policy::default()),
            analyzer,
            Zones::default(),
        );
        conversation.store().opened().await;
        let spontaneity = Spontaneous {
            context,
            analysis,
            conversation,
            zones: Zones::default(),
            allowed_chats: Vec::new(),
            rules: Live::new(SilenceRules::default()),
            every: Duration::from_secs(300),
        };
        Self { journal, spontaneity, updates: 0, _supervisor: supervisor, _folder: folder }
    }

    /// So many messages in a chat, a second apart, the last at that time.
    async fn talk(&mut self, chat: ChatId, kind: &str, messages: i64, until: i64) {
        let drafts = (0..messages).map(|nth| {
            self.updates += 1;
            let (id, date) = (self.updates, until - (messages - 1 - nth));
            let raw = format!(
                r#"{{"update_id":{id},"message":{{"message_id":{id},"date":{date},"chat":{{"id":{},"type":"{kind}","title":"Кухня"}},"from":{{"id":5,"is_bot":false,"first_name":"Олена"}},"text":"варю борщ із пампушками {id}"}}}}"#,
                chat.0
            );
            NewEntry::received(raw.into())
        });
        self.journal.append(drafts.collect()).await.unwrap();
        self.reached().await;
    }

    /// Something in a forum topic of a chat, at that time.
    async fn in_topic(&mut self, chat: ChatId, topic: i64, date: i64, what: &str) {
        self.updates += 1;
        let id = self.updates;
        let raw = format!(
            r#"{{"update_id":{id},"message":{{"message_id":{id},"date":{date},"chat":{{"id":{},"type":"supergroup","title":"Кухня"}},"from":{{"id":5,"is_bot":false,"first_name":"Олена"}},"message_thread_id":{topic},"is_topic_message":true,{what}}}}}"#,
            chat.0
        );
        self.journal.append(vec![NewEntry::received(raw.into())]).await.unwrap();
        self.reached().await;
    }

    async fn reached(&self) {
        for store in
            [self.spontaneity.context.store(), self.spontaneity.analysis.store(), self.spontaneity.conversation.store()]
        {
            assert!(store.reached(self.journal.head(), Duration::from_secs(10)).await);
        }
    }

    /// What was decided first has been sent, and four people dislike it.
    async fn disliked(&mut self, chat: ChatId, at: i64) {
        let outbox = self.spontaneity.conversation.decided().await.unwrap()[0].id.row;
        let chat = format!(r#"{{"id":{},"type":"supergroup","title":"Кухня"}}"#, chat.0);
        let sent = format!(
            r#"{{"balachka_sent":{{"outbox":{outbox},"message":{{"message_id":90001,"date":{at},"chat":{chat},"text":"агов"}}}}}}"#
        );
        let mut drafts = vec![NewEntry::sent(sent.into())];
        for who in 11..15 {
            self.updates += 1;
            let dislike = format!(
                r#"{{"update_id":{},"message_reaction":{{"chat":{chat},"message_id":90001,"date":{at},"user":{{"id":{who},"first_name":"Ніна"}},"old_reaction":[],"new_reaction":[{{"type":"emoji","emoji":"👎"}}]}}}}"#,
                self.updates
            );
            drafts.push(NewEntry::received(dislike.into()));
        }
        self.journal.append(drafts).await.unwrap();
        let store = self.spontaneity.conversation.store();
        assert!(store.reached(self.journal.head(), Duration::from_secs(10)).await);
    }

    /// In which chats a round speaks up.
    async fn round(&self, now: i64) -> Vec<ChatId> {
        self.spontaneity.look_around(now, || 0.0).await.unwrap()
    }
}

#[actix::test]
async fn a_lively_chat_that_fell_silent_is_spoken_to_about_its_topic() {
    let mut house = House::open().await;
    house.talk(CHAT, "supergroup", 30, NOON).await;
    assert_eq!(house.round(NOON + HOUR).await, [CHAT]);
    let decided = house.spontaneity.conversation.decided().await.unwrap();
    let request = decided[0].request.as_ref().unwrap();
    let RequestKind::Silence(silence) = &request.kind else { panic!("{request:?}") };
    assert_eq!((request.chat, request.reply_to), (CHAT, None));
    assert_eq!((silence.language.as_deref(), silence.topic.as_deref()), (Some("uk"), Some("food")));
}

#[actix::test]
async fn a_silence_is_broken_in_the_topic_of_the_last_words_unless_it_was_closed() {
    let mut house = House::open().await;
    house.talk(CHAT, "supergroup", 30, NOON - 2).await;
    house.in_topic(CHAT, 9, NOON - 1, r#""text":"борщ готовий""#).await;
    house.in_topic(CHAT, 9, NOON, r#""forum_topic_closed":{}"#).await;
    assert_eq!(house.round(NOON + HOUR).await, []);
    house.in_topic(CHAT, 9, NOON, r#""forum_topic_reopened":{}"#).await;
    assert_eq!(house.round(NOON + HOUR).await, [CHAT]);
    let decided = house.spontaneity.conversation.decided().await.unwrap();
    assert_eq!(decided[0].request.as_ref().unwrap().thread, Some(9));
}

#[actix::test]
async fn chats_that_talk_or_sleep_or_never_talked_much_are_left_alone() {
    let mut house = House::open().await;
    house.talk(ChatId(-1), "group", 30, NOON + 40 * 60).await;
    house.talk(ChatId(-2), "group", 30, NOON - 6 * HOUR).await;
    house.talk(ChatId(-3), "group", 19, NOON).await;
    house.talk(ChatId(4), "private", 30, NOON).await;
    house.talk(ChatId(-5), "channel", 30, NOON).await;
    assert_eq!(house.round(NOON + HOUR).await, []);
}

#[actix::test]
async fn nothing_is_said_at_night_nor_where_it_is_not_allowed_nor_every_round() {
    let mut house = House::open().await;
    house.talk(CHAT, "supergroup", 30, NOON).await;
    let night = Zones::new(Zone::UTC, [(CHAT, Zone::named("Pacific/Auckland").unwrap())].into());
    let ours = house.spontaneity.clone();
    house.spontaneity = Spontaneous { zones: night, ..ours.clone() };
    assert_eq!(house.round(NOON + HOUR).await, []);
    house.spontaneity = Spontaneous { allowed_chats: vec![ChatId(-1)], ..ours.clone() };
    assert_eq!(house.round(NOON + HOUR).await, []);
    house.spontaneity = ours;
    assert_eq!(house.spontaneity.look_around(NOON + HOUR, || 0.1).await.unwrap(), []);
    assert_eq!(house.round(NOON + HOUR).await, [CHAT]);
}

#[actix::test]
async fn not_twice_without_an_answer_nor_before_a_pause_nor_too_often_a_day() {
    let mut house = House::open().await;
    house.talk(CHAT, "supergroup", 30, NOON - 4 * HOUR).await;
    let mut spoken = Vec::new();
    for quarter in 0..8 {
        let now = NOON - 3 * HOUR + quarter * 15 * 60;
        spoken.extend(house.round(now).await.iter().map(|_| now));
    }
    assert_eq!(spoken, [NOON - 3 * HOUR], "nobody has answered");
    house.talk(CHAT, "supergroup", 30, NOON - 2 * HOUR).await;
    assert_eq!(house.round(NOON - HOUR).await, [], "the pause is not over");
    assert_eq!(house.round(NOON).await, [CHAT]);
    house.talk(CHAT, "supergroup", 30, NOON + 2 * HOUR).await;
    assert_eq!(house.round(NOON + 4 * HOUR).await, [CHAT]);
    house.talk(CHAT, "supergroup", 30, NOON + 6 * HOUR).await;
    assert_eq!(house.round(NOON + 8 * HOUR).await, [], "three a day are enough");
}

#[actix::test]
async fn a_round_does_not_speak_everywhere_at_once() {
    let mut house = House::open().await;
    for chat in 1..=5 {
        house.talk(ChatId(-chat), "group", 25, NOON).await;
    }
    assert_eq!(house.round(NOON + HOUR).await.len(), 3);
    assert_eq!(house.round(NOON + HOUR).await.len(), 2);
}

#[actix::test]
async fn where_that_was_disliked_it_is_done_half_as_often() {
    let mut house = House::open().await;
    house.talk(CHAT, "supergroup", 30, NOON).await;
    assert_eq!(house.round(NOON + HOUR).await, [CHAT]);
    house.disliked(CHAT, NOON + HOUR).await;
    house.talk(CHAT, "supergroup", 30, NOON + 2 * HOUR).await;
    let rounds = async |die: f64| house.spontaneity.look_around(NOON + 5 * HOUR, || die).await.unwrap();
    assert_eq!(rounds(0.06).await, [], "the share of a tenth is halved");
    assert_eq!(rounds(0.04).await, [CHAT]);
}
