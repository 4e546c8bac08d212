//! Pictures as those who get them see them.

use std::fs;
use std::time::Instant;

use proptest::prelude::*;

use super::*;

/// Far more than a phone wants to load, in bytes.
const HEAVY: usize = 200_000;

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

fn pixels(card: &Card, theme: Theme) -> Pixmap {
    let png = draw(card, theme).unwrap();
    assert!(png.len() < HEAVY, "{} bytes", png.len());
    Pixmap::decode_png(&png).unwrap()
}

/// Whether the pixel has that colour of a palette.
fn is(picture: &Pixmap, x: u32, y: u32, colour: &str) -> bool {
    let pixel = picture.pixel(x, y).unwrap();
    format!("#{:02x}{:02x}{:02x}", pixel.red(), pixel.green(), pixel.blue()) == colour
}

/// Pixels of the first row's name that are not ground.
fn ink(name: &str) -> usize {
    let picture = pixels(&Card::Top(TopCard { rows: vec![person(name, 5, None)], ..top() }), Theme::Light);
    let ground = Theme::Light.palette().surface;
    let spots = (250..800).flat_map(|x| (258..305).map(move |y| (x, y)));
    spots.filter(|(x, y)| !is(&picture, *x, *y, ground)).count()
}

#[test]
fn every_sample_is_a_picture_of_bounded_size() {
    for (name, card) in samples() {
        let picture = pixels(&card, Theme::Light);
        assert_eq!(picture.width(), WIDTH, "{name}");
        assert!((200..2200).contains(&picture.height()), "{name}: {}", picture.height());
    }
}

#[test]
fn names_leave_ink_and_nothing_leaves_none() {
    assert_eq!(ink(""), 0);
    assert_eq!(ink("\u{200B}\u{202E}\n"), 0);
    let (letters, flower) = (ink("Оленка"), ink("🌻"));
    assert!(letters > 1000 && flower > 300, "{letters} {flower}");
    assert!(ink("Оленка 🌻").abs_diff(letters + flower) < 120);
    assert!(ink("Ґжицька") != ink("Хжицька"));
}

#[test]
fn hostile_names_are_drawn_as_harmless_ones() {
    let with = |name: &str| draw(&Card::Top(TopCard { title: text(name), ..top() }), Theme::Light).unwrap();
    assert_eq!(with("\u{202E}нел\u{0}О\u{2066}"), with("нелО"));
    let endless = "👨\u{200D}".repeat(4096);
    let marks = format!("О{}", "\u{315}".repeat(4096));
    for name in ["</text><script>", "&amp;&#0;", "]]>", "<![CDATA[", "'\"`", "\u{FFFF}", "\u{1F}", &endless, &marks] {
        assert_eq!(Pixmap::decode_png(&with(name)).unwrap().width(), WIDTH, "{name:?}");
    }
    assert_ne!(with("<b>Оля</b>"), with("Оля"));
}

#[test]
fn the_same_data_gives_the_same_bytes_and_themes_differ() {
    for (_, card) in samples() {
        let light = draw(&card, Theme::Light).unwrap();
        assert_eq!(light, draw(&card, Theme::Light).unwrap());
        assert_ne!(light, draw(&card, Theme::Dark).unwrap());
    }
}

#[test]
fn bars_are_as_high_as_their_counts() {
    let mut by_hour = [0; 24];
    (by_hour[2], by_hour[10], by_hour[22]) = (400, 200, 100);
    let card = Card::Stats(StatsCard { by_hour, hour_caption: String::new(), figures: Vec::new(), ..stats() });
    let picture = pixels(&card, Theme::Light);
    let palette = Theme::Light.palette();
    let height = |hour: u32| {
        let x = 84 + 38 * hour + 19;
        let in_bar = |y: &u32| is(&picture, x, *y, palette.accent) || is(&picture, x, *y, palette.bar);
        (300..545).filter(in_bar).count()
    };
    let (most, half, quarter) = (height(2), height(10), height(22));
    assert!(most > 200 && most.abs_diff(half * 2) <= 3 && most.abs_diff(quarter * 4) <= 6, "{most} {half} {quarter}");
    assert_eq!(height(5), 0);
}

#[test]
fn good_days_are_green_and_bad_ones_blue() {
    let of = |sentiment: f32| {
        let card = MoodCard { points: vec![point("нд", sentiment, 5)], ..mood() };
        let picture = pixels(&Card::Mood(card), Theme::Dark);
        let palette = Theme::Dark.palette();
        [palette.glad, palette.wheat, palette.sad].map(|colour| is(&picture, 136, 264, colour))
    };
    assert_eq!(of(0.5), [true, false, false]);
    assert_eq!(of(0.0), [false, true, false]);
    assert_eq!(of(f32::NAN), [false, true, false]);
    assert_eq!(of(-0.5), [false, false, true]);
}

fn any_tally() -> impl Strategy<Value = Tally> {
    (".{0,60}", any::<u32>()).prop_map(|(label, count)| Tally { label, count })
}

fn any_mood() -> impl Strategy<Value = MoodCard> {
    let point = (".{0,12}", any::<f32>(), any::<u32>());
    let point = point.prop_map(|(label, sentiment, messages)| MoodPoint { label, sentiment, messages });
    let emotion = ("[a-z]{0,8}", ".{0,40}", any::<f32>());
    let emotion = emotion.prop_map(|(key, label, share)| EmotionShare { key, label, share });
    let lists = (
        prop::collection::vec(point, 0..400),
        prop::collection::vec(emotion, 0..12),
        prop::collection::vec(any_tally(), 0..9),
    );
    (".{0,90}", ".{0,90}", lists).prop_map(|(title, word, (points, emotions, topics))| MoodCard {
        title,
        word,
        points,
        emotions,
        topics,
        ..mood()
    })
}

fn any_stats() -> impl Strategy<Value = StatsCard> {
    let figure = (".{0,40}", ".{0,40}").prop_map(|(label, value)| Figure { label, value });
    let lists = (prop::collection::vec(figure, 0..7), prop::collection::vec(any_tally(), 0..60));
    (".{0,90}", prop::array::uniform24(any::<u32>()), lists).prop_map(|(title, by_hour, (figures, by_day))| StatsCard {
        title,
        figures,
        by_hour,
        by_day,
        ..stats()
    })
}

fn any_top() -> impl Strategy<Value = TopCard> {
    let row = (".{0,90}", any::<u32>(), prop::option::of(".{0,40}"));
    let row = row.prop_map(|(name, count, note)| TopRow { name, count, note });
    (".{0,90}", prop::collection::vec(row, 0..14)).prop_map(|(title, rows)| TopCard { title, rows, ..top() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn anything_gives_a_picture_within_size(stats in any_stats(), mood in any_mood(), top in any_top()) {
        for card in [Card::Stats(stats), Card::Mood(mood), Card::Top(top)] {
            let picture = pixels(&card, Theme::Dark);
            prop_assert_eq!(picture.width(), WIDTH);
            prop_assert!((150..2200).contains(&picture.height()), "{}", picture.height());
        }
    }
}
