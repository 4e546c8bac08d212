//! A language that no Rust knows of is learned from the files of its pack alone.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use balachka_intent::{
    ClockQuery, Intent, PersonQuery, PersonRef, SmallTalk, SummaryPeriod, TopPeriod, asks_the_memory,
    slots::{
        about::{Purpose, about},
        expression::expression,
        names::{people, same_person},
        options::options,
        range::range,
    },
    times::{Direction, times},
    understand, zone_of,
};
use jiff::Zoned;
use language::{
    analyzer::{self, Analyzer},
    packs::{self, NotInstalled},
    text::{
        catalogue::{Args, Language, say, variants, written_in},
        inflection,
    },
    zone::Zone,
};

/// One test: a pack is installed before anything is understood, and once for the whole process.
#[test]
fn polish_is_understood_and_spoken_from_files_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/pl");
    packs::install(&folder).unwrap();
    phrases_are_understood();
    times_and_places_are_read();
    what_people_plan_and_tell_of_has_its_time();
    people_and_memories_are_asked_for();
    slots_are_read();
    forms_of_a_word_are_one();
    texts_are_said_and_told_by_their_letters();
    the_others_are_as_they_were();
    assert!(matches!(packs::install(&folder), Err(NotInstalled::TooLate)));
}

fn phrases_are_understood() {
    for (text, talk) in [
        ("Cześć, Balaczko!", SmallTalk::Greeting),
        ("dzień dobry", SmallTalk::Greeting),
        ("Balaczko, co słychać?", SmallTalk::HowAreYou),
        ("opowiedz dowcip", SmallTalk::Joke),
        ("DZIĘKUJĘ", SmallTalk::Thanks),
        ("Balaczka!", SmallTalk::Called),
        ("dlaczego niebo jest niebieskie", SmallTalk::Question),
    ] {
        assert_eq!(understand(text), Intent::SmallTalk(talk), "{text}");
    }
    assert_eq!(understand("pokaż ranking"), Intent::Top(TopPeriod::Week));
}

fn times_and_places_are_read() {
    for (text, period) in [
        ("o czym rozmawialiśmy?", SummaryPeriod::Usual),
        ("o czym rozmawialiśmy wczoraj?", SummaryPeriod::Yesterday),
        ("o czym była mowa przez dwie godziny", SummaryPeriod::Last(2 * 3600)),
        ("co mnie ominęło w tym tygodniu, dziś", SummaryPeriod::Today),
    ] {
        assert_eq!(understand(text), Intent::Summary(period), "{text}");
    }
    assert_eq!(SummaryPeriod::of("3 godziny"), Some(SummaryPeriod::Last(3 * 3600)));
    assert_eq!(SummaryPeriod::of("przez tydzień"), Some(SummaryPeriod::Week));
    assert_eq!(TopPeriod::of("dziś"), Some(TopPeriod::Today));
    assert_eq!(understand("jaki dzień będzie pojutrze?"), Intent::Clock(ClockQuery::Day(2)));
    let there = ClockQuery::There("w Londynie".into(), "Londynie".into());
    assert_eq!(understand("która godzina w Londynie?"), Intent::Clock(there));
    assert_eq!(zone_of("Londynie"), Zone::named("Europe/London"));
    assert_eq!(zone_of("Krakowem"), Zone::named("Europe/Warsaw"));
}

