use std::time::Duration;

use async_nats::jetstream::stream::{Config, DiscardPolicy};
use balachka_cluster::{Layout, LayoutError};

use crate::{
    nats::Nats,
    support::{connect, init, names},
};

#[tokio::test]
async fn a_cluster_is_made_once() {
    let Some(nats) = Nats::single().await else { return };
    let connection = connect(&nats).await;
    assert!(matches!(Layout::open(&connection, &names(), 1).await, Err(LayoutError::NotInitialised)));
    let made = Layout::init(&connection, &names(), 1, 8, 4_712).await.unwrap();
    assert_eq!((made.shape.shards, made.shards().count()), (8, 8));
    let again = Layout::init(&connection, &names(), 1, 16, 1).await;
    assert!(matches!(again, Err(LayoutError::Initialised { shards: 8 })));
    let opened = Layout::open(&connection, &names(), 1).await.unwrap();
    assert_eq!(opened.shape, made.shape);
    let updates = connection.jetstream().get_stream(names().updates_stream()).await.unwrap();
    assert_eq!(updates.cached_info().state.first_sequence, 4_712);
    let copies = Layout::open(&connection, &names(), 3).await.map(drop).unwrap_err();
    assert!(matches!(copies, LayoutError::Different { setting: "replicas", .. }), "{copies}");
    let other = Layout::open(&connection, &balachka_cluster::Names::new("test", 124), 1).await;
    assert!(matches!(other, Err(LayoutError::NotInitialised)), "another bot has a cluster of its own");
}

#[tokio::test]
async fn copies_need_servers() {
    let Some(nats) = Nats::single().await else { return };
    let error = Layout::init(&connect(&nats).await, &names(), 3, 8, 1).await.map(drop).unwrap_err();
    assert!(matches!(error, LayoutError::TooFewServers { replicas: 3, .. }), "{error}");
}

/// Puts something wrong into a stream's settings; a duration to do it with.
type Spoil = fn(&mut Config, Duration);

#[tokio::test]
async fn each_wrong_setting_is_refused() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let names = &layout.names;
    let (state, snapshots) = (format!("KV_{}", names.state_bucket()), format!("OBJ_{}", names.snapshots_bucket()));
    let hour = Duration::from_secs(3600);
    let wrong: [(String, &str, Spoil); 10] = [
        (names.updates_stream(), "max_age", |config, hour| config.max_age = hour),
        (names.updates_stream(), "max_bytes", |config, _| config.max_bytes = 1 << 30),
        (names.updates_stream(), "max_msgs", |config, _| config.max_messages = 1_000),
        (names.updates_stream(), "max_msgs_per_subject", |config, _| config.max_messages_per_subject = 9),
        (names.updates_stream(), "max_msg_size", |config, _| config.max_message_size = 1_000),
        (names.updates_stream(), "discard", |config, _| config.discard = DiscardPolicy::Old),
        (names.updates_stream(), "duplicate_window", |config, _| config.duplicate_window = Duration::from_secs(1)),
        (names.claims_stream(), "max_age", |config, hour| config.max_age = hour),
        (state, "max_age", |config, hour| config.max_age = hour),
        (snapshots, "max_bytes", |config, _| config.max_bytes = 1 << 30),
    ];
    let jetstream = layout.connection().jetstream();
    for (stream, setting, spoil) in wrong {
        let right = jetstream.get_stream(&stream).await.unwrap().cached_info().config.clone();
        let mut config = right.clone();
        spoil(&mut config, hour);
        jetstream.update_stream(&config).await.unwrap();
        let error = Layout::open(layout.connection(), names, 1).await.map(drop).unwrap_err();
        let is_told = matches!(&error, LayoutError::Different { stream: of, setting: found, .. } if *of == stream && *found == setting);
        assert!(is_told, "{stream} {setting}: {error}");
        jetstream.update_stream(&right).await.unwrap();
        Layout::open(layout.connection(), names, 1).await.unwrap();
    }
}

#[tokio::test]
async fn a_stream_that_was_deleted_is_missed_and_one_made_anew_is_refused() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let (jetstream, stream) = (layout.connection().jetstream(), layout.names.updates_stream());
    let config = jetstream.get_stream(&stream).await.unwrap().cached_info().config.clone();
    jetstream.delete_stream(&stream).await.unwrap();
    let missing = Layout::open(layout.connection(), &layout.names, 1).await;
    assert!(matches!(missing, Err(LayoutError::Missing { stream: missing }) if missing == stream));
    jetstream.create_stream(config).await.unwrap();
    let renewed = Layout::open(layout.connection(), &layout.names, 1).await;
    assert!(matches!(renewed, Err(LayoutError::Renewed { .. })));
}

#[tokio::test]
async fn updates_of_an_earlier_cluster_are_not_taken_over() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let jetstream = layout.connection().jetstream();
    jetstream.publish(layout.names.update_for_all(), "x".into()).await.unwrap().await.unwrap();
    jetstream.delete_key_value(layout.names.state_bucket()).await.unwrap();
    let again = Layout::init(layout.connection(), &layout.names, 1, 4, 1).await;
    assert!(matches!(again, Err(LayoutError::Leftover { messages: 1, .. })));
}

#[tokio::test]
async fn an_init_that_was_cut_can_be_done_again() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let (jetstream, stream) = (layout.connection().jetstream(), layout.names.updates_stream());
    let config = jetstream.get_stream(&stream).await.unwrap().cached_info().config.clone();
    jetstream.delete_key_value(layout.names.state_bucket()).await.unwrap();
    let again = Layout::init(layout.connection(), &layout.names, 1, 8, 1).await.unwrap();
    assert_eq!(again.shape.shards, 8);
    jetstream.delete_key_value(layout.names.state_bucket()).await.unwrap();
    jetstream.update_stream(Config { max_age: Duration::from_secs(3600), ..config }).await.unwrap();
    let other = Layout::init(layout.connection(), &layout.names, 1, 8, 1).await;
    assert!(matches!(other, Err(LayoutError::Exists { stream: of }) if of == stream));
}
