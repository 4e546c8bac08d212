//! A network that is cut, or slow, between a node and NATS. Telegram answers all the while.

use std::time::Duration;

use playground::{Fault, FaultOrder};

use crate::{
    crowd::{everything_is_there_once, people},
    nats::Nats,
    proxy::Proxy,
    rig::{Chat, Rig, eventually, within},
};

/// A long cut: the lease ends 3 s after the last beat that was acknowledged, others take over after 5 s.
const LOST: Duration = Duration::from_secs(10);

/// What each says: a command, and a greeting.
fn speak(rig: &Rig, people: &[Chat], commands: &mut Vec<(i64, i64)>, talk: &mut Vec<(i64, i64)>) {
    commands.extend(people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")));
    talk.extend(people.iter().map(|chat| rig.say(chat.id, chat.person, "привіт")));
}

/// Waits until a node says of itself that it is out and owns nothing.
async fn is_out(rig: &Rig, node: &str) {
    within(LOST, "the node that is cut off stops", async || {
        let owned = rig.metric(node, "balachka_cluster_shards_owned").await?;
        let (status, reasons) = rig.get(node, "readyz").await?;
        (owned == 0.0 && status == 503 && reasons.contains("not in the cluster for now")).then_some(())
    })
    .await;
}

/// The gateway and owner is cut off twice: once everything stalls, once connections break.
#[actix_web::test]
async fn a_node_that_is_cut_off_stops_and_takes_part_again() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    let way = Proxy::to(&rig.nats);
    rig.run_with("a", &way.setting()).await;
    rig.settled().await;
    rig.run("b").await;
    let (people, group) = people(&rig, 6);
    let (mut commands, mut talk, mut plain) = (Vec::new(), Vec::new(), 0);
    let cuts: [fn(&Proxy); 2] = [Proxy::cut, Proxy::sever];
    for cut in cuts {
        rig.spread(&["a", "b"]).await;
        for nth in 0..30 {
            rig.say(group, people[nth % 6].person, &format!("повідомлення {nth}"));
            plain += 1;
        }
        // Some of it is under way when the cut comes.
        speak(&rig, &people, &mut commands, &mut talk);
        cut(&way);
        speak(&rig, &people, &mut commands, &mut talk);
        is_out(&rig, "a").await;
        rig.answered(&commands, Duration::from_secs(30)).await;
        eventually("the other node has everything", async || {
            rig.owners("b").await?.iter().all(|(owner, _)| owner == "b").then_some(())
        })
        .await;
        assert_eq!(rig.status("b").await.unwrap()["gateway"], "b");
        way.open();
        rig.spread(&["a", "b"]).await;
    }
    everything_is_there_once(&rig, plain + 48, &commands, &talk).await;
    assert_eq!(rig.log("a").matches("this node stops, and comes back").count(), 2, "it went by itself, and once each");
}

/// Shorter than a lease: nothing moves, nobody notices.
#[actix_web::test]
async fn short_cuts_move_nothing() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    let ways = [Proxy::to(&rig.nats), Proxy::to(&rig.nats)];
    for (node, way) in ["a", "b"].into_iter().zip(&ways) {
        rig.run_with(node, &way.setting()).await;
    }
    let (people, _) = people(&rig, 6);
    let before = rig.spread(&["a", "b"]).await;
    let (mut commands, mut talk) = (Vec::new(), Vec::new());
    let cuts: [fn(&Proxy); 2] = [Proxy::cut, Proxy::sever];
    for (way, cut) in ways.iter().flat_map(|way| cuts.map(|cut| (way, cut))) {
        cut(way);
        speak(&rig, &people[..3], &mut commands, &mut talk);
        tokio::time::sleep(Duration::from_millis(700)).await;
        way.open();
        rig.answered(&commands, Duration::from_secs(20)).await;
    }
    everything_is_there_once(&rig, 24, &commands, &talk).await;
    assert_eq!(rig.spread(&["a", "b"]).await, before, "owners and epochs");
}

/// NATS is on the other side of an ocean for one node, and further for the other.
#[actix_web::test]
async fn a_slow_nats_moves_nothing_and_everything_is_answered() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    let ways = [Proxy::to(&rig.nats), Proxy::to(&rig.nats)];
    for ((node, way), delay) in ["a", "b"].into_iter().zip(&ways).zip([100, 300]) {
        way.slow(Duration::from_millis(delay));
        rig.run_with(node, &way.setting()).await;
    }
    let before = rig.spread(&["a", "b"]).await;
    let (people, group) = people(&rig, 6);
    let (mut commands, mut talk) = (Vec::new(), Vec::new());
    for nth in 0..200 {
        rig.say(group, people[nth % 6].person, &format!("повідомлення {nth}"));
    }
    speak(&rig, &people, &mut commands, &mut talk);
    everything_is_there_once(&rig, 212, &commands, &talk).await;
    let once = commands.iter().all(|command| rig.answers()[command] == 1);
    assert!(once, "nothing failed, so no command is answered twice: {:?}", rig.answers());
    assert_eq!(rig.spread(&["a", "b"]).await, before, "owners and epochs");
    for node in ["a", "b"] {
        assert!(!rig.log(node).contains("this node stops"), "{}", rig.log(node));
    }
}

/// The gateway made the call, and its word of it is lost: the chat's owner must not wait for it until its patience ends.
#[actix_web::test]
async fn a_chat_goes_on_when_an_answer_of_the_gateway_is_lost() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    let way = Proxy::to(&rig.nats);
    rig.run("a").await;
    rig.settled().await;
    rig.run_with("b", &way.setting()).await;
    rig.spread(&["a", "b"]).await;
    assert!(rig.balachka(&["cluster", "drain", "a"]).await.status.success());
    rig.spread(&["b"]).await;
    let chat = rig.private(0);
    let late = FaultOrder { method: "sendMessage".to_owned(), times: 1, fault: Fault::Slow { ms: 500 } };
    rig.world.order_fault(late).unwrap();
    let mut commands = vec![rig.say(chat.id, chat.person, "/help")];
    rig.answered(&commands, Duration::from_secs(20)).await;
    // Telegram has it, and the gateway hears so while nobody hears the gateway.
    way.sever();
    tokio::time::sleep(Duration::from_millis(800)).await;
    way.open();
    commands.push(rig.say(chat.id, chat.person, "/stats me"));
    rig.answered(&commands, Duration::from_secs(12)).await;
    everything_is_there_once(&rig, 2, &commands, &[]).await;
}
