//! Cities as people call them in their languages, with the time zone that their clocks follow. Others are known by the
//! names that the time zones themselves have.

use language::packs::List;
use language::text::{
    inflection::roots,
    words::{fold, words},
};
use language::zone::Zone;

/// The zone of a place, in whatever case its name stands; `None` for places that nobody told us of.
pub fn zone_of(place: &str) -> Option<Zone> {
    let place: Vec<String> = words(place).map(fold).collect();
    let listed = List::Cities.words().pairs().find(|(name, _)| is(&place, name));
    listed.and_then(|(_, zone)| Zone::named(zone)).or_else(|| Zone::of_city(&place.join(" ")))
}

fn is(place: &[String], name: &str) -> bool {
    let name: Vec<&str> = name.split(' ').collect();
    let same = |word: &String, name: &&str| word == name || roots(word).iter().any(|root| roots(name).contains(root));
    name.len() == place.len() && place.iter().zip(&name).all(|(word, name)| same(word, name))
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
