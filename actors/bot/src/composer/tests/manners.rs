//! The same question, answered to different people in different moods.

use std::sync::Arc;

use super::*;
use ::language::analyzer::{Cues, Emotion, Reading, Topic};
use conversation::request::Silence;

fn said(request: &Request, reading: Option<&Reading>, manner: &Manner) -> Option<String> {
    word(request, reading, &Facts::Nothing, manner, &mut Variety::default())
}

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
    for question in ["привіт", "як справи?", "чому небо синє?", "а я сьогодні втомився", "дякую", "бувай", "Балачко!"]
    {
        let answers = Style::ALL.iter().map(|style| {
            let manner = Manner { style: *style, ..manner(Language::Uk) };
            said(&talk(question), None, &manner).unwrap()
        });
        let answers: std::collections::BTreeSet<_> = answers.collect();
        assert!(answers.len() >= 4, "{question}: {answers:?}");
    }
}

#[test]
fn the_formal_are_not_called_thou() {
    for language in Language::ALL {
        for seed in 0..20 {
            let manner = Manner { style: Style::Formal, seed, ..manner(language) };
            for question in ["привіт", "як справи?", "чому небо синє?", "дякую"] {
                let answer = said(&talk(question), None, &manner).unwrap().to_lowercase();
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
        let manner = Manner { tone: Tone::of(&reading(Some(emotion))), ..manner(Language::Uk) };
        let answer = said(&talk("у мене таке сталося"), None, &manner).unwrap();
        assert!(is_line(&answer, Language::Uk, line), "{emotion:?}: {answer}");
    }
    let unsure = Reading { confidence: 0.1, ..reading(Some(Emotion::Joy)) };
    assert_eq!(Tone::of(&unsure), None);
}

#[test]
fn long_answers_ask_back_about_what_the_person_likes_and_short_ones_do_not() {
    let asked = talk("як справи?");
    let answer = |length| {
        let manner = Manner { length, topic: Some(Topic::Food), climate: Some(0.5), ..manner(Language::Uk) };
        said(&asked, None, &manner).unwrap()
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
        let manner = Manner { length, ..manner(Language::Uk) };
        let stats = Facts::Chat(Some(stats()));
        word(&request(Asked::Stats), None, &stats, &manner, &mut Variety::default()).unwrap().lines().count()
    };
    assert!(rows(Length::Short) < rows(Length::Medium));
}

#[test]
fn unasked_words_suit_the_mood_or_are_not_said() {
    let chime = request(Asked::Chime { text: "таке життя".into() });
    let sad = said(&chime, Some(&reading(Some(Emotion::Sadness))), &manner(Language::Uk)).unwrap();
    assert!(is_line(&sad, Language::Uk, "chime-comfort"), "{sad}");
    let funny = Reading { cues: Cues { humour: 2, ..Cues::default() }, ..reading(None) };
    let laugh = said(&chime, Some(&funny), &manner(Language::Uk)).unwrap();
    assert!(is_line(&laugh, Language::Uk, "chime-laugh"), "{laugh}");
    assert_eq!(said(&chime, Some(&reading(None)), &manner(Language::Uk)), None);
}

#[test]
fn an_old_message_about_the_same_is_worth_mentioning_and_a_new_one_is_not() {
    let about = Reading { keywords: vec!["борщ".into(), "пампушки".into()], ..reading(None) };
    let chime = request(Asked::Chime { text: "варю борщ із пампушками".into() });
    assert_eq!(plan(&chime, Some(&about)), Lookup::Search { words: "борщ пампушки".into(), limit: 100 });
    let fresh = hit(499, "Тарас", &[("борщ із пампушками", true)]);
    let old = Hit { date: fresh.date - 3 * 86_400, message_id: MessageId(7), ..fresh.clone() };
    let heard = |hits| word(&chime, Some(&about), &Facts::Hits(hits), &manner(Language::Uk), &mut Variety::default());
    assert_eq!(heard(vec![fresh.clone()]), None);
    let recalled = heard(vec![fresh, old]).unwrap();
    assert!(recalled.contains("«борщ»") && recalled.contains("/7\">"), "{recalled}");
}

#[test]
fn a_silence_is_broken_by_what_the_chat_likes() {
    let broken = |topic: Option<&str>, downcast| {
        let silence = Silence { language: None, topic: topic.map(str::to_owned), downcast };
        said(&request(Asked::Silence(silence)), None, &manner(Language::Uk)).unwrap()
    };
    assert!(is_line(&broken(Some("food"), false), Language::Uk, "silence-food"));
    assert!(is_line(&broken(Some("food"), true), Language::Uk, "silence-downcast"));
    for topic in [None, Some("nobody knows this one")] {
        let theme = broken(topic, false);
        let themes = Personas::default().of(None).themes(Language::Uk).to_vec();
        assert!(themes.iter().any(|it| theme.contains(it)), "{theme}");
        let other = Manner { seed: 2, ..manner(Language::Uk) };
        let silence = Silence { language: None, topic: topic.map(str::to_owned), downcast: false };
        let said = said(&request(Asked::Silence(silence)), None, &other).unwrap();
        assert!(is_line(&said, Language::Uk, "silence"), "{said}");
    }
}

#[test]
fn every_topic_mood_and_emotion_has_a_name_in_both_languages() {
    use ::language::text::catalogue::knows;
    let topics = Topic::ALL.iter().map(|topic| topic.as_str());
    for language in Language::ALL {
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

#[test]
fn what_the_persona_never_says_the_chats_voice_does_not_say_either() {
    let mut persona = Personas::default().of(None).as_ref().clone();
    persona.forbidden = vec!["борщ".to_owned()];
    let manner = Manner { persona: Arc::new(persona), ..manner(Language::Uk) };
    let said = |sentence: &str| {
        let facts = Facts::Voice(sentence.to_owned());
        word(&talk("Балачко, ага"), None, &facts, &manner, &mut Variety::default()).unwrap()
    };
    assert_eq!(said("сьогодні знову дощ"), "сьогодні знову дощ");
    assert!(!said("люблю борщ уранці").contains("борщ"));
}
