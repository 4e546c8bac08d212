//! A data directory with something in each table.

use std::{path::Path, sync::Arc};

use conversation::{
    Action, Chattiness, LastTalk, Remembered, Setting, Talk,
    polls::{NewPoll, PollDetails},
    reminders::{NewReminder, ReminderDetails, ReminderKind},
};
use events::{ChatId, ChatKind, Imported, MessageId, PersonId, fixtures};
use llm::{Spending, Usage, UsageOwner};
use personalization::{Choice, Notice, Style};
use runtime::clock::now;
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use storage::{
    journal::NewEntry,
    sqlite::{self, Schema},
};

use super::house::{BOT, House};

/// The chats of a history: six supergroups, one that was a group, and two private chats.
#[derive(Clone, Copy)]
pub(super) struct Cast {
    /// Told apart from those of other histories.
    pub nth: i64,
}

impl Cast {
    pub fn supergroups(self) -> Vec<i64> {
        (1..=6).map(|chat| -1_001_000_000_000 - self.nth * 1000 - chat).collect()
    }

    /// A group, and what it became.
    pub fn group(self) -> (i64, i64) {
        (-500 - self.nth, -1_001_000_000_500 - self.nth * 1000)
    }

    pub fn private(self) -> [i64; 2] {
        [12 + self.nth * 100, 15 + self.nth * 100]
    }

    pub fn all(self) -> Vec<i64> {
        let (group, became) = self.group();
        [self.supergroups(), self.private().to_vec(), vec![group, became]].concat()
    }

    fn chat(id: i64) -> Value {
        match id {
            1.. => json!({ "id": id, "type": "private", "first_name": format!("Людина {id}") }),
            -999_999..=0 => json!({ "id": id, "type": "group", "title": format!("Група {id}") }),
            _ => json!({ "id": id, "type": "supergroup", "title": format!("Кухня {id}") }),
        }
    }
}

/// People who write in all groups.
pub(super) const PEOPLE: std::ops::RangeInclusive<i64> = 10..=17;
const OPTED_OUT: i64 = 13;
pub(super) const FORGOTTEN: i64 = 14;

/// Makes updates, in order.
struct Script {
    cast: Cast,
    start: i64,
    made: Vec<NewEntry>,
}

impl Script {
    fn update(&mut self, kind: &str, content: &Value) {
        let number = self.cast.nth * 100_000 + i64::try_from(self.made.len()).unwrap() + 1;
        self.made.push(NewEntry::received(json!({ "update_id": number, kind: content }).to_string().into()));
    }

    fn date(&self) -> i64 {
        self.start + i64::try_from(self.made.len()).unwrap() * 7
    }

    fn message(&mut self, chat: i64, from: i64, mut more: Value) {
        let id = i64::try_from(self.made.len()).unwrap() + 1;
        let from = json!({ "id": from, "is_bot": false, "first_name": format!("Людина {from}") });
        let base = json!({ "message_id": id, "date": self.date(), "chat": Cast::chat(chat), "from": from });
        for (key, value) in base.as_object().unwrap() {
            more.as_object_mut().unwrap().entry(key).or_insert_with(|| value.clone());
        }
        self.update("message", &more);
    }
}

/// Entries that drive every store. `forgets` tells whether somebody is forgotten.
fn entries(cast: Cast, forgets: bool) -> Vec<NewEntry> {
    let mut script = Script { cast, start: now() - 6000, made: Vec::new() };
    let (group, became) = cast.group();
    let mut groups = cast.supergroups();
    groups.push(group);
    for nth in 0..160_i64 {
        let chat = groups[usize::try_from(nth).unwrap() % groups.len()];
        let person = PEOPLE.start() + nth % 8;
        let text = format!("Слово{nth} дуже радію, бо борщ смачний 😀");
        let in_topic = json!({ "text": text, "message_thread_id": 77, "is_topic_message": true });
        script.message(chat, person, if nth % 10 == 0 { in_topic } else { json!({ "text": text }) });
    }
    for person in cast.private() {
        script.message(person, person, json!({ "text": "мій борщ" }));
    }
    happenings(&mut script, &groups);
    script.message(group, 10, json!({ "migrate_to_chat_id": became }));
    script.message(became, 11, json!({ "text": "ми тепер супергрупа, а борщ той самий" }));
    for chat in groups.iter().filter(|chat| **chat != group) {
        script.message(*chat, 12, json!({ "date": now(), "text": "Балачка, скільки буде 2+2?" }));
    }
    script.update("message", &json!({ "text": "без чату" }));
    let opt_out = json!({ "balachka_optout": { "person": OPTED_OUT, "out": true } });
    script.made.push(NewEntry::asked(opt_out.to_string().into()));
    if forgets {
        let erase = json!({ "balachka_erase": { "person": FORGOTTEN, "before": now() } });
        script.made.push(NewEntry::asked(erase.to_string().into()));
    }
    script.made.extend((1..=20).map(|id| imported(cast.supergroups()[usize::try_from(id).unwrap() % 3], id)));
    script.made
}

