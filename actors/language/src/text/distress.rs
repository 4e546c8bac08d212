//! Words of somebody who may not want to live, and of somebody who has lost a loved one: neither is met with a joke.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::words::{fold, words};

/// How far the parts of a saying may be apart, in words ("не хочу я більше так жити").
const REACH: usize = 4;
/// What somebody says who wants an end: one word of the first list, then one of the second.
const WISHES: &[(&str, &str)] = &[
    (
        "хочу хочеться хотів хотіла б мрію",
        "вмерти померти умерти здохнути сдохнути повіситися повіситись застрелитися вбитися убитися",
    ),
    ("хочу хочется", "умереть сдохнуть повеситься застрелиться"),
    ("want wanna wish", "die"),
];
/// The same, where the first word is denied.
const REFUSALS: &[(&str, &str)] = &[
    ("хочу хочеться", "жити існувати прокидатися прокидатись"),
    ("хочу хочется", "жить существовать просыпаться"),
    ("want wanna wish", "live exist alive"),
];
const DENIALS: &str = "не ні нема немає don't dont not never без";
const LIVING: &str = "жити жить live";
/// Who does not want to live somewhere, or with somebody, wants to move.
const SOMEWHERE: &str = "в у з із зі біля на тут там поруч разом окремо с со рядом in with at here there near on like";
const ALTOGETHER: &str = "світі світ більше далі world anymore any";
/// Sayings as they stand.
const SAYINGS: &str = "\
    покінчити з собою | покінчити із собою | покінчу з собою | покінчу із собою | покінчити з життям | \
    покінчити життя | накласти на себе руки | накладу на себе руки | руки на себе | вбити себе | убити себе | себе вбити | себе убити | покінчити з усім | покінчити з цим життям | \
    краще вмерти | краще померти | думаю про смерть | \
    вб'ю себе | уб'ю себе | заподіяти собі смерть | вкоротити собі віку | вкоротити собі життя | \
    думки про самогубство | думаю про самогубство | думаю про суїцид | думки про суїцид | суїцидальні думки | \
    скоїти самогубство | вчинити самогубство | краще б мене не було | краще б я не народився | \
    краще б я не народилася | краще б я вмер | краще б я вмерла | краще б я помер | краще б я померла | \
    без мене всім буде краще | всім буде краще без мене | втомився жити | втомилася жити | втомилась жити | \
    повішуся | повішусь | життя не має сенсу | немає сенсу жити | нема сенсу жити | не бачу сенсу жити | \
    не можу більше жити | не можу далі жити | більше не можу жити | навіщо мені жити | нащо мені жити | нема для чого жити | немає для чого жити | не варто жити | \
    покончить с собой | убить себя | убью себя | \
    kill myself | killing myself | feel like dying | want to end it | want it all to end | end my life | ending my life | take my own life | taking my own life | \
    end it all | ending it all | hang myself | hurt myself | suicidal | commit suicide | thinking about suicide | \
    thoughts of suicide | thinking of suicide | better off dead | better off without me | no reason to live | \
    nothing to live for | no point in living | tired of living | wish i was dead | wish i were dead | \
    wish i had never been born | can't go on living | cannot go on living";
/// Who speaks so laughs or groans.
const FIGURES: &str = "\
    сміху сміхом реготу сорому спеки нудьги щастя заздрості цікавості голоду жаль laughing laughter laugh embarrassment \
    boredom cringe heat cuteness";

const DEATHS: &str = "\
    помер померла померли вмер вмерла загинув загинула загинули сконав сконала поховали ховаємо хоронимо похорон похорони \
    умер умерла погиб погибла died dead funeral";
const DEATH_SAYINGS: &str =
    "не стало | більше немає | більше нема | passed away | put down | put to sleep | втратив | втратила | lost";
/// Somebody one grieves for, by the beginning of the word.
const DEAR: &[&str] = &[
    "мам",
    "мат",
    "тат",
    "батьк",
    "батечк",
    "бабус",
    "бабц",
    "баб",
    "дід",
    "дідус",
    "брат",
    "сестр",
    "син",
    "доньк",
    "дочк",
    "чоловік",
    "дружин",
    "дитин",
    "друг",
    "друж",
    "подруг",
    "тітк",
    "дядьк",
    "кіт",
    "кот",
    "кішк",
    "кошен",
    "собак",
    "соба",
    "пес",
    "песик",
    "цуцен",
    "хом'як",
    "папуг",
    "улюблен",
    "кохан",
    "побратим",
    "родич",
    "mother",
    "mom",
    "mum",
    "father",
    "dad",
    "grandma",
    "grandpa",
    "grandmoth",
    "grandfath",
    "granny",
    "brother",
    "sister",
    "son",
    "daughter",
    "husband",
    "wife",
    "friend",
    "aunt",
    "uncle",
    "cat",
    "kitten",
    "dog",
    "puppy",
    "hamster",
    "parrot",
    "pet",
    "child",
    "baby",
];

