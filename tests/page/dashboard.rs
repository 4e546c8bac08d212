//! The dashboard in a real browser, of a real service among groups that have talked for a month.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use playground::serve_bot_api;
use tempfile::TempDir;

use super::{
    stand_in::{Protocol, StandIn},
    *,
};

const DAY: i64 = 86_400;
const WIDTHS: [(u32, u32); 2] = [(1280, 1080), (360, 740)];
/// What is said in the groups, over and over.
const SAYINGS: [&str; 16] = [
    "Хто варить борщ на вихідні? Я принесу сметану!",
    "Обожнюю цей борщ, дякую, було надзвичайно смачно!",
    "Їдемо в гори: квитки на потяг уже є, яка радість!",
    "Сумно, що ти не приїдеш, ми дуже чекали",
    "Знову дедлайн, знову звіт, скільки можна, я злюся",
    "Новий альбом вийшов, слухаю пісні весь вечір, чудово",
    "Хто дивився фільм? Режисер здивував, я такого не чекав!",
    "Сервер упав, програма не працює, треба лагодити код",
    "Матч був неймовірний, наша команда виграла з рахунком 3:1!",
    "Боюся, що завтра буде буря, страшно їхати",
    "Дякую всім, ви найкращі, дуже вас люблю",
    "Вивчаю нову мову, вчителька каже, що все вийде",
    "Добрий ранок! Кава готова",
    "Яка гидота ці комарі на дачі",
    "Робота є робота, нарада о десятій",
    "Гарного дня, друзі!",
];
const TALKS: [(&str, i64); 4] =
    [("Кухня", 34), ("Мандри Карпатами", 17), ("Книжковий клуб «Абетка»", 9), ("Двір на Подолі", 4)];

