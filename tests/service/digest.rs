//! The digest of a day: off until it is set, told once in the evening, not where little was said.

use crate::{
    machine::Machine,
    rig::{Rig, eventually},
    settings::{called, menu},
};

/// Hours of the day.
const NOON: i64 = 12;
const EVENING: i64 = 21;

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

fn digests(rig: &Rig) -> usize {
    let sent = rig.sent().into_iter().filter(|it| it["reply_parameters"].is_null());
    sent.filter(|it| it["text"].as_str().is_some_and(|text| text.contains("Сьогодні"))).count()
}

#[actix_web::test]
async fn a_day_is_summed_up_in_the_evening_where_that_is_set_and_enough_was_said() {
    let mut rig = Rig::world().await;
    let machine = Machine::new(&rig, "nothing");
    // A zone in which it is noon, whenever this runs.
    let east = NOON - now() / 3600 % 24;
    let zone = format!("Etc/GMT{}{}", if east < 0 { '+' } else { '-' }, east.abs());
    rig.run(&machine.variables_and(&[("BALACHKA__BOT__TIME_ZONE", &zone)]));
    eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
    let page = menu(&rig, rig.group, rig.say(rig.olena, "/settings")).await;
    rig.world.press(rig.group, page, rig.olena, "set:digest").unwrap();
    called(&rig, rig.group, page, "set:digest:evening", "увечері").await;
    rig.world.press(rig.group, page, rig.olena, "set:digest:evening").unwrap();
    let kept = "SELECT count(*) FROM reminders WHERE state ->> '$.kind' = 'digest'";
    eventually("it is set", async || (rig.read::<i64>("outbox.db", kept).await == 1).then_some(())).await;
    for number in 0..20 {
        let (from, dish) = if number % 2 == 0 { (rig.olena, "борщ") } else { (rig.taras, "вареники") };
        rig.say(from, &format!("на вечерю {number} буде {dish} зі сметаною і часником"));
    }
    rig.settled().await;
    assert_eq!(digests(&rig), 0);
    let since_midnight = (now() + east * 3600) % 86_400;
    machine.set_clock(EVENING * 3600 - since_midnight + 5);
    eventually("the digest", async || (digests(&rig) == 1).then_some(())).await;
    // The next day nothing is said, and nothing is told.
    machine.set_clock((EVENING + 24) * 3600 - since_midnight + 5);
    let next = "SELECT max(due) FROM reminders WHERE state ->> '$.kind' = 'digest'";
    let after = now() + (EVENING + 24) * 3600 - since_midnight + 5;
    eventually("the third day's", async || (rig.read::<i64>("outbox.db", next).await > after).then_some(())).await;
    rig.settled().await;
    assert_eq!(digests(&rig), 1);
}