/// What dies without being mourned.
const THINGS: &[&str] = &[
    "сервер",
    "телефон",
    "ноут",
    "комп",
    "акумулятор",
    "батар",
    "інтернет",
    "сайт",
    "процес",
    "диск",
    "авто",
    "машин",
    "server",
    "battery",
    "phone",
    "laptop",
    "computer",
    "wifi",
    "internet",
    "process",
    "disk",
    "car",
];

/// Whether somebody hints that they do not want to live.
pub fn is_suicidal(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    if !may_be(&said) || said.iter().any(|word| is(word, FIGURES)) {
        return false;
    }
    let moves = said.windows(2).any(|pair| is(&pair[0], LIVING) && is(&pair[1], SOMEWHERE));
    let moves = moves && !said.iter().any(|word| is(word, ALTOGETHER));
    let denied = |at: usize| at > 0 && said[at - 1..at].iter().any(|word| is(word, DENIALS));
    let then = |at: usize, list: &str| said.iter().skip(at + 1).take(REACH).any(|word| is(word, list));
    let wishes =
        |at: usize, word: &String| WISHES.iter().any(|(one, other)| is(word, one) && !denied(at) && then(at, other));
    let refuses = |at: usize, word: &String| {
        let inverted = denied(at) && said[at.saturating_sub(REACH)..at].iter().any(|word| is(word, "жити жить"));
        !moves && REFUSALS.iter().any(|(one, other)| is(word, one) && (denied(at) && then(at, other) || inverted))
    };
    let wanted = said.iter().enumerate().any(|(at, word)| wishes(at, word) || refuses(at, word));
    wanted || has_any(&said, SAYINGS)
}

/// Whether any word or saying is there without which it is nothing: one look at what most messages say.
fn may_be(said: &[String]) -> bool {
    static HINTS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let ends = WISHES.iter().chain(REFUSALS).flat_map(|(_, ends)| ends.split_whitespace());
        let sayings = SAYINGS.split(" | ").map(str::trim);
        AhoCorasick::new(ends.chain(sayings).map(|hint| format!(" {hint} "))).ok()
    });
    HINTS.as_ref().is_none_or(|hints| hints.is_match(&format!(" {} ", said.join(" "))))
}

/// Whether somebody tells of the death of somebody dear, a pet included.
pub fn is_grieving(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    let died = said.iter().any(|word| is(word, DEATHS)) || has_any(&said, DEATH_SAYINGS);
    let dear =
        |word: &String| DEAR.iter().any(|dear| word.strip_prefix(dear).is_some_and(|rest| rest.chars().count() <= 4));
    let thing = |word: &String| THINGS.iter().any(|thing| word.starts_with(thing));
    died && !text.contains('?') && said.iter().any(dear) && !said.iter().any(thing)
}

fn is(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|it| it == word)
}

fn has_any(said: &[String], sayings: &str) -> bool {
    sayings.split(" | ").map(str::trim).any(|saying| {
        let saying: Vec<&str> = saying.split_whitespace().collect();
        said.windows(saying.len()).any(|window| window == saying)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_want_to_live_is_heard() {
        for text in [
            "я не хочу жити",
            "Не хочу більше так жити",
            "жити не хочеться",
            "жити більше не хочу",
            "не хочу більше жити в цьому світі",
            "хочу вмерти",
            "Я так хочу просто померти",
            "хочется умереть",
            "думаю покінчити з собою",
            "краще б мене не було…",
            "уб’ю себе",
            "I want to die",
            "i just wanna die",
            "I don't want to live anymore",
            "I’m going to kill myself",
            "thinking about ending it all",
            "I feel suicidal",
        ] {
            assert!(is_suicidal(text), "{text}");
        }
        for text in [
            "",
            "не хочу вмерти",
            "I don't want to die",
            "вмираю зі сміху, хочу вмерти зі сміху",
            "хочу жити біля моря",
            "де ти хочеш жити?",
            "хто казав про самогубство?",
            "I want to live in Lviv",
            "сервер помер",
            "не хочу йти на роботу",
            "не хочу жити в гуртожитку",
            "I don't want to live with my parents",
        ] {
            assert!(!is_suicidal(text), "{text}");
        }
    }

    #[test]
    fn who_has_lost_somebody_is_heard() {
        for text in [
            "у мене помер дідусь",
            "Мій кіт помер",
            "вчора не стало бабусі",
            "my dog died",
            "My grandmother passed away",
        ] {
            assert!(is_grieving(text), "{text}");
        }
        for text in [
            "помер сервер",
            "телефон помер",
            "my battery died",
            "синій телефон помер",
            "хто помер у серіалі?",
            "кіт спить",
        ] {
            assert!(!is_grieving(text), "{text}");
        }
    }
}
