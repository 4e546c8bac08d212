//! Which model is asked, how often, and what comes of it.

use super::*;

const BOTH: [Protocol; 2] = [Protocol::Gemini, Protocol::OpenAi];

#[actix::test]
async fn both_protocols_carry_the_whole_prompt_and_tell_what_it_cost() {
    for protocol in BOTH {
        let server = StandIn::start(" Добре! ").await;
        let rig = Rig::new(&alone(&server, protocol));
        let answer = rig.ask("Як справи?").await.unwrap();
        let usage = Usage { input_tokens: 11, output_tokens: 7 };
        assert_eq!(
            answer,
            Completion { text: "Добре!".into(), model: "only".into(), usage, cached: false, cut: false }
        );

        let Seen { protocol: spoken, model, key, body, streams: _ } = server.seen().remove(0);
        assert_eq!((spoken, model.as_str(), key.as_str()), (protocol, "model-only", KEY));
        let texts = match protocol {
            Protocol::Gemini => {
                assert_eq!(body["systemInstruction"]["parts"][0]["text"], "Be kind.");
                assert_eq!(body["generationConfig"]["maxOutputTokens"], 100);
                assert_eq!(body["generationConfig"]["temperature"], 0.5);
                let turns = body["contents"].as_array().unwrap();
                turns.iter().map(|turn| (turn["role"].clone(), turn["parts"][0]["text"].clone())).collect::<Vec<_>>()
            }
            Protocol::OpenAi => {
                assert_eq!(body["messages"][0]["role"], "system");
                assert_eq!(body["messages"][0]["content"], "Be kind.");
                assert_eq!((&body["max_tokens"], &body["temperature"]), (&100.into(), &0.5.into()));
                let turns = &body["messages"].as_array().unwrap()[1..];
                turns.iter().map(|turn| (turn["role"].clone(), turn["content"].clone())).collect()
            }
        };
        let model = if protocol == Protocol::Gemini { "model" } else { "assistant" };
        let expected = [("user", "Привіт"), (model, "Вітаю"), ("user", "Як справи?")];
        assert_eq!(texts, expected.map(|(role, text)| (role.into(), text.into())));
    }
}

#[actix::test]
async fn a_model_of_ones_own_needs_no_key() {
    let server = StandIn::start("Так").await;
    let mut settings = alone(&server, Protocol::OpenAi);
    settings.chain[0].key = Key::default();
    assert_eq!(Rig::new(&settings).ask("?").await.unwrap().text, "Так");
    assert_eq!(server.seen()[0].key, "");
}

#[actix::test]
async fn what_passes_is_tried_again_and_what_does_not_is_not() {
    let passing = [Act::RateLimited(None), Act::Status(500), Act::Status(503), Act::HangsUp];
    let lasting = [
        Act::Status(400),
        Act::Status(401),
        Act::Status(403),
        Act::Status(404),
        Act::Html,
        Act::Malformed,
        Act::Truncated,
        Act::Empty,
        Act::OnlyThinks,
        Act::Says("<think>таємне без кінця".into()),
        Act::Refuses,
        Act::Filtered("Ну".into()),
    ];
    let passing = passing.into_iter().map(|act| (act, vec!["first", "first"], "first"));
    let lasting = lasting.into_iter().map(|act| (act, vec!["first", "second"], "second"));
    for (act, expected, answered) in passing.chain(lasting) {
        for swapped in [false, true] {
            let server = StandIn::start("Так").await;
            let mut settings = chain(&server);
            if swapped {
                let kind = |name, protocol| model(&server, name, protocol);
                settings.chain = vec![kind("first", Protocol::OpenAi), kind("second", Protocol::Gemini)];
            }
            server.next([act.clone()]);
            let answer = Rig::new(&settings).ask("?").await.unwrap();
            assert_eq!(asked(&server), expected, "{act:?}");
            assert_eq!((answer.text.as_str(), answer.model.as_str()), ("Так", answered), "{act:?}");
        }
    }
}

#[actix::test]
async fn one_that_keeps_failing_is_given_up_for_the_next_after_its_tries() {
    let server = StandIn::start("Так").await;
    server.next([Act::Status(500), Act::RateLimited(None), Act::Status(502)]);
    assert_eq!(Rig::new(&chain(&server)).ask("?").await.unwrap().model, "second");
    assert_eq!(asked(&server), ["first", "first", "first", "second"]);
}

#[actix::test]
async fn when_all_fail_there_is_no_answer() {
    let server = StandIn::start("").await;
    server.always(Act::Status(500));
    assert_eq!(Rig::new(&chain(&server)).ask("?").await, Err(LlmError::Unavailable));
    assert_eq!(server.count(), 6);
    assert_eq!(Rig::new(&LlmSettings::default()).ask("?").await, Err(LlmError::NoModel));
}

#[actix::test]
async fn one_that_cannot_be_reached_is_tried_again_then_left_for_the_next() {
    let (gone, server) = (StandIn::start("").await, StandIn::start("Так").await);
    let mut settings = chain(&server);
    settings.chain[0].base_url = Some(gone.base_url(Protocol::Gemini));
    drop(gone);
    let mut rig = Rig::new(&settings);
    assert_eq!(rig.ask("?").await.unwrap().model, "second");
    let rows = rig.spent();
    assert_eq!(rows.iter().map(|row| row.model.as_str()).collect::<Vec<_>>(), ["first", "first", "first", "second"]);
}

