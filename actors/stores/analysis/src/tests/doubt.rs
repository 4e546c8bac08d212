//! Texts too short to tell their language, and the chat that does.

use super::rig::*;
use crate::{last_hours, recent, summary::summary};

async fn languages(rig: &mut Rig) -> Vec<String> {
    let all = recent::recent(&mut rig.conn, HERE, 10).await.unwrap();
    all.into_iter().map(|understood| understood.language).collect()
}

#[actix_rt::test]
async fn a_doubtful_text_is_in_the_language_of_its_chat() {
    let mut rig = Rig::new().await;
    rig.apply([says(&group(-5), 1, "uk doubtful"), says(&group(-5), 2, "en")]).await;
    assert_eq!(languages(&mut rig).await, ["uk", "en"], "nothing else is known");
    rig.apply([says(&group(-5), 3, "ru"), says(&group(-6), 4, "uk"), says(&group(-6), 5, "uk")]).await;
    assert_eq!(languages(&mut rig).await, ["ru", "en", "ru"], "another chat tells nothing of this one");
    rig.apply([says(&group(-5), 6, "uk"), says(&group(-5), 7, "uk")]).await;
    assert_eq!(languages(&mut rig).await[0], "uk", "as most write");
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn what_is_doubtful_does_not_make_the_language_of_a_chat() {
    let mut rig = Rig::new().await;
    rig.apply((1..5).map(|id| says(&group(-5), id, "uk doubtful")).chain([says(&group(-5), 9, "ru")])).await;
    let told = summary(&mut rig.conn, HERE, last_hours(9, 24)).await.unwrap().unwrap();
    assert_eq!(told.language, "ru");
}
