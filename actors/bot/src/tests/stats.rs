//! Numbers.

use super::*;
use crate::commands::stats::{chat_in_words, person_in_words};

fn chat(language: Language, stats: Option<&ChatStats>) -> String {
    said(language, |speaker| chat_in_words(speaker, stats))
}

fn asker(language: Language, stats: Option<&PersonStats>) -> String {
    said(language, |speaker| person_in_words(speaker, stats))
}

#[test]
fn statistics_of_the_chat() {
    let stats = stats();
    assert_eq!(
        chat(Language::Uk, Some(&stats)),
        "<b>Друзі &amp; &lt;Co&gt;</b>\n\
         <b>23</b> повідомлення від <b>7</b> людей\n\
         і ще <b>2</b> моїх\n\
         Пам’ятаю цю розмову з 03.05.2024.\n\n\
         Найбалакучіші:\n\
         1. Олена &lt;b&gt;: 11 повідомлень\n\
         2. Тарас: 4 повідомлення\n\
         3. хтось без імені: 3 повідомлення\n\
         4. Ґава: 2 повідомлення\n\
         5. Єва: 1 повідомлення"
    );
    assert!(
        chat(Language::En, Some(&stats)).contains("<b>23</b> messages from <b>7</b> people\nand <b>2</b> more of mine")
    );
    assert_eq!(talk("Балачко, скільки повідомлень?").intent(), Some(&Intent::ChatStats));
}

#[test]
fn statistics_of_the_asker() {
    let stats = person("Олена", 42);
    assert_eq!(
        asker(Language::Uk, Some(&stats)),
        "<b>Олена</b>: <b>42</b> повідомлення з 03.05.2024\nОстаннє: 04.05.2024 14:05"
    );
    assert_eq!(
        asker(Language::En, Some(&stats)),
        "<b>Олена</b>: <b>42</b> messages since 03.05.2024\nThe latest: 04.05.2024 14:05"
    );
}

#[test]
fn no_statistics_yet() {
    assert!(is_line(&chat(Language::Uk, None), Language::Uk, "stats-empty"));
    assert!(is_line(&asker(Language::En, None), Language::En, "my-stats-empty"));
}
