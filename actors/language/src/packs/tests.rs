use std::collections::HashSet;

use super::*;
use load::pack;

#[test]
fn what_is_built_in_has_no_faults() {
    let (packs, bad) = load::built_in();
    assert!(bad.is_empty(), "{}", bad.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    assert!(packs.len() >= 3);
}

#[test]
fn every_list_is_in_some_pack_and_told_of_in_the_readme() {
    let readme = include_str!("../../packs/README.md");
    let mut seen = HashSet::new();
    for list in List::ALL {
        assert!(!packs().list(*list).is_empty(), "[{}] is in no pack", list.section());
        assert!(readme.contains(&format!("`[{}]`", list.section())), "[{}] is not in the README", list.section());
        assert!(seen.insert(list.section()), "[{}] is two lists", list.section());
    }
}

#[test]
fn faults_are_told_by_file_and_line() {
    let words = "привіт\n[greeting]\nпривіт, Вітаю\n\n[gretings]\n[names]\nдві балачки\n\
                 [numbers]\nтри = х\n[greeting]\nпривіт\n[yes]\n";
    let (_, bad) = pack("xx", &[("words.txt", words), ("catalogue/talk.ftl", "one = 1\ntwo = {\n")]);
    let told: Vec<String> = bad.iter().map(ToString::to_string).collect();
    let expected = [
        "xx/words.txt:1: привіт stands before the first list",
        "xx/words.txt:3: Вітаю stands in [greeting] but is not words, folded, with a space between them",
        "xx/words.txt:5: no list is named gretings",
        "xx/words.txt:7: дві балачки stands in [names] but is not one word, folded",
        "xx/words.txt:9: три = х stands in [numbers] but is not word = number",
        "xx/words.txt:11: привіт is there twice",
        "xx/words.txt:12: [yes] is empty",
        "xx/catalogue/talk.ftl:3: Expected an inline expression",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_phrase_is_found_among_words_and_nowhere_else() {
    let said = |text: &'static str| text.split(' ').collect::<Vec<_>>();
    let phrases = Words::of(List::Greeting, ["добрий день", "хай"].into_iter());
    assert!(phrases.is_in(&said("ну добрий день усім")) && phrases.is_in(&said("хай")));
    assert!(!phrases.is_in(&said("добрий")) && !phrases.is_in(&said("день добрий")));
    assert_eq!(phrases.begins(&said("добрий день")), Some(2));
    assert!(phrases.has("добрий день") && !phrases.has("добрий"));
}

#[test]
fn letters_tell_languages_of_one_script_apart() {
    let letters = packs().letters();
    let sign = |word: &str| letters.sign(Script::Cyrillic, &word.chars().collect::<Vec<_>>());
    let place = |code: &str| packs().all().iter().position(|pack| pack.code() == code).unwrap() as u8;
    assert_eq!(sign("їжак"), Sign::Of(place("uk")));
    assert_eq!(sign("ёж"), Sign::Of(place("ru")));
    assert_eq!((sign("молоко"), sign("іншыя"), sign("ваўкі")), (Sign::None, Sign::Neither, Sign::Neither));
    assert_eq!(letters.sign(Script::Latin, &['q']), Sign::None);
}
