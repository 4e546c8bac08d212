//! What may still be spent today, and who spent it.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::mpsc::UnboundedSender;

use super::{Budgets, Limit, Payer, Prompt, Spending, Usage, Which};

/// Chats, and people, counted one by one in a day; those who come later share one account.
const MOST: usize = 10_000;
/// The account that they share. No chat or person has this id.
const OTHERS: i64 = i64::MIN;

/// The accounts of the day. A new day (UTC) starts from nothing.
pub(super) struct Ledger {
    budgets: Budgets,
    books: Mutex<Books>,
    tell: UnboundedSender<Spending>,
}

#[derive(Default)]
struct Books {
    day: i64,
    overall: Account,
    chats: HashMap<i64, Account>,
    people: HashMap<i64, Account>,
}

#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
struct Account {
    spent: Amount,
    reserved: Amount,
}

#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
struct Amount {
    requests: u64,
    tokens: u64,
}

/// What one try holds back, until it is known what it costs. Dropped without a word, as when its future is, it
/// costs a request and the prompt's tokens: the model may have been at work.
pub(super) struct Reservation<'a> {
    ledger: &'a Ledger,
    held: Amount,
    spending: Spending,
}

impl Ledger {
    /// Tells `tell` of each try. What nobody takes from there stays in memory, less than 200 bytes a try.
    pub(super) fn new(budgets: Budgets, tell: UnboundedSender<Spending>) -> Self {
        Self { budgets, books: Mutex::default(), tell }
    }

    /// Adds what was spent before a restart; only today's rows count.
    pub(super) fn restore(&self, rows: impl IntoIterator<Item = Spending>, today: i64) {
        let mut books = self.books(today);
        for row in rows.into_iter().filter(|row| row.day == today) {
            books.change(row.who, |account| account.spent.add(Amount::of(&row)));
        }
    }

    /// Holds back what a try may cost. One that starts below a limit may pass it, so that by at most one request.
    pub(super) fn reserve(
        &self,
        who: Payer,
        model: &str,
        prompt: &Prompt,
        today: i64,
    ) -> Result<Reservation<'_>, Which> {
        let mut books = self.books(today);
        books.check(&self.budgets, who)?;
        let usage = Usage { input_tokens: prompt.tokens() as u64, output_tokens: 0 };
        let held = Amount { requests: 1, tokens: usage.total().saturating_add(prompt.max_output_tokens.into()) };
        books.change(who, |account| account.reserved.add(held));
        let spending = Spending { day: books.day, who, model: model.to_owned(), requests: 1, failures: 1, usage };
        Ok(Reservation { ledger: self, held, spending })
    }

    fn books(&self, today: i64) -> MutexGuard<'_, Books> {
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock set back does not give a budget twice.
        if today > books.day {
            *books = Books { day: today, ..Books::default() };
        }
        books
    }
}

impl Reservation<'_> {
    pub(super) fn answered(mut self, usage: Usage) {
        self.spending = Spending { failures: 0, usage, ..self.spending.clone() };
    }

    /// Costs the request and the prompt's tokens, or nothing.
    pub(super) fn failed(mut self, costs: bool) {
        if !costs {
            self.spending.requests = 0;
            self.spending.usage = Usage::default();
        }
    }
}

impl Drop for Reservation<'_> {
    fn drop(&mut self) {
        let mut books = self.ledger.books(self.spending.day);
        if books.day == self.spending.day {
            books.change(self.spending.who, |account| {
                account.reserved.take(self.held);
                account.spent.add(Amount::of(&self.spending));
            });
        }
        drop(books);
        // Nobody may care to know.
        let _ = self.ledger.tell.send(self.spending.clone());
    }
}

impl Books {
    fn check(&self, budgets: &Budgets, who: Payer) -> Result<(), Which> {
        let chat = account(&self.chats, who.chat.0);
        let person = who.person.map(|person| account(&self.people, person.0)).unwrap_or_default();
        for (limit, account, which) in [
            (budgets.overall, self.overall, Which::Overall),
            (budgets.chat, chat, Which::Chat),
            (budgets.person, person, Which::Person),
        ] {
            if !account.is_below(limit) {
                return Err(which);
            }
        }
        Ok(())
    }

    fn change(&mut self, who: Payer, change: impl Fn(&mut Account)) {
        change(&mut self.overall);
        change(self.chats.entry(slot(&self.chats, who.chat.0)).or_default());
        if let Some(person) = who.person {
            change(self.people.entry(slot(&self.people, person.0)).or_default());
        }
    }
}

