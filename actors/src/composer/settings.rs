//! The settings of a chat, and of a person in private, as a message with buttons.
//!
//! Buttons bring back `set`, `set:PAGE` or `set:PAGE:VALUE`. That is all that is needed to answer a press, so keyboards
//! survive restarts.

use crate::{
    conversation::{Button, Chattiness, Hush, Keyboard, Night, Setting, Settings},
    persona::Personas,
    personalization::{Choice, Length, Profile, Style},
    text::{
        catalogue::{Args, Language, say},
        html::escape,
        inflection::roots,
        plain,
        words::fold,
    },
};

const PREFIX: &str = "set";
/// The value of what a chat leaves open.
const AUTO: &str = "auto";
/// What languages are called.
const LANGUAGES: &[(&str, &str)] = &[
    ("uk", "uk ua укр українська українською українську ukrainian"),
    ("en", "en eng англ англійська англійською англійську english"),
    (AUTO, "auto авто автоматично будь-яка any both"),
];
/// Buttons side by side; more are cut off on a phone.
const ABREAST: usize = 2;

/// One thing that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Language,
    Persona,
    Chattiness,
    Silences,
    Reactions,
    Night,
    Hush,
    Style,
    Length,
    Humour,
    Keep,
}

/// What a button asks for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Press {
    /// All settings at a glance.
    All,
    One(Page),
    Set(Page, Wish),
}

/// What is to be set, and whose it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wish {
    OfChat(Setting),
    OfPerson(Choice),
}

/// What is set now.
pub(super) struct View {
    pub settings: Settings,
    /// The person's, in a private chat; `None` in a group, whose settings are everybody's.
    pub person: Option<Profile>,
    pub personas: Personas,
}

impl Press {
    /// What the button's data says; `None` if it is none of these buttons, or one of another version.
    pub fn of(data: &str) -> Option<Self> {
        let mut parts = data.split(':');
        if parts.next() != Some(PREFIX) {
            return None;
        }
        Some(match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Self::All,
            (Some(page), None, _) => Self::One(Page::named(page)?),
            (Some(page), Some(value), None) => {
                let page = Page::named(page)?;
                Self::Set(page, page.wish(value)?)
            }
            _ => return None,
        })
    }
}

impl Wish {
    /// The same wish for a group, where nobody decides how to speak to them alone.
    pub fn of_chat(self) -> Self {
        match self {
            Self::OfPerson(Choice::Style(style)) => Self::OfChat(Setting::Style(Some(style))),
            Self::OfPerson(Choice::Length(length)) => Self::OfChat(Setting::Length(Some(length))),
            Self::OfPerson(Choice::Humour(percent)) => {
                Self::OfChat(Setting::Humour(Some((percent.share() * 100.0).round() as u8)))
            }
            wish => wish,
        }
    }
}

impl Page {
    const OF_GROUPS: [Self; 11] = [
        Self::Language,
        Self::Persona,
        Self::Chattiness,
        Self::Silences,
        Self::Reactions,
        Self::Night,
        Self::Hush,
        Self::Style,
        Self::Length,
        Self::Humour,
        Self::Keep,
    ];
    const OF_PEOPLE: [Self; 6] = [Self::Language, Self::Persona, Self::Style, Self::Length, Self::Humour, Self::Keep];

