//! One update, followed over the nodes that had to do with it.

use std::time::Duration;

use crate::{nats::Nats, rig::Rig};

/// What comes after `name=` in a line of the log.
fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let value = line.split_once(&format!(" {name}="))?.1;
    Some(value.split(' ').next()?.trim_matches('"'))
}

/// The lines of the trail in a node's log that tell this.
fn steps(log: &str, name: &str, value: &str) -> Vec<String> {
    let lines = log.lines().filter(|line| line.contains(" trail: ") && field(line, name) == Some(value));
    lines.map(str::to_owned).collect()
}

fn stages(steps: &[String]) -> Vec<&str> {
    steps.iter().filter_map(|line| field(line, "stage")).collect()
}

/// Prints the trail: `cargo test --test cluster trail -- --nocapture`.
#[actix_web::test]
async fn the_trail_of_an_update_can_be_followed_from_node_to_node() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    rig.variables.push(("RUST_LOG", "info,trail=debug".to_owned()));
    rig.run("a").await;
    rig.run("b").await;
    rig.spread(&["a", "b"]).await;
    let people: Vec<_> = (0..8).map(|nth| rig.private(nth)).collect();
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    rig.answered(&commands, Duration::from_secs(30)).await;
    rig.settled().await;
    let gateway = rig.status("a").await.unwrap()["gateway"].as_str().unwrap().to_owned();
    let owner = if gateway == "a" { "b" } else { "a" };
    let (at_gateway, at_owner) = (rig.log(&gateway), rig.log(owner));
    let composed = at_owner.lines().find(|line| field(line, "stage") == Some("composer")).expect("it owns some chat");
    let (seq, chat) = (field(composed, "seq").unwrap(), field(composed, "chat_id").unwrap());

    let received = steps(&at_gateway, "seq", seq);
    let handled = steps(&at_owner, "seq", seq);
    let claimed = steps(&at_owner, "key", &format!("e{seq}.0"));
    let called = steps(&at_gateway, "chat_id", chat);
    for line in received.iter().chain(&handled).chain(&claimed).chain(&called) {
        println!("{line}");
    }
    assert_eq!(stages(&received), ["journal"], "{received:?}");
    for stage in ["context", "personalization", "conversation", "composer", "sender"] {
        assert!(stages(&handled).contains(&stage), "{stage}: {handled:?}");
    }
    assert_eq!(stages(&claimed), ["claim"], "{claimed:?}");
    assert!(stages(&called).contains(&"gateway"), "{called:?}");
}
