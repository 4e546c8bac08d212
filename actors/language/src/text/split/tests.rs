use proptest::prelude::*;

use super::*;
use crate::text::html::escape;

#[test]
fn a_text_that_fits_stays_whole() {
    assert_eq!(split("Два\n\nабзаци", 100), ["Два\n\nабзаци"]);
    assert_eq!(split(&"я".repeat(4096), MESSAGE_LIMIT).len(), 1);
    assert_eq!(split(&"я".repeat(4097), MESSAGE_LIMIT).len(), 2);
}

#[test]
fn nothing_makes_no_parts() {
    assert!(split("", 10).is_empty());
    assert!(split(" \n\n ", 10).is_empty());
    assert!(split_html("<b> </b>", 10).is_empty());
}

#[test]
fn prefers_paragraphs_then_lines_then_sentences_then_words() {
    assert_eq!(split("раз два\n\nтри чотири", 14), ["раз два", "три чотири"]);
    assert_eq!(split("раз. два\nтри чотири", 14), ["раз. два", "три чотири"]);
    assert_eq!(split("раз два. три чотири", 14), ["раз два.", "три чотири"]);
    assert_eq!(split("раз два три чотири", 14), ["раз два три", "чотири"]);
    assert_eq!(split("раздватри", 4), ["разд", "ватр", "и"]);
}

#[test]
fn an_early_paragraph_does_not_waste_a_message() {
    assert_eq!(split("а\n\nраз два три", 11), ["а\n\nраз два", "три"]);
}

#[test]
fn a_word_that_just_fits_is_kept() {
    assert_eq!(split("раз два три", 7), ["раз два", "три"]);
}

#[test]
fn families_flags_and_marks_stay_together() {
    assert_eq!(split("👩‍👩‍👧👩‍👩‍👧", 10), ["👩‍👩‍👧", "👩‍👩‍👧"]);
    assert_eq!(split("🇺🇦🇺🇦🇺🇦", 6), ["🇺🇦", "🇺🇦", "🇺🇦"]);
    assert_eq!(split("ааи\u{306}а", 3), ["аа", "и\u{306}а"]);
    assert_eq!(split("aa❤\u{fe0f}", 3), ["aa", "❤\u{fe0f}"]);
}

#[test]
fn a_grapheme_beyond_the_limit_is_cut_between_characters() {
    let zalgo = format!("a{}", "\u{301}".repeat(9));
    assert_eq!(split(&zalgo, 4).concat(), zalgo);
}

#[test]
fn html_tags_are_closed_and_opened_again() {
    assert_eq!(
        split_html("<b>раз <i>два три</i></b> чотири", 8),
        ["<b>раз <i>два</i></b>", "<b><i>три</i></b>", "чотири"]
    );
    assert_eq!(
        split_html(r#"<a href="https://t.me/c/1/2">раз два</a>"#, 4),
        [r#"<a href="https://t.me/c/1/2">раз</a>"#, r#"<a href="https://t.me/c/1/2">два</a>"#]
    );
}

#[test]
fn an_entity_counts_as_one_and_is_never_cut() {
    assert_eq!(split_html("&amp;&lt;&#1111;&quot;", 2), ["&amp;&lt;", "ї&quot;"]);
}

#[test]
fn stray_markup_becomes_text() {
    assert_eq!(split_html("a < b & c</i>", 50), ["a &lt; b &amp; c"]);
    assert_eq!(split_html("<script>x", 50), ["&lt;script&gt;x"]);
    assert_eq!(split_html("<b><i>x</b>y", 50), ["<b><i>x</i></b>y"]);
}

/// Texts made of what is hard to cut.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[а-яa-z]{1,9}",
        4 => Just(" ".to_owned()),
        1 => prop_oneof![Just("\n"), Just("\n\n"), Just(". "), Just("\r\n"), Just("\u{a0}")].prop_map(str::to_owned),
        1 => prop_oneof![Just("👩‍👩‍👧"), Just("🇺🇦"), Just("❤\u{fe0f}"), Just("\u{301}"), Just("🏽"), Just("\u{200d}")]
            .prop_map(str::to_owned),
        1 => prop_oneof![Just("<"), Just("&"), Just("&amp;"), Just("\"")].prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

fn marked_texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => texts().prop_map(|text| escape(&text)),
        1 => prop_oneof![
            Just("<b>"), Just("</b>"), Just("<i>"), Just("</i>"), Just("<pre>"), Just("</pre>"),
            Just(r#"<a href="https://x.y/?a&amp;b">"#), Just("</a>"), Just("<tg-spoiler>"), Just("</tg-spoiler>"),
        ].prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// The text that HTML shows; panics if its tags are not balanced.
fn shown(html: &str) -> String {
    let mut open = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = at + rest[at..].find('>').expect("a tag ends");
        match rest[at + 1..end].strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None => open.extend(rest[at + 1..end].split(' ').next()),
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "left open: {html}");
    text.push_str(rest);
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

proptest! {
    #[test]
    fn parts_follow_one_another_with_only_whitespace_between(text in texts(), limit in 2..60_usize) {
        let mut rest = text.as_str();
        for part in split(&text, limit) {
            let at = rest.find(&part).expect("a part is a piece of the text");
            prop_assert!(rest[..at].trim().is_empty());
            rest = &rest[at + part.len()..];
        }
        prop_assert!(rest.trim().is_empty());
    }

    #[test]
    fn parts_are_within_the_limit_and_never_blank(text in texts(), limit in 2..60_usize) {
        for part in split(&text, limit) {
            prop_assert!(utf16_len(&part) <= limit);
            prop_assert!(!part.trim().is_empty());
        }
    }

    #[test]
    fn graphemes_that_fit_are_never_cut(text in texts(), limit in 40..60_usize) {
        let whole = text.graphemes(true).all(|it| utf16_len(it) <= limit);
        prop_assume!(whole);
        let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        for range in ranges(&text, limit) {
            prop_assert!(ends.contains(&range.start) && ends.contains(&range.end));
        }
    }

    #[test]
    fn only_what_is_too_long_is_cut(text in texts(), limit in 2..60_usize) {
        let fits = utf16_len(text[leading_space(&text)..].trim_end()) <= limit;
        prop_assert_eq!(split(&text, limit).len() <= 1, fits);
    }

    #[test]
    fn escaped_text_is_cut_like_the_text(text in texts(), limit in 2..60_usize) {
        let escaped: Vec<String> = split(&text, limit).iter().map(|part| escape(part)).collect();
        prop_assert_eq!(split_html(&escape(&text), limit), escaped);
    }

    #[test]
    fn parts_of_html_are_balanced_and_show_all(html in marked_texts(), limit in 2..60_usize) {
        let parts = split_html(&html, limit);
        let whole = split_html(&html, usize::MAX).concat();
        prop_assert!(parts.iter().all(|part| utf16_len(&shown(part)) <= limit));
        let joined: String = parts.iter().map(|part| solid(&shown(part))).collect();
        prop_assert_eq!(joined, solid(&shown(&whole)));
    }
}
