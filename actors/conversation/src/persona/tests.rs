use super::*;
use language::text::catalogue::Language;

const KUMA: &str = include_str!("../../personas/kuma.toml");

#[test]
fn all_that_come_with_the_program_are_in_order() {
    let personas = Personas::load(None, DEFAULT).unwrap();
    assert_eq!(personas.all().iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["balachka", "kuma", "litopys"]);
    assert_eq!(personas.of(None).name(Language::Uk), "Балачка");
    assert_eq!(personas.of(Some("gone")).id, DEFAULT);
    assert_eq!(personas.of(Some("kuma")).name(Language::En), "Kuma");
}

#[test]
fn what_is_wrong_with_a_file_is_said_plainly() {
    for (from, to, said) in [
        ("[voice]", "[vioce]", "vioce"),
        ("uk = \"Кума\"", "uk = \"\"", "name.uk is empty"),
        ("sadness = [\"🤗\"", "sadness = [\"🦄🦄\"", "Telegram does not allow \"🦄🦄\" as a reaction"),
        ("greeting = [\"О,", "greting = [\"О,", "no line \"greting\""),
        ("forbidden = []", "forbidden = [\"чай\"]", "contains the forbidden word \"чай\""),
        ("wonder = ", "wander = ", "wander"),
    ] {
        let text = KUMA.replace(from, to);
        assert_ne!(text, KUMA, "{from}");
        let problem = Persona::read("kuma", &text).unwrap_err();
        assert!(problem.contains(said), "{problem}");
    }
    assert!(Persona::read("../kuma", KUMA).unwrap_err().contains("not a valid persona name"));
}

#[test]
fn an_operators_persona_joins_the_others_or_takes_the_place_of_one() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("didus.toml"), KUMA.replace("\"Кума\"", "\"Дідусь\"")).unwrap();
    std::fs::write(folder.path().join("kuma.toml"), KUMA.replace("\"Кума\"", "\"Кумонька\"")).unwrap();
    std::fs::write(folder.path().join("notes.txt"), "no persona").unwrap();
    let personas = Personas::load(Some(folder.path()), "didus").unwrap();
    assert_eq!(personas.of(None).name(Language::Uk), "Дідусь");
    assert_eq!(personas.of(Some("kuma")).name(Language::Uk), "Кумонька");
    std::fs::write(folder.path().join("kuma.toml"), KUMA.replace("\"Кума\"", "\"Кумася\"")).unwrap();
    assert_eq!(personas.reload(), Ok(4));
    assert_eq!(personas.of(Some("kuma")).name(Language::Uk), "Кумася");
    std::fs::write(folder.path().join("broken.toml"), "name = 1").unwrap();
    assert!(personas.reload().is_err());
    assert_eq!(personas.of(Some("kuma")).name(Language::Uk), "Кумася", "all stays as it was");
    let problem = Personas::load(Some(folder.path()), DEFAULT).unwrap_err();
    assert!(problem.starts_with("persona broken: "), "{problem}");
    let missing = Personas::load(None, "nobody").unwrap_err();
    assert!(missing.contains("balachka, kuma, litopys"), "{missing}");
}
