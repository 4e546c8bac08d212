use super::*;

#[test]
fn each_topic_is_found() {
    for (text, topic) in [
        ("Сервер знову впав, треба код дебажити", Topic::Technology),
        ("Хто дивився футбол? Який гол!", Topic::Sport),
        ("Зварила борщ і вареники", Topic::Food),
        ("Новий альбом цього гурту, слухаю на повторі", Topic::Music),
        ("Раджу серіал на нетфліксі", Topic::Films),
        ("Квитки на потяг до Карпат", Topic::Travel),
        ("Завтра сесія, препод злий", Topic::Learning),
        ("Начальник дав новий проєкт, дедлайн у п'ятницю", Topic::Work),
        ("Граю в шахи, колекціоную монети", Topic::Hobby),
        ("Президент підписав закон", Topic::News),
        ("У чому сенс життя?", Topic::Philosophy),
        ("Купила пилосос, буде прибирання квартири", Topic::Everyday),
        ("Ну таке", Topic::General),
        ("The server crashed, debug the code", Topic::Technology),
        ("Вкусный борщ с мясом", Topic::Food),
        ("🍕🍔", Topic::Food),
    ] {
        assert_eq!(read(text).topic, topic, "{text}: {:?}", read(text));
    }
}

#[test]
fn of_equals_the_first_is_the_topic() {
    assert_eq!(read("футбол чи борщ").topic, Topic::Sport);
    assert_eq!(read("борщ чи футбол").topic, Topic::Food);
}

#[test]
fn keywords_are_content_words_in_their_first_form() {
    let keywords = |text: &str| read(text).keywords;
    assert_eq!(keywords("Кава, каву, кавою! А ще чай."), ["кава", "чай"]);
    assert_eq!(keywords("а ти не те, що вона"), [""; 0]);
    assert_eq!(keywords("The servers and the server"), ["servers"]);
    let many = keywords("Ґанок, їжак, єнот, п’ятниця, об'єднання, корова, молоко");
    assert_eq!(many.len(), Reading::KEYWORDS);
    assert!(many.contains(&"об'єднання".to_owned()) && many.contains(&"п'ятниця".to_owned()), "{many:?}");
    assert_eq!(keywords("https://example.com/word @handle 12345 😂"), [""; 0]);
}
