//! An evening in a group, written down to be read: with the local engine, and with a language model's stand-in.
//! `EVENING=.github/talks cargo test --test service evening -- --ignored`

use std::fmt::Write as _;

use serde_json::Value;

use crate::{
    rig::Rig,
    stand_in::{Act, Protocol, StandIn},
};

/// Who says what: O for Олена, T for Тарас.
const EVENING: [(char, &str); 18] = [
    ('O', "Усім привіт! Нарешті п’ятниця 🎉"),
    ('T', "О, привіт! Як тиждень?"),
    ('O', "Важкий, але вчора зварила борщ із пампушками, то полегшало"),
    ('T', "А я в суботу їду в Карпати, на Говерлу, якщо не буде дощу"),
    ('O', "Ого, заздрю! Візьми теплу куртку, там вітер"),
    ('O', "Балачко, привіт!"),
    ('T', "Балачко, хто казав про борщ?"),
    ('T', "Балачко, що казала Олена про куртку?"),
    ('O', "Балачко, котра година?"),
    ('T', "Щось мені сумно, поїздку можуть скасувати"),
    ('O', "Тримайся! Скасують — приїдеш на борщ"),
    ('T', "Балачко, мені так сумно, поїздка зривається"),
    ('O', "Балачко, яка столиця Австралії?"),
    ('O', "/mood"),
    ('T', "/top"),
    ('T', "/summary"),
    ('O', "Дякую, Балачко!"),
    ('O', "На добраніч, Балачко"),
];

async fn held(rig: &mut Rig) -> String {
    for (who, text) in EVENING {
        let from = if who == 'O' { rig.olena } else { rig.taras };
        let message = rig.say(from, text);
        if text.starts_with('/') || text.contains("Балачк") {
            rig.answer_to(message).await;
        }
        rig.settled().await;
    }
    transcript(rig)
}

fn transcript(rig: &Rig) -> String {
    let view = rig.world.view();
    let mut text = String::new();
    for message in view["messages"][rig.group.to_string()].as_array().unwrap() {
        let Some(said) = message["text"].as_str().filter(|text| !text.is_empty()) else { continue };
        let name = message["from"]["name"].as_str().unwrap_or_default();
        let picture = if message["photo"].is_object() { " *(picture)*" } else { "" };
        let _ = writeln!(text, "**{name}**{picture}: {}  ", said.replace('\n', "  \n"));
    }
    text
}

fn keep(name: &str, title: &str, talk: &str) {
    eprintln!("{talk}");
    if let Ok(folder) = std::env::var("EVENING") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(format!("{folder}/{name}.md"), format!("# {title}\n\n{talk}")).unwrap();
    }
}

#[actix_web::test]
#[ignore = "writes a transcript to be read"]
async fn an_evening_with_the_local_engine() {
    let mut rig = Rig::start().await;
    let talk = held(&mut rig).await;
    keep("evening-local", "An evening with the local engine", &talk);
}

#[actix_web::test]
#[ignore = "writes a transcript to be read"]
async fn an_evening_with_a_language_model() {
    let model = StandIn::start("Я тут, слухаю!").await;
    let answers = [
        "Привіт, Олено! П’ятниця тобі личить. Борщ іще лишився?",
        "Олена! Учора зварила, ще й **із пампушками**. Тарасе, ти вже напросився?",
        "Радила взяти теплу: на Говерлі вітер.",
        "Ох, прикро. Хай навіть скасують, гори нікуди не дінуться, а борщ в Олени вже є.",
        "Канберра, хоча всі ставлять на Сідней.",
        "Говорили вдвох. **Олена** зварила борщ із пампушками, **Тарас** збирається на Говерлу й боїться, що поїздку \
         скасують; Олена радить теплу куртку і запрошує на борщ. Настрій добрий, під кінець трохи сумно.",
        "Нема за що, сусідко!",
        "Добраніч! Хай насняться гори.",
    ];
    model.next(answers.map(|answer| Act::Says(answer.to_owned())));
    let mut rig = Rig::world().await;
    rig.run(&[("OPENAI_BASE_URL", &model.base_url(Protocol::OpenAi))]);
    let talk = held(&mut rig).await;
    let asked = model.seen().len();
    keep("evening-model", "An evening with a language model (a stub with prepared answers)", &talk);
    assert_eq!(asked, answers.len(), "each call of talk asked the model once");
    assert!(model.seen().iter().all(|seen| matches!(seen.body, Value::Object(_))));
}
