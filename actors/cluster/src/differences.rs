//! Tells what of a stream's settings is not as it should be.

use std::fmt::Debug;

use async_nats::jetstream::stream::{Config, PersistenceMode};

/// A setting, what it should be and what it is.
pub(crate) type Difference = (&'static str, String, String);

/// All settings that decide whether something may be lost or refused.
pub(crate) fn differences(wanted: &Config, found: &Config) -> Vec<Difference> {
    let none = |is_some: bool| if is_some { "set" } else { "none" };
    let is_async = |config: &Config| config.persist_mode == Some(PersistenceMode::Async);
    let compared = [
        compare("subjects", &sorted(&wanted.subjects), &sorted(&found.subjects)),
        compare("storage", &wanted.storage, &found.storage),
        compare("replicas", &wanted.num_replicas, &found.num_replicas),
        compare("retention", &wanted.retention, &found.retention),
        compare("discard", &wanted.discard, &found.discard),
        compare("max_age", &wanted.max_age, &found.max_age),
        compare("max_bytes", &limit(wanted.max_bytes), &limit(found.max_bytes)),
        compare("max_msgs", &limit(wanted.max_messages), &limit(found.max_messages)),
        compare(
            "max_msgs_per_subject",
            &limit(wanted.max_messages_per_subject),
            &limit(found.max_messages_per_subject),
        ),
        compare("max_msg_size", &limit(wanted.max_message_size), &limit(found.max_message_size)),
        compare("duplicate_window", &wanted.duplicate_window, &found.duplicate_window),
        compare("allow_direct", &wanted.allow_direct, &found.allow_direct),
        compare("allow_rollup_hdrs", &wanted.allow_rollup, &found.allow_rollup),
        compare("deny_delete", &wanted.deny_delete, &found.deny_delete),
        compare("deny_purge", &wanted.deny_purge, &found.deny_purge),
        compare("no_ack", &wanted.no_ack, &found.no_ack),
        compare("sealed", &wanted.sealed, &found.sealed),
        compare("async persistence", &is_async(wanted), &is_async(found)),
        compare("mirror", &none(wanted.mirror.is_some()), &none(found.mirror.is_some())),
        compare(
            "subject_transform",
            &none(wanted.subject_transform.is_some()),
            &none(found.subject_transform.is_some()),
        ),
    ];
    compared.into_iter().flatten().collect()
}

fn compare<T: PartialEq + Debug>(setting: &'static str, wanted: &T, found: &T) -> Option<Difference> {
    (wanted != found).then(|| (setting, format!("{wanted:?}"), format!("{found:?}")))
}

/// Servers write "no limit" as -1 and take 0 for it.
fn limit(value: impl Into<i64>) -> i64 {
    value.into().max(0)
}

fn sorted(subjects: &[String]) -> Vec<&String> {
    let mut sorted: Vec<_> = subjects.iter().collect();
    sorted.sort();
    sorted
}
