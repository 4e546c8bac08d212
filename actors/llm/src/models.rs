//! The handle that everybody asks.

use std::sync::Arc;

use futures_util::{FutureExt, future::Shared};
use parking_lot::{Mutex, MutexGuard};
use tokio::{
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
    time::{Instant, timeout_at},
};

use super::{
    Completion, LlmError, LlmSettings, Progress, Prompt, Spending, Total, UsageOwner, Which,
    answers::{Answers, Asking, Fingerprint, Known, again},
    budget::Ledger,
    chain::{self, Model, Question, count},
    day_of,
};
use runtime::clock;

/// The language models, in the order in which they are asked. Clones share budgets, answers and all.
#[derive(Clone)]
pub struct Models {
    inner: Arc<Inner>,
}

struct Inner {
    chain: Vec<Model>,
    ledger: Ledger,
    answers: Mutex<Answers>,
}

impl Models {
    /// The models, and what each try costs, to be kept by the owner of a database. Must be drained, or it grows.
    ///
    /// # Errors
    /// Names the model whose address is none; or TLS cannot be set up.
    pub fn new(settings: &LlmSettings) -> Result<(Self, UnboundedReceiver<Spending>), String> {
        let (tell, told) = unbounded_channel();
        let chain = settings.chain.iter().map(|model| Model::new(model, &settings.patience));
        let inner = Inner {
            chain: chain.collect::<Result<_, _>>()?,
            ledger: Ledger::new(settings.budgets, tell),
            answers: Mutex::new(Answers::new(settings.cache)),
        };
        Ok((Self { inner: Arc::new(inner) }, told))
    }

    /// Whether there is no model to ask.
    pub fn is_empty(&self) -> bool {
        self.inner.chain.is_empty()
    }

    /// Whether nothing may be spent for the rest of the day, whoever asks.
    pub fn is_spent(&self) -> bool {
        !self.is_empty() && self.inner.ledger.is_spent(day_of(clock::now()))
    }

    /// Forgets all answers that were kept to be used again.
    pub fn forget(&self) {
        self.inner.answers().clear();
    }

    /// Counts what was spent before a restart or elsewhere: what each payer spent today in all. What is counted already is not
    /// counted twice, so that it may be told again and again.
    pub fn learn(&self, totals: impl IntoIterator<Item = Total>) {
        self.inner.ledger.learn(totals, day_of(clock::now()));
    }

    /// What each payer spent today, as far as it is known here.
    pub fn spent_today(&self) -> Vec<Total> {
        self.inner.ledger.totals(day_of(clock::now()))
    }

    /// Asks the models until one answers. An identical request of the same chat that was answered a while ago, or
    /// is under way, costs nothing. Dropping the future gives the request up, unless others wait for it too.
    ///
    /// # Errors
    /// See [`LlmError`]; at the latest when `deadline` has passed.
    pub async fn complete(&self, who: UsageOwner, prompt: &Prompt, deadline: Instant) -> Result<Completion, LlmError> {
        self.complete_watched(who, prompt, deadline, None).await
    }

    /// As [`complete`](Self::complete), and tells the answer while it comes. Who shares a question that is under way sees
    /// no progress.
    ///
    /// # Errors
    /// As of [`complete`](Self::complete).
    pub async fn complete_watched(
        &self,
        who: UsageOwner,
        prompt: &Prompt,
        deadline: Instant,
        progress: Option<&Progress>,
    ) -> Result<Completion, LlmError> {
        if self.is_empty() {
            return Err(LlmError::NoModel);
        }
        let request = self.inner.answers().fingerprint(who.chat, prompt);
        loop {
            match self.inner.clone().find_or_start(request, || Question {
                who,
                prompt: prompt.clone(),
                deadline,
                progress: progress.cloned(),
            }) {
                Found::Answered(answer) => return Ok(cached(answer)),
                Found::Started(asking) => return asking.await,
                Found::UnderWay(asking) => match timeout_at(deadline, asking).await {
                    Ok(Ok(answer)) => return Ok(cached(answer)),
                    // Another's purse, another's hurry: ask on one's own behalf.
                    Ok(Err(LlmError::BudgetSpent { which: Which::Person } | LlmError::TimedOut)) => {}
                    Ok(Err(error)) => return Err(error),
                    Err(_) => return Err(LlmError::TimedOut),
                },
            }
        }
    }
}

enum Found {
    Answered(Completion),
    UnderWay(Shared<Asking>),
    Started(Shared<Asking>),
}

impl Inner {
    fn answers(&self) -> MutexGuard<'_, Answers> {
        self.answers.lock()
    }

    fn find_or_start(self: Arc<Self>, request: Fingerprint, question: impl FnOnce() -> Question) -> Found {
        let mut answers = self.answers();
        match answers.known(request, Instant::now()) {
            Some(Known::Answered(answer)) => Found::Answered(answer),
            Some(Known::UnderWay(asking)) => Found::UnderWay(asking),
            None => {
                let asking: Asking = Box::pin(self.clone().ask(request, question()));
                let asking = asking.shared();
                answers.start(request, &asking);
                Found::Started(asking)
            }
        }
    }

    async fn ask(self: Arc<Self>, request: Fingerprint, question: Question) -> Result<Completion, LlmError> {
        let answer = chain::ask(&self.chain, &self.ledger, &question).await;
        self.answers().end(request, answer.as_ref().ok(), Instant::now());
        answer
    }
}

fn cached(answer: Completion) -> Completion {
    count("cached");
    again(answer)
}
