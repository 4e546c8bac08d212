//! The buttons below the settings: `set`, `set:PAGE` or `set:PAGE:VALUE`.

use conversation::Setting;
use personalization::Choice;

use super::{PREFIX, Page};
use crate::buttons;

/// What a button asks for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Pressed {
    /// All settings at a glance.
    All,
    One(Page),
    Set(Page, Change),
}

/// What is to be set, and whose it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Change {
    OfChat(Setting),
    OfPerson(Choice),
}

impl Pressed {
    /// What the button's data says; `None` if it is none of these buttons, or one of another version.
    pub fn of(data: &str) -> Option<Self> {
        Some(match buttons::parts(data, PREFIX, 2)?.as_slice() {
            [] => Self::All,
            [page] => Self::One(Page::named(page)?),
            [page, value] => {
                let page = Page::named(page)?;
                Self::Set(page, page.change(value)?)
            }
            _ => return None,
        })
    }
}

impl Change {
    /// The same for a group, where nobody decides how to speak to them alone.
    pub fn of_chat(self) -> Self {
        match self {
            Self::OfPerson(Choice::Style(style)) => Self::OfChat(Setting::Style(Some(style))),
            Self::OfPerson(Choice::Length(length)) => Self::OfChat(Setting::Length(Some(length))),
            Self::OfPerson(Choice::Humour(percent)) => {
                Self::OfChat(Setting::Humour(Some((percent.share() * 100.0).round() as u8)))
            }
            change => change,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::View;
    use super::*;
    use conversation::{Keyboard, Settings, persona::Personas};
    use language::text::catalogue::{Language, knows};

    fn group() -> View {
        let personas = Personas::default();
        View { settings: Settings::default(), person: None, personas }
    }

    #[test]
    fn each_button_says_what_it_does_in_both_languages_and_is_understood_when_it_comes_back() {
        for language in Language::all() {
            for page in group().pages().iter().chain(&Page::OF_PEOPLE) {
                let (html, Keyboard(rows)) = group().one(language, *page);
                assert!(knows(language, &format!("about-{}", page.as_str())), "{html}");
                for button in rows.iter().flatten() {
                    assert!(Pressed::of(&button.data).is_some(), "{}", button.data);
                    assert!(button.data.len() <= 64 && !button.text.contains(page.as_str()), "{}", button.text);
                }
            }
        }
    }

    /// An id that no catalogue has would be shown as it is.
    #[test]
    fn whatever_is_said_of_settings_is_in_the_catalogues() {
        let source = concat!(include_str!("mod.rs"), include_str!("../quiet.rs"));
        let ids = source.split('"').filter(|it| it.starts_with("settings-") || it.starts_with("quiet-"));
        let ids: Vec<_> = ids.collect();
        assert!(ids.len() >= 7, "{ids:?}");
        for id in ids {
            for language in Language::all() {
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
            assert_eq!(Pressed::of(data), None, "{data}");
        }
    }
}
