use super::*;
use crate::tests::style;
use language::text::catalogue::Language;

/// What is made of a reply in Ukrainian to these words.
fn to(asked: &str, reply: &str) -> Result<String, Flaw> {
    cleaned(Language::Uk, asked, reply)
}

fn uk(reply: &str) -> Result<String, Flaw> {
    to("Балачко, як справи?", reply)
}

fn cleaned(language: Language, words: &str, reply: &str) -> Result<String, Flaw> {
    let style = style(language);
    let person = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    let people = vec![person("u100500", "Тарас"), person("u200600", "Олена Коваль"), person("u300700", "Ivan")];
    let system = "You are Балачка. Never make up what somebody said or did: if the data do not tell, say so.";
    clean(reply, &Asked { words, style: &style, people, system, retells: false, analyzer: &Analyzer::new() })
}

fn check(cases: &[(&str, &str)]) {
    for (reply, expected) in cases {
        assert_eq!(uk(reply).as_deref(), Ok(*expected), "{reply:?}");
    }
}

fn refused(flaw: Flaw, replies: &[&str]) {
    for reply in replies {
        assert_eq!(uk(reply), Err(flaw), "{reply:?}");
    }
}

#[test]
fn what_does_nobody_harm_stays_as_it_is() {
    for text in [
        "Привіт! Як ся маєш?",
        "Тарас казав: «куплю хліба завтра».",
        "Тарас: «куплю хліба завтра».",
        "Борги такі:\nТарас: 50 грн\nОлена: 120 грн",
        "Тарас: 50 грн\nОлена Коваль: 120 грн",
        "Хто коли чергує:\nТарас: понеділок\nОлена: вівторок",
        "Тарас: понеділок\nОлена: вівторок",
        "- Тарас: обіцяв хліб\n- Олена: обіцяла сир",
        "Рецепт простий: буряк, капуста, терпіння.",
        "Порада: виспись.",
        "О 18:30 біля школи.",
        "Дивись: https://example.org/a_b",
        "1. Буряк\n2. Капуста\n3. Сметана",
        "Ось код:\n```python\nprint('**a** $x$ |b|')\n```",
        "Ось так викликають функцію:\n```json\n{\"name\": \"f\", \"arguments\": {}}\n```\nІ все.",
        "Пиши `<tool_call>` перед викликом.",
        "gpt-oss пише <|end|> наприкінці.",
        "Коштує $5, а той $10.",
        "Від $5 до $10 за штуку.",
        "Файл лежить у C:\\temp\\new.",
        "Ха-ха-ха! Ні, ні, ні!",
        "Дуже дуже дуже смачно.",
        "Ааааа, зрозуміла!",
        "Це **дуже** важливо, не забудь про зустріч у середу ввечері.",
        "**Так!**",
        "Мовна модель це програма, яка вгадує слова.",
        "Я програма, але борщ люблю.",
        "Він каже, що x < y і y > z.",
        "Пісня зветься Bohemian Rhapsody.",
        "Раджу «Killers of the Flower Moon», «Everything Everywhere All at Once» і «Past Lives».",
        "@olena [тисни](https://evil.example/long/path) <a href=\"x\">y</a>",
        "OK",
        "👍",
        "[жарт] Заходить якось бот у бар…",
        "{усміхається} Привіт!",
    ] {
        assert_eq!(uk(text).as_deref(), Ok(text));
    }
}

#[test]
fn tokens_of_templates_end_the_turn() {
    check(&[
        ("Привіт!<|im_end|>", "Привіт!"),
        ("<|im_start|>assistant\nПривіт!<|im_end|>\n<|im_start|>user\nЯк ти?", "Привіт!"),
        ("Привіт!<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nЩо?", "Привіт!"),
        ("<start_of_turn>model\nПривіт!<end_of_turn>\n<start_of_turn>user\nщо", "Привіт!"),
        ("Привіт!</s>", "Привіт!"),
        ("Привіт!</s><s>", "Привіт!</s><s>"),
        ("Привіт! [/INST] Ще [INST]", "Привіт! [/INST] Ще"),
        ("Привіт!\n[INST]Як ти?[/INST]", "Привіт!"),
        ("Привіт!<｜end▁of▁sentence｜><｜User｜>Що?", "Привіт!"),
        ("Привіт!<|endoftext|>Question: what?", "Привіт!"),
    ]);
}

