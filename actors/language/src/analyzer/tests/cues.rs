use super::*;

fn cues(text: &str) -> Cues {
    read(text).cues
}

#[test]
fn lengths_are_those_that_people_see() {
    let cues = cues("П’ять неймовірних їжаків 👨‍👩‍👧 й\r\n");
    assert_eq!((cues.characters, cues.words, cues.long_words), (29, 4, 1));
    assert_eq!(read("e\u{301}🇺🇦").cues.characters, 2);
}

#[test]
fn styles_are_counted() {
    assert!(cues("Шановні колеги, чи не могли б ви надіслати звіт?").formal >= 2);
    assert!(cues("Дякую, сонечко, обіймаю").friendly >= 3);
    assert!(cues("ок, кароч, норм").casual >= 3);
    assert!(cues("ахахаха ржу 😂").humour >= 3);
    let plain = cues("Зустріч о п'ятій");
    assert_eq!((plain.formal, plain.friendly, plain.casual, plain.humour), (0, 0, 0, 0));
}

#[test]
fn quarrels_shouting_and_questions() {
    assert!(cues("Ти дебіл, заткнись").conflict && cues("shut up, idiot").conflict && !cues("Я не згоден").conflict);
    for energetic in ["УСІ НА КОНЦЕРТ", "Йдемо!!", "Вау", "ура"] {
        assert!(cues(energetic).energy, "{energetic}");
    }
    for calm in ["Йдемо.", "Бачив ДСНС на вулиці", "Йдемо!"] {
        assert!(!cues(calm).energy, "{calm}");
    }
    assert!(cues("Що це?").question && !cues("Що це https://x.y/?a=b").question);
}

#[test]
fn emoji_are_counted_each_once() {
    assert_eq!(cues("👍🏽 ❤️ 👍 😂").emoji, [("👍".to_owned(), 2), ("❤".to_owned(), 1), ("😂".to_owned(), 1)]);
    assert_eq!(cues(&"😂".repeat(4096)).emoji, [("😂".to_owned(), 4096)]);
    let different: String = ('\u{1F600}'..='\u{1F640}').collect();
    assert_eq!(cues(&different).emoji.len(), Cues::EMOJI);
}
