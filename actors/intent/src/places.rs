//! Cities as people call them in their languages, with the time zone that their clocks follow. Others are known by the
//! names that the time zones themselves have.

use std::sync::LazyLock;

use language::packs::List;
use language::text::{
    inflection::roots,
    words::{fold, words},
};
use language::zone::Zone;

/// The listed cities: the words of their names, each with its roots, and their zones.
static CITIES: LazyLock<Vec<(Vec<Forms>, &str)>> = LazyLock::new(|| {
    let cities = List::Cities.words().pairs();
    cities.map(|(name, zone)| (name.split(' ').map(Forms::of).collect(), zone)).collect()
});

/// A word, and what its forms have in common.
struct Forms {
    word: String,
    roots: Vec<String>,
}

impl Forms {
    fn of(word: &str) -> Self {
        Self { word: word.to_owned(), roots: roots(word) }
    }

    fn are_of_one_word(&self, other: &Self) -> bool {
        self.word == other.word || self.roots.iter().any(|root| other.roots.contains(root))
    }
}

/// The zone of a place, in whatever case its name stands; `None` for places that nobody told us of.
pub fn zone_of(place: &str) -> Option<Zone> {
    let place: Vec<Forms> = words(place).map(|word| Forms::of(&fold(word))).collect();
    let is_it = |name: &[Forms]| {
        name.len() == place.len() && name.iter().zip(&place).all(|(one, other)| one.are_of_one_word(other))
    };
    let listed = CITIES.iter().find(|(name, _)| is_it(name));
    let city = || place.iter().map(|it| it.word.as_str()).collect::<Vec<_>>().join(" ");
    listed.and_then(|(_, zone)| Zone::named(zone)).or_else(|| Zone::of_city(&city()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_are_known_in_their_cases_and_by_their_zones() {
        for (place, zone) in [
            ("Лондоні", "Europe/London"),
            ("Нью-Йорку", "America/New_York"),
            ("New York", "America/New_York"),
            ("Tokyo", "Asia/Tokyo"),
            ("Києві", "Europe/Kyiv"),
            ("Львові", "Europe/Kyiv"),
            ("Празі", "Europe/Prague"),
            ("Сіднеї", "Australia/Sydney"),
            ("Kathmandu", "Asia/Kathmandu"),
        ] {
            assert_eq!(zone_of(place), Zone::named(zone), "{place}");
        }
        for place in ["", "Козятині", "нас", "UTC", "Europe"] {
            assert_eq!(zone_of(place), None, "{place}");
        }
    }

    #[test]
    fn every_zone_is_one() {
        for (name, zone) in List::Cities.words().pairs() {
            assert!(Zone::named(zone).is_some(), "{name}: {zone}");
        }
    }
}
