//! `balachka load`, against instances that it starts itself.

use serde_json::Value;

use super::{balachka, out, refused, talk};

fn report(arguments: &[&str]) -> Value {
    let output = balachka(&[&["load", "--json", "--updates", "600", "--calls", "6"], arguments].concat(), &[]);
    assert!(output.status.success(), "{}", talk(&output));
    serde_json::from_str(&out(&output)).unwrap()
}

#[test]
fn all_that_is_played_becomes_durable_is_stored_and_answered() {
    for how in [&[][..], &["--connections", "20"], &["--mix", "text", "--rate", "2000", "--ramp", "1"]] {
        let report = report(how);
        assert_eq!((&report["durable"], &report["answered"]), (&600.into(), &6.into()), "{how:?}: {report}");
        assert_eq!((&report["refused"], &report["process_restarted"]), (&0.into(), &false.into()), "{how:?}: {report}");
        let last = report["samples"].as_array().unwrap().last().unwrap();
        assert!(last["applied"].as_i64().unwrap() >= 600, "{how:?}: {last}");
        for figure in ["/until_durable/p50", "/until_stored/p99", "/until_answered/max", "/per_second", "/memory_most"]
        {
            assert!(report.pointer(figure).unwrap().as_f64().unwrap() > 0.0, "{how:?}: {figure} in {report}");
        }
    }
}

#[test]
fn a_page_and_a_table_tell_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("load.html");
    let output = balachka(&["load", "--updates", "200", "--calls", "2", "--html", file.to_str().unwrap()], &[]);
    let table = out(&output);
    assert!(output.status.success() && table.contains("200, 0 not"), "{table}{}", talk(&output));
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.contains(&table) && page.matches("<svg").count() == 5, "{page}");
}

#[test]
fn what_cannot_be_played_is_told() {
    refused(&balachka(&["load", "--updates", "5"], &[]), &["calls are among the updates", "--calls is 20"]);
    refused(&balachka(&["load", "--rate", "0"], &[]), &["the rate must be more than 0"]);
    let away =
        ["load", "--serve", "127.0.0.1:0", "--instance", "127.0.0.1:1", "--webhook", "https://x/", "--secret", "s"];
    refused(&balachka(&away, &[]), &["plain HTTP"]);
}
