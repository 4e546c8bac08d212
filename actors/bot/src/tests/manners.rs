//! The same question, answered to different people in different moods.

use super::*;
use conversation::Silence;
use language::analyzer::{Cues, Emotion, Reading, Topic};

use crate::{
    commands::stats::chat_in_words,
    replies::{
        recall::by_the_way,
        unasked::{line_for_the_mood, shared_words, silence_in_words},
    },
    tone::Tone,
};

fn reading(emotion: Option<Emotion>) -> Reading {
    Reading {
        language: "uk",
        doubtful: false,
        emotions: emotion.into_iter().collect(),
        sentiment: 0.0,
        topic: Topic::General,
        keywords: Vec::new(),
        confidence: 0.9,
        cues: Cues::default(),
    }
}

#[test]
fn each_style_has_words_of_its_own() {
    for question in ["привіт", "як справи?", "чому небо синє?", "а я сьогодні вдома", "дякую", "бувай", "Балачко!"]
    {
        let answers = Style::ALL.iter().map(|chosen| {
            let style = ReplyStyle { style: *chosen, ..style(Language::Uk) };
            answer_in(&style, &talk(question))
        });
        let answers: std::collections::BTreeSet<_> = answers.collect();
        assert!(answers.len() >= 4, "{question}: {answers:?}");
    }
}

#[test]
fn the_formal_are_not_called_thou() {
    for language in Language::all() {
        for seed in 0..20 {
            let style = ReplyStyle { style: Style::Formal, seed, ..style(language) };
            for question in ["привіт", "як справи?", "чому небо синє?", "дякую"] {
                let answer = answer_in(&style, &talk(question)).to_lowercase();
                for thou in [" ти ", " тебе", " тобі", " твій", "!😄"] {
                    assert!(!answer.contains(thou), "{answer}");
                }
            }
        }
    }
}

#[test]
fn talk_is_met_by_its_mood() {
    for (emotion, line) in [
        (Emotion::Sadness, "comfort"),
        (Emotion::Fear, "comfort"),
        (Emotion::Anger, "calm"),
        (Emotion::Joy, "cheer"),
        (Emotion::Surprise, "wonder"),
    ] {
        let style = ReplyStyle { tone: Tone::of("", &reading(Some(emotion))), ..style(Language::Uk) };
        let answer = answer_in(&style, &talk("у мене таке сталося"));
        assert!(is_line(&answer, Language::Uk, line), "{emotion:?}: {answer}");
    }
    let unsure = Reading { confidence: 0.1, ..reading(Some(Emotion::Joy)) };
    assert_eq!(Tone::of("", &unsure), None);
}

#[test]
fn long_answers_ask_back_about_what_the_person_likes_and_short_ones_do_not() {
    let asked = talk("як справи?");
    let answer = |length| {
        let style = ReplyStyle { length, topic: Some(Topic::Food), climate: Some(0.5), ..style(Language::Uk) };
        answer_in(&style, &asked)
    };
    let follow = say(Language::Uk, "follow-food", &Args::default());
    let merry = say(Language::Uk, "chat-merry", &Args::default());
    assert!(answer(Length::Long).ends_with(&follow));
    assert!(answer(Length::Medium).ends_with(&merry));
    assert!(!answer(Length::Short).contains(&merry));
}

#[test]
fn statistics_are_as_long_as_one_likes_them() {
    let rows = |length| {
        let style = ReplyStyle { length, ..style(Language::Uk) };
        said_in(&style, |speaker| chat_in_words(speaker, Some(&stats()))).lines().count()
    };
    assert!(rows(Length::Short) < rows(Length::Medium));
}

#[test]
fn unasked_words_suit_the_mood_or_are_not_said() {
    let style = style(Language::Uk);
    let line = |reading: &Reading| line_for_the_mood(&style, reading);
    assert_eq!(line(&reading(Some(Emotion::Sadness))), Some(Line::ChimeComfort));
    let funny = Reading { cues: Cues { humour: 2, ..Cues::default() }, ..reading(None) };
    assert_eq!(line(&funny), Some(Line::ChimeLaugh));
    assert_eq!(line(&reading(None)), None);
    assert_eq!(shared_words(&reading(None)), None, "nothing to look for");
}

#[test]
fn an_old_message_about_the_same_is_worth_mentioning_and_a_new_one_is_not() {
    let about = Reading { keywords: vec!["борщ".into(), "пампушки".into()], ..reading(None) };
    let chime = request(RequestKind::Chime { text: "варю борщ із пампушками".into() });
    assert_eq!(shared_words(&about).as_deref(), Some("борщ пампушки"));
    let fresh = hit(499, "Тарас", &[("борщ із пампушками", true)]);
    let old = Hit { date: fresh.date - 3 * 86_400, message_id: MessageId(7), ..fresh.clone() };
    let heard = |hits: &[Hit]| said(Language::Uk, |speaker| by_the_way(speaker, &chime, &about, hits));
    assert_eq!(heard(std::slice::from_ref(&fresh)), None);
    let recalled = heard(&[fresh, old]).unwrap();
    assert!(recalled.contains("«борщ»") && recalled.contains("/7\">"), "{recalled}");
}

#[test]
fn a_silence_is_broken_by_what_the_chat_likes() {
    let broken = |topic: Option<&str>, downcast, seed| {
        let silence = Silence { language: None, topic: topic.map(str::to_owned), downcast };
        said_in(&ReplyStyle { seed, ..style(Language::Uk) }, |speaker| silence_in_words(speaker, &silence))
    };
    assert!(is_line(&broken(Some("food"), false, 1), Language::Uk, "silence-food"));
    assert!(is_line(&broken(Some("food"), true, 1), Language::Uk, "silence-downcast"));
    for topic in [None, Some("nobody knows this one")] {
        let theme = broken(topic, false, 1);
        let themes = Personas::default().of(None).themes(Language::Uk).to_vec();
        assert!(themes.iter().any(|it| theme.contains(it)), "{theme}");
        let other = broken(topic, false, 2);
        assert!(is_line(&other, Language::Uk, "silence"), "{other}");
    }
}

#[test]
fn every_topic_mood_and_emotion_has_a_name_in_both_languages() {
    use language::text::catalogue::knows;
    let topics = Topic::ALL.iter().map(|topic| topic.as_str());
    for language in Language::all() {
        for topic in topics.clone() {
            assert!(knows(language, &format!("topic-{topic}")), "{topic}");
            let said = topic == "general"
                || knows(language, &format!("follow-{topic}")) && variants(language, &format!("silence-{topic}")) > 1;
            assert!(said, "{topic}");
        }
        for emotion in Emotion::ALL {
            assert!(knows(language, &format!("emotion-{}", emotion.as_str())));
        }
    }
}
