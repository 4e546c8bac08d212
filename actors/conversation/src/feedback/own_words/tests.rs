use super::*;

const WORDS: MessageId = MessageId(10);
const OLENA: PersonId = PersonId(1);
const TARAS: PersonId = PersonId(2);

fn said(unasked: bool) -> OwnWords {
    let mut words = OwnWords::default();
    words.say(Words::new(WORDS, 1000, Some(OLENA), unasked));
    words
}

fn mark(person: Option<PersonId>, light: Light, weight: f64) -> Mark {
    Mark { person, light, weight, date: 1000 }
}

fn emoji(emoji: &[&str]) -> Vec<String> {
    emoji.iter().map(|&it| it.to_owned()).collect()
}

fn passed(words: &mut OwnWords, messages: u32) -> Vec<Mark> {
    (0..messages).flat_map(|_| words.hear()).collect()
}

#[test]
fn reactions_count_for_who_gave_them_and_count_back_when_taken_back() {
    let mut words = said(true);
    let (none, kind, unkind) = (emoji(&[]), emoji(&["👍"]), emoji(&["👎"]));
    assert_eq!(words.react(WORDS, TARAS, &none, &kind), [mark(Some(TARAS), Light::Good, 1.0)]);
    assert_eq!(
        words.react(WORDS, TARAS, &kind, &unkind),
        [mark(Some(TARAS), Light::Good, -1.0), mark(Some(TARAS), Light::Bad, 1.0)]
    );
    assert_eq!(words.react(WORDS, TARAS, &unkind, &none), [mark(Some(TARAS), Light::Bad, -1.0)]);
    assert_eq!(words.react(MessageId(11), TARAS, &none, &kind), [], "not our words");
}

#[test]
fn replies_count_less_and_angry_ones_against_us() {
    let mut words = said(false);
    assert_eq!(words.reply(WORDS, OLENA, false), [mark(Some(OLENA), Light::Good, 0.5)]);
    assert_eq!(words.reply(WORDS, OLENA, true), [mark(Some(OLENA), Light::Bad, 0.5)]);
    assert_eq!(words.reply(MessageId(11), OLENA, false), []);
}

#[test]
fn unasked_words_that_nobody_notices_are_ignored_once() {
    let mut words = said(true);
    assert_eq!(passed(&mut words, 11), []);
    assert_eq!(passed(&mut words, 50), [mark(Some(OLENA), Light::Ignored, 1.0)]);
    assert!(!words.are_waiting());
}

#[test]
fn words_that_were_asked_for_or_noticed_are_not_ignored() {
    assert_eq!(passed(&mut said(false), 50), []);
    let mut noticed = said(true);
    noticed.react(WORDS, TARAS, &[], &emoji(&["🤔"]));
    assert_eq!(passed(&mut noticed, 50), []);
}

#[test]
fn late_notice_makes_good_for_being_ignored() {
    let mut words = said(true);
    passed(&mut words, 12);
    assert_eq!(
        words.react(WORDS, TARAS, &[], &emoji(&["❤"])),
        [mark(Some(OLENA), Light::Ignored, -1.0), mark(Some(TARAS), Light::Good, 1.0)]
    );
}

#[test]
fn anonymous_reactions_count_mildly_and_as_far_as_they_change() {
    let counts = |kind, unkind| vec![("👍".to_owned(), kind), ("👎".to_owned(), unkind), ("🤔".to_owned(), 9)];
    let mut words = said(true);
    let kind = words.count(WORDS, &counts(2, 0));
    assert_eq!(kind, [mark(None, Light::Good, 0.4)]);
    let more = words.count(WORDS, &counts(1000, 1));
    assert_eq!(more, [mark(None, Light::Good, 3.0 * 0.2), mark(None, Light::Bad, 0.2)]);
    assert_eq!(words.count(WORDS, &counts(1000, 1)), []);
    assert_eq!(words.count(WORDS, &[]), [mark(None, Light::Good, -1.0), mark(None, Light::Bad, -0.2)]);
}

#[test]
fn only_the_last_words_are_remembered_and_told_twice_they_count_once() {
    let mut words = OwnWords::default();
    for id in 0..1000 {
        words.say(Words::new(MessageId(id), id, None, id % 2 == 0));
        words.say(Words::new(MessageId(id), id, None, id % 2 == 0));
    }
    assert_eq!(words.unasked().collect::<Vec<_>>(), (484..500).map(|it| MessageId(2 * it)).collect::<Vec<_>>());
    assert_eq!(words.reply(MessageId(0), OLENA, false), []);
    let stored = serde_json::to_string(&words).unwrap();
    assert!(stored.len() < 4000);
    assert_eq!(serde_json::from_str::<OwnWords>(&stored).unwrap(), words);
}
