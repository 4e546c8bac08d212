//! What may still be spent today, and who spent it.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use parking_lot::{Mutex, MutexGuard};
use tokio::sync::mpsc::UnboundedSender;

use super::{Budgets, Limit, Prompt, Spending, Total, Usage, UsageOwner, Which};
use events::ChatId;

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
    /// What each payer spent, as far as it is known here. The accounts above are their sums.
    totals: HashMap<UsageOwner, Amount>,
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

    /// Counts what is known elsewhere of each payer's day: totals, of which a part may be counted here already.
    pub(super) fn learn(&self, totals: impl IntoIterator<Item = Total>, today: i64) {
        let mut books = self.books(today);
        for total in totals.into_iter().filter(|total| total.day == today) {
            let known = books.totals.get(&total.who).copied().unwrap_or_default();
            let more = Amount { requests: total.requests, tokens: total.tokens }.beyond(known);
            books.spend(total.who, more);
        }
    }

    /// What each payer spent today, as far as it is known here.
    pub(super) fn totals(&self, today: i64) -> Vec<Total> {
        let books = self.books(today);
        let total = |(who, spent): (&UsageOwner, &Amount)| Total {
            day: books.day,
            who: *who,
            requests: spent.requests,
            tokens: spent.tokens,
        };
        books.totals.iter().map(total).collect()
    }

    /// Holds back what a try may cost. One that starts below a limit may pass it, so that by at most one request.
    pub(super) fn reserve(
        &self,
        who: UsageOwner,
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

    /// Whether the budget of all together is spent.
    pub(super) fn is_spent(&self, today: i64) -> bool {
        !self.books(today).overall.is_below(self.budgets.overall)
    }

    fn books(&self, today: i64) -> MutexGuard<'_, Books> {
        let mut books = self.books.lock();
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
            books.change(self.spending.who, |account| account.reserved.take(self.held));
            books.spend(self.spending.who, Amount::of(&self.spending));
        }
        drop(books);
        // Nobody may care to know.
        let _ = self.ledger.tell.send(self.spending.clone());
    }
}

impl Books {
    fn check(&self, budgets: &Budgets, who: UsageOwner) -> Result<(), Which> {
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

    fn spend(&mut self, who: UsageOwner, amount: Amount) {
        self.change(who, |account| account.spent.add(amount));
        let is_known = self.totals.contains_key(&who) || self.totals.len() < MOST;
        let payer = if is_known { who } else { UsageOwner { chat: ChatId(OTHERS), person: None } };
        self.totals.entry(payer).or_default().add(amount);
    }

    fn change(&mut self, who: UsageOwner, change: impl Fn(&mut Account)) {
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

    /// What it has more than another.
    fn beyond(self, other: Self) -> Self {
        Self {
            requests: self.requests.saturating_sub(other.requests),
            tokens: self.tokens.saturating_sub(other.tokens),
        }
    }

    fn take(&mut self, other: Self) {
        self.requests = self.requests.saturating_sub(other.requests);
        self.tokens = self.tokens.saturating_sub(other.tokens);
    }
}
