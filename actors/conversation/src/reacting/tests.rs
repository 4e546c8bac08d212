use proptest::prelude::*;

use super::*;
use crate::{persona::Personas, spirits::told};
use language::analyzer::Analyzer;
use language::text::glance::Glance;
use storage::fixtures::{group, message};

const ALWAYS: Reactions = Reactions { share: 1.0, per_hour: 6 };
const FUNNY: [&str; 8] = ["😁", "🤣", "🤡", "💩", "👻", "🤪", "🎉", "🔥"];

fn tastes() -> Tastes {
    Personas::default().of(None).tastes.clone()
}

fn occasion(text: &str) -> Occasion {
    Occasion { news: told(text, Glance::at(text), &Analyzer::default().read(text)), ..Occasion::default() }
}

fn reacts_on(text: &str, occasion: Occasion, rules: &Reactions, activity: &ChatActivity) -> Option<Reacting> {
    let reading = Analyzer::default().read(text);
    rules.fall(&message(&group(-5), 7, text), &reading, occasion, &tastes(), activity, 1.0)
}

fn reacts(text: &str, rules: &Reactions, activity: &ChatActivity) -> Option<Reacting> {
    reacts_on(text, occasion(text), rules, activity)
}

#[test]
fn feelings_are_met_with_what_suits_them_and_quarrels_with_nothing() {
    let calm = ChatActivity::default();
    for (text, allowed) in
        [("Яка радість! Я така щаслива!", tastes().joy), ("Мені так сумно, хочеться плакати", tastes().sadness)]
    {
        let reacting = reacts(text, &ALWAYS, &calm).unwrap();
        assert!(allowed.contains(&reacting.emoji[0]), "{text}: {reacting:?}");
        assert_eq!(reacting.emoji.len(), allowed.len());
        assert!((2_000..12_000).contains(&reacting.delay_ms));
    }
    for text in ["Який ти дурень, ненавиджу тебе!", "зустрінемося о п'ятій", ""]
    {
        assert_eq!(reacts(text, &ALWAYS, &calm), None, "{text}");
    }
}

#[test]
fn news_is_met_in_kind_whatever_the_words_feel_like() {
    for (text, allowed) in [
        ("у нас народилась донька", tastes().feast),
        ("ми вчора розписалися", tastes().feast),
        ("мама одужала, виписали з лікарні", tastes().feast),
        ("я здала екзамен", tastes().triumph),
        ("мене взяли на роботу", tastes().triumph),
        ("помер дідусь", tastes().grief),
        ("діда поклали в лікарню", tastes().care),
        ("мене звільнили", tastes().care),
        ("ми розійшлися з Олегом", tastes().care),
    ] {
        let reacting = reacts(text, &ALWAYS, &ChatActivity::default());
        assert!(reacting.as_ref().is_some_and(|it| allowed.contains(&it.emoji[0])), "{text}: {reacting:?}");
    }
}

#[test]
fn no_persona_meets_bad_news_with_something_merry() {
    for persona in Personas::default().all() {
        for news in News::ALL.iter().filter(|news| news.is_bad()) {
            let emoji = persona.tastes.of_news(*news);
            assert!(!emoji.is_empty() && !emoji.iter().any(|it| FUNNY.contains(&it.as_str())), "{news:?} {emoji:?}");
        }
    }
}

#[test]
fn nothing_merry_is_seen_in_a_chat_that_mourns_or_quarrels() {
    let sombre = Occasion { is_sombre: true, ..Occasion::default() };
    for merry in ["Яка радість! Я така щаслива!", "ахахаха як смішно, я так радію", "ого, оце так несподіванка!"]
    {
        assert_eq!(reacts_on(merry, sombre, &ALWAYS, &ChatActivity::default()), None, "{merry}");
    }
    assert!(reacts_on("Мені так сумно, хочеться плакати", sombre, &ALWAYS, &ChatActivity::default()).is_some());
    let birth = Occasion { news: Some(News::Birth), ..sombre };
    assert!(reacts_on("у нас народилась донька", birth, &ALWAYS, &ChatActivity::default()).is_some());
}

