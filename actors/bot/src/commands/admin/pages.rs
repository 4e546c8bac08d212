//! The pages of `/admin`.

use std::time::Duration;

use super::PREFIX;
use crate::{buttons, reply_context::ReplyContext};
use conversation::{Button, Keyboard};
use language::text::{
    catalogue::{Args, Language, say},
    plain,
    visible::{shorten, visible},
};
use llm::{Spending, day_of};
use operations::databases;
use runtime::clock::now;
use storage::AskError;
use storage::journal::Letter;

/// Dead letters shown; the command line has them all.
const LETTERS: u32 = 5;
/// Graphemes of a reason.
const REASON: usize = 120;
const MEBIBYTE: u64 = 1 << 20;
/// How long a store may take to apply what has just come.
const MOMENT: Duration = Duration::from_millis(300);

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Health,
    Usage,
    Letters,
}

impl Page {
    /// The page, and the buttons below it.
    pub(super) async fn show(self, ctx: &ReplyContext<'_>) -> Result<(String, Keyboard), AskError> {
        let language = ctx.language();
        Ok(match self {
            Self::Health => (health(ctx).await?, health_buttons(language)),
            Self::Usage => (usage(ctx).await?, back(language, Vec::new())),
            Self::Letters => letters(ctx).await?,
        })
    }
}

async fn health(ctx: &ReplyContext<'_>) -> Result<String, AskError> {
    let language = ctx.language();
    let operations = &ctx.composer.operations;
    let head = operations.journal.head();
    for store in &operations.stores {
        // They gather entries for a moment; what is told is who lags.
        store.reached(head, MOMENT).await;
    }
    let head = head.0;
    let line = |id: &str, args: Args| say(language, id, &args);
    let mut lines = vec![
        line("admin-title", Args::default()),
        line(
            "admin-up",
            Args::default()
                .text("version", env!("CARGO_PKG_VERSION"))
                .number("hours", (now() - operations.started) / 3600)
                .number("minutes", (now() - operations.started) / 60 % 60)
                .number("memory", whole(resident_bytes() / MEBIBYTE)),
        ),
    ];
    lines.push(match operations.connectivity.ago() {
        Some(ago) => line("admin-telegram", Args::default().number("seconds", whole(ago.as_secs()))),
        None => line("admin-no-telegram", Args::default()),
    });
    lines.push(line("admin-journal", Args::default().number("seq", head)));
    for store in &operations.stores {
        let args = Args::default().text("store", store.name());
        lines.push(match store.bookmark() {
            Some(seq) if seq.0 >= head => line("admin-store", args),
            Some(seq) => line("admin-store-behind", args.number("behind", head - seq.0)),
            None => line("admin-store-shut", args),
        });
    }
    let counts = ctx.composer.conversation.counts().await?;
    let count = |state: &str| counts.iter().find(|(name, _)| name == state).map_or(0, |(_, count)| *count);
    lines.push(line(
        "admin-outbox",
        Args::default()
            .number("waiting", count("decided") + count("ready") + count("sending"))
            .number("failed", count("failed"))
            .number("unknown", count("unknown")),
    ));
    let letters = operations.journal.dead_letter_count().await?;
    lines.push(line("admin-dead", Args::default().number("count", letters)));
    let database_bytes: u64 = databases::sizes(&operations.folder).map(|(_, bytes)| bytes).sum();
    lines.push(line("admin-disk", Args::default().number("megabytes", whole(database_bytes / MEBIBYTE))));
    lines.push(line("admin-import", Args::default()));
    Ok(lines.join("\n"))
}

async fn usage(ctx: &ReplyContext<'_>) -> Result<String, AskError> {
    let language = ctx.language();
    let today = day_of(now());
    let spent = ctx.composer.conversation.spent_since(today - 6).await?;
    let mut lines = vec![say(language, "admin-usage-title", &Args::default())];
    if spent.is_empty() {
        lines.push(say(language, "admin-usage-none", &Args::default()));
    }
    for (id, since) in [("admin-usage-today", today), ("admin-usage-week", today - 6)] {
        for (model, [requests, failures, tokens]) in by_model(&spent, since) {
            let args = Args::default().text("model", &model).number("requests", requests);
            lines.push(say(language, id, &args.number("failures", failures).number("tokens", tokens)));
        }
    }
    Ok(lines.join("\n"))
}

async fn letters(ctx: &ReplyContext<'_>) -> Result<(String, Keyboard), AskError> {
    let language = ctx.language();
    let letters = ctx.composer.operations.journal.dead_letters(LETTERS).await?;
    let count = ctx.composer.operations.journal.dead_letter_count().await?;
    let mut lines = vec![say(language, "admin-letters", &Args::default().number("count", count))];
    let mut rows = Vec::new();
    for letter in &letters {
        lines.push(in_words(language, letter));
        rows.push(
            ["retry", "drop"]
                .map(|deed| {
                    let args = Args::default().number("number", letter.id);
                    button(&say(language, &format!("admin-{deed}"), &args), &format!("{deed}:{}", letter.id))
                })
                .to_vec(),
        );
    }
    Ok((lines.join("\n"), back(language, rows)))
}

/// Sums of requests, failures and tokens of each model since a day.
fn by_model(spent: &[Spending], since: i64) -> Vec<(String, [i64; 3])> {
    let mut sums = std::collections::BTreeMap::<&str, [i64; 3]>::new();
    for row in spent.iter().filter(|row| row.day >= since) {
        let sum = sums.entry(&row.model).or_default();
        let tokens = row.usage.input_tokens + row.usage.output_tokens;
        for (sum, more) in sum.iter_mut().zip([row.requests, row.failures, tokens]) {
            *sum = sum.saturating_add(whole(more));
        }
    }
    sums.into_iter().map(|(model, sum)| (model.to_owned(), sum)).collect()
}

/// Why and where, and nothing of what was written.
fn in_words(language: Language, letter: &Letter) -> String {
    let reason = shorten(&visible(&letter.reason), REASON);
    let args = Args::default().number("number", letter.id).text("stage", &letter.stage).text("reason", &reason);
    say(language, "admin-letter", &args)
}

fn health_buttons(language: Language) -> Keyboard {
    let row = |deeds: &[&str]| -> Vec<Button> {
        let button = |deed: &&str| button(&say(language, &format!("admin-{deed}"), &Args::default()), deed);
        deeds.iter().map(button).collect()
    };
    Keyboard(vec![row(&["health", "usage"]), row(&["letters-button", "tidy"]), row(&["backup", "reload"])])
}

fn back(language: Language, mut rows: Vec<Vec<Button>>) -> Keyboard {
    rows.push(vec![button(&say(language, "settings-back", &Args::default()), "health")]);
    Keyboard(rows)
}

fn button(html: &str, data: &str) -> Button {
    Button { text: plain(html), data: buttons::data(PREFIX, &[data.trim_end_matches("-button")]) }
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The memory of this process, bytes, as the metrics have it.
fn resident_bytes() -> u64 {
    let families = prometheus::gather();
    let resident = families.iter().find(|family| family.name() == "process_resident_memory_bytes");
    let gauge = resident.and_then(|family| family.get_metric().first()).map(|metric| metric.get_gauge().get_value());
    gauge.map_or(0, |bytes| bytes as u64)
}
