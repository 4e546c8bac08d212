//! A long history, imported, exported and imported elsewhere.

use std::{
    io::Write as _,
    time::{Duration, Instant},
};

use super::{
    import::{desktop_message, imported},
    *,
};

/// `IMPORT=1000000 cargo test --release --test subcommands history -- --ignored --nocapture`
#[tokio::test]
#[ignore = "a long form: minutes, and gigabytes of a disk"]
async fn a_long_history_in_little_memory() {
    let count: i64 = std::env::var("IMPORT").map_or(100_000, |count| count.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let (data, path) = (folder.path().join("data"), folder.path().join("result.json"));
    generate(&path, count, 0).unwrap();
    eprintln!("{count} messages, {} MB", path.metadata().unwrap().len() >> 20);
    long_import(&data, path.to_str().unwrap(), count).await;
    let first = folder.path().join("first.json");
    timed("exported", count, || {
        result(&data, &["export", "--chat", &GROUP.to_string(), "--out", first.to_str().unwrap()])
    });
    let elsewhere = folder.path().join("elsewhere");
    long_import(&elsewhere, first.to_str().unwrap(), count).await;
    let second = folder.path().join("second.json");
    result(&elsewhere, &["export", "--chat", &GROUP.to_string(), "--out", second.to_str().unwrap()]);
    assert!(std::fs::read(first).unwrap() == std::fs::read(second).unwrap(), "the exports differ");
    timed("read again", count, || {
        assert_eq!(imported(&elsewhere, path.to_str().unwrap())["already_there"], count);
    });
}

/// The short form: a file that is larger than the memory it may take.
#[tokio::test]
async fn a_large_file_takes_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let (data, path) = (folder.path().join("data"), folder.path().join("result.json"));
    generate(&path, 5_000, 60_000).unwrap();
    let size = path.metadata().unwrap().len() >> 20;
    let peak = long_import(&data, path.to_str().unwrap(), 5_000).await;
    assert!(size > 280 && peak < 150, "{peak} MB of memory for {size} MB");
}

fn timed<T>(what: &str, count: i64, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let done = work();
    tell(what, count, started);
    done
}

fn tell(what: &str, count: i64, started: Instant) {
    let took = started.elapsed().as_secs_f64();
    eprintln!("{what}: {count} messages in {took:.1} s, {:.0}/s", count as f64 / took);
}

/// Imports, and tells the rate, the peak of the memory and what is on the disk; the peak, in MB, is the answer.
async fn long_import(data: &Path, file: &str, count: i64) -> u64 {
    let mut import = Command::new(env!("CARGO_BIN_EXE_balachka"));
    import.args(["--data-dir", data.to_str().unwrap(), "import", file, "--json"]).env_clear();
    let mut import = import.stdout(std::process::Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", import.id());
    let (started, mut peak) = (Instant::now(), 0_u64);
    while import.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let most = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse().ok());
        peak = peak.max(most.unwrap_or(0));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tell("imported", count, started);
    let output = import.wait_with_output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told, json!({ "read": count, "imported": count, "already_there": 0, "skipped": 0 }));
    eprintln!("peak memory {} MB; {}", peak / 1024, sizes(data).join(", "));
    peak / 1024
}

/// Of files of more than a megabyte.
fn sizes(data: &Path) -> Vec<String> {
    let files = std::fs::read_dir(data).unwrap().map(|file| file.unwrap());
    let mut sizes: Vec<_> = files
        .filter(|file| file.metadata().unwrap().len() > 1 << 20)
        .map(|file| format!("{} {} MB", file.file_name().to_string_lossy(), file.metadata().unwrap().len() >> 20))
        .collect();
    sizes.sort();
    sizes
}

/// Writes a history of many people over the years; each message carries so many bytes that nobody wants.
fn generate(path: &Path, count: i64, ballast: usize) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    let mut random = fastrand::Rng::with_seed(1);
    let words: Vec<_> =
        "сьогодні привіт борщ дуже гарно сервер знову впав чому це весело Київ погода холодно люблю каву робота \
        завтра зустріч ніколи the weather is nice today сумно добре 😀 ❤️ https://example.org так ні може"
            .split_whitespace()
            .collect();
    let recent = json!([{ "from": "Людина 1", "from_id": "user1", "date": "2023-01-01T00:00:00" }]);
    write!(file, "{{\"name\":\"Кав'ярня\",\"type\":\"private_supergroup\",\"id\":1234567890,\"messages\":[")?;
    for id in 1..=count {
        let text: Vec<_> = (0..random.usize(1..20)).map(|_| *random.choice(&words).unwrap()).collect();
        let mut message = desktop_message(id, &text.join(" "));
        let person = random.i64(1..3_000);
        (message["from_id"], message["from"]) = (json!(format!("user{person}")), json!(format!("Людина {person}")));
        message["date_unixtime"] = json!((1_500_000_000 + id * 30).to_string());
        match id % 20 {
            0 => message["photo"] = json!("(File not included. Change data exporting settings to download.)"),
            1..4 if id > 20 => message["reply_to_message_id"] = json!(id - 5),
            4 => message["reactions"] = json!([{ "type": "emoji", "count": 3, "emoji": "👍", "recent": recent }]),
            _ => {}
        }
        if ballast > 0 {
            message["ballast"] = json!("x".repeat(ballast));
        }
        write!(file, "{}\n{message}", if id == 1 { "" } else { "," })?;
    }
    writeln!(file, "]}}")?;
    file.into_inner()?.sync_all()
}