/// The service among the groups; ends with the test.
struct House {
    world: Playground,
    groups: Vec<i64>,
    olena: i64,
    address: String,
    process: Child,
    _model: StandIn,
    _data: TempDir,
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl House {
    async fn open() -> Self {
        let world = Playground::new(11);
        let (api, _server) = serve_bot_api(&world, "127.0.0.1:0").await.unwrap();
        let people = ["Олена", "Тарас", "Соломія", "Марко", "Ганна"].map(|name| person(&world, name));
        let groups = TALKS.iter().map(|talk| a_month_of_talk(&world, talk, &people)).collect();
        let data = TempDir::new().unwrap();
        let model = StandIn::start("Борщ варить Олена, а сметана за мною.").await;
        let (process, address) = start(&world, &api, &model, &data);
        let house = Self { world, groups, olena: people[0], address, process, _model: model, _data: data };
        house.catches_up().await;
        house
    }

    /// Something to see in a chart of what happens now.
    async fn talks_a_while(&self) {
        for second in 0..40 {
            if second % 8 == 0 {
                let text = format!("Балачко, розкажи щось про гори, день {second}");
                self.world.say(self.groups[0], Said { from: self.olena, text, ..Said::default() }).unwrap();
            }
            for nth in 0..second * second % 3 {
                let text = SAYINGS[(second * nth) % SAYINGS.len()].to_owned();
                self.world.say(self.groups[nth % 4], Said { from: self.olena, text, ..Said::default() }).unwrap();
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// Waits until the last message was analysed.
    async fn catches_up(&self) {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let last = self.world.queue()["last_id"].as_i64().unwrap();
            let confirmed = self.world.queue()["confirmed_through"].as_i64().unwrap_or(0);
            let metrics = reqwest::get(format!("{}metrics", self.address)).await.unwrap().text().await.unwrap();
            let value =
                |name: &str| metrics.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<f64>().ok());
            let applied = value(r#"balachka_store_bookmark{store="analysis"}"#);
            if confirmed >= last && applied.is_some() && applied == value("balachka_journal_seq") {
                return;
            }
            assert!(Instant::now() < deadline, "it does not catch up");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// More by day than by night, more at the weekend, and never quite the same.
fn a_month_of_talk(world: &Playground, (title, daily): &(&str, i64), people: &[i64]) -> i64 {
    let new = NewChat { title: (*title).into(), kind: ChatKind::Supergroup, member_ids: people.to_vec() };
    let group = world.open_chat(new).unwrap();
    let mut rng = fastrand::Rng::with_seed(daily.unsigned_abs());
    let now = jiff::Timestamp::now().as_second();
    let midnight = now - now.rem_euclid(DAY);
    for day in (0..30).rev() {
        let weekend = (midnight / DAY - day + 3) % 7 >= 5;
        let count = rng.i64(*daily / 2..=*daily * if weekend { 2 } else { 1 });
        let favourite = rng.usize(..SAYINGS.len());
        let mut dates: Vec<i64> =
            (0..count).map(|_| midnight - day * DAY + hour(&mut rng) * 3600 + rng.i64(0..3600)).collect();
        dates.sort_unstable();
        for date in dates.into_iter().filter(|date| *date < now - 600) {
            let saying = if rng.bool() { favourite } else { rng.usize(..SAYINGS.len()) };
            let from = people[rng.usize(..people.len()).min(rng.usize(..people.len()))];
            let said = Said { from, text: SAYINGS[saying].into(), date: Some(date), ..Said::default() };
            world.say(group, said).unwrap();
        }
    }
    group
}

/// Universal time: lively around noon and in the evening.
fn hour(rng: &mut fastrand::Rng) -> i64 {
    let noon = rng.i64(5..14);
    if rng.bool() { noon } else { rng.i64(14..21).max(rng.i64(12..20)) }
}

fn start(world: &Playground, api: &str, model: &StandIn, data: &TempDir) -> (Child, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_balachka"))
        .args(["run", "--http", "127.0.0.1:0", "--data-dir", data.path().to_str().unwrap()])
        .env_clear()
        .env("TELEGRAM_BOT_TOKEN", world.token())
        .env("TELEGRAM_API_URL", api)
        .env("BALACHKA__TELEGRAM__POLL_TIMEOUT_SECS", "2")
        .env("OPENAI_BASE_URL", model.base_url(Protocol::OpenAi))
        .env("OPENAI_MODEL", "gemma3")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned();
    (process, address)
}

/// Nothing sticks out to the right.
async fn assert_no_sideways_scroll(browser: &Browser, width: u32, page: &str) {
    let wide = browser
        .run(&format!(
            "const out = [...document.querySelectorAll('body *')].filter((node) => node.checkVisibility() && !node.closest('.scroll, .unseen, .skip, thead')
                && node.getBoundingClientRect().right > {width}.5).map((node) => node.outerHTML.slice(0, 90));
            return [document.documentElement.scrollWidth <= {width}, out]"
        ))
        .await;
    assert_eq!(wide, json!([true, []]), "{page} at {width}");
}

/// Where pictures are wanted: those of the README are made with `DASHBOARD_PICTURES=.github/pictures`.
fn pictures() -> Option<PathBuf> {
    std::env::var_os("DASHBOARD_PICTURES").map(PathBuf::from)
}

/// Saves what is seen, if it is wanted.
async fn picture(browser: &Browser, name: &str, whole: bool) {
    let Some(folder) = pictures() else { return };
    let path = folder.join(format!("{name}.png"));
    std::fs::write(path, browser.screenshot(whole).await).unwrap();
}

#[actix_web::test]
async fn the_dashboard_is_read_at_a_glance_on_a_desktop_and_on_a_phone() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let house = House::open().await;
    let chat = format!("chats/{}", house.groups[0]);
    // The overview last: what is said for its pictures is not to be seen in the others.
    for (name, path, charts) in [("chats", "chats", 0), ("chat", chat.as_str(), 2), ("overview", "", 2)] {
        for (scheme, (width, height)) in
            ["light", "dark"].into_iter().flat_map(|scheme| WIDTHS.map(|size| (scheme, size)))
        {
            browser.prefer(scheme).await;
            browser.become_a_phone(width, height).await;
            browser.open(&format!("{}{path}", house.address)).await;
            browser.wait(&format!("document.querySelectorAll('.plot canvas').length === {charts}")).await;
            let ground = browser.run("return getComputedStyle(document.body).backgroundColor").await;
            assert_eq!(ground == "rgb(247, 241, 232)", scheme == "light", "{ground}");
            assert_no_sideways_scroll(&browser, width, name).await;
            if path.is_empty() && pictures().is_some() {
                house.talks_a_while().await;
            }
            let device = if width == 360 { "phone" } else { "desktop" };
            picture(&browser, &format!("dashboard-{name}-{device}-{scheme}"), width > 360 && !path.is_empty()).await;
        }
    }
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[actix_web::test]
async fn what_happens_is_seen_without_loading_the_page_again() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let house = House::open().await;
    browser.open(&house.address).await;
    browser.see("#link", "Live").await;
    browser.see("#health h2", "All is well").await;
    browser.run("window.same = true").await;
    let before = browser.run("return document.querySelector('[data-value=received]').textContent").await;
    house.world.say(house.groups[0], Said { from: house.olena, text: "Чути?".into(), ..Said::default() }).unwrap();
    house.world.queue_raw(r#"{"message": {"message_id": "no number"}}"#).unwrap();
    browser.wait(&format!("document.querySelector('[data-value=received]').textContent !== {before}")).await;
    browser.see("#letters", "№ 1").await;
    browser.see("#health", "updates could not be processed").await;
    browser.wait("Number(document.querySelectorAll('.plot')[1].dataset.drawn) > 2").await;

    browser.run("window.confirm = () => true").await;
    browser.click("#letters .risky").await;
    browser.see("#letters", "None: all updates were processed").await;
    browser.click(".language [value=uk]").await;
    browser.see("h1", "Стан служби").await;
    browser.see("#link", "Наживо").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_chat_s_charts_tell_what_is_under_the_pointer_and_its_search_finds() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let house = House::open().await;
    browser.open(&format!("{}chats", house.address)).await;
    browser.see(".chat h2", "Двір на Подолі").await;
    browser.click(&format!("a[href='/chats/{}']", house.groups[0])).await;
    browser.see("h1", "Кухня").await;
    let told = "document.querySelector('[data-chart=mood] output').textContent";
    let total = browser.run(&format!("return {told}")).await;
    browser
        .run(
            "const over = document.querySelector('[data-chart=mood] .u-over'), { left, top } = over.getBoundingClientRect();
            for (const type of ['mouseenter', 'mousemove']) over.dispatchEvent(new MouseEvent(type, { clientX: left + 200, clientY: top + 40, bubbles: true }))",
        )
        .await;
    browser.wait(&format!("{told} !== {total} && {told}.split(' · ').length === 3")).await;
    browser.type_into("[name=q]", &format!("борщ{ENTER}")).await;
    browser.see("#search", "Messages 1 to 20").await;
    browser.see("#search .note", "dashboard.show_texts").await;
    let shown = browser.run("return document.body.innerText.includes('сметану')").await;
    assert_eq!(shown, false);
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}
