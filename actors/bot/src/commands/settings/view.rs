//! How settings are shown.

use super::{AUTO, Change, PREFIX, Page};
use crate::buttons;
use conversation::{Button, Keyboard, Setting, Settings, persona::Personas};
use language::text::{
    catalogue::{Args, Language, say},
    html::escape,
    plain,
};
use personalization::Profile;

/// Buttons side by side; more are cut off on a phone.
const ABREAST: usize = 2;

/// What is set now.
pub(super) struct View {
    pub settings: Settings,
    /// The person's, in a private chat; `None` in a group, whose settings are everybody's.
    pub person: Option<Profile>,
    pub personas: Personas,
}

impl View {
    /// The pages that there are here.
    pub fn pages(&self) -> &'static [Page] {
        if self.person.is_some() { &Page::OF_PEOPLE } else { &Page::OF_GROUPS }
    }

    /// All settings with their values, a button each.
    pub fn all(&self, language: Language) -> (String, Keyboard) {
        let title = if self.person.is_some() { "settings-mine" } else { "settings-title" };
        let rows = self
            .pages()
            .iter()
            .map(|page| button(self.shown(language, *page), buttons::data(PREFIX, &[page.as_str()])));
        (word(language, title), Keyboard(rows.map(|button| vec![button]).collect()))
    }

    /// A setting with its value.
    pub fn shown(&self, language: Language, page: Page) -> String {
        format!(
            "{}: {}",
            label(language, page),
            self.caption(language, page, &page.value(&self.settings, self.person.as_ref(), &self.personas))
        )
    }

    /// One setting with all its values; the present one is marked.
    pub fn one(&self, language: Language, page: Page) -> (String, Keyboard) {
        let now = page.value(&self.settings, self.person.as_ref(), &self.personas);
        let values: Vec<_> = self
            .values(page)
            .iter()
            .map(|value| {
                let caption = self.caption(language, page, value);
                let shown = if *value == now { format!("✓ {caption}") } else { caption };
                button(shown, buttons::data(PREFIX, &[page.as_str(), value]))
            })
            .collect();
        let mut rows: Vec<_> = values.chunks(ABREAST).map(<[Button]>::to_vec).collect();
        rows.push(vec![button(plain(&word(language, "settings-back")), buttons::data(PREFIX, &[]))]);
        let about = self.about(language, page);
        (format!("<b>{}</b>\n{about}", label(language, page)), Keyboard(rows))
    }

    /// Whether that can be set: personas come and go.
    pub fn offers(&self, change: &Change) -> bool {
        match change {
            Change::OfChat(Setting::Style(_) | Setting::Length(_) | Setting::Humour(_)) => self.person.is_none(),
            Change::OfChat(Setting::Persona(Some(name))) => self.personas.knows(name),
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
            Page::Language => {
                std::iter::once(AUTO).chain(Language::all().map(Language::as_str)).map(str::to_owned).collect()
            }
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
            Page::Language if value != AUTO => {
                Language::of_code(value).map_or_else(|| value.to_owned(), |it| it.native_name().to_owned())
            }
            _ => plain(&word(language, &format!("{}-{value}", page.as_str()))),
        }
    }
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
