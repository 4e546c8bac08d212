use super::*;

const ENTROPY: &str = "Ентропія це міра безладу.";

/// Texts of models with the answer in each.
fn check(cases: &[(&str, Option<&str>)]) {
    for (text, expected) in cases {
        assert_eq!(answer(text).as_deref(), *expected, "{text:?}");
    }
}

#[test]
fn pairs_at_the_start_are_thoughts() {
    let thoughts = [
        "<think>таємне</think>",
        "<think>\n\n</think>\n\n",
        "\n  <think>таємне</think>\n",
        "<THINK>таємне</Think>",
        "<thinking>таємне</thinking>",
        "<thought>таємне</thought>",
        "<reasoning>таємне</reasoning>",
        "<think mode=\"deep\">таємне</think>",
        "<seed:think>таємне</seed:think>",
        "<think >таємне</think >",
        "<think/>",
        "[THINK]таємне[/THINK]",
        "◁think▷таємне◁/think▷",
        "<think>одне</think>\n<think>друге</think>\n",
        "<think>одне</think><thinking>друге</thinking>",
        "<think>a<think>таємне</think>ще таємне</think>",
        "<think>про <think> у рядку</think>",
        "<think>користувач питає про `</think>`, таємне</think>",
        "<think>```xml\nx</think>y\n```\nтаємне</think>",
        "<think>```xml\nбез кінця\n</think>\n",
        "<think>зайвий ` знак\n</think>",
        "<thinking>таємне <reflection>ще</reflection> й ще</thinking>",
    ];
    for thought in thoughts {
        assert_eq!(answer(&format!("{thought}{ENTROPY}")).as_deref(), Some(ENTROPY), "{thought:?}");
    }
}

#[test]
fn thoughts_without_an_end_leave_no_answer() {
    check(&[
        ("<think>секретні думки без кінця", None),
        ("  <think>", None),
        ("<think>одне</think><think>друге", None),
        ("<think>одне</think>", None),
        ("<thinking>інша назва</think>", None),
        ("[THINK]без кінця", None),
        ("думки\n</think>\n", None),
        ("", None),
        (" \n", None),
    ]);
}

#[test]
fn before_a_lone_closing_tag_nothing_is_answer() {
    check(&[
        ("секретні думки\n</think>\n\nЕнтропія це міра безладу.", Some(ENTROPY)),
        ("секретні думки</think>Ентропія це міра безладу.", Some(ENTROPY)),
        ("думки </think> Ентропія це міра безладу.", Some(ENTROPY)),
        ("</think>Ентропія це міра безладу.", Some(ENTROPY)),
        ("думки</THINKING >\nЕнтропія це міра безладу.", Some(ENTROPY)),
        ("думки[/THINK]Ентропія це міра безладу.", Some(ENTROPY)),
        ("одні</think>другі</think>Ентропія це міра безладу.", Some(ENTROPY)),
        ("згадка <think> у рядку\n</think>\nЕнтропія це міра безладу.", Some(ENTROPY)),
        ("зайвий ` знак</think>Ентропія це міра безладу.", Some(ENTROPY)),
        ("зайвий ` знак</think>`код` тут", Some("`код` тут")),
        ("```py\nбез кінця\n</think>\nЕнтропія це міра безладу.", Some(ENTROPY)),
        ("```py\nбез кінця\n</think>\nОсь:\n```\nкод\n```", Some("Ось:\n```\nкод\n```")),
        ("думки</think><think>ще</think>Ентропія це міра безладу.", Some(ENTROPY)),
        ("думки</think>Приклад: `</think>`.", Some("Приклад: `</think>`.")),
    ]);
}

