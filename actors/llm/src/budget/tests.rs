use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::*;
use events::{ChatId, PersonId};

const TODAY: i64 = 20_000;

fn ledger(budgets: Budgets) -> (Ledger, UnboundedReceiver<Spending>) {
    let (tell, told) = unbounded_channel();
    (Ledger::new(budgets, tell), told)
}

fn owner(chat: i64, person: i64) -> UsageOwner {
    UsageOwner { chat: ChatId(chat), person: Some(PersonId(person)) }
}

fn prompt() -> Prompt {
    Prompt { system: "s".repeat(40), turns: Vec::new(), max_output_tokens: 50, temperature: None }
}

fn requests(requests: u64) -> Limit {
    Limit { requests, tokens: 0 }
}

#[test]
fn what_is_held_back_counts_until_it_is_settled() {
    let (ledger, _told) = ledger(Budgets { person: requests(2), ..Budgets::default() });
    let ask = |who| ledger.reserve(who, "m", &prompt(), TODAY).map_err(|which| which.to_string());
    let (first, second) = (ask(owner(1, 1)).unwrap(), ask(owner(2, 1)).unwrap());
    assert_eq!(ask(owner(1, 1)).err(), Some("of the person".into()));
    assert!(ask(owner(1, 2)).is_ok(), "somebody else");
    first.answered(Usage { input_tokens: 9, output_tokens: 9 });
    assert!(ask(owner(1, 1)).is_err(), "spent now");
    second.failed(false);
    assert!(ask(owner(1, 1)).is_ok(), "given back");
}

#[test]
fn tokens_are_charged_as_they_were_not_as_they_were_feared() {
    let (ledger, mut told) = ledger(Budgets { chat: Limit { requests: 0, tokens: 100 }, ..Budgets::default() });
    let ask = || ledger.reserve(owner(1, 1), "m", &prompt(), TODAY);
    for _ in 0..3 {
        ask().unwrap().answered(Usage { input_tokens: 20, output_tokens: 10 });
    }
    ask().unwrap().answered(Usage { input_tokens: 9, output_tokens: 1 });
    assert_eq!(ask().err(), Some(Which::Chat));
    let row = told.try_recv().unwrap();
    assert_eq!((row.day, row.requests, row.failures, row.usage.total()), (TODAY, 1, 0, 30));
}

#[test]
fn a_try_given_up_halfway_costs_its_prompt() {
    let (ledger, mut told) = ledger(Budgets { overall: requests(1), ..Budgets::default() });
    drop(ledger.reserve(owner(1, 1), "m", &prompt(), TODAY));
    let row = told.try_recv().unwrap();
    assert_eq!((row.requests, row.failures, row.usage.input_tokens, row.usage.output_tokens), (1, 1, 10, 0));
    let books = ledger.books(TODAY);
    assert_eq!(books.overall, Account { spent: Amount { requests: 1, tokens: 10 }, reserved: Amount::default() });
}

#[test]
fn a_new_day_starts_from_nothing_and_a_clock_set_back_does_not() {
    let (ledger, _told) = ledger(Budgets { overall: requests(1), ..Budgets::default() });
    let ask = |day| ledger.reserve(owner(1, 1), "m", &prompt(), day);
    let late = ask(TODAY).unwrap();
    assert_eq!(ask(TODAY - 1).err(), Some(Which::Overall));
    let next = ask(TODAY + 1).unwrap();
    late.answered(Usage::default());
    assert_eq!(ask(TODAY + 1).err(), Some(Which::Overall), "yesterday's answer takes nothing from today");
    next.failed(false);
    assert!(ask(TODAY + 1).is_ok(), "nor adds to it");
}

#[test]
fn what_was_spent_before_a_restart_counts_today() {
    let (ledger, _told) = ledger(Budgets { chat: requests(3), ..Budgets::default() });
    let row = |day, requests| Spending {
        day,
        who: owner(1, 1),
        model: "m".into(),
        requests,
        failures: 0,
        usage: Usage::default(),
    };
    ledger.learn(Total::of_each([row(TODAY - 1, 100), row(TODAY, 1), row(TODAY, 2)]), TODAY);
    assert_eq!(ledger.reserve(owner(1, 2), "m", &prompt(), TODAY).err(), Some(Which::Chat));
    assert!(ledger.reserve(owner(2, 2), "m", &prompt(), TODAY).is_ok());
}

/// As machines do that share a bot: each tells the others again and again, of those that asked it and of what it was told.
#[test]
fn what_several_count_is_counted_once() {
    let budgets = Budgets { overall: requests(5), person: requests(4), ..Budgets::default() };
    let (one, other) = (ledger(budgets).0, ledger(budgets).0);
    let spend = |ledger: &Ledger, who| ledger.reserve(who, "m", &prompt(), TODAY).map(|held| held.failed(true));
    for _ in 0..2 {
        spend(&one, owner(1, 7)).unwrap();
        spend(&other, owner(2, 7)).unwrap();
        for _ in 0..3 {
            other.learn(one.totals(TODAY), TODAY);
            one.learn(other.totals(TODAY), TODAY);
        }
    }
    assert_eq!(one.books(TODAY).overall, other.books(TODAY).overall);
    assert_eq!(spend(&one, owner(3, 7)), Err(Which::Person), "four in two chats");
    spend(&one, owner(3, 8)).unwrap();
    assert_eq!(spend(&one, owner(3, 8)), Err(Which::Overall));
    assert_eq!(spend(&other, owner(4, 9)), Ok(()), "not told yet");
}

#[test]
fn a_crowd_is_bounded_and_those_known_keep_their_account() {
    let (ledger, _told) = ledger(Budgets { person: requests(2), ..Budgets::default() });
    let spend = |person| ledger.reserve(owner(1, person), "m", &prompt(), TODAY).map(|held| held.failed(true));
    for person in 0..2 * MOST as i64 {
        let _ = spend(person);
    }
    assert_eq!(ledger.books(TODAY).people.len(), MOST + 1);
    assert_eq!(spend(7), Ok(()));
    assert_eq!(spend(MOST as i64 + 7), Err(Which::Person), "newcomers share an account");
}
