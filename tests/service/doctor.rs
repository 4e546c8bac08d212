//! `balachka doctor` before, beside and after the service.

use std::process::Output;

use serde_json::Value;

use crate::{
    rig::{Rig, eventually},
    stand_in::{Act, Ollama, Protocol, StandIn},
};

fn examine(rig: &Rig, more: &[&str], variables: &[(&str, &str)]) -> Vec<Value> {
    findings_in(&rig.balachka_with(&[&["doctor", "--json"], more].concat(), variables))
}

fn findings_in(output: &Output) -> Vec<Value> {
    let findings = serde_json::from_slice(&output.stdout);
    findings.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

#[track_caller]
fn state(findings: &[Value], check: &str) -> (String, String) {
    let found = findings.iter().find(|finding| finding["check"] == check);
    let found = found.unwrap_or_else(|| panic!("no {check} in {findings:?}"));
    (found["state"].as_str().unwrap().to_owned(), found["found"].to_string() + &found["remedy"].to_string())
}

#[actix_web::test]
async fn all_is_well_with_a_service_that_runs() {
    let rig = Rig::start().await;
    let http = rig.address();
    let findings = examine(&rig, &["--http", &http], &[]);
    for check in ["version", "data", "databases", "http", "token", "privacy", "updates", "clock", "models"] {
        assert_eq!(state(&findings, check).0, "fine", "{findings:?}");
    }
    assert!(state(&findings, "data").1.contains("in use"));
    assert!(state(&findings, "token").1.contains("@balachka_bot"));
    assert!(!findings.iter().any(|finding| finding["state"] == "failed"), "{findings:?}");
    rig.world.set_privacy_mode(true);
    let findings = examine(&rig, &["--http", &http], &[("ADMIN_IDS", "7")]);
    assert_eq!(state(&findings, "privacy").0, "warning");
    assert_eq!(state(&findings, "admins").0, "fine");
}

#[actix_web::test]
async fn what_is_wrong_is_named_with_its_remedy() {
    let mut rig = Rig::start().await;
    assert!(rig.stop().await.success());
    let wrong = [
        ("TELEGRAM_BOT_TOKEN", "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        ("OPENAI_BASE_URL", "http://127.0.0.1:1/v1"),
        ("BALACHKA__HOUSEKEEPING__DISK_FLOOR_MIB", "1000000000"),
        ("BALACHKA__BACKUP__EVERY_HOURS", "0"),
    ];
    std::fs::write(rig.data().join("analysis.db"), "not a database").unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let http = taken.local_addr().unwrap().to_string();
    let output = rig.balachka_with(&["doctor", "--http", &http], &wrong);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    let line = |start: &str| told.lines().any(|line| line.starts_with(start));
    for start in [
        "FAILED   token",
        "FAILED   disk",
        "FAILED   databases",
        "FAILED   http",
        "warning  models",
        "warning  backups",
    ] {
        assert!(line(start), "{start}: {told}");
    }
    assert!(told.contains("@BotFather") && told.contains("balachka verify"), "{told}");
    assert!(!told.contains("AAAAAAAA"), "{told}");

    let unreachable = [("TELEGRAM_API_URL", "http://127.0.0.1:1")];
    assert_eq!(state(&examine(&rig, &[], &unreachable), "telegram").0, "failed");
}

#[actix_web::test]
async fn a_webhook_of_another_deployment_is_seen() {
    let rig = Rig::world().await;
    let url = format!("{}/bot{}/setWebhook", rig.url.trim_end_matches('/'), rig.world.token());
    reqwest::get(format!("{url}?url=http://127.0.0.1:1/hook/s3cret")).await.unwrap();
    let findings = examine(&rig, &[], &[]);
    let (state, told) = state(&findings, "webhook");
    assert!(state == "warning" && told.contains("127.0.0.1:1") && !told.contains("s3cret"), "{told}");
    eventually("its failures are told too", async || {
        let ours = [("WEBHOOK_URL", "http://127.0.0.1:1"), ("WEBHOOK_SECRET", "s")];
        rig.say(rig.olena, "хтось є?");
        let findings = examine(&rig, &[], &ours);
        findings.iter().any(|finding| finding["found"].to_string().contains("Connection refused")).then_some(())
    })
    .await;
}

/// What is found where a model of this name is at an address that this thread serves.
async fn examine_model(rig: &Rig, url: &str, name: &str) -> Vec<Value> {
    let variables = [("OPENAI_BASE_URL", url), ("OPENAI_MODEL", name)];
    findings_in(&rig.balachka_served(&["doctor", "--json"], &variables).await)
}

/// The finding about models.
async fn of_models(rig: &Rig, url: &str) -> (String, String) {
    state(&examine_model(rig, url, "thinker").await, "models")
}

#[actix_web::test]
async fn each_model_is_asked_for_one_word() {
    let rig = Rig::world().await;
    let model = StandIn::start("Hello").await;
    let url = model.base_url(Protocol::OpenAi);
    assert_eq!(of_models(&rig, &url).await.0, "fine");
    assert_eq!(model.count(), 1);
    for end in ["/chat/completions", "/chat/completions/"] {
        assert_eq!(of_models(&rig, &(url.clone() + end)).await.0, "fine", "{end}");
    }

    model.always(Act::Picky(&["temperature", "max_tokens"], "Hello".into()));
    let (state, told) = of_models(&rig, &url).await;
    assert!(state == "fine" && told.contains("temperature, max_tokens") && told.contains("thinker"), "{told}");

    for (act, parts) in [
        (Act::OnlyThinks, ["only thinks", "-none"]),
        (Act::Says("<think>без кінця".into()), ["only thinks", "-none"]),
        (Act::Says("<|channel|>analysis<|message|>без кінця".into()), ["only thinks", "-none"]),
        (Act::Empty, ["empty", "-none"]),
        (Act::Status(401), ["401", "key"]),
        (Act::Status(404), ["404", "name"]),
        (Act::Picky(&["messages"], String::new()), ["400", "name"]),
    ] {
        model.always(act.clone());
        let (state, told) = of_models(&rig, &url).await;
        assert!(state == "warning" && parts.iter().all(|part| told.contains(part)), "{act:?}: {told}");
    }
}

#[actix_web::test]
async fn an_address_of_a_model_that_lacks_its_version_is_told_with_the_right_one() {
    let rig = Rig::world().await;
    let model = StandIn::start("Hello").await;
    for url in [model.host(), model.host() + "/", model.host() + "/chat/completions"] {
        let (state, told) = of_models(&rig, &url).await;
        assert!(state == "warning" && told.contains("/v1 is missing"), "{told}");
        assert!(told.contains(&format!("set OPENAI_BASE_URL to {}", model.base_url(Protocol::OpenAi))), "{told}");
    }
    let (state, told) = of_models(&rig, &(model.host() + "/api/v2")).await;
    assert!(state == "warning" && told.contains("up to the version"), "{told}");
}

#[actix_web::test]
async fn the_context_of_an_ollama_is_looked_at() {
    let rig = Rig::world().await;
    let model = StandIn::start("Hello").await;
    let url = model.base_url(Protocol::OpenAi);
    let findings = examine_model(&rig, &url, "gemma3").await;
    assert!(!findings.iter().any(|finding| finding["check"] == "ollama"), "another server");
    for (num_ctx, expected, told) in [
        (None, "warning", "4096"),
        (Some(2048), "warning", "2048"),
        (Some(7499), "warning", "7499"),
        (Some(7500), "fine", "7500"),
    ] {
        model.be_ollama(Ollama { num_ctx });
        let (state, words) = state(&examine_model(&rig, &url, "gemma3").await, "ollama");
        assert!(state == expected && words.contains(told), "{words}");
        assert_eq!(state == "warning", words.contains("OLLAMA_CONTEXT_LENGTH=8192"), "{words}");
    }
}