fn happenings(script: &mut Script, groups: &[i64]) {
    for (nth, chat) in (0_i64..).zip(groups.iter().copied()) {
        let (id, date) = (nth + 1, script.date());
        let from = json!({ "id": 10 + nth, "is_bot": false, "first_name": "Перейменована", "last_name": "Людина" });
        let edit = json!({
            "message_id": id, "date": script.start + nth * 7, "edit_date": date, "chat": Cast::chat(chat), "from": from,
            "text": "виправлений борщ"
        });
        script.update("edited_message", &edit);
        let emoji = json!([{ "type": "emoji", "emoji": "❤" }]);
        // They write nowhere.
        let reader = json!({ "id": 40 + nth, "is_bot": false, "first_name": "Читачка" });
        let reaction = json!({
            "chat": Cast::chat(chat), "message_id": id, "user": reader, "date": date, "old_reaction": [], "new_reaction": emoji
        });
        script.update("message_reaction", &reaction);
        let counts = json!([{ "type": { "type": "emoji", "emoji": "🔥" }, "total_count": 3 }]);
        let counts = json!({ "chat": Cast::chat(chat), "message_id": id + 7, "date": date, "reactions": counts });
        script.update("message_reaction_count", &counts);
        let newcomer = json!({ "id": 30 + nth, "is_bot": false, "first_name": "Новенька" });
        script.message(chat, 11, json!({ "new_chat_members": [newcomer] }));
        script.message(chat, 11, json!({ "new_chat_title": format!("Нова назва {chat}") }));
        let pinned = json!({ "message_id": id, "date": date, "chat": Cast::chat(chat) });
        script.message(chat, 11, json!({ "pinned_message": pinned }));
        let own = json!({
            "message_id": 5000 + nth, "date": date, "chat": Cast::chat(chat),
            "from": { "id": BOT.0, "is_bot": true, "first_name": "Балачка" }, "text": "наше слово"
        });
        let sent = json!({ "balachka_sent": { "outbox": 90_000 + nth, "message": own } });
        script.made.push(NewEntry::sent(sent.to_string().into()));
    }
    let options = json!([{ "text": "так", "voter_count": 1 }, { "text": "ні", "voter_count": 0 }]);
    script.update("poll", &json!({ "id": "4711", "question": "?", "options": options, "is_closed": false }));
}

fn imported(chat: i64, id: i64) -> NewEntry {
    let chat = fixtures::supergroup(chat);
    let mut message = fixtures::message(&chat, 100_000 + id, &format!("давній борщ {id}"));
    (message.date, message.sender) = (now() - 3600 + id, fixtures::person(10 + id % 5));
    let fixtures = fixtures::reaction(&chat, message.id.0, 16, message.date, &["👍"]);
    let events::Event::Reaction(reaction) = fixtures else { unreachable!() };
    NewEntry::imported(Imported { message, reactions: vec![*reaction], counts: None })
}

