//! Who may read what the service keeps.

use std::{
    fs::{Permissions, set_permissions},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::rig::{Rig, eventually};

const WARNING: &str = "other users can read the data directory";

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Everything below a folder.
fn all_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(all_below(&entry));
        }
        found.push(entry);
    }
    found
}

#[track_caller]
fn all_are_the_owners_alone(rig: &Rig) {
    let found = all_below(&rig.data());
    assert!(found.iter().any(|path| path.ends_with("context.db-wal")), "{found:?}");
    for path in found {
        // Some are there for a moment only.
        let Ok(about) = path.metadata() else { continue };
        let expected = if about.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(about.permissions().mode() & 0o777, expected, "{}", path.display());
    }
}

fn data(rig: &Rig) -> Value {
    let output = rig.balachka(&["doctor", "--json"]);
    let findings: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    findings.into_iter().find(|finding| finding["check"] == "data").unwrap()
}

/// The directory was made by somebody else, and the umask is the usual one.
#[actix_web::test]
async fn in_an_open_directory_files_are_the_owners_alone_and_it_is_told() {
    let mut rig = Rig::world().await;
    std::fs::create_dir(rig.data()).unwrap();
    set_mode(&rig.data(), 0o755);
    rig.shell = Some("umask 022".to_owned());
    let often = [("BALACHKA__BACKUP__EVERY_HOURS", "1")];
    rig.run(&often);
    let call = rig.say(rig.olena, "/help");
    rig.answer_to(call).await;
    let backups = rig.data().join("backups");
    eventually("a backup", async || operations::backup::backups(&backups).ok().filter(|made| !made.is_empty())).await;
    rig.settled().await;
    all_are_the_owners_alone(&rig);
    assert_eq!(rig.log().matches(WARNING).count(), 1, "{}", rig.log());
    let found = data(&rig);
    assert_eq!(found["state"], "warning", "beside the service: {found}");
    assert!(found["remedy"].as_str().unwrap().starts_with("chmod 700 "), "{found}");
    rig.stop().await;
    assert_eq!(data(&rig)["state"], "warning");
    assert_eq!(mode(&rig.data()), 0o755, "whose directory it is decides");

    set_mode(&rig.data(), 0o700);
    assert_eq!(data(&rig)["state"], "fine");
    rig.run(&often);
    assert_eq!(rig.log().matches(WARNING).count(), 1, "it is closed now");
}

#[actix_web::test]
async fn files_that_an_older_version_left_open_are_closed_at_the_start() {
    let mut rig = Rig::start().await;
    rig.settled().await;
    rig.kill();
    let files: Vec<_> = all_below(&rig.data()).into_iter().filter(|path| path.is_file()).collect();
    files.iter().for_each(|file| set_mode(file, 0o644));
    let others = rig.data().join("notes.txt");
    std::fs::write(&others, "not ours").unwrap();
    set_mode(&others, 0o644);
    // Who only looks changes nothing.
    assert!(rig.balachka(&["stats"]).status.success());
    assert_eq!(mode(&rig.data().join("context.db")), 0o644);
    rig.run(&[]);
    rig.settled().await;
    assert_eq!(mode(&others), 0o644, "it is not ours");
    std::fs::remove_file(&others).unwrap();
    all_are_the_owners_alone(&rig);
}

/// Of a backup that others may read, or that nobody may write, a database is made that its owner can use.
#[actix_web::test]
async fn a_restored_database_is_its_owners_alone_whatever_the_copy_is() {
    let mut rig = Rig::start().await;
    rig.settled().await;
    let shelf = rig.folder().join("shelf");
    assert!(rig.balachka(&["backup", "--out", shelf.to_str().unwrap()]).status.success());
    rig.stop().await;
    let backup = operations::backup::backups(&shelf).unwrap().remove(0);
    all_below(&backup).iter().for_each(|file| set_mode(file, 0o444));
    let restored = rig.balachka(&["restore", backup.to_str().unwrap(), "--force"]);
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    rig.run(&[]);
    rig.settled().await;
    all_are_the_owners_alone(&rig);
}
