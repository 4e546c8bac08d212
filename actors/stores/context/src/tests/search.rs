//! What people type finds what people wrote.

use super::rig::*;
use crate::search::search;
use events::*;

const HERE: ChatId = ChatId(-5);

async fn filled() -> Rig {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let texts = [
        "Варю борщ із пампушками",
        "П’ять серверів упали вночі",
        "Наш сервер знову працює",
        "The servers are running fine",
        "замовив квитки до Львова",
        "Їжак прийшов, ё-моё",
        "quick brown fox AND lazy dog",
    ];
    rig.apply(texts.iter().zip(1..).map(|(text, id)| says(&chat, id, text))).await;
    rig.apply((20..60).map(|id| says(&chat, id, "просто балачка про погоду"))).await;
    rig
}

async fn ids(rig: &mut Rig, query: &str) -> Vec<i64> {
    let mut ids: Vec<_> =
        search(&mut rig.conn, HERE, query, 10, 0).await.unwrap().iter().map(|hit| hit.message_id.0).collect();
    ids.sort();
    ids
}

#[actix_rt::test]
async fn other_forms_prefixes_and_apostrophes_are_found() {
    let mut rig = filled().await;
    let cases: &[(&str, &[i64])] = &[
        ("борщі", &[1]),
        ("БОРЩЕМ", &[1]),
        ("серверами", &[2, 3]),
        ("server", &[4]),
        ("п'ять", &[2]),
        ("пʼять серв", &[2]),
        ("квит", &[5]),
        ("еж", &[]),
        ("моё", &[6]),
        ("мое", &[6]),
        ("server fine", &[4]),
        ("борщ fox", &[1, 7]),
        ("б", &[]),
        ("нічогенько", &[]),
    ];
    for (query, expected) in cases {
        assert_eq!(ids(&mut rig, query).await, *expected, "{query}");
    }
}

#[actix_rt::test]
async fn any_text_is_a_query() {
    let mut rig = filled().await;
    let hostile =
        ["", "\"", "''", "*", "AND", "OR NOT", "NEAR(a b)", "words:x", "a\"b*", "(", "\0", "🙂", "-", "^x", "{a}"];
    for query in hostile {
        let hits = search(&mut rig.conn, HERE, query, 10, 0).await.unwrap();
        assert!(hits.is_empty() || query == "AND", "{query}");
    }
    assert_eq!(ids(&mut rig, "fox AND dog").await, [7]);
    assert_eq!(ids(&mut rig, "\"fox\" * сервер").await, [2, 3, 7]);
    let long = "слово ".repeat(10_000);
    assert!(search(&mut rig.conn, HERE, &long, 10, 0).await.unwrap().is_empty());
}

#[actix_rt::test]
async fn the_exact_word_ranks_first_and_newer_first_among_equals() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply((100..160).map(|id| says(&chat, id, "щось зовсім інше"))).await;
    rig.apply([says(&chat, 1, "кіт спить"), says(&chat, 2, "котики сплять"), says(&chat, 3, "коти сплять")]).await;
    rig.apply([says(&chat, 4, "сірий кіт"), says(&chat, 5, "кіту добре")]).await;
    let order = search(&mut rig.conn, HERE, "кіт", 10, 0).await.unwrap();
    assert_eq!(order.iter().map(|hit| hit.message_id.0).collect::<Vec<_>>(), [4, 1, 3, 5]);
    let second = search(&mut rig.conn, HERE, "кіт", 1, 1).await.unwrap();
    assert_eq!(second[0].message_id, MessageId(1));
    assert!(search(&mut rig.conn, HERE, "кіт", 10, 4).await.unwrap().is_empty());
    let last_page = search(&mut rig.conn, HERE, "сірий кіт", 10, 1).await.unwrap();
    assert_eq!(last_page, [], "the page after the last is empty and does not turn to any of the words");
}

#[actix_rt::test]
async fn a_hit_shows_who_when_and_where() {
    let mut rig = filled().await;
    let hits = search(&mut rig.conn, HERE, "квитками", 10, 0).await.unwrap();
    assert_eq!((hits[0].sender_name.as_str(), hits[0].date), ("Людина7", 5));
    assert_eq!(hits[0].snippet, [("замовив ".into(), false), ("квитки".into(), true), (" до Львова".into(), false)]);
}

#[actix_rt::test]
async fn other_chats_and_own_messages_are_never_found() {
    let mut rig = Rig::new().await;
    let (here, there) = (group(-5), group(-6));
    rig.apply([says(&there, 1, "борщ 1:борщ c1"), sent(&here, 2, "борщ"), says(&here, 3, "каша")]).await;
    rig.apply([edited(&here, 2, 9, "борщ знов")]).await;
    assert_eq!(search(&mut rig.conn, HERE, "борщ", 10, 0).await.unwrap(), []);
    assert_eq!(search(&mut rig.conn, ChatId(-6), "борщ", 10, 0).await.unwrap().len(), 1);
    assert_eq!(search(&mut rig.conn, ChatId(-404), "борщ", 10, 0).await.unwrap(), []);
}

#[actix_rt::test]
async fn of_a_word_that_many_messages_have_the_newest_are_the_best() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([says(&chat, 1, "пінгвін"), says(&chat, 2, "кава")]).await;
    rig.apply((3..3000).map(|id| says(&chat, id, if id % 7 == 0 { "смачна кава" } else { "кава" }))).await;
    let found = async |rig: &mut Rig, words, page: (u32, u32)| {
        let hits = search(&mut rig.conn, HERE, words, page.0, page.1).await.unwrap();
        hits.iter().map(|hit| hit.message_id.0).collect::<Vec<_>>()
    };
    assert_eq!(found(&mut rig, "кава", (3, 0)).await, [2999, 2998, 2997]);
    assert_eq!(found(&mut rig, "кава", (3, 1998)).await, [1001, 1000], "no older ones are looked at");
    assert_eq!(found(&mut rig, "смачна кава", (2, 0)).await, [2996, 2989]);
    assert_eq!(found(&mut rig, "кава пінгвіни", (2, 0)).await, [1, 2999], "the rare word first, though it is old");
}
