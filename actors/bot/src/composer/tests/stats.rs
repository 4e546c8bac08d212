//! Numbers.

use super::*;

#[test]
fn statistics_of_the_chat() {
    let facts = Facts::Chat(Some(stats()));
    assert_eq!(
        uk(&request(Asked::Stats), &facts),
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
        en(&request(Asked::Stats), &facts)
            .contains("<b>23</b> messages from <b>7</b> people\nand <b>2</b> more of mine")
    );
    assert_eq!(uk(&talk("Балачко, скільки повідомлень?"), &facts), uk(&request(Asked::Stats), &facts));
}

#[test]
fn statistics_of_the_asker() {
    let facts = Facts::Asker(Some(person("Олена", 42)));
    assert_eq!(
        uk(&request(Asked::MyStats), &facts),
        "<b>Олена</b>: <b>42</b> повідомлення з 03.05.2024\nОстаннє: 04.05.2024 14:05"
    );
    assert_eq!(
        en(&request(Asked::MyStats), &facts),
        "<b>Олена</b>: <b>42</b> messages since 03.05.2024\nThe latest: 04.05.2024 14:05"
    );
}

#[test]
fn no_statistics_yet() {
    assert!(is_line(&uk(&request(Asked::Stats), &Facts::Chat(None)), Language::Uk, "stats-empty"));
    assert!(is_line(&en(&request(Asked::MyStats), &Facts::Asker(None)), Language::En, "my-stats-empty"));
}