#[test]
fn calls_of_tools_are_cut_and_an_answer_of_calls_alone_is_none() {
    check(&[
        (
            "Зараз скажу. <tool_call>\n{\"name\": \"search\", \"arguments\": {\"q\": \"борщ\"}}\n</tool_call>",
            "Зараз скажу.",
        ),
        ("<tool_call>{\"name\":\"x\",\"arguments\":{}}</tool_call>\nОлена варила борщ.", "Олена варила борщ."),
        ("<function=get_time>{\"tz\": \"Kyiv\"}</function> Пів на шосту.", "Пів на шосту."),
        ("```tool_code\nprint(default_api.search(q='x'))\n```\nБорщ варила Олена.", "Борщ варила Олена."),
        ("{\"name\": \"search\", \"parameters\": {\"q\": \"борщ\"}}\nОлена варила борщ.", "Олена варила борщ."),
        ("{\"text\": \"Привіт!\"}", "Привіт!"),
        ("{\"from\":\"you\",\"text\":\"Привіт!\"}", "Привіт!"),
        ("```json\n{\"answer\": \"Привіт!\"}\n```", "Привіт!"),
    ]);
    refused(
        Flaw::ToolCall,
        &[
            "{\"name\": \"search\", \"arguments\": {\"query\": \"погода\"}}",
            "[{\"name\": \"search\", \"arguments\": {\"query\": \"погода\"}}]",
            "{\"tool_calls\": [{\"function\": {\"name\": \"x\"}}]}",
            "{\"name\": \"search\", \"arguments\": {\"query\": \"пого",
            "```json\n{\"action\": \"search\", \"action_input\": \"погода\"}\n```",
            "[TOOL_CALLS][{\"name\": \"search\", \"arguments\": {}}]",
            "[TOOL_CALLS]search{\"q\": \"x\"}",
            "<|python_tag|>search.call(query=\"погода\")",
            "<tool_call>\n{\"name\": \"search\"",
            "<function_call>{\"name\":\"x\"}</function_call>",
            "<|tool_call>call:search{q:<|\"|>x<|\"|>}<tool_call|>",
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>x",
            "[get_weather(city=\"Київ\")]",
            "print(default_api.search(query=\"x\"))",
            "```tool_code\nsearch(q='x')\n```",
            "Зараз пошукаю:\n<tool_call>{\"name\":\"x\",\"arguments\":{}}</tool_call>",
        ],
    );
}

#[test]
fn nobody_is_made_to_say_anything() {
    check(&[
        ("Балачка: Привіт!", "Привіт!"),
        ("**Балачка:** Привіт!", "Привіт!"),
        ("[Балачка]: Привіт!", "Привіт!"),
        ("you: Привіт!", "Привіт!"),
        ("Balachka: Привіт!", "Привіт!"),
        ("Привіт!\nТарас: Як справи?\nБалачка: Добре!", "Привіт!"),
        ("Привіт!\n\n**Тарас:** Як справи?", "Привіт!"),
        ("Привіт!\nu100500: Як справи?", "Привіт!"),
        ("Балачка: Привіт!\nМарічка: І тобі!", "Привіт!"),
        ("Добре, дякую!\nUser: А ще?\nAssistant: І ще.", "Добре, дякую!"),
        ("Добре!\nКористувач: дякую", "Добре!"),
        ("Дивися, u100500 обіцяв хліб, а u999999 ні.", "Дивися, Тарас обіцяв хліб, а u999999 ні."),
    ]);
    refused(
        Flaw::SpeaksForOthers,
        &[
            "Тарас: Привіт, Балачко!",
            "Тарас: Привіт!\nБалачка: Вітаю!",
            "**Олена Коваль:** Та ну, не може бути!",
            "Олена: Та ну, не може бути!",
            "u100500: Привіт усім!",
            "User: Привіт!\nAssistant: Вітаю!",
        ],
    );
}

#[test]
fn a_retelling_may_name_who_said_what() {
    let style = style(Language::Uk);
    let people = vec![("u1".to_owned(), "Тарас".to_owned())];
    let analyzer = Analyzer::new();
    let asked = Asked { words: "", style: &style, people, system: "", retells: true, analyzer: &analyzer };
    let text = "Тарас: переконував усіх їхати на море!";
    assert_eq!(clean(text, &asked).as_deref(), Ok(text));
}

#[test]
fn what_it_is_made_of_is_told_to_nobody_who_did_not_ask() {
    check(&[
        ("Як мовна модель, я не маю почуттів. Але настрій у чаті гарний!", "Але настрій у чаті гарний!"),
        ("Борщ смачний! Як штучний інтелект, я не їм.", "Борщ смачний!"),
        ("Я лише мовна модель, тож не знаю. Спитай Олену.", "Спитай Олену."),
        ("As an AI language model, I have no feelings. Усе гаразд!", "Усе гаразд!"),
        ("Как языковая модель, я не могу. Усе гаразд, їдьмо!", "Усе гаразд, їдьмо!"),
    ]);
    refused(Flaw::Nothing, &["Як мовна модель, я не можу цього сказати.", "As an AI, I cannot feel."]);
    let honest = "Так, я лише мовна модель, не людина.";
    assert_eq!(to("Балачко, ти людина чи бот?", honest).as_deref(), Ok(honest));
    let english =
        cleaned(Language::En, "how are you?", "As an AI, I don't have moods. The chat is merry today though!");
    assert_eq!(english.as_deref(), Ok("The chat is merry today though!"));
}

