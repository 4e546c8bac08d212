//! What a voice says, whatever it is given.

use proptest::prelude::*;

use super::*;

/// Folded words without punctuation.
fn bare_words(text: &str) -> Vec<String> {
    words(text).map(fold).collect()
}

fn quotes(said: &str, source: &str) -> bool {
    let (said, source) = (bare_words(said), bare_words(source));
    said.windows(QUOTATION).any(|run| source.windows(QUOTATION).any(|other| other == run))
}

/// Every other of the things that these words can say, so that there is something left to be blended.
fn talk() -> Vec<String> {
    const WHO: [&str; 6] = ["кіт", "сусід", "борщ", "дощ", "вечір", "чайник"];
    const DOES: [&str; 4] = ["сьогодні знову", "вчора тихо", "завжди дуже", "може ще"];
    const WHAT: [&str; 4] = ["співає на кухні", "чекає на нас", "пахне на весь дім", "стоїть у дворі"];
    let mut said = Vec::new();
    for number in (0..96).filter(|number| (number / 16 + number / 4 + number) % 2 == 0) {
        said.push(format!("{} {} {}", WHO[number / 16], DOES[number / 4 % 4], WHAT[number % 4]));
    }
    said
}

fn sentences(texts: &[String]) -> Vec<String> {
    let voice = ChatVoice::learn(texts.iter().map(String::as_str));
    voice.map(|voice| (0..60).filter_map(|seed| voice.speak(seed)).collect()).unwrap_or_default()
}

#[test]
fn a_chat_with_words_enough_has_a_voice_of_its_own() {
    let texts = talk();
    let said = sentences(&texts);
    assert!(said.len() > 20, "{said:?}");
    let known: Vec<String> = texts.iter().flat_map(|text| bare_words(text)).collect();
    assert!(said.iter().flat_map(|said| bare_words(said)).all(|word| known.contains(&word)));
}

#[test]
fn a_seed_always_says_the_same_and_seeds_differ() {
    let texts = talk();
    let voice = ChatVoice::learn(texts.iter().map(String::as_str)).unwrap();
    let again = ChatVoice::learn(texts.iter().map(String::as_str)).unwrap();
    let said: Vec<_> = (0..20).map(|seed| voice.speak(seed)).collect();
    assert_eq!(said, (0..20).map(|seed| again.speak(seed)).collect::<Vec<_>>());
    assert!(said.iter().collect::<HashSet<_>>().len() > 3);
}

#[test]
fn few_words_have_no_voice_and_one_message_said_again_and_again_is_not_quoted() {
    assert!(ChatVoice::learn(["привіт усім у хаті"]).is_none());
    let same =
        vec!["таємниця моя лежить під старим дубом біля річки".to_owned(); 100];
    assert_eq!(sentences(&same), Vec::<String>::new());
}

#[test]
fn what_leads_elsewhere_is_never_said() {
    let poison =
        ["https://evil.example", "evil.example", "@olena", "+380501234567", "olena@mail.example", "4111", "t.me/x"];
    let texts: Vec<String> =
        talk().iter().zip(poison.iter().cycle()).map(|(text, poison)| format!("{text} {poison} {text}")).collect();
    let said = sentences(&texts);
    assert!(!said.is_empty());
    for said in said {
        assert!(!said.contains(['@', '/', '<', '&']) && !said.contains("evil"), "{said}");
        assert!(!said.chars().any(char::is_numeric), "{said}");
    }
}

#[test]
fn endless_talk_is_bounded() {
    let texts = vec!["слово за словом іде без кінця й краю ".repeat(50); 5_000];
    let voice = ChatVoice::learn(texts.iter().map(String::as_str)).unwrap();
    let learned: usize = voice.after_one.values().map(Vec::len).sum();
    assert!(learned < MOST_WORDS + 100, "{learned}");
}

proptest! {
    #[test]
    fn never_a_quotation_nor_empty_nor_unsafe(
        texts in proptest::collection::vec("([абвг]{1,2}[ ,.@/0-9]{1,2}|[а-г] ){3,14}", 30..60),
    ) {
        for said in sentences(&texts) {
            prop_assert!(bare_words(&said).len() >= SHORTEST);
            prop_assert!(!said.contains(['@', '/']) && !said.chars().any(char::is_numeric));
            for text in &texts {
                prop_assert!(!quotes(&said, text), "{} quotes {}", said, text);
            }
        }
    }
}
