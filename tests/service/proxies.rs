//! Proxies that the environment names.

use std::{
    io::Read as _,
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional},
    net::TcpStream,
};

use crate::{
    rig::{Rig, eventually},
    stand_in::{Protocol, StandIn},
};

/// What a proxy was asked for.
type Asked = Arc<Mutex<Vec<String>>>;

/// An HTTP proxy that answers nothing and keeps the first line of what it is asked.
fn http_proxy() -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = Asked::default();
    let note = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut start = [0; 200];
            let length = stream.and_then(|mut stream| stream.read(&mut start)).unwrap_or_default();
            let words = String::from_utf8_lossy(&start[..length]);
            note.lock().unwrap().push(words.lines().next().unwrap_or_default().to_owned());
        }
    });
    (url, asked)
}

#[actix_web::test]
async fn addresses_of_this_machine_are_asked_without_a_proxy() {
    let (proxy, asked) = http_proxy();
    let model = StandIn::start("Так").await;
    let models = model.base_url(Protocol::OpenAi).replace("127.0.0.1", "localhost");
    let mut variables = vec![("OPENAI_BASE_URL", models.as_str())];
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        variables.push((name, proxy.as_str()));
    }
    let mut rig = Rig::world().await;
    rig.run(&variables);
    let question = rig.say(rig.taras, "Балачко, що скажеш?");
    assert_eq!(rig.answer_to(question).await, "Так");
    let http = rig.address();
    eventually("it is ready", async || {
        rig.balachka_with(&["probe", "--ready", "--http", &http], &variables).status.success().then_some(())
    })
    .await;
    let doctor = rig.balachka_with(&["doctor", "--http", &http], &variables);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
    assert_eq!(*asked.lock().unwrap(), [""; 0], "the proxy was asked");

    // Others go through it still.
    let elsewhere = [("TELEGRAM_API_URL", "http://telegram.test:81"), ("HTTP_PROXY", proxy.as_str())];
    assert!(!rig.balachka_with(&["doctor"], &elsewhere).status.success());
    assert!(asked.lock().unwrap().iter().any(|line| line.contains("telegram.test:81")), "{asked:?}");
}

/// A SOCKS5 proxy without a password, <https://www.rfc-editor.org/rfc/rfc1928>, that leads each name where it is told.
async fn socks_proxy(places: Vec<(&'static str, SocketAddr)>) -> (String, Asked) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("socks5h://{}", listener.local_addr().unwrap());
    let asked = Asked::default();
    let note = asked.clone();
    actix_web::rt::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            actix_web::rt::spawn(pass_on(stream, places.clone(), note.clone()));
        }
    });
    (url, asked)
}

async fn pass_on(mut stream: TcpStream, places: Vec<(&'static str, SocketAddr)>, asked: Asked) -> Option<()> {
    let methods = usize::from(read(&mut stream, 2).await?[1]);
    read(&mut stream, methods).await?;
    stream.write_all(&[5, 0]).await.ok()?;
    let request = read(&mut stream, 5).await?;
    assert_eq!(request[..4], [5, 1, 0, 3], "CONNECT to a name");
    let name = read(&mut stream, usize::from(request[4])).await?;
    let name = String::from_utf8(name).unwrap();
    read(&mut stream, 2).await?;
    asked.lock().unwrap().push(name.clone());
    let (_, place) = places.iter().find(|(known, _)| *known == name)?;
    let mut there = TcpStream::connect(place).await.ok()?;
    stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await.ok()?;
    copy_bidirectional(&mut stream, &mut there).await.ok()?;
    Some(())
}

async fn read(stream: &mut TcpStream, length: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).await.ok()?;
    Some(bytes)
}

fn place(url: &str) -> SocketAddr {
    url.trim_start_matches("http://").trim_end_matches('/').parse().unwrap()
}

#[actix_web::test]
async fn telegram_and_models_are_reached_through_socks() {
    let model = StandIn::start("Так").await;
    let mut rig = Rig::world().await;
    let places = vec![("telegram.test", place(&rig.url)), ("models.test", place(&model.host()))];
    let (proxy, asked) = socks_proxy(places).await;
    let variables = [
        ("ALL_PROXY", proxy.as_str()),
        ("TELEGRAM_API_URL", "http://telegram.test:81"),
        ("OPENAI_BASE_URL", "http://models.test:82/v1"),
    ];
    rig.run(&variables);
    let question = rig.say(rig.taras, "Балачко, що скажеш?");
    assert_eq!(rig.answer_to(question).await, "Так");
    for name in ["telegram.test", "models.test"] {
        assert!(asked.lock().unwrap().iter().any(|it| it == name), "{asked:?}");
    }
}
