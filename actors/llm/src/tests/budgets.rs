//! What is spent, and what is refused.

use super::*;

fn one_request() -> Limit {
    Limit { requests: 1, tokens: 0 }
}

#[actix::test]
async fn a_spent_budget_makes_no_request() {
    let limited = [
        (Budgets { overall: one_request(), ..Budgets::default() }, Which::Overall, owner(2, 2)),
        (Budgets { chat: one_request(), ..Budgets::default() }, Which::Chat, owner(1, 2)),
        (Budgets { person: one_request(), ..Budgets::default() }, Which::Person, owner(2, 1)),
        (Budgets { chat: Limit { requests: 0, tokens: 18 }, ..Budgets::default() }, Which::Chat, owner(1, 2)),
    ];
    for (budgets, which, other) in limited {
        let server = StandIn::start("Так").await;
        let rig = Rig::new(&LlmSettings { budgets, ..chain(&server) });
        assert!(rig.ask("one").await.is_ok());
        assert_eq!(rig.ask_for(other, "two").await, Err(LlmError::BudgetSpent { which }));
        assert_eq!(server.count(), 1);
        let unconcerned = rig.ask_for(owner(3, 3), "three").await;
        assert_eq!(unconcerned.is_ok(), which != Which::Overall, "{which}");
    }
}

#[actix::test]
async fn concurrent_questions_do_not_pass_a_budget_together() {
    let server = StandIn::start("Так").await;
    server.always(Act::Slow(Duration::from_millis(50), Box::new(Act::Says("Так".into()))));
    let budgets = Budgets { overall: Limit { requests: 3, tokens: 0 }, ..Budgets::default() };
    let rig = Rig::new(&LlmSettings { budgets, ..chain(&server) });
    let asking = (0..10).map(|nth| rig.ask_for(owner(nth, nth), "?")).collect::<Vec<_>>();
    let answers = futures_util::future::join_all(asking).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 3);
    assert_eq!(server.count(), 3);
}

#[actix::test]
async fn every_try_is_told_with_its_cost() {
    let server = StandIn::start("Так").await;
    server.next([Act::Status(500), Act::Malformed]);
    let mut rig = Rig::new(&chain(&server));
    rig.ask("?").await.unwrap();
    let row = |model: &str, requests, failures, input_tokens, output_tokens| Spending {
        day: day_of(runtime::clock::now()),
        who: owner(1, 1),
        model: model.into(),
        requests,
        failures,
        usage: Usage { input_tokens, output_tokens },
    };
    let estimate = prompt("?").tokens() as u64;
    let rows = [row("first", 0, 1, 0, 0), row("first", 1, 1, estimate, 0), row("second", 1, 0, 11, 7)];
    assert_eq!(rig.spent(), rows);
}

#[actix::test]
async fn what_was_spent_before_a_restart_still_counts() {
    let server = StandIn::start("Так").await;
    let settings = LlmSettings { budgets: Budgets { person: one_request(), ..Budgets::default() }, ..chain(&server) };
    let mut before = Rig::new(&settings);
    before.ask("?").await.unwrap();
    let after = Rig::new(&settings);
    after.models.learn(Total::of_each(before.spent()));
    assert_eq!(after.ask("other").await, Err(LlmError::BudgetSpent { which: Which::Person }));
}

#[actix::test]
async fn a_question_given_up_costs_one_request_and_holds_nothing_back() {
    let server = StandIn::start("Так").await;
    server.next([Act::Silent]);
    let budgets = Budgets { overall: Limit { requests: 2, tokens: 0 }, ..Budgets::default() };
    let mut rig = Rig::new(&LlmSettings { budgets, ..chain(&server) });
    tokio::select! {
        _ = rig.ask("given up") => panic!("nobody answers"),
        () = server.wait_for(1) => {}
    }
    let rows = rig.spent();
    assert_eq!(rows.iter().map(|row| (row.requests, row.failures)).collect::<Vec<_>>(), [(1, 1)]);
    assert!(rig.ask("two").await.is_ok(), "room for one more");
    assert_eq!(rig.ask("three").await, Err(LlmError::BudgetSpent { which: Which::Overall }));
    assert_eq!(server.count(), 2);
}
