//! What a question about the history is about: its words that tell something.

use std::ops::Range;

use language::{packs::List, text::words::Cut};

use super::key;
use crate::recall::speaks;

/// Most words.
const MOST: usize = 16;

/// Words that are never what is asked about.
const PLAIN: &[List] = &[
    List::Names,
    List::QuestionWords,
    List::Fillers,
    List::Wondering,
    List::Seeking,
    List::Sending,
    List::Who,
    List::AboutOrFor,
    List::Prepositions,
    List::Recalling,
    List::Asker,
    List::SpokenTo,
    List::Auxiliaries,
];

/// The words of the text that tell what it is about, in small letters. What lies in a range of `taken` is told already:
/// names and times.
pub fn about(text: &str, taken: &[Range<usize>]) -> Vec<String> {
    let free = |place: &Range<usize>| !taken.iter().any(|it| it.start < place.end && place.start < it.end);
    let handle = |place: &Range<usize>| text[..place.start].ends_with('@');
    let places = Cut::Said.runs(text).filter(|place| free(place) && !handle(place));
    let plain = |word: &&str| !is_plain(word);
    let words: Vec<&str> = places.map(|place| &text[place]).filter(plain).collect();
    // What tells nothing beside other words may be all that is asked about.
    let telling: Vec<&str> = words.iter().copied().filter(|word| !List::Trivial.has(&key(word))).collect();
    let told = if telling.is_empty() { words } else { telling };
    told.into_iter().map(str::to_lowercase).take(MOST).collect()
}

fn is_plain(word: &str) -> bool {
    let key = key(word);
    PLAIN.iter().any(|list| list.has(&key)) || speaks(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_question_is_about_is_told() {
        let mut wrong = Vec::new();
        for (text, taken, wanted) in [
            ("скільки скидаємо на домофон?", "", "скидаємо домофон"),
            ("знайди номер сантехніка", "", "номер сантехніка"),
            ("що вирішили з дачею?", "", "дачею"),
            ("хто казав про каву?", "", "каву"),
            ("Балачко, хто писав про зелений чай?", "", "зелений чай"),
            ("що Тарас казав про борщ?", "Тарас", "борщ"),
            ("що я казав про відпустку", "", "відпустку"),
            ("коли ми востаннє говорили про Київ?", "", "київ"),
            ("чи хтось згадував «П’яту симфонію»", "", "п’яту симфонію"),
            ("про що писала Оля вчора?", "Оля", ""),
            ("хто скидав посилання на кіно минулого тижня", "минулого тижня", "скидав посилання кіно"),
            ("нагадай, що там з ремонтом", "", "ремонтом"),
            ("пам'ятаєш рецепт сирників?", "", "рецепт сирників"),
            ("покажи рецепт борщу", "", "рецепт борщу"),
            ("де лежать ключі від підвалу?", "", "лежать ключі підвалу"),
            ("а коли зустріч?", "", "зустріч"),
            ("який пароль від вайфаю", "", "пароль вайфаю"),
            ("Надішли адресу лікарні", "", "надішли адресу лікарні"),
            ("що там по грошах за опалення", "", "грошах опалення"),
            ("@balachka_bot хто казав про каву", "", "каву"),
            ("хто просив рейс 102?", "", "просив рейс 102"),
            ("скільки разів казали «борщ»?", "", "разів борщ"),
            ("мені треба знати про ліфт", "", "ліфт"),
            ("що люди казали про воду", "", "воду"),
            ("хто що казав", "", ""),
            ("", "", ""),
            ("?", "", ""),
            ("що було?", "", ""),
            ("щось про котів було?", "", "котів"),
            ("ти не пам'ятаєш, у кого був дриль?", "", "кого дриль"),
            ("чого домовились щодо паркування", "", "паркування"),
            ("хто знає гарного стоматолога?", "", "гарного стоматолога"),
            ("what did James say about the pie?", "James", "pie"),
            ("who mentioned the deadline?", "", "deadline"),
            ("when did we talk about coffee?", "", "coffee"),
            ("did anyone say anything about Rust here", "", "rust"),
            ("find the recipe, please", "", "recipe"),
            ("what was decided about the summer house", "", "summer house"),
            ("how many times did they mention football", "", "football"),
            ("кто говорил про Киев", "", "киев"),
            ("найди рецепт пирога", "", "рецепт пирога"),
            ("что решили насчет дачи?", "", "дачи"),
            ("кто писал про ремонт вчера", "вчера", "ремонт"),
            ("що робити?", "", "робити"),
        ] {
            let taken: Vec<Range<usize>> = text.find(taken).map(|at| at..at + taken.len()).into_iter().collect();
            let told = about(text, &taken).join(" ");
            if told != wanted {
                wrong.push(format!("{text}: {told:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
