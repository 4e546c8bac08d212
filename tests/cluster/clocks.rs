//! Clocks on the wall that differ by a day.

use std::{path::Path, process::Command};

use crate::{
    crowd::{everything_is_there_once, people},
    nats::Nats,
    rig::{PATIENCE, Rig},
};

/// Seconds; the Telegram of the tests has the right clock.
const DAY: i64 = 24 * 3600;

/// The variables of a node whose clock is wrong, seconds: the shim of the tests of one machine stands before the C library.
fn wrong_by(folder: &Path, offset: i64) -> Vec<(&'static str, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/service/machine/shim.c");
    let (library, control) = (folder.join("shim.so"), folder.join(format!("clock{offset}")));
    let mut compiler = Command::new(std::env::var_os("CC").unwrap_or("cc".into()));
    let built = compiler.args(["-shared", "-fPIC", "-O1", "-o"]).args([&library, &source]).args(["-ldl"]).status();
    assert!(built.unwrap().success());
    // No errors, and the offset: `struct control`.
    std::fs::write(&control, [[0; 16].as_slice(), &offset.to_ne_bytes()].concat()).unwrap();
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let files = ("MACHINE_FILES", "nothing".to_owned());
    vec![("LD_PRELOAD", text(&library)), ("MACHINE_CONTROL", text(&control)), files]
}

/// The gateway's clock is a day behind, that of the node which takes over a day ahead. Who lives and who owns what is not decided
/// by clocks; only answers are: to the node ahead all orders are a day old, and it obeys without a word, as one machine does.
#[actix_web::test]
async fn nodes_whose_clocks_differ_by_days_do_not_take_each_other_for_dead() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    let folder = tempfile::tempdir().unwrap();
    rig.run_with("a", &wrong_by(folder.path(), -DAY)).await;
    rig.settled().await;
    rig.run_with("b", &wrong_by(folder.path(), DAY)).await;
    let before = rig.spread(&["a", "b"]).await;
    let (people, group) = people(&rig, 6);
    for nth in 0..60 {
        rig.say(group, people[nth % 6].person, &format!("повідомлення {nth}"));
    }
    everything_is_there_once(&rig, 60, &[], &[]).await;
    assert_eq!(rig.spread(&["a", "b"]).await, before, "owners and epochs");
    rig.kill("a");
    rig.spread(&["b"]).await;
    for nth in 0..60 {
        rig.say(group, people[nth % 6].person, &format!("повідомлення {nth}"));
    }
    everything_is_there_once(&rig, 120, &[], &[]).await;
    rig.run("c").await;
    rig.spread(&["b", "c"]).await;
    rig.stop("b").await;
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    rig.answered(&commands, PATIENCE).await;
    everything_is_there_once(&rig, 126, &commands, &[]).await;
}