/// Where an id is counted, the same all day.
fn slot(accounts: &HashMap<i64, Account>, id: i64) -> i64 {
    if accounts.contains_key(&id) || accounts.len() < MOST { id } else { OTHERS }
}

fn account(accounts: &HashMap<i64, Account>, id: i64) -> Account {
    accounts.get(&slot(accounts, id)).copied().unwrap_or_default()
}

impl Account {
    fn is_below(self, limit: Limit) -> bool {
        let below = |limit, spent: u64, reserved| limit == 0 || spent.saturating_add(reserved) < limit;
        below(limit.requests, self.spent.requests, self.reserved.requests)
            && below(limit.tokens, self.spent.tokens, self.reserved.tokens)
    }
}

impl Amount {
    fn of(row: &Spending) -> Self {
        Self { requests: row.requests, tokens: row.usage.total() }
    }

    fn add(&mut self, other: Self) {
        self.requests = self.requests.saturating_add(other.requests);
        self.tokens = self.tokens.saturating_add(other.tokens);
    }

    fn take(&mut self, other: Self) {
        self.requests = self.requests.saturating_sub(other.requests);
        self.tokens = self.tokens.saturating_sub(other.tokens);
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

    use super::*;
    use crate::model::{ChatId, PersonId};

    const TODAY: i64 = 20_000;

    fn ledger(budgets: Budgets) -> (Ledger, UnboundedReceiver<Spending>) {
        let (tell, told) = unbounded_channel();
        (Ledger::new(budgets, tell), told)
    }

    fn payer(chat: i64, person: i64) -> Payer {
        Payer { chat: ChatId(chat), person: Some(PersonId(person)) }
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
        let (first, second) = (ask(payer(1, 1)).unwrap(), ask(payer(2, 1)).unwrap());
        assert_eq!(ask(payer(1, 1)).err(), Some("of the person".into()));
        assert!(ask(payer(1, 2)).is_ok(), "somebody else");
        first.answered(Usage { input_tokens: 9, output_tokens: 9 });
        assert!(ask(payer(1, 1)).is_err(), "spent now");
        second.failed(false);
        assert!(ask(payer(1, 1)).is_ok(), "given back");
    }

    #[test]
    fn tokens_are_charged_as_they_were_not_as_they_were_feared() {
        let (ledger, mut told) = ledger(Budgets { chat: Limit { requests: 0, tokens: 100 }, ..Budgets::default() });
        let ask = || ledger.reserve(payer(1, 1), "m", &prompt(), TODAY);
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
        drop(ledger.reserve(payer(1, 1), "m", &prompt(), TODAY));
        let row = told.try_recv().unwrap();
        assert_eq!((row.requests, row.failures, row.usage.input_tokens, row.usage.output_tokens), (1, 1, 10, 0));
        let books = ledger.books(TODAY);
        assert_eq!(books.overall, Account { spent: Amount { requests: 1, tokens: 10 }, reserved: Amount::default() });
    }

    #[test]
    fn a_new_day_starts_from_nothing_and_a_clock_set_back_does_not() {
        let (ledger, _told) = ledger(Budgets { overall: requests(1), ..Budgets::default() });
        let ask = |day| ledger.reserve(payer(1, 1), "m", &prompt(), day);
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
            who: payer(1, 1),
            model: "m".into(),
            requests,
            failures: 0,
            usage: Usage::default(),
        };
        ledger.restore([row(TODAY - 1, 100), row(TODAY, 1), row(TODAY, 2)], TODAY);
        assert_eq!(ledger.reserve(payer(1, 2), "m", &prompt(), TODAY).err(), Some(Which::Chat));
        assert!(ledger.reserve(payer(2, 2), "m", &prompt(), TODAY).is_ok());
    }

    #[test]
    fn a_crowd_is_bounded_and_those_known_keep_their_account() {
        let (ledger, _told) = ledger(Budgets { person: requests(2), ..Budgets::default() });
        let spend = |person| ledger.reserve(payer(1, person), "m", &prompt(), TODAY).map(|held| held.failed(true));
        for person in 0..2 * MOST as i64 {
            let _ = spend(person);
        }
        assert_eq!(ledger.books(TODAY).people.len(), MOST + 1);
        assert_eq!(spend(7), Ok(()));
        assert_eq!(spend(MOST as i64 + 7), Err(Which::Person), "newcomers share an account");
    }
}
