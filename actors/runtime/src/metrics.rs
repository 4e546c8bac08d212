//! The names of all metrics. Gauges that mirror a state are set when they are read, by the service.

use std::sync::LazyLock;

use prometheus::{
    HistogramVec, IntCounter, IntCounterVec, IntGauge, IntGaugeVec, register_histogram_vec, register_int_counter,
    register_int_counter_vec, register_int_gauge, register_int_gauge_vec,
};

macro_rules! metrics {
    ($($name:ident: $kind:ty = $register:ident!($($argument:expr),+);)+) => {
        $(
            #[doc = concat!("See its help text in `", stringify!($name), "`.")]
            pub static $name: LazyLock<$kind> = LazyLock::new(|| {
                // Fails only if two metrics share a name, which the first scrape of any run shows.
                #[allow(clippy::expect_used)]
                $register!($($argument),+).expect("each metric is registered once")
            });
        )+

        /// Registers every metric, those of each of the `stores` too, so that all show at the first scrape.
        pub fn register(stores: impl Iterator<Item = &'static str>) {
            $(LazyLock::force(&$name);)+
            begin_at_zero(stores);
        }
    };
}

/// Seconds; from a tenth of a millisecond to ten seconds.
const SECONDS: &[f64] =
    &[0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

metrics! {
    UPDATES_RECEIVED: IntCounter = register_int_counter!("balachka_updates_received_total", "Updates that Telegram delivered, repeated ones included");
    UNKNOWN_FIELDS: IntCounter = register_int_counter!("balachka_unknown_fields_total", "Text fields in updates that this version does not know, each time one is read");
    UPDATES_CONFIRMED: IntCounter = register_int_counter!("balachka_updates_confirmed_total", "Updates confirmed to Telegram after they were stored durably");
    TEXTS_CUT: IntCounter = register_int_counter!("balachka_texts_cut_total", "Received texts that were too long and were truncated");
    POLL_FAILURES: IntCounterVec = register_int_counter_vec!("balachka_poll_failures_total", "Failed calls that receive updates or manage the webhook", &["reason"]);
    WEBHOOK_PENDING: IntGauge = register_int_gauge!("balachka_webhook_pending", "Updates that Telegram has not yet delivered to the webhook, by its last report");
    WEBHOOK_REFUSED: IntCounterVec = register_int_counter_vec!("balachka_webhook_refused_total", "Deliveries to the webhook that were refused", &["reason"]);
    JOURNAL_SEQ: IntGauge = register_int_gauge!("balachka_journal_seq", "Number of the last durable journal entry");
    STORE_BOOKMARK: IntGaugeVec = register_int_gauge_vec!("balachka_store_bookmark", "Last journal entry that a store has applied", &["store"]);
    STORE_APPLY: HistogramVec = register_histogram_vec!("balachka_store_apply_seconds", "Duration of one group commit of a store", &["store"], SECONDS.to_vec());
    STORE_ENTRIES: IntCounterVec = register_int_counter_vec!("balachka_store_entries_total", "Journal entries applied", &["store"]);
    STORE_CATCH_UPS: IntCounterVec = register_int_counter_vec!("balachka_store_catch_ups_total", "Reads of the journal by a store that was behind", &["store"]);
    STORE_ALARMS: IntCounterVec = register_int_counter_vec!("balachka_store_alarms_total", "Databases found damaged, set aside or impossible to open, and bookmarks found ahead of the journal", &["store", "alarm"]);
    CLUSTER_SHARDS_OWNED: IntGauge = register_int_gauge!("balachka_cluster_shards_owned", "Shards that this node owns and serves; 0 without a cluster");
    CLUSTER_SHARD_LAG: IntGaugeVec = register_int_gauge_vec!("balachka_cluster_shard_lag", "Messages of the stream that a shard of this node has not applied", &["shard"]);
    CLUSTER_EPOCH: IntGaugeVec = register_int_gauge_vec!("balachka_cluster_epoch", "How often a shard of this node was taken, which fences its former owners", &["shard"]);
    CLUSTER_UPDATES_LOST: IntGaugeVec = register_int_gauge_vec!("balachka_cluster_updates_lost", "1 for a shard of this node that stands still because updates are missing", &["shard"]);
    ACTOR_RESTARTS: IntCounterVec = register_int_counter_vec!("balachka_actor_restarts_total", "Restarts of an actor by the supervisor", &["actor"]);
    MAILBOX_IN_FLIGHT: IntGaugeVec = register_int_gauge_vec!("balachka_mailbox_in_flight", "Messages that wait or are being processed", &["actor"]);
    OUTBOX: IntGaugeVec = register_int_gauge_vec!("balachka_outbox", "Rows of the outbox", &["state"]);
    DEAD_LETTERS: IntGauge = register_int_gauge!("balachka_dead_letters", "Updates that could not be processed and were set aside");
    MESSAGES_ANALYSED: IntCounterVec = register_int_counter_vec!("balachka_messages_analysed_total", "Analysed messages, new and edited, by their strongest emotion", &["emotion"]);
    ANALYSIS_CACHE: IntCounterVec = register_int_counter_vec!("balachka_analysis_cache_total", "Lookups in the cache of analysed texts", &["outcome"]);
    LLM_REQUESTS: IntCounterVec = register_int_counter_vec!("balachka_llm_requests_total", "Requests to a language model", &["outcome"]);
    LLM_TOKENS: IntCounterVec = register_int_counter_vec!("balachka_llm_tokens_total", "Tokens sent to and received from language models", &["direction"]);
    BUILD_INFO: IntGaugeVec = register_int_gauge_vec!("balachka_build_info", "Always 1; the labels describe the running version", &["version", "commit", "sqlite"]);
    READY: IntGauge = register_int_gauge!("balachka_ready", "1 if /readyz answers 200");
    SILENCE: IntGauge = register_int_gauge!("balachka_receiving_silence_seconds", "Seconds since Telegram last answered a request for updates");
    DISK_FREE: IntGauge = register_int_gauge!("balachka_disk_free_bytes", "Free space on the disk of the databases");
    DISK_FLOOR: IntGauge = register_int_gauge!("balachka_disk_floor_bytes", "Minimum of free disk space; below it no updates are received");
    DATABASE_BYTES: IntGaugeVec = register_int_gauge_vec!("balachka_database_bytes", "Size of a database with its write-ahead log", &["database"]);
    BACKUPS: IntCounterVec = register_int_counter_vec!("balachka_backups_total", "Backups made by this process", &["outcome"]);
    LAST_BACKUP: IntGauge = register_int_gauge!("balachka_last_backup_timestamp_seconds", "When the newest backup was made, Unix time; 0 for never");
    BACKUP_FAILING: IntGauge = register_int_gauge!("balachka_backup_failing", "1 if the last attempt to make a backup failed");
    ROUNDS: IntCounterVec = register_int_counter_vec!("balachka_rounds_total", "Runs of background tasks", &["task"]);
    ANSWER_SECONDS: HistogramVec = register_histogram_vec!("balachka_answer_seconds", "Time from an update's receipt to its answer sent", &["kind"], SECONDS.to_vec());
}

/// What a request to a language model can come to.
pub const LLM_OUTCOMES: [&str; 14] = [
    "ok",
    "cached",
    "over_budget",
    "open_circuit",
    "rate_limited",
    "server_error",
    "client_error",
    "malformed",
    "empty",
    "only_thoughts",
    "parameter_refused",
    "refused",
    "timed_out",
    "unreachable",
];

/// Shows what has known labels at 0: a rate over what appears at 1 misses the first time.
fn begin_at_zero(stores: impl Iterator<Item = &'static str>) {
    for store in stores {
        STORE_APPLY.with_label_values(&[store]);
        STORE_ENTRIES.with_label_values(&[store]);
        STORE_CATCH_UPS.with_label_values(&[store]);
        for alarm in ["set_aside", "ahead", "damaged", "shut"] {
            STORE_ALARMS.with_label_values(&[store, alarm]);
        }
    }
    for alarm in ["damaged", "lost", "shut"] {
        STORE_ALARMS.with_label_values(&["journal", alarm]);
    }
    for outcome in LLM_OUTCOMES {
        LLM_REQUESTS.with_label_values(&[outcome]);
    }
    for direction in ["input", "output"] {
        LLM_TOKENS.with_label_values(&[direction]);
    }
    for outcome in ["made", "failed"] {
        BACKUPS.with_label_values(&[outcome]);
    }
}
