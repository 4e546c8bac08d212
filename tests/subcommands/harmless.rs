//! Looking changes nothing, whatever there is.

use super::*;

const LOOKS: [&[&str]; 7] = [
    &["stats"],
    &["stats", "--json"],
    &["export", "--chat", "5"],
    &["dead-letters"],
    &["dead-letters", "show", "1"],
    &["dead-letters", "retry", "1"],
    &["dead-letters", "drop", "1"],
];

#[test]
fn an_empty_directory_stays_empty() {
    let place = tempfile::tempdir().unwrap();
    for arguments in LOOKS {
        fails(place.path(), arguments, &["does not exist", ".db", "--data-dir"]);
    }
    let file = place.path().join("chat.json");
    fails(place.path(), &["export", "--chat", "5", "--out", file.to_str().unwrap()], &["does not exist"]);
    assert_eq!(balachka(place.path(), &["verify"]).status.code(), Some(1));
    assert_eq!(contents(place.path()), []);
    let nowhere = place.path().join("nowhere");
    fails(&nowhere, &["stats"], &["does not exist"]);
    assert!(!nowhere.exists());
}

#[test]
fn what_is_refused_makes_no_data_directory() {
    let place = tempfile::tempdir().unwrap();
    let nowhere = place.path().join("nowhere");
    fails(&nowhere, &["import", "/nope.json"], &["/nope.json"]);
    fails(&nowhere, &["import", place.path().to_str().unwrap()], &["result.json"]);
    fails(&nowhere, &["import", "--from-legacy", "/nope"], &["/nope"]);
    fails(&nowhere, &["import", "--from-legacy", place.path().to_str().unwrap()], &["no database"]);
    fails(&nowhere, &["backup"], &["does not exist", "journal.db"]);
    fails(&nowhere, &["restore", place.path().to_str().unwrap()], &["is not a backup"]);
    assert!(!nowhere.exists());
}

#[test]
fn foreign_files_are_refused_and_kept() {
    let place = tempfile::tempdir().unwrap();
    for name in ["context.db", "journal.db"] {
        std::fs::write(place.path().join(name), "dear diary, this is no database at all").unwrap();
    }
    let before = contents(place.path());
    for arguments in LOOKS {
        fails(place.path(), arguments, &["is not a database of this kind"]);
    }
    let report = balachka(place.path(), &["verify"]);
    assert_eq!(report.status.code(), Some(1));
    assert!(String::from_utf8(report.stdout).unwrap().contains("context.db is not a database of this kind"));
    assert_eq!(contents(place.path()), before);
}

#[actix::test]
async fn a_data_directory_at_rest_and_after_a_crash_stays_as_it_is() {
    let mut house = House::with(vec![said(1, "Привіт")]).await;
    let crashed = tempfile::tempdir().unwrap();
    // What a crash at this moment would leave behind: no writer is at work.
    for (name, content) in contents(house.path()) {
        std::fs::write(crashed.path().join(name), content).unwrap();
    }
    house.close().await;
    for folder in [house.path(), crashed.path()] {
        let before = contents(folder);
        assert_eq!(result_json(folder, &["stats", "--json"])["total_messages"], 1);
        result(folder, &["export", "--chat", &GROUP.to_string()]);
        result(folder, &["verify"]);
        result(folder, &["dead-letters"]);
        assert!(contents(folder) == before, "a file changed in {}", folder.display());
    }
}
