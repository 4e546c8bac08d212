use super::*;

#[track_caller]
fn says(text: &str, emotions: &[Emotion]) {
    assert_eq!(read(text).emotions, emotions, "{text}: {:?}", read(text));
}

#[test]
fn each_emotion_in_each_language() {
    use Emotion::*;
    for (text, emotion) in [
        ("Я така щаслива сьогодні", Joy),
        ("Мені дуже сумно без неї", Sadness),
        ("Боюся виходити на вулицю", Fear),
        ("Як же мене бісить цей сусід", Anger),
        ("Фу, яка гидота", Disgust),
        ("Ого, нічого собі", Surprise),
        ("Я так счастлива сегодня", Joy),
        ("Мне очень грустно", Sadness),
        ("Мне страшно одной", Fear),
        ("Как же меня бесит этот сосед", Anger),
        ("Фу, какая мерзость", Disgust),
        ("Ничего себе, вот это да", Surprise),
        ("I am so happy today", Joy),
        ("I feel so lonely and sad", Sadness),
        ("I'm terrified of the exam", Fear),
        ("I hate this, fuck off", Anger),
        ("Eww, that is disgusting", Disgust),
        ("Wow, I can't believe it", Surprise),
    ] {
        assert_eq!(read(text).emotion(), Some(emotion), "{text}: {:?}", read(text));
    }
}

#[test]
fn a_plain_text_is_neutral() {
    for text in ["Зустріч о п'ятій", "Встреча в пять часов", "The report has ten pages", "", "сервер", "радянський"]
    {
        says(text, &[]);
        assert_eq!(read(text).sentiment, 0.0, "{text}");
    }
}

#[test]
fn several_are_told_the_strongest_first() {
    says("Я в розпачі, плачу і боюся", &[Emotion::Sadness, Emotion::Fear]);
}

#[test]
fn negation_takes_an_emotion_away_and_turns_the_sentiment() {
    for (text, opposite) in [
        ("Я не радий", "Я радий"),
        ("Я зовсім не дуже щасливий", "Я щасливий"),
        ("I am not happy", "I am happy"),
        ("Я не рада", "Я рада"),
    ] {
        assert!(!read(text).emotions.contains(&Emotion::Joy), "{text}: {:?}", read(text));
        assert!(read(text).sentiment < 0.0 && read(opposite).sentiment > 0.0, "{text}");
    }
    says("не боюся", &[]);
    assert!(read("не боюся").sentiment > 0.0);
}

#[test]
fn negation_ends_with_its_clause_and_its_reach() {
    says("Ні, я щасливий", &[Emotion::Joy]);
    assert!(read("Не знаю хто там щасливий").sentiment > 0.0);
    says("Не тільки щасливий", &[Emotion::Joy]);
}

#[test]
fn more_of_it_is_stronger() {
    let sentiment = |text: &str| read(text).sentiment;
    let plain = sentiment("Я радий");
    for stronger in ["Я дуже радий", "Я РАДИЙ", "Я радий!", "Я рааадий", "Я радий, радий"]
    {
        assert!(sentiment(stronger) > plain, "{stronger}: {} {plain}", sentiment(stronger));
        assert!(read(stronger).confidence >= read("Я радий").confidence, "{stronger}");
    }
}

#[test]
fn emoji_and_faces_count() {
    for joyful in ["😂", "👍🏽", "❤️", "❤", "ну так :)", "ну так)))", "xD", ":-D", "🤗🤗"] {
        assert!(read(joyful).sentiment > 0.0, "{joyful}");
    }
    for (text, emotion) in [
        ("😭😭", Emotion::Sadness),
        ("ну от (((", Emotion::Sadness),
        ("😱", Emotion::Fear),
        ("🤬", Emotion::Anger),
        ("🤢", Emotion::Disgust),
        ("що?!", Emotion::Surprise),
        ("🤦‍♀️ 😲", Emotion::Surprise),
    ] {
        assert_eq!(read(text).emotion(), Some(emotion), "{text}");
    }
    says("(це в дужках) і список: 1) раз 2) два", &[]);
}

#[test]
fn what_others_wrote_is_not_felt() {
    for text in [
        "дивись https://happy.example/love-love-love",
        "@super_happy_cat тут?",
        "запусти `love happy` тут",
        "```\nhappy love\n```",
        "> я така щаслива\nясно",
    ] {
        says(text, &[]);
    }
}

#[test]
fn however_it_is_written() {
    for text in ["ЩАСТЯ", "щааастя", "ща\u{200B}стя", "щacтя", "ща\u{301}стя"] {
        says(text, &[Emotion::Joy]);
    }
    assert_eq!(read("П’яний від щастя, об`єкт любові").emotion(), Some(Emotion::Joy));
}

#[test]
fn confidence_is_that_of_what_is_told() {
    let sure = |text: &str| read(text).confidence;
    for plain in ["Зустріч о п'ятій", "Встреча в пять часов", "see you tomorrow"] {
        assert!(read(plain).emotions.is_empty() && sure(plain) > 0.5, "{plain}: {:?}", read(plain));
    }
    assert!(sure("Дуже люблю, обожнюю, яке щастя!!! 😍") > sure("Щось радісне"));
    assert!(sure("Сумно") > 0.8 && sure("") < 0.8);
}

#[test]
fn everyday_lines_are_neutral_and_what_is_denied_is_not_felt() {
    for text in [
        "ok",
        "what time is the call?",
        "the printer is on the second floor",
        "I looked at the table",
        "скинь посилання на документ",
        "хто завтра буде?",
        "скинь номер карты",
        "кто сегодня дома?",
        "не боюся",
        "я не боюсь",
        "I'm not afraid",
        "мені не сумно",
    ] {
        says(text, &[]);
    }
}

#[test]
fn sarcasm_is_no_joy() {
    for (meant, not_meant) in [
        ("Чудово, сервер працює", "Ага щас, чудово сервер працює"),
        ("Дякую, це супер", "Дякую, це супер 🙃"),
        ("I love Mondays", "I love Mondays /s"),
    ] {
        assert!(read(meant).emotions.contains(&Emotion::Joy), "{meant}: {:?}", read(meant));
        let other = read(not_meant);
        assert!(
            !other.emotions.contains(&Emotion::Joy) && other.sentiment < read(meant).sentiment,
            "{not_meant}: {other:?}"
        );
        assert!(other.confidence < read(meant).confidence, "{not_meant}");
    }
}

#[test]
fn languages_that_the_model_does_not_know_are_read_by_their_emoji_and_known_words() {
    for text in
        ["今天天气很好，我们去公园", "Wir treffen uns morgen um fünf Uhr vor dem Haus", "אנחנו נפגשים מחר בבוקר"]
    {
        says(text, &[]);
    }
    says("今天天气很好，我们去公园 😭😭", &[Emotion::Sadness]);
}
