//! `/readyz` says at once when Telegram does not take us any more, and does not flap when the network does.

use playground::{Fault, FaultOrder};

use crate::rig::{Rig, eventually};

const FOR_EVER: u32 = 1_000_000;

impl Rig {
    fn break_polls(&self, times: u32, fault: Fault) {
        self.world.order_fault(FaultOrder { method: "getUpdates".into(), times, fault }).unwrap();
    }

    /// How many polls have failed.
    fn failed_polls(&self) -> usize {
        let calls = self.world.calls(0, true);
        let is_poll = |method: &str| method.eq_ignore_ascii_case("getUpdates");
        let failed = calls.as_array().unwrap().iter().filter(|call| call["ok"] == false);
        failed.filter(|call| call["method"].as_str().is_some_and(is_poll)).count()
    }

    async fn unready(&self) -> String {
        eventually("not ready", async || {
            let (status, reasons) = self.get("/readyz").await;
            (status == 503).then_some(reasons)
        })
        .await
    }

    async fn ready(&self) {
        eventually("ready", async || (self.get("/readyz").await.0 == 200).then_some(())).await;
    }
}

#[actix_web::test]
async fn a_token_that_is_refused_and_answers_that_are_none_make_it_unready_at_once() {
    let rig = Rig::start().await;
    rig.ready().await;
    let body = |body: &str| Fault::Body { body: body.to_owned() };
    for (fault, remedy) in [
        (Fault::Status { code: 401, retry_after: None }, "@BotFather"),
        (Fault::Status { code: 404, retry_after: None }, "TELEGRAM_API_URL"),
        (Fault::Html { code: 200 }, "proxy"),
        (Fault::Garbage, "proxy"),
        (body(""), "proxy"),
        (body("{}"), "proxy"),
        (body(r#"{"ok":true}"#), "proxy"),
        (body(r#"{"ok":true,"result":{}}"#), "proxy"),
    ] {
        let before = rig.failed_polls();
        rig.break_polls(FOR_EVER, fault.clone());
        let reasons = rig.unready().await;
        let failed = rig.failed_polls() - before;
        assert!((1..=2).contains(&failed), "{fault:?}: unready after {failed} polls");
        assert!(reasons.contains(remedy) && !reasons.contains(rig.world.token()), "{reasons}");
        rig.world.clear_faults();
        rig.ready().await;
    }
}

#[actix_web::test]
async fn what_passes_by_itself_leaves_it_ready() {
    let mut rig = Rig::start().await;
    rig.ready().await;
    for fault in [
        Fault::Status { code: 502, retry_after: None },
        Fault::Html { code: 502 },
        Fault::Status { code: 429, retry_after: Some(1) },
        Fault::Refuse,
        Fault::Cut,
    ] {
        let before = rig.failed_polls();
        rig.break_polls(1, fault.clone());
        rig.say(rig.olena, "тут є хто?");
        eventually("the poll failed, and the next one worked", async || {
            let (status, reasons) = rig.get("/readyz").await;
            assert_eq!(status, 200, "{fault:?}: {reasons}");
            let told = rig.world.queue()["last_id"].as_i64();
            (fault == Fault::Cut || rig.failed_polls() > before).then_some(())?;
            (rig.world.queue()["confirmed_through"].as_i64() >= told).then_some(())
        })
        .await;
    }
    rig.settled().await;
}