#[test]
fn never_without_a_share_and_never_where_nothing_is_to_be_done() {
    let never = Reactions { share: 0.0, per_hour: 6 };
    for text in ["Яка радість! Я така щаслива!", "у нас народилась донька"] {
        assert_eq!(reacts(text, &never, &ChatActivity::default()), None, "{text}");
        let reading = Analyzer::default().read(text);
        let at_night = |rules: &Reactions| {
            let message = message(&group(-5), 7, text);
            rules.fall(&message, &reading, occasion(text), &tastes(), &ChatActivity::default(), 0.0)
        };
        assert_eq!(at_night(&ALWAYS), None, "{text}");
    }
}

#[test]
fn who_has_no_taste_for_it_does_not_react() {
    let reading = Analyzer::default().read("Яка радість! Я така щаслива!");
    let none = Tastes { joy: Vec::new(), ..tastes() };
    let message = message(&group(-5), 7, "");
    let activity = ChatActivity::default();
    assert_eq!(ALWAYS.fall(&message, &reading, Occasion::default(), &none, &activity, 1.0), None);
}

/// What an hour's messages of these weights get, each at its second.
fn got(rules: &Reactions, said: &[(i64, Weight)]) -> Vec<(i64, Weight)> {
    let mut activity = ChatActivity::default();
    let mut got = Vec::new();
    for (at, weight) in said {
        if rules.allow(*weight, &activity, *at) {
            activity.react(*at);
            got.push((*at, *weight));
        }
    }
    got
}

fn weight() -> impl Strategy<Value = Weight> {
    prop_oneof![8 => Just(Weight::Small), 4 => Just(Weight::Warm), 1 => Just(Weight::Big)]
}

proptest! {
    #[test]
    fn big_news_always_gets_its_reaction_and_no_hour_has_too_many(
        per_hour in 0..20_usize,
        said in proptest::collection::vec((0..7200_i64, weight()), 0..150),
    ) {
        let mut said = said;
        said.sort();
        let rules = Reactions { share: 1.0, per_hour };
        let got = got(&rules, &said);
        for (at, _) in &got {
            let hour: Vec<Weight> =
                got.iter().filter(|it| (0..3600).contains(&(at - it.0))).map(|it| it.1).collect();
            let count = |most: Weight| hour.iter().filter(|it| **it <= most).count();
            prop_assert!(hour.len() <= per_hour);
            prop_assert!(count(Weight::Warm) <= Weight::Warm.limit(per_hour), "the kept part is for big news");
            prop_assert!(count(Weight::Small) <= Weight::Small.limit(per_hour));
        }
        let kept = per_hour - Weight::Warm.limit(per_hour);
        let big: Vec<i64> = said.iter().filter(|it| it.1 == Weight::Big).map(|it| it.0).collect();
        let crowded = |at: i64| big.iter().filter(|other| (0..3600).contains(&(at - **other))).count() > kept;
        if !big.iter().any(|at| crowded(*at)) {
            prop_assert_eq!(got.iter().filter(|it| it.1 == Weight::Big).count(), big.len());
        }
    }

    #[test]
    fn the_less_it_matters_the_longer_it_waits(
        per_hour in 1..20_usize,
        said in proptest::collection::vec((0..7200_i64, weight()), 0..150),
    ) {
        let mut said = said;
        said.sort();
        let rules = Reactions { share: 1.0, per_hour };
        for pair in got(&rules, &said).windows(2) {
            let [before, after] = [pair[0].0, pair[1].0];
            prop_assert!(after - before >= pair[1].1.pause(per_hour) as i64);
        }
    }
}

#[test]
fn what_matters_more_may_come_oftener_and_sooner() {
    for per_hour in 1..=60 {
        let [small, warm, big] = [Weight::Small, Weight::Warm, Weight::Big];
        assert!(small.limit(per_hour) <= warm.limit(per_hour) && warm.limit(per_hour) < big.limit(per_hour));
        assert!(small.pause(per_hour) > warm.pause(per_hour) && warm.pause(per_hour) > big.pause(per_hour));
    }
}
