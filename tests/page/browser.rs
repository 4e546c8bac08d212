//! A headless Chromium, driven through chromedriver's HTTP protocol.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

pub const ENTER: &str = "\u{E007}";
pub const UP: &str = "\u{E013}";
pub const SELECT_ALL: &str = "\u{E009}a\u{E000}";

const DRIVER: &str = "/usr/bin/chromedriver";
const CHROMIUM: &str = "/usr/bin/chromium";
const PATIENCE: Duration = Duration::from_secs(20);
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);
/// The name of an element's id in WebDriver's answers.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser with one page. It ends with this value, whatever became of the test.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    http: reqwest::Client,
    _profile: TempDir,
}

impl Browser {
    /// Starts it; `None`, with a note, where it is not installed, which CI does not accept.
    pub async fn start() -> Option<Self> {
        if !Path::new(DRIVER).exists() || !Path::new(CHROMIUM).exists() {
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "CI must have {DRIVER} and {CHROMIUM}");
            eprintln!("skipped: this test needs {DRIVER} and {CHROMIUM}");
            return None;
        }
        let mut driver = Command::new(DRIVER).arg("--port=0").stdout(Stdio::piped()).spawn().unwrap();
        let port = port_of(&mut driver);
        let http = reqwest::Client::builder().no_proxy().timeout(PATIENCE * 3).build().unwrap();
        let mut browser = Self { driver, port, session: String::new(), http, _profile: TempDir::new().unwrap() };
        let wishes = wishes(browser._profile.path());
        let session = browser.ask("/session", wishes).await;
        browser.session = session["sessionId"].as_str().unwrap().to_owned();
        // A window that the system gives no focus hears of none.
        let focused = json!({"cmd": "Emulation.setFocusEmulationEnabled", "params": {"enabled": true}});
        browser.command("goog/cdp/execute", focused).await;
        Some(browser)
    }

    pub async fn open(&self, url: &str) {
        self.command("url", json!({"url": url})).await;
    }

    /// Gives the page the size of a phone's screen.
    pub async fn become_a_phone(&self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.command("goog/cdp/execute", json!({"cmd": "Emulation.setDeviceMetricsOverride", "params": size})).await;
    }

    /// What the reader's system prefers: `light` or `dark`; scrollbars take no room, as on a phone.
    pub async fn prefer(&self, scheme: &str) {
        let hidden = json!({"hidden": true});
        self.command("goog/cdp/execute", json!({"cmd": "Emulation.setScrollbarsHidden", "params": hidden})).await;
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.command("goog/cdp/execute", json!({"cmd": "Emulation.setEmulatedMedia", "params": media})).await;
    }

    /// A PNG of what is seen, or of the whole page.
    pub async fn screenshot(&self, whole: bool) -> Vec<u8> {
        let how = json!({"format": "png", "captureBeyondViewport": whole});
        let shot = self.command("goog/cdp/execute", json!({"cmd": "Page.captureScreenshot", "params": how})).await;
        decoded(shot["data"].as_str().unwrap())
    }

    /// What a script returns; it may use `return`.
    pub async fn run(&self, script: &str) -> Value {
        self.command("execute/sync", json!({"script": script, "args": []})).await
    }

    /// Waits until an expression of the page is truthy.
    pub async fn wait(&self, expression: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.run(&format!("return Boolean({expression})")).await != Value::Bool(true) {
            if Instant::now() > deadline {
                let page = self.run("return document.body.innerText").await;
                panic!("not seen in time: {expression}\nthe page: {page}");
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }

    /// Waits until an element whose text contains `text` is there.
    pub async fn see(&self, css: &str, text: &str) {
        let (css, text) = (json!(css), json!(text));
        self.wait(&format!("[...document.querySelectorAll({css})].some((node) => node.textContent.includes({text}))"))
            .await;
    }

    pub async fn click(&self, css: &str) {
        let element = self.find(css).await;
        self.command(&format!("element/{element}/click"), json!({})).await;
    }

    pub async fn type_into(&self, css: &str, keys: &str) {
        let element = self.find(css).await;
        self.command(&format!("element/{element}/value"), json!({"text": keys})).await;
    }

    /// What the console complained about.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.command("se/log", json!({"type": "browser"})).await;
        let bad = |line: &&Value| line["level"] == "SEVERE" || line["level"] == "WARNING";
        log.as_array().unwrap().iter().filter(bad).map(|line| line["message"].to_string()).collect()
    }

    async fn find(&self, css: &str) -> String {
        self.wait(&format!("document.querySelector({})", json!(css))).await;
        let found = self.command("element", json!({"using": "css selector", "value": css})).await;
        found[ELEMENT].as_str().unwrap().to_owned()
    }

    async fn command(&self, command: &str, body: Value) -> Value {
        self.ask(&format!("/session/{}/{command}", self.session), body).await
    }

    async fn ask(&self, path: &str, body: Value) -> Value {
        let url = format!("http://127.0.0.1:{}{path}", self.port);
        let answer = self.http.post(url).json(&body).send().await.unwrap();
        let ok = answer.status().is_success();
        let value = answer.json::<Value>().await.unwrap()["value"].take();
        assert!(ok, "{path} {body}: {}", value["message"]);
        value
    }

    /// Asks the driver to end Chromium, which would outlive a driver that is merely killed.
    fn end_session(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", self.session)?;
        stream.read(&mut [0; 64]).map(drop)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.end_session();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Base64.
fn decoded(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut have) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes().filter_map(|byte| LETTERS.iter().position(|letter| *letter == byte)) {
        (bits, have) = (bits << 6 | letter as u32, have + 6);
        if have >= 8 {
            have -= 8;
            bytes.push((bits >> have) as u8);
            bits &= (1 << have) - 1;
        }
    }
    bytes
}

fn port_of(driver: &mut Child) -> u16 {
    let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let told = lines.map_while(Result::ok).find_map(|line| {
        let port = line.split("started successfully on port ").nth(1)?;
        port.trim_end_matches('.').parse().ok()
    });
    told.expect("chromedriver tells its port")
}

fn wishes(profile: &Path) -> Value {
    let profile = format!("--user-data-dir={}", profile.display());
    let flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-US",
        "--window-size=1280,800",
        &profile,
    ];
    json!({"capabilities": {"alwaysMatch": {
        "goog:chromeOptions": {"binary": CHROMIUM, "args": flags},
        "goog:loggingPrefs": {"browser": "ALL"},
    }}})
}
