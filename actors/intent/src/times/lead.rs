//! Little words that stand before a time and tell how it is meant.

use language::packs::List;

use super::{reader::Reader, said::Edge, tokens::Token};

const LEADS: &[List] = &[
    List::AtHour,
    List::AtTime,
    List::Onto,
    List::AboutTime,
    List::InTime,
    List::OverTime,
    List::ForTime,
    List::Until,
    List::Through,
    List::Since,
    List::After,
    List::Between,
    List::ShortOfHour,
    List::OnEach,
    List::BetweenTimes,
];

/// Say a time even where they look like little words.
const TIMES: &[List] = &[List::Workdays, List::Weekend];

const EDGES: &[(List, Edge)] = &[
    (List::Between, Edge::Between),
    (List::Until, Edge::Until),
    (List::Through, Edge::Through),
    (List::After, Edge::After),
    (List::Since, Edge::Since),
];

/// Most words before a time.
const MOST: usize = 4;

/// The words before a time.
#[derive(Debug, Clone, Copy)]
pub struct Lead<'t>(&'t [Token]);

impl<'t> Lead<'t> {
    /// Takes the words before a time.
    pub fn read(tokens: &'t [Token], reader: &mut Reader) -> Self {
        let start = reader.at();
        while reader.at() - start < MOST && reader.is_before(LEADS) && !reader.is_before(TIMES) {
            reader.next();
        }
        Self(&tokens[start..reader.at()])
    }

    pub fn has(&self, list: List) -> bool {
        self.0.iter().any(|token| token.is(list))
    }

    pub fn has_any(&self, lists: &[List]) -> bool {
        lists.iter().any(|list| self.has(*list))
    }

    /// Which end of a stretch follows.
    pub fn edge(&self) -> Option<Edge> {
        EDGES.iter().find(|(list, _)| self.has(*list)).map(|(_, edge)| *edge)
    }

    /// Whether a time is what they stand before.
    pub fn is_of_time(&self) -> bool {
        self.edge().is_some() || self.has_any(&[List::AtTime, List::Onto, List::OverTime, List::ForTime])
    }

    /// Whether an hour of the clock may follow: before a number "in" tells a length rather.
    pub fn is_of_hour(&self) -> bool {
        let at = self.has(List::AtHour) || self.has(List::AtTime) && !self.has(List::InTime);
        at || matches!(self.edge(), Some(Edge::Until | Edge::Since | Edge::After))
    }
}
