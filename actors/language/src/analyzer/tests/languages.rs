use super::*;

#[track_caller]
fn is(language: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(read(text).language, language, "{text}");
    }
}

#[test]
fn ukrainian() {
    is(
        "uk",
        &[
            "так",
            "привіт",
            "Привіт, як справи?",
            "дякую",
            "ок",
            "м'ята",
            "П’ять",
            "молоко",
            "Ґава",
            "шо там",
            "Київ",
            "Де ти був вчора",
        ],
    );
}

#[test]
fn russian() {
    is("ru", &["привет", "спасибо", "что это", "Где ты был вчера", "Мы идем домой", "ёлка", "сейчас", "хорошо"]);
}

#[test]
fn english() {
    is("en", &["ok", "hello", "What are you doing?", "lol", "The server is down", "I'm here", "thanks"]);
}

#[test]
fn mixed_texts_are_what_most_of_their_words_are() {
    is("uk", &["Та я щас прийду, конечно, тільки доїм", "задеплоїв новий release на prod сервер, дивіться"]);
    is("ru", &["Я щас приду, только поем что-то"]);
}

#[test]
fn nothing_tells() {
    is("und", &["", "😂😂", "12345", ":)", "...", "https://example.com/hello-world", "\u{200B}"]);
}

#[test]
fn others_are_known_by_their_look() {
    is("he", &["שלום לכולם, מה שלומכם היום"]);
    is("ja", &["こんにちは、元気ですか"]);
    is("pl", &["Dzień dobry, jak się państwo dzisiaj miewają? Mam nadzieję, że wszystko w porządku."]);
    is("de", &["Ich weiß nicht, warum das Wetter heute schon wieder so schlecht ist."]);
    is("be", &["Ён сказаў, што ўчора яны хадзілі ў лес і бачылі там ваўка."]);
}

#[test]
fn what_ukrainian_and_russian_share_is_doubtful() {
    for text in ["так", "молоко", "ну", "Олена"] {
        assert!(read(text).doubtful, "{text}");
    }
    for text in ["", "😂", "привіт", "привет", "hello", "Де ти був вчора", "שלום לכולם"]
    {
        assert!(!read(text).doubtful, "{text}");
    }
}
