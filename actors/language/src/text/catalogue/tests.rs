use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Messages of a language by id, each with the variables in it.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    for source in sources(language) {
        let starts: Vec<&str> = ids(source).collect();
        for (place, id) in starts.iter().enumerate() {
            let from = source.find(&format!("\n{id} =")).expect("an id stands in its source");
            let rest = &source[from + 1..];
            let next = starts.get(place + 1).and_then(|it| rest.find(&format!("\n{it} =")));
            let body = &rest[..next.unwrap_or(rest.len())];
            assert!(messages.insert((*id).to_owned(), variables(body)).is_none(), "{id} twice");
        }
    }
    messages
}

fn variables(body: &str) -> BTreeSet<String> {
    let ends = |it: char| !it.is_ascii_alphanumeric();
    body.split('$').skip(1).filter_map(|it| it.split(ends).next()).map(str::to_owned).collect()
}

fn filled(variables: &BTreeSet<String>, number: i64) -> Args {
    let mut args = Args::default();
    for variable in variables {
        args.0.set(variable.clone(), number);
    }
    args
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let expected = messages(Language::default());
    assert!(expected.len() > 50);
    for language in Language::all() {
        assert_eq!(messages(language), expected, "{language:?}");
    }
}

#[test]
fn sources_have_no_errors_of_syntax() {
    for source in Language::all().flat_map(sources) {
        let errors = FluentResource::try_new((*source).to_owned()).err().map(|(_, errors)| errors);
        assert_eq!(errors, None);
    }
}

#[test]
fn every_message_formats_with_every_number() {
    for language in Language::all() {
        for (id, variables) in messages(language) {
            for number in [0, 1, 2, 5, 11, 21, 1_000_000] {
                let (said, errors) = CATALOGUES.of(language).format(&id, &filled(&variables, number));
                assert!(errors.is_empty(), "{id}: {errors:?}");
                assert!(!said.is_empty() && said != id && !said.contains(['{', '$']), "{id}: {said}");
            }
        }
    }
}

#[test]
fn variants_are_numbered_from_one_without_gaps() {
    for language in Language::all() {
        let messages = messages(language);
        for (base, count) in &CATALOGUES.of(language).variants {
            assert!((1..=*count).all(|it| messages.contains_key(&format!("{base}-{it}"))), "{base}");
            assert!(!messages.contains_key(base), "{base} has a wording without a number too");
        }
    }
    assert_eq!(variants(Language::Uk, "greeting"), 4);
    assert_eq!(variants(Language::Uk, "help"), 0);
}

#[test]
fn ukrainian_numbers_agree_with_their_nouns() {
    for (count, written) in [
        (1, "<b>1</b> повідомлення від <b>1</b> людини"),
        (3, "<b>3</b> повідомлення від <b>3</b> людей"),
        (5, "<b>5</b> повідомлень від <b>5</b> людей"),
        (11, "<b>11</b> повідомлень від <b>11</b> людей"),
        (21, "<b>21</b> повідомлення від <b>21</b> людини"),
        (112, "<b>112</b> повідомлень від <b>112</b> людей"),
    ] {
        let args = Args::default().number("messages", count).number("people", count);
        assert_eq!(say(Language::Uk, "stats-total", &args), written);
    }
}

#[test]
fn texts_are_escaped_and_an_unknown_id_is_said_as_it_is() {
    let args = Args::default().text("title", "<b>A&B");
    assert_eq!(say(Language::En, "stats-title", &args), "<b>&lt;b&gt;A&amp;B</b>");
    assert_eq!(say(Language::En, "no-such-line", &Args::default()), "no-such-line");
}

#[test]
fn tags_of_clients_choose_the_language() {
    for (tag, language) in [
        ("uk", Some(Language::Uk)),
        ("uk-UA", Some(Language::Uk)),
        ("ru", Some(Language::Uk)),
        ("en_GB", Some(Language::En)),
        ("pl", None),
        ("", None),
    ] {
        assert_eq!(Language::of_tag(tag), language, "{tag}");
    }
}

/// Whoever changes a text looks at it: `INSTA_UPDATE=always cargo test -p balachka-language catalogue`, then `git diff`.
#[test]
fn every_text_is_as_it_was_last_looked_at() {
    for language in Language::all() {
        let texts: Vec<String> = messages(language).keys().map(|id| shown(language, id)).collect();
        insta::assert_snapshot!(language.as_str(), texts.join("\n"));
    }
}

/// A message with its places filled: texts by their names, numbers that choose a form by 1, 2 and 5.
fn shown(language: Language, id: &str) -> String {
    let source = sources(language).iter().copied().find(|source| source.contains(&format!("\n{id} ="))).unwrap();
    let rest = source.split_once(&format!("\n{id} =")).map_or("", |(_, rest)| rest);
    let end = ids(rest).next().and_then(|next| rest.find(&format!("\n{next} ="))).unwrap_or(rest.len());
    let body = &rest[..end];
    let counts = |variable: &String| body.contains(&format!("${variable} ->"));
    let variables = variables(body);
    let numbers: &[i64] = if variables.iter().any(counts) { &[1, 2, 5] } else { &[5] };
    let said = numbers.iter().map(|number| {
        let mut args = Args::default();
        for variable in &variables {
            if counts(variable) {
                args.0.set(variable.clone(), *number);
            } else {
                args.0.set(variable.clone(), format!("‹{variable}›"));
            }
        }
        say(language, id, &args)
    });
    let said: Vec<String> = said.collect();
    format!("{id} = {}", said.join("\n    | ").replace('\n', "\n    "))
}