/// Makes a data directory.
pub(super) async fn live(folder: &Path, cast: Cast, forgets: bool) {
    let house = House::start(folder).await;
    house.append(entries(cast, forgets)).await;
    for chat in cast.all() {
        converse(&house, ChatId(chat)).await;
    }
    for person in PEOPLE.map(PersonId) {
        let personalization = &house.derived.personalization;
        personalization.choose(person, Choice::Style(Style::Formal), now()).await.unwrap();
        personalization.choose_notification(person, Notice::ALL[0], true, now()).await.unwrap();
    }
    house.derived.context.forget_old(ChatId(cast.supergroups()[5]), now() - 5900).await.unwrap();
    house.stop().await;
    fill_the_rest(folder, cast).await;
}

/// What chats set and want, and what is to be said in them.
async fn converse(house: &House, chat: ChatId) {
    let (talks, person) = (&house.conversation, PersonId(10));
    talks.set(chat, Setting::Chattiness(Chattiness::ALL[0])).await.unwrap();
    let kind = ChatKind::Supergroup;
    let details = ReminderDetails {
        chat_kind: kind,
        thread: None,
        name: "Людина".into(),
        language: None,
        what: format!("нагадати {}", chat.0),
        whom: None,
        kind: ReminderKind::Task,
        recurrence: None,
        first: now(),
    };
    for due in [now() - 1, now() + 86_400] {
        let new = NewReminder {
            chat,
            message: Some(MessageId(due)),
            person,
            about: None,
            due: Some(due),
            details: details.clone(),
        };
        talks.add_reminder(new).await.unwrap();
    }
    let details = PollDetails {
        chat_kind: kind,
        thread: None,
        name: "Людина".into(),
        language: None,
        question: format!("Питання {}", chat.0),
        options: vec!["так".into(), "ні".into()],
        until: None,
        votes: Vec::new(),
    };
    let poll = talks.add_poll(NewPoll { chat, asked: Some(MessageId(3)), person, details }).await.unwrap();
    talks.raise_reminders(now()).await.unwrap();
    let job =
        talks.decided().await.unwrap().into_iter().find(|job| job.request.as_ref().is_some_and(|it| it.chat == chat));
    let content: Arc<[u8]> = Arc::from(format!("файл {}", chat.0).as_bytes());
    let actions = vec![
        Action::Poll { poll, question: "?".into(), options: vec!["так".into(), "ні".into()], html: "?".into() },
        Action::Document { name: "файл".into(), caption: String::new(), content },
    ];
    let last = LastTalk { talk: Talk::new("скільки буде 2+2"), thread: None, more: 0 };
    talks.composed(job.unwrap().id, actions, Some(Remembered { chat, person, last })).await.unwrap();
    let usage = Usage { input_tokens: 10, output_tokens: 2 };
    let who = UsageOwner { chat, person: Some(person) };
    talks.spend(vec![Spending { day: 20_000, who, model: "m".into(), requests: 1, failures: 0, usage }]).await.unwrap();
}

/// Tables that hardly anything brings rows into; the result of a poll that waits, and letters of two kinds.
async fn fill_the_rest(folder: &Path, cast: Cast) {
    for chat in cast.all() {
        for table in ["own_words", "floods", "footings", "rhythms"] {
            write(folder, &conversation::schema(), format!("INSERT OR IGNORE INTO {table} VALUES ({chat}, '{{}}')"))
                .await;
        }
        let result = format!(
            "INSERT OR REPLACE INTO feedback VALUES ({chat}, 10, 1.5, 0, 0, 5);
             INSERT INTO outbox (seq, received_ms, chat_id, at_least_once, state, request, changed_ms)
             SELECT 0, 5, {chat}, 1, 'decided', json_object('asked', json_object('kind', 'poll_result', 'poll', id)), 5
             FROM polls WHERE chat_id = {chat}"
        );
        write(folder, &conversation::schema(), result).await;
    }
    let letters = "INSERT INTO dead_letters (seq, stage, bot_id, update_id, reason, tries, set_aside_ms, raw)
                   SELECT seq, iif(seq % 2, 'context', 'personalization'), bot_id, update_id, 'why', 3, 5, raw
                   FROM updates WHERE seq % 9 = 0 OR update_id IS NULL";
    write(folder, &storage::journal::schema(), letters.to_owned()).await;
}

pub(super) async fn write(folder: &Path, schema: &Schema, sql: String) {
    let mut conn = sqlite::open(folder, schema).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
    sqlite::close(conn).await;
}
