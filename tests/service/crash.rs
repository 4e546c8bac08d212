//! SIGKILL at random moments under load: every confirmed update is in every store exactly once.
//!
//! Short form: 50 kills. Long form: `CRASH_LOOP_KILLS=1000 cargo test --test service crash -- --nocapture`.

use std::{collections::HashMap, time::Duration};

use crate::rig::Rig;

#[actix_web::test]
async fn nothing_confirmed_is_lost_or_applied_twice_however_often_it_is_killed() {
    let kills = std::env::var("CRASH_LOOP_KILLS").map_or(50, |kills| kills.parse().unwrap());
    let mut rig = Rig::world().await;
    let mut random = fastrand::Rng::new();
    let (mut plain, mut commands, mut talk) = (0, Vec::new(), Vec::new());
    for kill in 0..kills {
        rig.run(&[]);
        for nth in 0..random.usize(20..200) {
            rig.say(rig.olena, &format!("повідомлення {kill}/{nth}"));
            plain += 1;
        }
        commands.push(rig.say(rig.taras, "/help"));
        talk.push(rig.say(rig.taras, &format!("@{} привіт", rig.world.bot_username())));
        tokio::time::sleep(Duration::from_millis(random.u64(0..250))).await;
        rig.kill();
    }
    rig.run(&[]);
    rig.settled().await;

    let told = plain + commands.len() + talk.len();
    let stats = rig.json(&["stats", "--json"]);
    assert_eq!(stats["total_messages"], told, "messages counted");
    let kept: i64 = rig.read("context.db", "SELECT count(*) FROM messages WHERE own = 0").await;
    assert_eq!(kept, i64::try_from(told).unwrap(), "messages stored");
    let entries: i64 = rig.read("journal.db", "SELECT count(*) FROM updates WHERE source = 'telegram'").await;
    assert_eq!(entries, kept, "journal entries");
    let verify = rig.balachka(&["verify"]);
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));

    for command in &commands {
        rig.answer_to(*command).await;
    }
    let mut answers: HashMap<i64, usize> = HashMap::new();
    for sent in rig.answers() {
        *answers.entry(sent["reply_parameters"]["message_id"].as_i64().unwrap()).or_default() += 1;
    }
    let twice: Vec<_> = talk.iter().filter(|message| answers.get(message).is_some_and(|count| *count > 1)).collect();
    assert!(twice.is_empty(), "chatter said twice: {twice:?}");
    let answered = talk.iter().filter(|message| answers.contains_key(message)).count();
    println!(
        "{kills} kills, {told} messages kept, {answered} of {} greetings answered, {} commands of {}",
        talk.len(),
        commands.iter().filter(|command| answers.contains_key(command)).count(),
        commands.len()
    );
}