#[actix::test]
async fn a_wait_that_is_asked_for_is_kept() {
    let server = StandIn::start("Так").await;
    server.next([Act::RateLimited(Some("1".into()))]);
    let before = Instant::now();
    assert_eq!(Rig::new(&alone(&server, Protocol::OpenAi)).ask("?").await.unwrap().text, "Так");
    assert_eq!(server.count(), 2);
    assert!(before.elapsed() >= Duration::from_secs(1), "too early");
}

#[actix::test]
async fn a_wait_beyond_the_deadline_means_the_next_model_now_and_for_a_while() {
    let server = StandIn::start("Так").await;
    server.next([Act::RateLimited(Some("3000".into()))]);
    let rig = Rig::new(&chain(&server));
    assert_eq!(rig.ask("one").await.unwrap().model, "second");
    assert_eq!(rig.ask("two").await.unwrap().model, "second");
    assert_eq!(asked(&server), ["first", "second", "second"]);
}

#[actix::test]
async fn a_slow_try_ends_and_the_next_model_answers() {
    let server = StandIn::start("Так").await;
    server.next([Act::Silent]);
    let mut settings = chain(&server);
    settings.patience.per_try = Duration::from_millis(300);
    assert_eq!(Rig::new(&settings).ask("?").await.unwrap().model, "second");
    assert_eq!(asked(&server), ["first", "second"]);
}

#[actix::test]
async fn the_deadline_ends_it_all() {
    let server = StandIn::start("").await;
    server.always(Act::Silent);
    let rig = Rig::new(&chain(&server));
    let deadline = Instant::now() + Duration::from_millis(300);
    assert_eq!(rig.models.complete(owner(1, 1), &prompt("?"), deadline).await, Err(LlmError::TimedOut));
    assert_eq!(asked(&server), ["first"]);
}

#[actix::test]
async fn an_answer_cut_at_the_limit_is_kept_and_marked() {
    for protocol in BOTH {
        let server = StandIn::start("").await;
        server.always(Act::Cut("Одного разу".into()));
        let answer = Rig::new(&alone(&server, protocol)).ask("?").await.unwrap();
        assert_eq!((answer.text.as_str(), answer.cut), ("Одного разу", true));
    }
}

#[actix::test]
async fn tokens_that_a_model_does_not_tell_are_estimated() {
    for protocol in BOTH {
        let server = StandIn::start("").await;
        server.always(Act::SaysUncounted("балачка".into()));
        let usage = Rig::new(&alone(&server, protocol)).ask("?").await.unwrap().usage;
        assert_eq!(usage, Usage { input_tokens: prompt("?").tokens() as u64, output_tokens: 3 });
    }
}

#[actix::test]
async fn one_that_failed_too_often_is_left_alone_until_a_probe_heals_it() {
    let server = StandIn::start("Так").await;
    let mut settings = alone(&server, Protocol::OpenAi);
    settings.patience = Patience { tries: 1, failures: 2, ..patience() };
    let rig = Rig::new(&settings);
    server.next([Act::Status(500), Act::Status(500)]);
    for _ in 0..5 {
        assert_eq!(rig.ask("?").await, Err(LlmError::Unavailable));
    }
    assert_eq!(server.count(), 2, "no request while it is left alone");

    settings.patience.first_rest = Duration::from_millis(20);
    let rig = Rig::new(&settings);
    server.next([Act::Status(500), Act::Status(500)]);
    for _ in 0..2 {
        assert_eq!(rig.ask("?").await, Err(LlmError::Unavailable));
    }
    let healed = timeout(PLENTY, async {
        while rig.ask("?").await.is_err() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    healed.await.unwrap();
    assert_eq!(server.count(), 5, "one probe, which healed it");
    assert!(rig.ask("again").await.is_ok());
}

#[actix::test]
async fn an_address_that_is_none_is_told_by_name() {
    let server = StandIn::start("").await;
    for address in ["localhost:1234", "ftp://example.org", "nonsense", ""] {
        let mut settings = chain(&server);
        settings.chain[1].base_url = Some(address.into());
        let complaint = Models::new(&settings).map(|_| ()).unwrap_err();
        assert!(complaint.contains("second"), "{complaint}");
    }
}

#[actix::test]
async fn thoughts_are_no_part_of_an_answer() {
    let harmony =
        "<|channel|>analysis<|message|>таємне<|end|><|start|>assistant<|channel|>final<|message|>Так<|return|>";
    for protocol in BOTH {
        for thoughts in ["таємне\n</think>\n\nТак", "<think>таємне</think>Так", harmony] {
            let server = StandIn::start(thoughts).await;
            assert_eq!(Rig::new(&alone(&server, protocol)).ask("?").await.unwrap().text, "Так", "{thoughts}");
        }
        let about = "Модель пише `<think>` перед думками.\n```xml\n<think>a</think>\n```";
        let server = StandIn::start(about).await;
        assert_eq!(Rig::new(&alone(&server, protocol)).ask("?").await.unwrap().text, about);
    }
}