#[test]
fn answers_about_the_tags_and_code_stay_as_they_are() {
    let answers = [
        "Модель пише `<think>` перед думками і `</think>` після.",
        "Модель пише <think> перед думками і </think> після.",
        "Приклад:\n```xml\n<think>a</think>\n```\nГотово.",
        "```xml\n<think>a</think>\n```",
        "`<think>` починає думки.",
        "Закриває `</think>`.",
        "Закриває:\n```\n</think>\n```",
        "Закриває:\n~~~~\n</think>\n~~~~\nі ще `код`.",
        "Приклад, обірваний лімітом:\n```xml\n<think>a</think>",
        "Так:\n<think>\nдумки\n</think>\nі відповідь.",
        "Теги:\n- <think> відкриває\n- </think> закриває",
        "Два зворотні знаки: `` ` </think> ` ``.",
        "Порівняй <b>жирне</b>, [THINK й a < b > c.",
        "<thinker>не думки</thinker>",
        "[think] теж не думки",
        "gpt-oss пише `<|channel|>final<|message|>` перед відповіддю.",
        "gpt-oss пише <|channel|>final<|message|> перед відповіддю.",
        "Токени <|start|>, <|end|> і <|return|>.",
        "```\n<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b\n```",
        "analysis of the data shows nothing",
        "Останнє слово: final",
    ];
    for text in answers {
        assert_eq!(answer(text).as_deref(), Some(text));
        assert_eq!(answer(&format!("<think>думки</think>\n{text}")).as_deref(), Some(text));
    }
}

#[test]
fn of_harmony_only_the_final_channel_is_answer() {
    let thoughts = [
        "<|channel|>analysis<|message|>таємне<|end|><|start|>assistant<|channel|>final<|message|>",
        "<|start|>assistant<|channel|>analysis<|message|>таємне<|end|><|start|>assistant<|channel|>final<|message|>",
        "<|channel|>analysis<|message|>таємне<|end|><|channel|>final<|message|>",
        "<|channel|>analysis<|message|>таємне<|channel|>final<|message|>",
        "<|channel|>final<|message|>",
        "<|channel|>final <|constrain|>json<|message|>",
        "analysis<|message|>таємне<|end|>\n<|start|>assistant<|channel|>final<|message|>",
        "final<|message|>",
        "<|message|>таємне<|end|><|start|>assistant<|channel|>final<|message|>",
        "таємне<|end|><|start|>assistant<|channel|>final<|message|>",
        "таємне\n<|channel|>final<|message|>",
        "<|channel|>commentary to=functions.x <|constrain|>json<|message|>{}<|call|><|channel|>final<|message|>",
        "<|channel|>analysis<|message|>про `<|channel|>final<|message|>` таємне<|end|><|channel|>final<|message|>",
        "<think>ще</think><|channel|>analysis<|message|>таємне<|end|><|channel|>final<|message|>",
        "<|channel|>final<|message|><think>ще</think>",
        "analysisWe think.assistantfinal",
        "analysisМи думаємо.assistantcommentaryТак.assistantfinal",
        "assistantfinal",
    ];
    for thought in thoughts {
        for end in ["", "<|return|>", "<|end|>"] {
            let is_bare = thought.ends_with("assistantfinal");
            let text = format!("{thought}{ENTROPY}{}", if is_bare { "" } else { end });
            assert_eq!(answer(&text).as_deref(), Some(ENTROPY), "{text:?}");
        }
    }
    check(&[
        ("<|channel|>analysis<|message|>таємне", None),
        ("<|channel|>analysis<|message|>таємне<|end|>", None),
        ("<|channel|>analysis<|message|>таємне<|end|><|start|>assistant", None),
        ("<|channel|>analysis<|message|>таємне<|end|><|start|>assistant<|channel|>final<|message|>", None),
        ("<|channel|>analysis<|message|>таємне<|end|><|start|>assistant<|channel|>fin", None),
        ("<|channel|>commentary<|message|>таємне<|end|>", None),
        ("<|start|>assistant<|message|>без каналу<|return|>", None),
        ("таємне<|end|><|start|>assistant<|channel|>analysis<|message|>ще", None),
        ("<think>ще</think><|channel|>analysis<|message|>таємне", None),
        ("analysisWe need to", None),
        ("<|channel|>final<|message|>Токен `<|end|>` закриває.<|return|>", Some("Токен `<|end|>` закриває.")),
    ]);
}

proptest::proptest! {
    /// Whatever a model writes: it ends, and an answer taken out once more is the same.
    #[test]
    fn taking_the_answer_out_twice_changes_nothing(
        pieces in proptest::collection::vec(proptest::sample::select(&[
            "<think>", "</think>", "<thought>", "</thought>", "<think/>", "[THINK]", "`", "```", "\n", " ", "а", "final",
            "<|channel|>", "<|message|>", "<|end|>", "<|start|>", "assistant", "analysis", "<", "🙂",
        ][..]), 0..24),
    ) {
        if let Some(once) = answer(&pieces.concat()) {
            proptest::prop_assert_eq!(answer(&once), Some(once.clone()));
        }
    }
}
