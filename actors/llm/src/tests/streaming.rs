//! Answers that are watched while they come.

use tokio::sync::watch;

use super::*;

const PAUSE: Duration = Duration::from_millis(20);

/// Asks and collects all that was shown meanwhile.
async fn watched(models: &Models, words: &str) -> (Result<Completion, LlmError>, Vec<String>) {
    let (progress, mut told) = watch::channel(String::new());
    let prompt = prompt(words);
    let deadline = Instant::now() + PLENTY;
    let asking = models.complete_watched(owner(1, 1), &prompt, deadline, Some(&progress));
    let mut asking = std::pin::pin!(asking);
    let mut seen = Vec::new();
    loop {
        tokio::select! {
            answer = &mut asking => return (answer, seen),
            Ok(()) = told.changed() => seen.push(told.borrow_and_update().clone()),
        }
    }
}

fn pieces(pieces: &[&str]) -> Act {
    Act::Streams(pieces.iter().map(|piece| (*piece).to_owned()).collect(), PAUSE)
}

#[actix::test]
async fn an_answer_is_told_while_it_comes_without_its_thoughts() {
    for protocol in [Protocol::OpenAi, Protocol::Gemini] {
        let server = StandIn::start("").await;
        server.always(pieces(&["<thi", "nk>таємне</th", "ink>", "Привіт", ", як справи?"]));
        let (models, _spent) = Models::new(&alone(&server, protocol)).unwrap();
        let (answer, seen) = watched(&models, "раз").await;
        let answer = answer.unwrap();
        assert_eq!(answer.text, "Привіт, як справи?");
        assert_eq!(answer.usage, Usage { input_tokens: 11, output_tokens: 7 });
        assert!(seen.len() >= 2 && seen.iter().all(|shown| answer.text.starts_with(shown)), "{protocol:?}: {seen:?}");
        assert!(server.seen()[0].streams);
    }
}

#[actix::test]
async fn a_stream_that_breaks_off_is_no_answer() {
    let (first, second) = (StandIn::start("").await, StandIn::start("Я друга.").await);
    first.always(Act::BreaksOff(vec!["Половина від".into()], PAUSE));
    let chain = vec![model(&first, "one", Protocol::OpenAi), model(&second, "two", Protocol::OpenAi)];
    let (models, _spent) = Models::new(&LlmSettings { chain, patience: patience(), ..LlmSettings::default() }).unwrap();
    assert_eq!(watched(&models, "раз").await.0.unwrap().text, "Я друга.");
}

#[actix::test]
async fn faults_of_streams_are_told_apart_as_those_of_whole_answers() {
    let server = StandIn::start("Гаразд.").await;
    server.next([Act::RateLimited(Some("0".into())), Act::Status(503), Act::Picky(&["max_tokens"], "Гаразд.".into())]);
    let (models, _spent) = Models::new(&alone(&server, Protocol::OpenAi)).unwrap();
    assert_eq!(watched(&models, "раз").await.0.unwrap().text, "Гаразд.");
    assert_eq!(server.count(), 4, "two faults that pass, one refusal, and the answer");
}

#[actix::test]
async fn a_server_that_does_not_stream_is_asked_for_the_whole() {
    let server = StandIn::start("").await;
    server.always(Act::Picky(&["stream_options"], "Ціла.".into()));
    let (models, _spent) = Models::new(&alone(&server, Protocol::OpenAi)).unwrap();
    assert_eq!(watched(&models, "раз").await.0.unwrap().text, "Ціла.");
    assert_eq!(watched(&models, "два").await.0.unwrap().text, "Ціла.");
    let streams: Vec<_> = server.seen().iter().map(|seen| seen.streams).collect();
    assert_eq!(streams, [true, false, false], "it is tried once");
}