fn what_people_plan_and_tell_of_has_its_time() {
    let now: Zoned = "2026-11-28T15:20:00[Europe/Warsaw]".parse().unwrap();
    let shown = |time: &Zoned| time.strftime("%Y-%m-%d %H:%M").to_string();
    for (text, moment) in [
        ("przypomnij jutro o dziewiątej", "2026-11-29 09:00"),
        ("jutro wieczorem o 8", "2026-11-29 20:00"),
        ("za pół godziny", "2026-11-28 15:50"),
        ("za dwie godziny", "2026-11-28 17:20"),
        ("w przyszły piątek o 17:00", "2026-12-04 17:00"),
        ("do piątku", "2026-12-04 00:00"),
        ("do wieczora", "2026-11-28 18:00"),
        ("do nowego roku", "2027-01-01 00:00"),
        ("codziennie o 8 rano", "2026-11-29 08:00"),
    ] {
        assert_eq!(times(text, &now, Direction::Future).at.as_ref().map(shown), Some(moment.into()), "{text}");
    }
    for (text, from, to) in [
        ("wczoraj wieczorem", "2026-11-27 18:00", "2026-11-28 00:00"),
        ("w zeszłym tygodniu", "2026-11-16 00:00", "2026-11-23 00:00"),
        ("20 listopada", "2026-11-20 00:00", "2026-11-21 00:00"),
        ("od poniedziałku do środy", "2026-11-23 00:00", "2026-11-26 00:00"),
        ("dwie godziny temu", "2026-11-28 13:20", "2026-11-28 14:20"),
    ] {
        let period = times(text, &now, Direction::Past).period.map(|(from, to)| (shown(&from), shown(&to)));
        assert_eq!(period, Some((from.into(), to.into())), "{text}");
    }
}

fn people_and_memories_are_asked_for() {
    let who = PersonQuery::of("kim jest Tomek?").map(|query| query.who);
    assert_eq!(who, Some(PersonRef::Named("Tomek".into())));
    assert!(asks_the_memory("kto wspomniał o herbacie?"));
}

fn slots_are_read() {
    let named = |text: &str| people(text, &[]).into_iter().map(|person| person.name).collect::<Vec<_>>();
    assert_eq!(named("co Tomek powiedział o Kasi, a co mnie?"), ["Tomek", "Kasia", "asker"]);
    assert_eq!(named("od Piotra"), ["Piotr"]);
    assert!(same_person("Tomkowi", "Tomasz") && same_person("Piotr", "Петро") && !same_person("Kasia", "Tomek"));
    assert_eq!(
        options("co lepsze, kawa czy herbata?").map(|it| it.options),
        Some(vec!["kawa".into(), "herbata".into()])
    );
    assert_eq!(range("od dwa do dziesięciu").map(|draw| (draw.from, draw.to)), Some((2, 10)));
    assert_eq!(expression("15 procent z 840").as_deref(), Some("15%*840"));
    assert_eq!(about("kto wspomniał o herbacie?", Purpose::Recall, &[], &[]), ["herbacie"]);
}

fn forms_of_a_word_are_one() {
    for forms in [["herbata", "herbatę", "herbatą", "herbaty"], ["kot", "kota", "kotem", "kotami"]] {
        let stems = forms.map(analyzer::stem);
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
    }
    let shares = |one, other| inflection::roots(one).iter().any(|root| inflection::roots(other).contains(root));
    assert!(shares("stół", "stołu") && shares("kraków", "krakowa") && !shares("kot", "kąt"));
    assert_eq!(inflection::beginning("herbatą"), Some("herbat"));
}

fn texts_are_said_and_told_by_their_letters() {
    let polish = Language::of_tag("pl-PL").unwrap();
    assert_eq!((polish.as_str(), polish.english_name(), Language::called("po polsku")), ("pl", "Polish", Some(polish)));
    let counted =
        |count| say(polish, "stats-total", &Args::default().number("messages", count).number("people", count));
    assert_eq!(counted(1), "<b>1</b> wiadomość od <b>1</b> osoby");
    assert_eq!(counted(3), "<b>3</b> wiadomości od <b>3</b> osób");
    assert_eq!(variants(polish, "greeting"), 2);
    assert_eq!(written_in("Zażółć gęślą jaźń".split(' ')), Some((polish, 15)));
    assert_eq!(Analyzer::new().read("Zażółć gęślą jaźń, żółwiu").language, "pl");
}

/// The languages that are built in know nothing of it.
fn the_others_are_as_they_were() {
    assert_eq!(Language::default(), Language::Uk);
    assert_eq!(understand("Привіт, Балачко!"), Intent::SmallTalk(SmallTalk::Greeting));
    assert_eq!(understand("what did I miss?"), Intent::Summary(SummaryPeriod::Usual));
    assert_eq!(Analyzer::new().read("I really love this evening, thank you all").language, "en");
    assert_eq!(Analyzer::new().read("Сьогодні чудовий вечір, дякую").language, "uk");
}
