//! Several calls in a row.

use super::*;

fn texts(decided: &[Request]) -> Vec<i64> {
    decided.iter().filter_map(|request| request.reply_to).map(|id| id.0).collect()
}

#[tokio::test]
async fn of_several_calls_in_a_row_the_newest_is_answered() {
    let mut room = Room::open(0.0).await;
    let calls = ["Балачко!", "Балачко ау 1", "Балачко, привіт", "Балачко, ти тут?"];
    let burst: Vec<Event> = (1..).zip(calls).map(|(id, text)| says(KITCHEN, id, 1, id, text)).collect();
    room.apply(burst).await;
    assert_eq!(texts(&room.decided().await), [4]);
}

#[tokio::test]
async fn neither_a_question_nor_an_order_nor_another_person_gives_way() {
    let mut room = Room::open(0.0).await;
    room.apply(vec![
        says(KITCHEN, 1, 1, 1, "Балачко, хто вчора писав про каву?"),
        says(KITCHEN, 2, 1, 1, "/stats"),
        says(KITCHEN, 3, 2, 1, "Балачко!"),
        says(KITCHEN, 4, 1, 2, "Балачко!"),
        says(KITCHEN, 5, 1, 2, "Балачко, кинь монетку"),
        says(KITCHEN, 6, 1, 3, "Балачко!"),
    ])
    .await;
    let mut answered = texts(&room.decided().await);
    answered.sort_unstable();
    assert_eq!(answered, [1, 2, 3, 5, 6]);
}
