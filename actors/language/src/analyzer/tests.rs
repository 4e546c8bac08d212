//! What is understood of whole texts.

mod bad_input;
mod cues;
mod emotions;
mod languages;
mod speed;
mod topics;

use super::*;

fn read(text: &str) -> Reading {
    read_anew(text, emotion::built_in())
}

#[test]
fn a_text_is_read_once_while_it_is_held() {
    let analyzer = Analyzer::new();
    assert_eq!(analyzer.cached("Добрий ранок!"), None);
    let reading = analyzer.read("Добрий ранок!");
    assert!(Arc::ptr_eq(&reading, &analyzer.clone().read("Добрий ранок!")));
    assert!(Arc::ptr_eq(&reading, &analyzer.cached("Добрий ранок!").unwrap()));
    analyzer.expire(Instant::now() + std::time::Duration::from_hours(25));
    assert_eq!(analyzer.cached("Добрий ранок!"), None);
}

#[test]
fn many_threads_share_it() {
    let analyzer = Analyzer::new();
    let texts: Vec<String> = (0..200).map(|number| format!("Радий вас бачити, {number}!")).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| texts.iter().for_each(|text| assert_eq!(*analyzer.read(text), read(text))));
        }
    });
}
