//! Models that refuse parameters.

use super::*;
use crate::{Fault, Trial, try_out};

fn limits(seen: &Seen) -> [Option<u64>; 2] {
    ["max_tokens", "max_completion_tokens"].map(|name| seen.body.get(name)?.as_u64())
}

#[actix::test]
async fn a_refused_parameter_is_left_out_at_once_and_from_then_on() {
    let server = StandIn::start("").await;
    server.always(Act::Picky(&["temperature", "max_tokens"], "Так".into()));
    let mut rig = Rig::new(&alone(&server, Protocol::OpenAi));
    assert_eq!(rig.ask("one").await.unwrap().text, "Так");
    assert_eq!(server.count(), 3, "one request more for each of them");
    assert_eq!(rig.ask("two").await.unwrap().text, "Так");
    let seen = server.seen();
    assert_eq!(seen.len(), 4, "it is remembered");
    for (nth, temperature, limit) in [
        (0, true, [Some(100), None]),
        (1, false, [Some(100), None]),
        (2, false, [None, Some(100)]),
        (3, false, [None, Some(100)]),
    ] {
        assert_eq!((seen[nth].body.get("temperature").is_some(), limits(&seen[nth])), (temperature, limit), "{nth}");
    }
    let spent = rig.spent();
    assert_eq!(spent.iter().map(|row| (row.requests, row.failures)).collect::<Vec<_>>(), [(1, 0), (1, 0)]);
}

#[actix::test]
async fn one_model_does_not_forget_what_another_takes() {
    let server = StandIn::start("Так").await;
    server.next([Act::Picky(&["temperature"], "Ні".into())]);
    let mut settings = alone(&server, Protocol::OpenAi);
    settings.chain.push(model(&server, "other", Protocol::OpenAi));
    let rig = Rig::new(&settings);
    rig.ask("one").await.unwrap();
    server.next([Act::Status(404)]);
    assert_eq!(rig.ask("two").await.unwrap().model, "other");
    let temperatures: Vec<_> = server.seen().iter().map(|seen| seen.body.get("temperature").is_some()).collect();
    assert_eq!(temperatures, [true, false, false, true]);
}

#[actix::test]
async fn a_refusal_that_stays_is_a_refusal() {
    let server = StandIn::start("").await;
    server.always(Act::Picky(&["messages"], String::new()));
    assert_eq!(Rig::new(&alone(&server, Protocol::OpenAi)).ask("?").await, Err(LlmError::Unavailable));
    assert_eq!(server.count(), 1, "what it names is not optional");
}

#[actix::test]
async fn an_effort_that_is_refused_is_left_out_with_the_end_of_the_name() {
    let server = StandIn::start("").await;
    server.always(Act::Picky(&["reasoning_effort"], "Так".into()));
    let mut settings = alone(&server, Protocol::OpenAi);
    settings.chain[0].model = "thinker-low".into();
    assert_eq!(Rig::new(&settings).ask("?").await.unwrap().text, "Так");
    let seen = server.seen();
    assert_eq!((seen[0].model.as_str(), seen[0].body["reasoning_effort"].as_str()), ("thinker", Some("low")));
    assert_eq!((seen[1].model.as_str(), seen[1].body.get("reasoning_effort")), ("thinker", None));
}

#[actix::test]
async fn a_trial_tells_what_a_model_is_like() {
    let server = StandIn::start("Hello").await;
    let settings = alone(&server, Protocol::OpenAi).chain.remove(0);
    assert_eq!(try_out(&settings, PLENTY).await, Ok(Trial { refused: vec![] }));
    server.next([Act::Picky(&["temperature"], String::new())]);
    assert_eq!(try_out(&settings, PLENTY).await, Ok(Trial { refused: vec!["temperature"] }));
    for (act, fault) in [
        (Act::OnlyThinks, Fault::OnlyThoughts),
        (Act::Says("<think>hm".into()), Fault::OnlyThoughts),
        (Act::Empty, Fault::Empty),
        (Act::Status(401), Fault::Client(401)),
    ] {
        server.next([act]);
        assert_eq!(try_out(&settings, PLENTY).await, Err(fault));
    }
}

#[actix::test]
async fn the_path_that_the_client_adds_may_stand_in_the_address() {
    let server = StandIn::start("Так").await;
    for end in ["/v1", "/v1/", "/v1/chat/completions", "/v1/chat/completions/"] {
        let mut settings = alone(&server, Protocol::OpenAi);
        settings.chain[0].base_url = Some(server.host() + end);
        assert_eq!(Rig::new(&settings).ask("?").await.unwrap().text, "Так", "{end}");
        settings.chain[0].key = Key::default();
        assert_eq!(Rig::new(&settings).ask("?").await.unwrap().text, "Так", "{end}");
    }
}
