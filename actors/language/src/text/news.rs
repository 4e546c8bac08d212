//! News of somebody's life: who tells it is met in kind, and a chat that hears of grief is spared jokes for a while.
//! The words are the packs' (`news.txt`, `distress.txt`).

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{
    distress::{statements, tells_of_a_death},
    glance::Glance,
    patterns::Patterns,
};
use crate::packs::List;

/// What happened to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    Death,
    /// Missing, or in captivity.
    Missing,
    /// Seriously ill or hurt.
    Illness,
    /// A little ill.
    Ailment,
    Breakup,
    JobLoss,
    /// Failed, refused or robbed.
    Setback,
    Quarrel,
    /// A child was born, or is awaited.
    Birth,
    /// A wedding or an engagement.
    Wedding,
    /// A fear is over: somebody got well, came home or was found; people made up.
    Relief,
    Job,
    /// An examination, an admission, a prize.
    Success,
    Home,
    Anniversary,
}

impl News {
    /// Each of them.
    pub const ALL: &[Self] = &[
        Self::Death,
        Self::Missing,
        Self::Illness,
        Self::Ailment,
        Self::Breakup,
        Self::JobLoss,
        Self::Setback,
        Self::Quarrel,
        Self::Birth,
        Self::Wedding,
        Self::Relief,
        Self::Job,
        Self::Success,
        Self::Home,
        Self::Anniversary,
    ];

    /// Its name, in `snake_case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Death => "death",
            Self::Missing => "missing",
            Self::Illness => "illness",
            Self::Ailment => "ailment",
            Self::Breakup => "breakup",
            Self::JobLoss => "job_loss",
            Self::Setback => "setback",
            Self::Quarrel => "quarrel",
            Self::Birth => "birth",
            Self::Wedding => "wedding",
            Self::Relief => "relief",
            Self::Job => "job",
            Self::Success => "success",
            Self::Home => "home",
            Self::Anniversary => "anniversary",
        }
    }

    /// Whether a chat that hears of it mourns or fears.
    pub fn is_grave(self) -> bool {
        matches!(self, Self::Death | Self::Missing | Self::Illness)
    }

    /// Whether it is bad news.
    pub fn is_bad(self) -> bool {
        self.is_grave() || matches!(self, Self::Ailment | Self::Breakup | Self::JobLoss | Self::Setback | Self::Quarrel)
    }
}

/// The sayings of each, in the order in which one counts more than another.
pub(super) const SAYINGS: &[(News, List)] = &[
    (News::Death, List::NewsDeath),
    (News::Relief, List::NewsRelief),
    (News::Missing, List::NewsMissing),
    (News::Illness, List::NewsIllness),
    (News::Birth, List::NewsBirth),
    (News::Setback, List::NewsSetback),
    (News::JobLoss, List::NewsJobLoss),
    (News::Wedding, List::NewsWedding),
    (News::Breakup, List::NewsBreakup),
    (News::Job, List::NewsJob),
    (News::Success, List::NewsSuccess),
    (News::Home, List::NewsHome),
    (News::Anniversary, List::NewsAnniversary),
    (News::Ailment, List::NewsAilment),
    (News::Quarrel, List::NewsQuarrel),
];

/// What somebody tells that happened. What is asked, thought of, made up or years old is no news.
pub fn news(text: &str) -> Option<News> {
    if Glance::at(text).news { news_in(text) } else { None }
}

/// The same of a text that may tell some.
fn news_in(text: &str) -> Option<News> {
    static SAID: LazyLock<Patterns<News>> = LazyLock::new(|| Patterns::of(SAYINGS));
    let statements = statements(text);
    let told: Vec<_> = statements.iter().filter_map(|said| Some((said, SAID.find(said)?))).collect();
    let dies = tells_of_a_death(&statements);
    // What most texts come to; the rest need not be asked of them.
    if told.is_empty() && !dies || is_old(&statements) {
        return None;
    }
    let is_made_up = is_made_up(&statements);
    if dies && !is_made_up {
        return Some(News::Death);
    }
    let told = told.into_iter().filter(|(said, news)| !(is_thought_of(said) || is_made_up && is_of_stories(*news)));
    told.map(|(_, news)| news).min_by_key(|news| SAYINGS.iter().position(|(it, _)| it == news))
}

/// Whether somebody asks to say who is right in a quarrel, or to make peace.
pub fn asks_to_judge(said: &[String]) -> bool {
    static ASKED: LazyLock<Patterns<()>> = LazyLock::new(|| Patterns::of(&[((), List::Judging)]));
    ASKED.find(said).is_some()
}

/// Whether it was years ago: a phrase says so, or a year is named.
fn is_old(statements: &[Vec<String>]) -> bool {
    let is_year = |word: &String| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let is_year = |word: &String| is_year(word) && word.bytes().all(|it| it.is_ascii_digit());
    statements.iter().any(|said| List::LongAgo.is_in(said) || said.iter().any(is_year))
}

fn is_thought_of(said: &[String]) -> bool {
    List::Hypotheses.has_any(said)
}

/// Whether a book, a film or a series is spoken of.
pub(super) fn is_made_up(statements: &[Vec<String>]) -> bool {
    let tells = |word: &String| List::FictionBeginnings.iter().any(|beginning| word.starts_with(beginning));
    statements.iter().flatten().any(tells)
}

/// Whether stories are full of it.
fn is_of_stories(news: News) -> bool {
    !matches!(news, News::Success | News::Job | News::Home | News::Ailment)
}