    /// The page of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::OF_GROUPS.into_iter().chain(Self::OF_PEOPLE).find(|page| page.as_str() == name)
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Persona => "persona",
            Self::Chattiness => "chattiness",
            Self::Silences => "silences",
            Self::Reactions => "reactions",
            Self::Night => "night",
            Self::Hush => "hush",
            Self::Style => "style",
            Self::Length => "length",
            Self::Humour => "humour",
            Self::Keep => "keep",
        }
    }

    fn values(self) -> &'static [&'static str] {
        match self {
            Self::Language => &["auto", "uk", "en"],
            // As many as there are; see `View::values`.
            Self::Persona => &[],
            Self::Chattiness => &["never", "rarely", "usual", "often"],
            Self::Silences | Self::Reactions => &["on", "off"],
            Self::Night => &["off", "22-7", "23-8", "0-9"],
            Self::Hush => &["off", "called", "mute"],
            Self::Style => &["formal", "friendly", "neutral", "casual", "humorous"],
            Self::Length => &["short", "medium", "long"],
            Self::Humour => &["0", "25", "50", "75", "100"],
            Self::Keep => &["forever", "365d", "90d", "30d", "7d"],
        }
    }

    /// Whether it is about how to speak: what a chat leaves open, each person has as they like it.
    fn is_manner(self) -> bool {
        matches!(self, Self::Style | Self::Length | Self::Humour)
    }

    /// The value of this page that is meant by these words.
    pub fn value_meant(self, words: &str, personas: &Personas) -> Option<String> {
        let words = fold(words.trim());
        match self {
            Self::Persona => {
                let named = |name: &str| roots(&fold(name)).iter().any(|root| roots(&words).contains(root));
                let all = personas.all();
                let meant =
                    all.iter().find(|it| it.id == words || Language::ALL.iter().any(|one| named(it.name(*one))));
                meant.map(|persona| persona.id.clone())
            }
            Self::Language => {
                let meant = LANGUAGES.iter().find(|(_, names)| names.split(' ').any(|name| name == words));
                meant.map(|(value, _)| (*value).to_owned())
            }
            _ => None,
        }
    }

    /// What the value of this page means; `None` if there is no such value.
    pub fn wish(self, value: &str) -> Option<Wish> {
        if self == Self::Persona {
            return Some(Wish::OfChat(Setting::Persona(Some(value.to_owned()))));
        }
        match self {
            Self::Style if value == AUTO => return Some(Wish::OfChat(Setting::Style(None))),
            Self::Length if value == AUTO => return Some(Wish::OfChat(Setting::Length(None))),
            Self::Humour if value == AUTO => return Some(Wish::OfChat(Setting::Humour(None))),
            _ => {}
        }
        let value = self.values().iter().find(|known| **known == value)?;
        Some(match self {
            Self::Persona => return None,
            Self::Language => {
                Wish::OfChat(Setting::Language(Language::ALL.into_iter().find(|it| it.as_str() == *value)))
            }
            Self::Chattiness => {
                Wish::OfChat(Setting::Chattiness(Chattiness::ALL.into_iter().find(|it| it.as_str() == *value)?))
            }
            Self::Silences => Wish::OfChat(Setting::Silences(*value == "on")),
            Self::Reactions => Wish::OfChat(Setting::Reactions(*value == "on")),
            Self::Night => Wish::OfChat(Setting::Night(Night::ALL.into_iter().find(|it| it.as_str() == *value)?)),
            Self::Hush => Wish::OfChat(Setting::Hush(Hush::ALL.into_iter().find(|it| it.as_str() == *value)?)),
            Self::Keep => Wish::OfChat(Setting::Keep(value.trim_end_matches('d').parse().ok())),
            Self::Style | Self::Length | Self::Humour => Wish::OfPerson(Choice::parse(self.as_str(), value).ok()?),
        })
    }
}

