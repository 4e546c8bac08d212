//! Pictures as those who get them see them.

use std::fs;
use std::time::Instant;

use super::*;

fn text(text: &str) -> String {
    text.to_owned()
}

fn tally(label: &str, count: u32) -> Tally {
    Tally { label: text(label), count }
}

fn figure(label: &str, value: &str) -> Figure {
    Figure { label: text(label), value: text(value) }
}

fn stats() -> StatsCard {
    let day =
        |it: u32| tally(&format!("{:02}.11", it % 30 + 1), 40 + (it * 7919 % 211) + if it % 7 > 4 { 120 } else { 0 });
    StatsCard {
        title: text("Кухня на Подолі 🌻"),
        subtitle: text("Останні 30 днів"),
        figures: vec![
            figure("повідомлень", "12\u{A0}480"),
            figure("учасників", "37"),
            figure("за сьогодні", "214"),
            figure("від мене", "1\u{A0}032"),
        ],
        hour_caption: text("За годинами"),
        by_hour: [
            40, 12, 6, 2, 1, 3, 15, 60, 120, 180, 210, 230, 260, 240, 200, 190, 220, 280, 340, 420, 480, 390, 220, 90,
        ],
        day_caption: text("За днями"),
        by_day: (0..30).map(day).collect(),
    }
}

fn point(label: &str, sentiment: f32, messages: u32) -> MoodPoint {
    MoodPoint { label: text(label), sentiment, messages }
}

fn emotion(key: &str, label: &str, share: f32) -> EmotionShare {
    EmotionShare { key: text(key), label: text(label), share }
}

fn mood() -> MoodCard {
    let days = ["пн", "вт", "ср", "чт", "пт", "сб", "нд"];
    let feel = [0.12, 0.3, -0.05, -0.22, 0.18, 0.46, 0.38];
    let said = [120, 180, 90, 60, 240, 310, 200];
    MoodCard {
        title: text("Кухня на Подолі 🌻"),
        subtitle: text("Настрій за тиждень"),
        word: text("добрий"),
        mood_caption: text("День за днем"),
        points: (0..7).map(|it| point(days[it], feel[it], said[it])).collect(),
        emotion_caption: text("Почуття"),
        emotions: vec![
            emotion("joy", "радість", 0.41),
            emotion("neutral", "спокій", 0.27),
            emotion("surprise", "подив", 0.14),
            emotion("sadness", "смуток", 0.1),
            emotion("anger", "гнів", 0.05),
            emotion("fear", "страх", 0.03),
        ],
        topic_caption: text("Про що"),
        topics: vec![tally("їжа", 214), tally("подорожі", 131), tally("музика", 80), tally("робота", 41)],
    }
}

fn person(name: &str, count: u32, note: Option<&str>) -> TopRow {
    TopRow { name: text(name), count, note: note.map(text) }
}

fn top() -> TopCard {
    TopCard {
        title: text("Кухня на Подолі 🌻"),
        subtitle: text("Хто найбільше говорить"),
        rows: vec![
            person("Оленка 🌻", 4120, Some("сова")),
            person("Тарас Шевчук", 3011, None),
            person("שרה כהן", 2500, None),
            person("Дуже-предуже довге імʼя, яке хтось вигадав заради жарту", 1999, Some("жайворонок")),
            person("👨‍👩‍👧 Родина 🇺🇦", 900, None),
            person("Їжак ❤️", 612, None),
            person("محمد علي", 400, None),
            person("Ӟ̷̡̛͇̳́ӓ̶̧̛͚́л̴̢̛̖̈ґ̵̛̝̈́о̶̢̛", 120, None),
            person("李明 Li", 33, None),
            person("", 1, None),
        ],
    }
}

fn extreme() -> StatsCard {
    let long = "Найдовша назва чату, яку тільки можна собі уявити 🌻🌻🌻 і ще трохи";
    StatsCard {
        title: text(long),
        subtitle: text(long),
        figures: (0..9).map(|_| figure(long, "4\u{A0}294\u{A0}967\u{A0}295")).collect(),
        hour_caption: text(long),
        by_hour: std::array::from_fn(|it| if it % 2 == 0 { u32::MAX } else { 1 }),
        day_caption: text(long),
        by_day: (0..500).map(|it| tally(long, if it == 499 { u32::MAX } else { 0 })).collect(),
    }
}

fn long_mood() -> MoodCard {
    let point = |it: u16| {
        let wave = (f32::from(it) / 9.0).sin() * 0.7 + (f32::from(it) / 2.3).cos() * 0.2;
        let messages = if it % 24 < 7 { 0 } else { u32::from(it * 37 % 61) };
        point(&format!("{:02}.11", it / 24 + 1), wave, messages)
    };
    MoodCard { points: (0..168).map(point).collect(), ..mood() }
}

fn samples() -> Vec<(&'static str, Card)> {
    let one = MoodCard { points: vec![point("нд", -0.8, 1)], word: text("важкий"), ..MoodCard::default() };
    vec![
        ("stats", Card::Stats(stats())),
        ("stats-empty", Card::Stats(StatsCard { title: text("Тиша"), ..StatsCard::default() })),
        ("stats-extreme", Card::Stats(extreme())),
        ("mood", Card::Mood(mood())),
        ("mood-long", Card::Mood(long_mood())),
        ("mood-one", Card::Mood(one)),
        ("top", Card::Top(top())),
        ("top-one", Card::Top(TopCard { rows: vec![person("Я", u32::MAX, None)], ..top() })),
    ]
}

#[test]
#[ignore = "writes pictures to look at, into PICTURES"]
fn pictures_to_look_at() {
    let folder = std::env::var("PICTURES").unwrap();
    fs::create_dir_all(&folder).unwrap();
    for (name, card) in samples() {
        for (suffix, theme) in [("light", Theme::Light), ("dark", Theme::Dark)] {
            let began = Instant::now();
            let png = draw(&card, theme).unwrap();
            println!("{name}-{suffix}: {:?}, {} bytes", began.elapsed(), png.len());
            fs::write(format!("{folder}/{name}-{suffix}.png"), png).unwrap();
        }
    }
}
