//! One model after the other, each tried as often as patience allows.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use tokio::time::{Instant, sleep_until, timeout_at};

use super::{
    Completion, LlmError, ModelSettings, Patience, Progress, Prompt, Usage, UsageOwner, Which,
    breaker::{Breaker, Pass},
    budget::{Ledger, Reservation},
    day_of,
    fault::Fault,
    wire::{Reply, Wire},
};
use runtime::{
    Backoff, clock,
    metrics::{LLM_REQUESTS, LLM_TOKENS},
};

/// One model of the chain.
pub(super) struct Model {
    name: String,
    wire: Wire,
    breaker: Breaker,
    patience: Patience,
    /// Whether the log has been told that it refuses requests, since it last answered.
    told: AtomicBool,
}

/// What is asked, on whose behalf and until when.
pub(super) struct Question {
    pub(super) who: UsageOwner,
    pub(super) prompt: Prompt,
    pub(super) deadline: Instant,
    /// Who watches the answer come.
    pub(super) progress: Option<Progress>,
}

/// Why a model gives no answer to a question.
enum Failure {
    BudgetSpent(Which),
    /// On to the next.
    Model,
}

/// Asks one model after the other until one answers.
pub(super) async fn ask(chain: &[Model], ledger: &Ledger, question: &Question) -> Result<Completion, LlmError> {
    for model in chain {
        match model.ask(ledger, question).await {
            Ok(completion) => return Ok(completion),
            Err(Failure::BudgetSpent(which)) => {
                count("over_budget");
                return Err(LlmError::BudgetSpent { which });
            }
            Err(Failure::Model) if Instant::now() >= question.deadline => return Err(LlmError::TimedOut),
            Err(Failure::Model) => {}
        }
    }
    Err(if chain.is_empty() { LlmError::NoModel } else { LlmError::Unavailable })
}

impl Model {
    /// # Errors
    /// When the address is none, or TLS cannot be set up.
    pub(super) fn new(settings: &ModelSettings, patience: &Patience) -> Result<Self, String> {
        Ok(Self {
            name: settings.name.clone(),
            wire: Wire::new(settings)?,
            breaker: Breaker::new(patience),
            patience: patience.clone(),
            told: AtomicBool::new(false),
        })
    }

    async fn ask(&self, ledger: &Ledger, question: &Question) -> Result<Completion, Failure> {
        let mut pauses = Backoff::new(self.patience.first_pause, self.patience.longest_pause);
        let mut tries_left = self.patience.tries.max(1);
        loop {
            let Some(pass) = self.breaker.admit(Instant::now()) else {
                count("open_circuit");
                return Err(Failure::Model);
            };
            let held = self.reserve(ledger, question)?;
            let fault = match self.try_once(pass, held, question).await {
                Ok(reply) => return Ok(self.completion(reply)),
                Err(fault) => fault,
            };
            tries_left -= 1;
            let again_at = Instant::now() + pauses.pause().max(fault.wait().unwrap_or_default());
            let too_late = again_at >= question.deadline || self.breaker.is_open(again_at);
            if !fault.passes() || tries_left == 0 || too_late {
                self.rest(fault);
                return Err(Failure::Model);
            }
            sleep_until(again_at).await;
        }
    }

    fn reserve<'a>(&self, ledger: &'a Ledger, question: &Question) -> Result<Reservation<'a>, Failure> {
        let today = day_of(clock::now());
        ledger.reserve(question.who, &self.name, &question.prompt, today).map_err(Failure::BudgetSpent)
    }

    /// One request, its end told to everybody whom it concerns.
    async fn try_once(&self, pass: Pass<'_>, held: Reservation<'_>, question: &Question) -> Result<Reply, Fault> {
        let own_end = Instant::now() + self.patience.per_try;
        let asked =
            timeout_at(own_end.min(question.deadline), self.wire.ask(&question.prompt, question.progress.as_ref()))
                .await;
        let reply = asked.unwrap_or(Err(Fault::TimedOut));
        match &reply {
            Ok(reply) => {
                held.answered(reply.usage);
                pass.worked();
                self.told.store(false, Ordering::Relaxed);
                count_answer(reply.usage);
            }
            Err(fault) => {
                held.failed(fault.costs());
                // Whoever has less time than a try needs says nothing about the model.
                if *fault != Fault::TimedOut || own_end <= question.deadline {
                    self.judge(pass, *fault);
                }
                count(fault.label());
            }
        }
        reply
    }

    fn judge(&self, pass: Pass<'_>, fault: Fault) {
        if !fault.is_of_the_model() {
            return pass.worked();
        }
        let rest = pass.failed(Instant::now());
        if matches!(fault, Fault::Client(_) | Fault::Redirected(_)) && !self.told.swap(true, Ordering::Relaxed) {
            tracing::error!(model = self.name, %fault, "a language model cannot be used");
        }
        match rest {
            Some(rest) => {
                tracing::warn!(model = self.name, %fault, rest_s = rest.as_secs(), "pausing calls to a language model");
            }
            None => tracing::debug!(model = self.name, %fault, "a language model failed"),
        }
    }

    /// Leaves the model alone for as long as its provider asks, if it does.
    fn rest(&self, fault: Fault) {
        if let Some(wait) = fault.wait().filter(|wait| *wait > Duration::ZERO) {
            self.breaker.rest_until(Instant::now() + wait);
            tracing::warn!(model = self.name, %fault, rest_s = wait.as_secs(), "a language model asks for a pause");
        }
    }

    fn completion(&self, reply: Reply) -> Completion {
        let Reply { text, usage, cut } = reply;
        Completion { text, model: self.name.clone(), usage, cached: false, cut }
    }
}

/// Counts an outcome.
pub(super) fn count(outcome: &str) {
    LLM_REQUESTS.with_label_values(&[outcome]).inc();
}

fn count_answer(usage: Usage) {
    count("ok");
    LLM_TOKENS.with_label_values(&["input"]).inc_by(usage.input_tokens);
    LLM_TOKENS.with_label_values(&["output"]).inc_by(usage.output_tokens);
}
