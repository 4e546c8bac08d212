use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Of any reading.
fn holds(text: &str) -> Reading {
    let reading = read(text);
    assert!((-1.0..=1.0).contains(&reading.sentiment), "{text:?}");
    assert!((0.0..=1.0).contains(&reading.confidence), "{text:?}");
    assert!(reading.keywords.len() <= Reading::KEYWORDS && reading.cues.emoji.len() <= Cues::EMOJI, "{text:?}");
    assert!(reading.language == "und" || reading.language.len() == 2, "{text:?}");
    assert!(reading.cues.characters as usize <= text.len(), "{text:?}");
    reading
}

#[test]
fn floods_are_read_in_bounded_time() {
    read("warm up");
    for flood in [
        "а",
        "A",
        "😂",
        "😂\u{200D}",
        "\u{200D}",
        "\u{301}",
        "a\u{301}",
        "\u{202E}",
        "`",
        "```",
        "'",
        "(",
        ")",
        ":",
        ":'",
        ":(",
        ">",
        "> ",
        "> а\n",
        "@a",
        "a.",
        "http://",
        "1\u{20E3}",
        "#\u{FE0F}",
        "не ",
        "дуже ",
        "радий ",
        "ні, ",
        "?!",
        "!",
        "🇺🇦",
        "\u{0}",
        "о_",
        "\r\n",
    ] {
        let text = flood.repeat(1_000_000 / flood.len());
        let start = Instant::now();
        holds(&text);
        assert!(start.elapsed() < Duration::from_secs(1), "{flood:?} took {:?}", start.elapsed());
    }
}

#[test]
fn a_message_as_long_as_telegram_allows_is_read_whole() {
    let text = format!("{} щастя", "ї".repeat(4089));
    assert_eq!(holds(&text).emotion(), Some(Emotion::Joy));
    assert_eq!(holds(&"😂".repeat(4096)).emotion(), Some(Emotion::Joy));
}

#[test]
fn any_script_and_direction() {
    for text in [
        "مرحبا كيف حالك",
        "\u{202E}שלום\u{202C}",
        "नमस्ते",
        "สวัสดี",
        "你好",
        "ᚠᛇᚻ",
        "Ⅷ①½",
        "𝓱𝓮𝓵𝓵𝓸",
        "İIıi",
        "ẞß",
        "\u{FFFD}",
    ] {
        holds(text);
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,80}|.{0,80}") {
        holds(&text);
    }

    #[test]
    fn any_mix_of_what_it_knows_is_read(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "не", "дуже", "радий", "сумно", " ", ",", "!", "?", "😂", "❤️\u{200D}", "\u{FE0F}", ":)", "(", ")))", "`", "```", "\n>", "@a",
            "https://", "t.me/x", "'", "п’ять", "\u{301}", "ОГО", "іііі", "\u{202E}", "o_O", "1\u{FE0F}\u{20E3}", "кава", "lol",
        ]), 0..40),
    ) {
        holds(&pieces.concat());
    }

    #[test]
    fn case_and_space_around_change_no_emotion(text in "[а-яіїєґ ]{0,40}") {
        let feelings = |text: &str| read(text).emotions;
        prop_assert_eq!(feelings(&format!("  {text}\n")), feelings(&text));
    }
}