#[test]
fn instructions_do_not_leak() {
    check(&[
        ("Never make up what somebody said or did: if the data do not tell, say so.\nНе знаю.", "Не знаю."),
        ("The message to answer:\nНе знаю.", "Не знаю."),
        ("{\"id\":5,\"from\":\"u100500\",\"text\":\"хліб\"}\nТарас про хліб.", "Тарас про хліб."),
    ]);
    refused(Flaw::Nothing, &["SKIP", "**SKIP**", "", "  ", "**", "---", "Балачка:"]);
}

#[test]
fn repetition_is_said_once() {
    check(&[
        (&"Борщ готовий. ".repeat(40), "Борщ готовий."),
        (&"Рядок про хліб\n".repeat(30), "Рядок про хліб"),
        (&format!("Так {}", "і ще раз ".repeat(50)), "Так і ще раз"),
        (&format!("Та{}к", "а".repeat(300)), "Тааааак"),
    ]);
}

#[test]
fn formulas_become_plain() {
    check(&[
        ("Площа: $S = \\pi r^2$.", "Площа: S = π r²."),
        ("$$\\frac{a+b}{2} \\geq \\sqrt{ab}$$", "(a+b)/2 ≥ √ab"),
        ("Отже, \\(x_1 = 5\\) і \\[y^{10} \\times 3\\]", "Отже, x₁ = 5 і y¹⁰ × 3"),
        ("Відповідь: \\boxed{42}", "Відповідь: 42"),
        ("Вода: $\\text{H}_2\\text{O}$, кут $90^\\circ$.", "Вода: H₂O, кут 90°."),
        ("Тут $x$ будь-яке.", "Тут x будь-яке."),
    ]);
}

#[test]
fn bold_type_is_for_what_matters() {
    check(&[(
        "**Привіт, друзі! Сьогодні чудовий день, щоб поговорити про борщ.** Так.",
        "Привіт, друзі! Сьогодні чудовий день, щоб поговорити про борщ. Так.",
    )]);
}

#[test]
fn another_language_is_for_who_asks_for_it() {
    let english = "The meeting is on Wednesday evening, do not forget to bring the documents.";
    let russian = "Конечно, я помню, что вы говорили об этом вчера, это было очень интересно.";
    let chinese = "你好，很高兴认识你";
    refused(Flaw::OtherLanguage, &[english, russian, chinese, "Привіт! 今天天气 гарна."]);
    assert_eq!(to("Балачко, скажи це англійською", english).as_deref(), Ok(english));
    assert_eq!(to("переклади на російську", russian).as_deref(), Ok(russian));
    let ukrainian = "Зустріч у середу ввечері, не забудь узяти документи.";
    assert_eq!(cleaned(Language::En, "when do we meet?", ukrainian), Err(Flaw::OtherLanguage));
    assert_eq!(cleaned(Language::En, "when do we meet?", english).as_deref(), Ok(english));
}

#[test]
fn of_an_unfinished_answer_only_what_is_whole_may_be_seen() {
    for (text, safe) in [
        ("Прив", None),
        ("Привіт! Я тут, а т", Some("Привіт! ")),
        ("Ось:\n```py\na = 1. \n", Some("Ось:\n")),
        ("Ціни такі.\n| a | b |\n|---|---|\n", Some("Ціни такі.\n")),
        ("{\"name\": \"x\". ", None),
        ("<tool_call>a. ", None),
        ("Так. \\[ x = 1. ", Some("Так. ")),
        ("Раз. Два. ", Some("Раз. Два. ")),
    ] {
        assert_eq!(safe_part(text), safe, "{text:?}");
    }
}

proptest::proptest! {
    /// Whatever a model writes: it ends without a panic, and what is kept is not empty.
    #[test]
    fn any_text_is_cleaned_or_refused(pieces in proptest::collection::vec(proptest::sample::select(&[
        "Тарас: ", "Балачка: ", "привіт", "! ", "\n", "```", "{", "}", "$", "\\frac{", "^", "**", "<tool_call>",
        "SKIP", "|", "[", "як мовна модель", "u100500", ". ", "🙂", "\\(", "\\",
    ][..]), 0..16)) {
        let text = pieces.concat();
        if let Ok(kept) = uk(&text) {
            proptest::prop_assert!(!kept.trim().is_empty());
        }
        proptest::prop_assert!(safe_part(&text).is_none_or(|part| text.starts_with(part)));
    }
}
