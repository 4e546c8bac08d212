//! What lies in `deploy` fits the program.

use std::{collections::BTreeSet, path::Path, process::Command};

use crate::rig::Rig;

const DEPLOY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/deploy");

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(DEPLOY).join(file)).unwrap()
}

/// Words that begin like a metric's name, without the ends that histograms get.
fn metrics_in(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':'));
    let ours = words.filter(|word| word.starts_with("balachka_") || word.starts_with("process_"));
    ours.map(|word| word.trim_end_matches("_bucket").to_owned()).collect()
}

#[actix_web::test]
async fn rules_and_the_board_ask_for_metrics_that_there_are() {
    let rig = Rig::start().await;
    let (_, served) = rig.get("/metrics").await;
    let served: BTreeSet<String> =
        served.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next().map(str::to_owned)).collect();
    for file in ["prometheus/rules.yml", "grafana/balachka.json", "RUNBOOK.md"] {
        let asked = metrics_in(&read(file));
        assert!(asked.len() >= 3, "{file}");
        let unknown: Vec<_> = asked.difference(&served).collect();
        // A labelled metric that nothing has happened to yet is not served.
        let declared = include_str!("../../actors/runtime/src/metrics.rs");
        let unknown: Vec<_> = unknown.into_iter().filter(|name| !declared.contains(&format!("\"{name}\""))).collect();
        assert!(unknown.is_empty(), "{file}: {unknown:?}");
    }
    let board: serde_json::Value = serde_json::from_str(&read("grafana/balachka.json")).unwrap();
    assert!(board["panels"].as_array().unwrap().len() > 10);
}

/// A rate over a counter that appears at 1 misses the first time.
#[actix_web::test]
async fn what_can_be_counted_is_at_0_from_the_start() {
    let rig = Rig::start().await;
    for counter in [
        r#"balachka_llm_requests_total{outcome="timed_out"}"#,
        r#"balachka_store_apply_seconds_count{store="personalization"}"#,
        r#"balachka_actor_restarts_total{actor="sender"}"#,
        r#"balachka_store_alarms_total{alarm="damaged",store="journal"}"#,
        r#"balachka_store_alarms_total{alarm="set_aside",store="context"}"#,
        r#"balachka_backups_total{outcome="failed"}"#,
    ] {
        assert!(rig.metric(counter).await.is_some(), "{counter}");
    }
}

/// What README says an operator sets, reaches the program in the container; what SQLite writes anew finds a place there.
#[test]
fn the_container_gets_what_an_operator_sets() {
    let compose = read("compose.yaml");
    for variable in ["ADMIN_IDS", "ALLOWED_CHAT_IDS", "BOT_LANGUAGE", "WEBHOOK_URL", "WEBHOOK_SECRET", "OPENAI_MODEL"] {
        assert!(compose.contains(&format!("{variable}: ${{{variable}:-}}")), "{variable}");
    }
    assert!(compose.contains("read_only: true") && read("Dockerfile").contains("SQLITE_TMPDIR=/data"));
}

/// What the profile with a model writes into the settings, the program takes; the context has room for its prompts.
#[actix_web::test]
async fn the_model_of_the_container_is_set_up_as_the_program_wants_it() {
    let compose = read("compose.yaml");
    let lines = compose.lines().filter_map(|line| line.trim().strip_prefix("echo '")?.strip_suffix('\''));
    let settings = lines.collect::<Vec<_>>().join("\n");
    let rig = Rig::world().await;
    let file = rig.folder().join("model.toml");
    std::fs::write(&file, &settings).unwrap();
    let shown = rig.balachka(&["--config", file.to_str().unwrap(), "config", "show"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned() + &String::from_utf8_lossy(&shown.stderr);
    for setting in ["http://ollama:11434/v1", "3000", "90"] {
        assert!(settings.contains(setting) && shown.contains(setting), "{setting} in {shown}");
    }
    assert!(compose.contains("OLLAMA_CONTEXT_LENGTH: 8192") && compose.contains("PARAMETER num_ctx 8192"));
    assert_eq!(compose.matches("image: ollama/ollama:0.").count(), 2, "a version, and the same twice");
}

/// Where systemd is at hand, it reads the unit as an operator's would.
#[test]
fn systemd_takes_the_unit() {
    let unit = Path::new(DEPLOY).join("systemd/balachka.service");
    let Ok(verified) = Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(&unit).output() else { return };
    let said = String::from_utf8_lossy(&verified.stderr);
    // The program is installed elsewhere, or not at all.
    let faults: Vec<_> =
        said.lines().filter(|line| line.contains("balachka.service") && !line.contains("is not executable")).collect();
    assert!(faults.is_empty(), "{faults:?}");
}

#[actix_web::test]
async fn the_image_s_health_check_tells_the_living_from_the_dead() {
    let mut rig = Rig::start().await;
    let http = rig.address();
    assert!(rig.balachka(&["probe", "--http", &http]).status.success());
    assert!(rig.balachka(&["probe", "--ready", "--http", &http]).status.success());
    rig.kill();
    let dead = rig.balachka(&["probe", "--http", &http]);
    assert_eq!(dead.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&dead.stderr).contains("no answer from"));
}

/// The image takes in what the build reads, and nothing else.
#[test]
fn the_image_is_built_from_what_there_is() {
    let taken: Vec<String> =
        read("Dockerfile.dockerignore").lines().filter_map(|line| line.strip_prefix('!').map(str::to_owned)).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in &taken {
        assert!(root.join(name).exists(), "{name}");
    }
    for name in ["Cargo.toml", "Cargo.lock", "build.rs", "rust-toolchain.toml", "src", "actors", "migrations"] {
        assert!(taken.iter().any(|taken| taken == name), "{name} is missing");
    }
    let toolchain = std::fs::read_to_string(root.join("rust-toolchain.toml")).unwrap();
    let version = toolchain.split('"').nth(1).unwrap();
    assert!(read("Dockerfile").contains(&format!("rust:{version}-slim")), "the image builds with another toolchain");
}
