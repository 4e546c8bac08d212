//! Delivers updates to the webhook that the bot has set, as Telegram does: several at once, until each is taken.

use std::time::Duration;

use futures_util::{StreamExt, stream};
use reqwest::{Client, redirect::Policy};
use tokio::time::{sleep, timeout};

use super::Playground;

/// The header of the secret, <https://core.telegram.org/bots/api#setwebhook>.
const SECRET: &str = "X-Telegram-Bot-Api-Secret-Token";
/// Telegram's default of `max_connections`.
const AT_ONCE: usize = 40;
const PATIENCE: Duration = Duration::from_secs(30);
/// After a round in which not everything was taken.
const PAUSE: Duration = Duration::from_millis(200);

/// What a bot asked for with `setWebhook`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Webhook {
    pub(super) url: String,
    pub(super) secret: String,
    pub(super) at_once: Option<usize>,
    /// What the last delivery that failed came to, and when in Unix seconds.
    pub(super) failure: Option<(String, i64)>,
    /// Each `setWebhook` has another one: the postman of an earlier one goes home.
    pub(super) round: u64,
}

/// Delivers for as long as this webhook is set.
pub(super) async fn deliver(world: Playground, round: u64) {
    // A redirect would carry the secret to another server. Telegram follows none either.
    let Ok(client) = Client::builder().no_proxy().redirect(Policy::none()).build() else { return };
    let mut wake = world.world().queue.wake();
    while let Some((webhook, updates)) = next(&world, round) {
        wake.mark_unchanged();
        if updates.is_empty() {
            // Looks around now and then: the webhook may be gone.
            let _ = timeout(Duration::from_secs(1), wake.changed()).await;
            continue;
        }
        let posts = updates.into_iter().map(|(id, raw)| post(&client, &webhook, id, raw));
        let outcomes: Vec<_> = stream::iter(posts).buffer_unordered(webhook.at_once.unwrap_or(AT_ONCE)).collect().await;
        let failed = outcomes.iter().any(|(_, outcome)| outcome.is_err());
        note(&world, round, outcomes);
        if failed {
            sleep(PAUSE).await;
        }
    }
}

type Outcome = (i64, Result<(), String>);

/// The updates to deliver; `None` once this webhook is no longer set.
fn next(world: &Playground, round: u64) -> Option<(Webhook, Vec<(i64, String)>)> {
    let world = world.world();
    let webhook = world.webhook.clone().filter(|webhook| webhook.round == round)?;
    let most = webhook.at_once.unwrap_or(AT_ONCE);
    Some((webhook, world.queue.oldest(most)))
}

async fn post(client: &Client, webhook: &Webhook, id: i64, raw: String) -> Outcome {
    let request = client.post(&webhook.url).header(SECRET, &webhook.secret).header("Content-Type", "application/json");
    let outcome = match request.timeout(PATIENCE).body(raw).send().await {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(format!("Wrong response from the webhook: {}", answer.status())),
        Err(error) if error.is_connect() => Err("Connection refused".to_owned()),
        Err(_) => Err("Connection lost".to_owned()),
    };
    (id, outcome)
}

fn note(world: &Playground, round: u64, outcomes: Vec<Outcome>) {
    let mut world = world.world();
    let now = super::world::now_ms() / 1000;
    for (id, outcome) in outcomes {
        match outcome {
            Ok(()) => world.queue.taken(id),
            Err(failure) => {
                if let Some(webhook) = world.webhook.as_mut().filter(|webhook| webhook.round == round) {
                    webhook.failure = Some((failure, now));
                }
            }
        }
    }
}
