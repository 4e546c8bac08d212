//! What a reading costs, and what the cache saves:
//! `cargo test --release -p actors analyzer::tests::speed -- --ignored --nocapture`.

use std::{hint::black_box, time::Instant};

use super::*;

const ROUNDS: u32 = 20_000;

const TEXTS: [(&str, &str); 5] = [
    ("a greeting", "Привіт!"),
    ("80 characters", "Вчора ходили з друзями на концерт, було дуже весело, шкода що ти не зміг прийти."),
    ("with emoji", "Вчора ходили з друзями 😂😂 на концерт 🎸, було дуже весело ❤️, шкода що без тебе :("),
    ("with a link", "Подивись https://example.com/a/b?c=d, там @someone пише про нову кав'ярню в центрі міста"),
    ("unknown words", "Тралювала бурмиха крізь зелепугу, шкварчала мамрига, тьохкав закапелок біля чупринди"),
];

#[test]
#[ignore = "a measurement"]
fn readings_and_hits() {
    let analyzer = Analyzer::new();
    let start = Instant::now();
    analyzer.read("так");
    println!("the first, with the lexicon read: {:?}", start.elapsed());
    for (name, text) in TEXTS {
        let anew = nanoseconds(|| drop(black_box(read(black_box(text)))));
        analyzer.read(text);
        let hit = nanoseconds(|| drop(black_box(analyzer.read(black_box(text)))));
        println!(
            "{name} ({} characters): anew {anew:.0} ns, a hit {hit:.0} ns, ratio {:.1}",
            text.chars().count(),
            anew / hit
        );
    }
}

fn nanoseconds(work: impl Fn()) -> f64 {
    let start = Instant::now();
    (0..ROUNDS).for_each(|_| work());
    start.elapsed().as_nanos() as f64 / f64::from(ROUNDS)
}
