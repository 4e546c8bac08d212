use super::*;
use storage::fixtures::{group, message, person};

const NOW: i64 = 1_714_745_100;

/// Less than the defaults, so that little is enough.
fn strict() -> Limits {
    Limits {
        messages_per_minute: 35,
        chat_messages_per_minute: 120,
        calls_per_minute: 20,
        repeats_per_minute: 4,
        answers_per_person: 100,
        answers_per_chat: 300,
    }
}

fn said(who: i64, at: i64, text: &str) -> Message {
    Message { sender: person(who), date: NOW + at, ..message(&group(-5), at, text) }
}

/// How each message of a person is taken, told at these seconds.
fn hear(floods: &mut Floods, who: i64, calls: bool, lines: impl Iterator<Item = (i64, String)>) -> Vec<FloodVerdict> {
    lines.map(|(at, text)| floods.hear(&strict(), &said(who, at, &text), calls)).collect()
}

fn different(count: usize, every: i64) -> impl Iterator<Item = (i64, String)> {
    (0..).map(move |nth| (nth * every, format!("рядок {nth}"))).take(count)
}

fn flooded(manners: &[FloodVerdict]) -> usize {
    manners.iter().take_while(|it| !matches!(it, FloodVerdict::Flooding(_))).count()
}

#[test]
fn who_writes_too_much_floods_until_calm_and_others_do_not() {
    let mut floods = Floods::default();
    let manners = hear(&mut floods, 1, false, different(60, 0));
    assert_eq!(flooded(&manners), 35);
    assert_eq!(manners[35], FloodVerdict::Flooding(Some(Excess::Messages)));
    let later = |floods: &mut Floods, who, at| floods.hear(&strict(), &said(who, at, "агов"), true);
    assert_eq!(later(&mut floods, 1, 30), FloodVerdict::Flooding(None));
    assert_eq!(later(&mut floods, 2, 30), FloodVerdict::Fine);
    assert_eq!(later(&mut floods, 1, 60), FloodVerdict::Fine);
}

#[test]
fn lively_talk_is_no_flood() {
    let mut floods = Floods::default();
    let talk = hear(&mut floods, 1, false, different(1000, 2));
    assert_eq!(flooded(&talk), 1000);
    assert_eq!(flooded(&hear(&mut Floods::default(), 1, false, (0..30).map(|_| (0, "ха".to_owned())))), 30);
}

#[test]
fn calls_are_too_much_sooner_than_words() {
    let manners = hear(&mut Floods::default(), 1, true, different(30, 0));
    assert_eq!((flooded(&manners), manners[20]), (20, FloodVerdict::Flooding(Some(Excess::Calls))));
}

#[test]
fn the_same_again_and_again_is_a_flood_of_one_or_of_several() {
    let same = |at| (at, ["Купуйте слона!", "купуйте слона! "][usize::try_from(at % 2).unwrap()].to_owned());
    let manners = hear(&mut Floods::default(), 1, false, (0..9).map(same));
    assert_eq!((flooded(&manners), manners[4]), (4, FloodVerdict::Flooding(Some(Excess::Repeats))));
    let mut floods = Floods::default();
    let of_many: Vec<_> = (1..=12).flat_map(|who| hear(&mut floods, who, false, std::iter::once(same(0)))).collect();
    assert_eq!(flooded(&of_many), 8);
    let slowly = hear(&mut Floods::default(), 1, false, (0..9).map(|nth| same(nth * 20)));
    assert_eq!(flooded(&slowly), 9);
    let commands = hear(&mut Floods::default(), 1, true, (0..9).map(|_| (0, "/stats".to_owned())));
    assert_eq!(flooded(&commands), 9, "commands are counted as calls");
}

#[test]
fn a_chat_where_all_write_at_once_is_crowded_and_nobody_is_to_blame() {
    let mut floods = Floods::default();
    let manners: Vec<_> = (0..130).flat_map(|who| hear(&mut floods, who, false, different(1, 0))).collect();
    assert_eq!(manners.iter().position(|it| *it == FloodVerdict::Crowded), Some(120));
    assert_eq!(flooded(&manners), 130);
}

#[test]
fn an_album_is_one_message() {
    let mut floods = Floods::default();
    for at in 0..60 {
        let part = Message { album: Some("1".into()), text: None, ..said(1, 0, "") };
        assert_eq!(floods.hear(&strict(), &part, false), FloodVerdict::Fine, "{at}");
    }
}

#[test]
fn answers_are_so_many_an_hour_for_each_and_for_all() {
    let limits = Limits { answers_per_person: 3, answers_per_chat: 5, ..strict() };
    let mut floods = Floods::default();
    let mut answers = |who, at| floods.answer(&limits, PersonId(who), NOW + at);
    assert_eq!([1, 1, 1, 1, 2, 2, 2].map(|who| answers(who, 0)), [true, true, true, false, true, true, false]);
    assert!(answers(1, 1200) && !answers(1, 1201));
}

#[test]
fn mild_words_are_rare() {
    let mut floods = Floods::default();
    let mut told = |who, at| floods.tell(PersonId(who), NOW + at);
    assert!(told(1, 0));
    assert!(!told(2, 299), "one in five minutes for the chat");
    assert!(told(2, 300));
    assert!(!told(1, 599) && told(1, 600), "one in ten minutes for each");
}

#[test]
fn what_is_remembered_is_bounded() {
    let mut floods = Floods::default();
    for nth in 0..5_000 {
        hear(&mut floods, nth % 700, true, std::iter::once((nth / 50, format!("текст про щось {}", nth % 90))));
        floods.answer(&strict(), PersonId(nth % 700), NOW + nth / 50);
    }
    let stored = serde_json::to_string(&floods).unwrap();
    assert!(stored.len() < 12_000, "{}", stored.len());
}

#[test]
fn what_tells_of_a_flood_survives_and_quiet_talk_is_not_written() {
    let restarted =
        |floods: &Floods| -> Floods { serde_json::from_str(&serde_json::to_string(floods).unwrap()).unwrap() };
    let mut floods = Floods::default();
    hear(&mut floods, 1, false, different(60, 0));
    hear(&mut floods, 2, false, (0..4).map(|_| (0, "одне й те саме".to_owned())));
    let mut floods = restarted(&floods);
    let next = |floods: &mut Floods, who, text| floods.hear(&strict(), &said(who, 1, text), false);
    assert!(matches!(next(&mut floods, 1, "агов"), FloodVerdict::Flooding(_)));
    assert_eq!(next(&mut floods, 2, "одне й те саме"), FloodVerdict::Flooding(Some(Excess::Repeats)));
    let mut quiet = Floods::default();
    hear(&mut quiet, 3, false, different(5, 10));
    let before = serde_json::to_string(&quiet).unwrap();
    hear(&mut quiet, 4, false, different(5, 12));
    assert_eq!(serde_json::to_string(&quiet).unwrap(), before);
}

#[test]
fn a_clock_that_went_wrong_does_no_lasting_harm() {
    let mut floods = Floods::default();
    for date in [i64::MAX, i64::MIN, i64::MAX - 5] {
        for _ in 0..100 {
            let wrong = Message { date, ..said(1, 0, "звідки я тут") };
            floods.hear(&strict(), &wrong, true);
        }
    }
    assert_eq!(floods.hear(&strict(), &said(1, 0, "агов"), true), FloodVerdict::Fine);
}
