use balachka_cluster::{ClusterSettings, ConnectError, Connection, SyncCheck};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::oneshot,
};

use crate::{nats::Nats, support::settings};

#[tokio::test]
async fn servers_that_sync_always_are_told_by_their_monitoring() {
    let Some(nats) = Nats::single().await else { return };
    let connection = Connection::open(&settings(&nats, "a")).await.unwrap();
    assert_eq!(connection.sync(), SyncCheck::Always);
    assert!(connection.is_connected());
    let unknown = ClusterSettings { monitors: Vec::new(), ..settings(&nats, "a") };
    assert_eq!(Connection::open(&unknown).await.unwrap().sync(), SyncCheck::Unknown);
    let nobody = ClusterSettings { monitors: vec!["http://127.0.0.1:1".to_owned()], ..settings(&nats, "a") };
    assert_eq!(Connection::open(&nobody).await.unwrap().sync(), SyncCheck::Unknown);
}

#[tokio::test]
async fn servers_that_sync_later_are_refused_unless_that_is_accepted() {
    let Some(nats) = Nats::unsynced().await else { return };
    let error = Connection::open(&settings(&nats, "a")).await.unwrap_err();
    assert!(matches!(error, ConnectError::NotSynced));
    assert!(error.to_string().contains("sync_interval: always"));
    let accepted = ClusterSettings { unsafe_sync: true, ..settings(&nats, "a") };
    assert_eq!(Connection::open(&accepted).await.unwrap().sync(), SyncCheck::NotAlways);
}

/// A server that greets as one of that version, and what it hears first.
async fn pretend(version: &'static str) -> (String, oneshot::Receiver<String>) {
    let (hear, heard_first) = oneshot::channel();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let info = format!(
            "INFO {{\"server_name\":\"old\",\"version\":\"{version}\",\"max_payload\":1024,\"headers\":true}}\r\n"
        );
        stream.write_all(info.as_bytes()).await.unwrap();
        let mut heard = vec![0; 4096];
        let length = stream.read(&mut heard).await.unwrap();
        hear.send(String::from_utf8_lossy(&heard[..length]).into_owned()).ok();
        stream.write_all(b"PONG\r\n").await.unwrap();
        while stream.read(&mut heard).await.is_ok_and(|length| length > 0) {
            stream.write_all(b"PONG\r\n").await.unwrap();
        }
    });
    (address, heard_first)
}

#[tokio::test]
async fn the_login_may_be_in_the_address() {
    let (address, heard) = pretend("2.14.0").await;
    let servers = vec![format!("nats://me:s3cr3t@{address}")];
    Connection::open(&ClusterSettings { servers, node: "a".to_owned(), ..ClusterSettings::default() }).await.unwrap();
    let heard = heard.await.unwrap();
    assert!(heard.contains(r#""user":"me""#) && heard.contains(r#""pass":"s3cr3t""#), "{heard}");
    assert!(heard.contains(r#""name":"balachka a""#), "{heard}");
}

#[tokio::test]
async fn old_servers_are_refused() {
    let open = async |version| {
        let servers = vec![pretend(version).await.0];
        Connection::open(&ClusterSettings { servers, node: "a".to_owned(), ..ClusterSettings::default() }).await
    };
    let error = open("2.12.2").await.unwrap_err();
    assert!(matches!(&error, ConnectError::TooOld { version, .. } if version == "2.12.2"), "{error}");
    assert!(error.to_string().contains("install nats-server 2.12.3"));
    assert!(open("2.12.3").await.is_ok());
}

#[tokio::test]
async fn errors_of_connecting_hold_no_passwords() {
    let servers = vec!["nats://me:s3cr3t@127.0.0.1:1".to_owned()];
    let settings = ClusterSettings { servers, node: "a".to_owned(), ..ClusterSettings::default() };
    let error = Connection::open(&settings).await.unwrap_err();
    assert!(matches!(error, ConnectError::Unreachable { .. }));
    assert!(!format!("{error} {error:?}").contains("s3cr3t"));
}