impl View {
    /// The pages that there are here.
    pub fn pages(&self) -> &'static [Page] {
        if self.person.is_some() { &Page::OF_PEOPLE } else { &Page::OF_GROUPS }
    }

    /// All settings with their values, a button each.
    pub fn all(&self, language: Language) -> (String, Keyboard) {
        let title = if self.person.is_some() { "settings-mine" } else { "settings-title" };
        let rows =
            self.pages().iter().map(|page| button(self.shown(language, *page), format!("{PREFIX}:{}", page.as_str())));
        (word(language, title), Keyboard(rows.map(|button| vec![button]).collect()))
    }

    /// A setting with its value.
    pub fn shown(&self, language: Language, page: Page) -> String {
        format!("{}: {}", label(language, page), self.caption(language, page, &self.value(page)))
    }

    /// One setting with all its values; the present one is marked.
    pub fn one(&self, language: Language, page: Page) -> (String, Keyboard) {
        let now = self.value(page);
        let values: Vec<_> = self
            .values(page)
            .iter()
            .map(|value| {
                let caption = self.caption(language, page, value);
                let shown = if *value == now { format!("✓ {caption}") } else { caption };
                button(shown, format!("{PREFIX}:{}:{value}", page.as_str()))
            })
            .collect();
        let mut rows: Vec<_> = values.chunks(ABREAST).map(<[Button]>::to_vec).collect();
        rows.push(vec![button(plain(&word(language, "settings-back")), PREFIX.to_owned())]);
        let about = self.about(language, page);
        (format!("<b>{}</b>\n{about}", label(language, page)), Keyboard(rows))
    }

    /// Whether that can be set: personas come and go.
    pub fn offers(&self, wish: &Wish) -> bool {
        match wish {
            Wish::OfChat(Setting::Style(_) | Setting::Length(_) | Setting::Humour(_)) => self.person.is_none(),
            Wish::OfChat(Setting::Persona(Some(name))) => self.personas.knows(name),
            _ => true,
        }
    }

    fn about(&self, language: Language, page: Page) -> String {
        let whose = if page.is_manner() && self.person.is_none() { "-chat" } else { "" };
        let about = word(language, &format!("about-{}{whose}", page.as_str()));
        let all = if page == Page::Persona { self.personas.all() } else { Vec::new() };
        let who =
            all.iter().map(|it| format!("\n<b>{}</b>: {}", escape(it.name(language)), escape(it.about(language))));
        about + &who.collect::<String>()
    }

    fn values(&self, page: Page) -> Vec<String> {
        match page {
            Page::Persona => self.personas.all().iter().map(|persona| persona.id.clone()).collect(),
            _ => {
                let auto = (page.is_manner() && self.person.is_none()).then_some(AUTO);
                auto.into_iter().chain(page.values().iter().copied()).map(str::to_owned).collect()
            }
        }
    }

    fn caption(&self, language: Language, page: Page, value: &str) -> String {
        match page {
            Page::Humour if value != AUTO => format!("{value} %"),
            Page::Night if value != "off" => value.replace('-', ":00–") + ":00",
            Page::Persona => self.personas.of(Some(value)).name(language).to_owned(),
            _ => plain(&word(language, &format!("{}-{value}", page.as_str()))),
        }
    }

    fn value(&self, page: Page) -> String {
        match (page, &self.person) {
            (Page::Language, _) => self.settings.language.map_or("auto", Language::as_str).to_owned(),
            (Page::Persona, _) => self.personas.of(self.settings.persona.as_deref()).id.clone(),
            (Page::Chattiness, _) => self.settings.chattiness.as_str().to_owned(),
            (Page::Silences, _) => on_or_off(self.settings.silences),
            (Page::Reactions, _) => on_or_off(self.settings.reactions),
            (Page::Night, _) => self.settings.night.as_str().to_owned(),
            (Page::Hush, _) => self.settings.hush.as_str().to_owned(),
            (Page::Keep, _) => self.settings.keep_days.map_or("forever".to_owned(), |days| format!("{days}d")),
            (Page::Style, None) => self.settings.style.map_or(AUTO, Style::as_str).to_owned(),
            (Page::Length, None) => self.settings.length.map_or(AUTO, Length::as_str).to_owned(),
            (Page::Humour, None) => self.settings.humour.map_or(AUTO.to_owned(), |percent| percent.to_string()),
            (Page::Style, profile) => profile.as_ref().map_or(Style::Neutral, |it| it.style.value).as_str().to_owned(),
            (Page::Length, profile) => {
                profile.as_ref().map_or(Length::Medium, |it| it.length.value).as_str().to_owned()
            }
            (Page::Humour, profile) => {
                let share = profile.as_ref().map_or(0.5, |it| it.humour.value);
                ((share * 100.0).round() as i64).to_string()
            }
        }
    }
}

fn on_or_off(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}

fn button(text: String, data: String) -> Button {
    Button { text, data }
}

fn label(language: Language, page: Page) -> String {
    plain(&word(language, &format!("setting-{}", page.as_str())))
}

fn word(language: Language, id: &str) -> String {
    say(language, id, &Args::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::catalogue::knows;

    fn group() -> View {
        let personas = Personas::default();
        View { settings: Settings::default(), person: None, personas }
    }

    #[test]
    fn each_button_says_what_it_does_in_both_languages_and_is_understood_when_it_comes_back() {
        for language in Language::ALL {
            for page in group().pages().iter().chain(&Page::OF_PEOPLE) {
                let (html, Keyboard(rows)) = group().one(language, *page);
                assert!(knows(language, &format!("about-{}", page.as_str())), "{html}");
                for button in rows.iter().flatten() {
                    assert!(Press::of(&button.data).is_some(), "{}", button.data);
                    assert!(button.data.len() <= 64 && !button.text.contains(page.as_str()), "{}", button.text);
                }
            }
        }
    }

    /// An id that no catalogue has would be shown as it is.
    #[test]
    fn whatever_is_said_of_settings_is_in_the_catalogues() {
        let source = include_str!("control.rs");
        let ids = source.split('"').filter(|it| it.starts_with("settings-") || it.starts_with("quiet-"));
        let ids: Vec<_> = ids.collect();
        assert!(ids.len() >= 7, "{ids:?}");
        for id in ids {
            for language in Language::ALL {
                assert!(knows(language, id), "{id}");
            }
        }
    }

    #[test]
    fn the_present_value_is_marked() {
        let (_, Keyboard(rows)) = group().one(Language::Uk, Page::Chattiness);
        let marked: Vec<_> = rows.iter().flatten().filter(|it| it.text.starts_with('✓')).collect();
        assert_eq!(marked.iter().map(|it| it.data.as_str()).collect::<Vec<_>>(), ["set:chattiness:usual"]);
    }

    #[test]
    fn strange_data_is_no_press() {
        for data in ["", "set:", "set:colour", "set:style:", "set:style:formal:x", "set:chattiness:99", "другое"]
        {
            assert_eq!(Press::of(data), None, "{data}");
        }
    }
}
