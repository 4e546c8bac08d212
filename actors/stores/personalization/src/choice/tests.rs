use proptest::prelude::*;

use super::*;

fn parsed(key: &str, value: &str) -> String {
    Choice::parse(key, value).map_or_else(|error| error.to_string(), |it| format!("{:?} {}", it.key(), it.value()))
}

#[test]
fn ukrainian_and_english_words_mean_the_same() {
    for (key, value, meant) in [
        ("style", "formal", "Style formal"),
        ("СТИЛЬ", "Офіційно", "Style formal"),
        ("стиль", "  з   гумором! ", "Style humorous"),
        ("довжина", "докладно", "Length long"),
        ("складність", "просто", "Complexity simple"),
        ("активність", "помірно", "Interaction balanced"),
        ("гумор", "70 %", "Humour 70"),
        ("humor", "0", "Humour 0"),
        ("humour", "little", "Humour 25"),
        ("гумор", "низько", "Humour 0"),
        ("теми", "Технології, їжа та  музика; їжа", "Topics technology,food,music"),
        ("topics", "news", "Topics news"),
        ("теми", "карʼєра", "Topics work"),
    ] {
        assert_eq!(parsed(key, value), meant, "{key} {value}");
    }
}

#[test]
fn what_is_no_choice_tells_what_is() {
    assert_eq!(parsed("колір", "синій"), Choice::parse("", "").unwrap_err().to_string());
    assert!(BadChoice::UnknownKey.to_string().contains("style, length, humour"));
    assert_eq!(
        parsed("style", "секретно"),
        "unknown style; allowed values: neutral, formal, friendly, casual, humorous"
    );
    for bad in ["101", "-1", "256", "7000000000", "", "%", "0.5", "NaN"] {
        assert_eq!(Choice::parse("гумор", bad), Err(BadChoice::BadValue(Key::Humour)), "{bad}");
    }
    for bad in ["", ",", "general", "спорт, ніщо", "та"] {
        assert_eq!(Choice::parse("теми", bad), Err(BadChoice::BadValue(Key::Topics)), "{bad}");
    }
}

#[test]
fn every_word_that_is_told_is_taken() {
    for language in Language::all() {
        let keys = BadChoice::UnknownKey.allowed(language);
        assert_eq!(keys.len(), Key::ALL.len());
        for (word, key) in keys.into_iter().zip(Key::ALL) {
            let values = BadChoice::BadValue(*key).allowed(language);
            for value in values.into_iter().filter(|value| *value != "0–100 %") {
                let choice = Choice::parse(word, value);
                assert_eq!(choice.as_ref().map(Choice::key), Ok(*key), "{word} {value}");
            }
        }
    }
}

#[test]
fn the_words_are_written_as_they_are_compared() {
    let lists = HUMOUR.iter().map(|(_, list)| *list).chain(TOPICS.iter().map(|(_, list)| *list));
    for word in lists.chain([List::BetweenTopics]).flat_map(List::iter) {
        assert_eq!(plain(word), word);
    }
}

fn choices() -> impl Strategy<Value = Choice> {
    prop_oneof![
        proptest::sample::select(Style::ALL).prop_map(Choice::Style),
        proptest::sample::select(Length::ALL).prop_map(Choice::Length),
        (0..=100_u8).prop_map(|it| Choice::Humour(Percent(it))),
        proptest::sample::select(Complexity::ALL).prop_map(Choice::Complexity),
        proptest::sample::select(Interaction::ALL).prop_map(Choice::Interaction),
        proptest::collection::vec(proptest::sample::select(&Topic::ALL[1..]), 1..20)
            .prop_map(|it| Choice::Topics(Interests::new(it).unwrap())),
    ]
}

proptest! {
    #[test]
    fn what_is_stored_is_read_again(choice in choices()) {
        prop_assert_eq!(Choice::parse(choice.key().as_str(), &choice.value()), Ok(choice));
    }

    #[test]
    fn any_text_is_a_choice_or_not(key in "стиль|гумор|теми|.{0,9}", value in ".{0,40}") {
        if let Ok(choice) = Choice::parse(&key, &value) {
            prop_assert_eq!(Choice::parse(choice.key().as_str(), &choice.value()), Ok(choice));
        }
    }
}
