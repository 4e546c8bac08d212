//! What understanding one text costs: `cargo bench --bench texts [-- --short]`.
#![expect(clippy::print_stdout, reason = "it prints a table")]

mod support;

use std::hint::black_box;

use intent::understand;
use language::{
    analyzer::Analyzer,
    text::{
        calling::{CallNames, is_call},
        glance::Glance,
        news::news,
    },
};

use support::{Cost, TEXTS, is_short, median, runs};

#[actix::main]
async fn main() {
    let rounds = if is_short() { 200 } else { 20_000 };
    // Each text is another one: a text that is known is not read again.
    let texts: Vec<String> =
        (0..rounds).flat_map(|round| TEXTS.iter().map(move |text| format!("{text} {round}"))).collect();
    measure("analysis", &texts, |text| Analyzer::default().read(text)).await;
    measure("is anybody called", &texts, |text| is_call(text, &[CallNames::usual()])).await;
    measure("a look for news", &texts, Glance::at).await;
    measure("news", &texts, news).await;
    let few: Vec<String> = texts.iter().take(texts.len() / 20).cloned().collect();
    measure("what is meant by it", &few, understand).await;
}

async fn measure<T>(what: &str, texts: &[String], work: impl Fn(&str) -> T) {
    // Whatever is made at the first use is made.
    texts.iter().take(10).for_each(|text| drop(work(text)));
    let mut figures = Vec::new();
    for _ in 0..runs() {
        let ((), cost) = Cost::of(async { texts.iter().for_each(|text| drop(black_box(work(text)))) }).await;
        figures.push(cost.cpu_micros(texts.len()));
    }
    println!("{what:<24} {:>8.2} µs", median(figures));
}
