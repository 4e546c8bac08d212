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
        says(text, &[]);
        assert!(read(text).sentiment < 0.0 && read(opposite).sentiment > 0.0, "{text}");
    }
    says("не боюся", &[]);
    assert!(read("не боюся").sentiment > 0.0);
}

#[test]
fn negation_ends_with_its_clause_and_its_reach() {
    says("Ні, я щасливий", &[Emotion::Joy]);
    says("Не знаю хто там щасливий", &[Emotion::Joy]);
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
fn confidence_follows_the_evidence() {
    let sure = |text: &str| read(text).confidence;
    assert!(sure("") <= 0.2 && sure("Зустріч о п'ятій") <= 0.2);
    assert!(sure("Дуже люблю, обожнюю, яке щастя!!! 😍") > sure("Сумно"));
    assert!(sure("Сумно") > 0.4);
}
