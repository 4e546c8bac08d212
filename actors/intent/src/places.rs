//! Cities as Ukrainians call them, with the time zone that their clocks follow. Others are known by the names that the
//! time zones themselves have.

use language::text::{
    inflection::roots,
    words::{fold, words},
};
use language::zone::Zone;

/// Names, with the forms that roots do not tell, and the zone.
const CITIES: &[(&str, &str)] = &[
    ("київ|україна|україні|kiev|kyiv|ukraine|львів|одеса|харків|дніпро|запоріжжя|lviv|odesa|kharkiv", "Europe/Kyiv"),
    ("лондон|англія|британія|england|britain|uk", "Europe/London"),
    ("париж|франція|france", "Europe/Paris"),
    ("берлін|німеччина|мюнхен|гамбург|germany|munich", "Europe/Berlin"),
    ("варшава|польща|краків|вроцлав|гданськ|poland|krakow", "Europe/Warsaw"),
    ("прага|празі|чехія|брно", "Europe/Prague"),
    ("відень|відні|австрія", "Europe/Vienna"),
    ("будапешт|угорщина", "Europe/Budapest"),
    ("рим|італія|мілан|неаполь|italy|milan", "Europe/Rome"),
    ("мадрид|іспанія|барселона|spain|barcelona", "Europe/Madrid"),
    ("лісабон|португалія|portugal", "Europe/Lisbon"),
    ("дублін|ірландія|ireland", "Europe/Dublin"),
    ("амстердам|нідерланди|голландія", "Europe/Amsterdam"),
    ("брюссель|брюсселі|бельгія", "Europe/Brussels"),
    ("женева|цюрих|швейцарія|geneva", "Europe/Zurich"),
    ("стокгольм|швеція", "Europe/Stockholm"),
    ("осло|норвегія", "Europe/Oslo"),
    ("копенгаген|данія", "Europe/Copenhagen"),
    ("гельсінкі|фінляндія", "Europe/Helsinki"),
    ("таллінн|таллін|естонія", "Europe/Tallinn"),
    ("рига|ризі|латвія", "Europe/Riga"),
    ("вільнюс|литва", "Europe/Vilnius"),
    ("бухарест|румунія", "Europe/Bucharest"),
    ("кишинів|молдова", "Europe/Chisinau"),
    ("софія|болгарія", "Europe/Sofia"),
    ("белград|сербія", "Europe/Belgrade"),
    ("загреб|загребі|хорватія", "Europe/Zagreb"),
    ("афіни|афінах|греція", "Europe/Athens"),
    ("стамбул|анкара|туреччина|turkey", "Europe/Istanbul"),
    ("тбілісі|батумі|грузія", "Asia/Tbilisi"),
    ("єреван|вірменія", "Asia/Yerevan"),
    ("баку|азербайджан", "Asia/Baku"),
    ("тель авів|єрусалим|ізраїль|ізраїлі|israel|tel aviv", "Asia/Jerusalem"),
    ("каїр|єгипет|єгипті", "Africa/Cairo"),
    ("дубай|емірати", "Asia/Dubai"),
    ("астана|алмати|казахстан", "Asia/Almaty"),
    ("делі|мумбаї|індія|india|mumbai|delhi", "Asia/Kolkata"),
    ("бангкок|таїланд|thailand", "Asia/Bangkok"),
    ("балі|bali", "Asia/Makassar"),
    ("сінгапур", "Asia/Singapore"),
    ("пекін|шанхай|китай|china|beijing", "Asia/Shanghai"),
    ("гонконг", "Asia/Hong_Kong"),
    ("сеул|корея", "Asia/Seoul"),
    ("токіо|японія|осака|кіото|japan", "Asia/Tokyo"),
    ("сідней|мельбурн|australia", "Australia/Sydney"),
    ("окленд|зеландія", "Pacific/Auckland"),
    ("нью йорк|вашингтон|бостон|маямі|washington|boston|miami", "America/New_York"),
    ("чикаго|даллас|dallas", "America/Chicago"),
    ("денвер", "America/Denver"),
    ("лос анджелес|сан франциско|каліфорнія|сіетл|san francisco|california|seattle", "America/Los_Angeles"),
    ("торонто|оттава|монреаль|монреалі|ottawa|montreal", "America/Toronto"),
    ("ванкувер", "America/Vancouver"),
    ("мехіко|мексика", "America/Mexico_City"),
    ("буенос айрес|аргентина", "America/Argentina/Buenos_Aires"),
    ("сан паулу|ріо де жанейро|бразилія|rio de janeiro|brazil", "America/Sao_Paulo"),
];

/// The zone of a place, in whatever case its name stands; `None` for places that nobody told us of.
pub fn zone_of(place: &str) -> Option<Zone> {
    let place: Vec<String> = words(place).map(fold).collect();
    let listed = CITIES.iter().find(|(names, _)| names.split('|').any(|name| is(&place, name)));
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
        for (names, zone) in CITIES {
            assert!(Zone::named(zone).is_some(), "{names}: {zone}");
        }
    }
}
