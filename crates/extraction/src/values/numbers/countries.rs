//! Which dollar, dinar or pound: the currencies that share a name, and the countries that tell.

use std::sync::OnceLock;

use crate::values::reading::starts::starts;
use crate::values::reading::token::{LONGEST_WORD, fold};

/// A name that several currencies share.
struct Family {
    /// As it stands in the table of currencies, in place of a code.
    name: &'static str,
    /// What it is when no country tells; `XXX` when nothing is usual.
    usual: &'static str,
    /// Country and currency, both by their ISO code.
    members: &'static [(&'static str, &'static str)],
}

const FAMILIES: &[Family] = &[
    Family {
        name: "dollar",
        usual: "USD",
        members: &[
            ("US", "USD"),
            ("AU", "AUD"),
            ("CA", "CAD"),
            ("NZ", "NZD"),
            ("HK", "HKD"),
            ("SG", "SGD"),
            ("TW", "TWD"),
            ("ZW", "ZWL"),
            ("JM", "JMD"),
            ("SR", "SRD"),
        ],
    },
    Family {
        name: "pound",
        usual: "GBP",
        members: &[
            ("GB", "GBP"),
            ("EG", "EGP"),
            ("LB", "LBP"),
            ("SY", "SYP"),
            ("SD", "SDG"),
            ("SS", "SSP"),
        ],
    },
    Family {
        name: "franc",
        usual: "FRF",
        members: &[
            ("CH", "CHF"),
            ("CD", "CDF"),
            ("RW", "RWF"),
            ("BI", "BIF"),
            ("DJ", "DJF"),
            ("GN", "GNF"),
            ("SN", "XOF"),
            ("ML", "XOF"),
            ("NE", "XOF"),
            ("BF", "XOF"),
            ("CI", "XOF"),
            ("TG", "XOF"),
            ("BJ", "XOF"),
            ("CM", "XAF"),
            ("TD", "XAF"),
            ("CF", "XAF"),
            ("GA", "XAF"),
        ],
    },
    Family {
        name: "dinar",
        usual: "XXX",
        members: &[
            ("IQ", "IQD"),
            ("DZ", "DZD"),
            ("TN", "TND"),
            ("LY", "LYD"),
            ("JO", "JOD"),
            ("KW", "KWD"),
            ("BH", "BHD"),
            ("RS", "RSD"),
        ],
    },
    Family {
        name: "dirham",
        usual: "XXX",
        members: &[("AE", "AED"), ("MA", "MAD")],
    },
    Family {
        name: "peso",
        usual: "XXX",
        members: &[
            ("MX", "MXN"),
            ("AR", "ARS"),
            ("CL", "CLP"),
            ("CO", "COP"),
            ("PH", "PHP"),
            ("CU", "CUP"),
            ("DO", "DOP"),
        ],
    },
    Family {
        name: "rial",
        usual: "XXX",
        members: &[
            ("IR", "IRR"),
            ("OM", "OMR"),
            ("YE", "YER"),
            ("SA", "SAR"),
            ("QA", "QAR"),
        ],
    },
    Family {
        name: "shilling",
        usual: "XXX",
        members: &[("KE", "KES"), ("UG", "UGX"), ("TZ", "TZS"), ("SO", "SOS")],
    },
    Family {
        name: "krone",
        usual: "XXX",
        members: &[
            ("SE", "SEK"),
            ("NO", "NOK"),
            ("DK", "DKK"),
            ("IS", "ISK"),
            ("CZ", "CZK"),
        ],
    },
    Family {
        name: "leu",
        usual: "RON",
        members: &[("RO", "RON"), ("MD", "MDL")],
    },
    Family {
        name: "rupee",
        usual: "INR",
        members: &[("IN", "INR"), ("PK", "PKR"), ("LK", "LKR"), ("NP", "NPR")],
    },
];

/// Names of countries, their people and capitals in the three languages, folded; those that end in `-` are beginnings
/// of words. All but those are written with a capital.
const STEMS: &[(&str, &str)] = &[
    (
        "US",
        "america amerika amerikaan- americain- americans amerique washington",
    ),
    ("AU", "australi- canberra sydney"),
    ("CA", "canad- ottawa toronto"),
    ("NZ", "zealand- zeeland zelande zeelands- zelandais-"),
    ("HK", "hongkong-"),
    ("SG", "singapo-"),
    ("TW", "taiwan- taipei"),
    ("ZW", "zimbabw- harare"),
    ("JM", "jamai-"),
    ("SR", "surinam- paramaribo"),
    (
        "GB",
        "brits britse britten british britons britain britanni- londen london londres england engeland engels- angleterre anglais-",
    ),
    ("EG", "egypt- cairo caire"),
    ("LB", "liban- lebanon lebanese beirut beiroet beyrouth"),
    ("SY", "syrie syria syri- damas damascus aleppo alep"),
    ("SD", "soudan- soedan- sudan- khartoum"),
    ("SS", "juba"),
    (
        "CH",
        "zwitser- suisse- swiss switzerland geneve geneva zurich bern berne",
    ),
    ("CD", "congo congol- kinshasa goma"),
    ("RW", "rwand- kigali"),
    ("BI", "burund- bujumbura"),
    ("DJ", "djibout-"),
    ("GN", "guinee guineen- conakry"),
    ("SN", "senegal- dakar"),
    ("ML", "mali malien- malinees malinese malian- bamako"),
    ("NE", "niger nigerien- niamey"),
    ("BF", "burkin- ouagadougou"),
    ("CI", "ivoire ivoirien- ivory ivoriaan- ivoor- abidjan"),
    ("TG", "togo togol-"),
    ("BJ", "benin benin- cotonou"),
    ("CM", "camero- kameroen- yaounde douala"),
    ("TD", "tchad- tsjaad- chad chadian- ndjamena"),
    ("CF", "centrafri- bangui"),
    ("GA", "gabon- libreville"),
    (
        "IQ",
        "irak- iraak- iraq- bagdad baghdad mossoul mosul mosoel",
    ),
    ("DZ", "alger algiers algeri- algerij-"),
    ("TN", "tunis tunisi- tunes-"),
    ("LY", "libye- libya- libie libisch- tripoli"),
    ("JO", "jordani- jordanie- jordaan- amman"),
    ("KW", "kuwait- koweit- koeweit-"),
    ("BH", "bahrein- bahrain- manama"),
    ("RS", "serbi- serbe- servi- belgrad-"),
    ("AE", "emiraten emirates emirats emirati- dubai doubai"),
    ("MA", "maroc- marok- morocc- rabat casablanca"),
    ("MX", "mexi-"),
    ("AR", "argentin- argentijn- buenos"),
    ("CL", "chile chilean- chileen- chilien- chili"),
    (
        "CO",
        "colombia colombie colombian- colombiaan- colombien- bogota",
    ),
    ("PH", "filipijn- philippin- filipin- manila manille"),
    ("CU", "cuba cuban- cubaan- cubain- havana havane"),
    ("DO", "dominicain- dominicaan- dominican-"),
    ("IR", "iran iran- iraan- teheran tehran"),
    ("OM", "oman omaan- omani- omanais-"),
    ("YE", "yemen- jemen- sanaa"),
    ("SA", "saoed- saoud- saudi- riyad riyadh"),
    ("QA", "qatar- doha"),
    ("KE", "kenia keniaan- kenya kenyan- nairobi"),
    ("UG", "uganda ugand- oegand- ougand- kampala"),
    ("TZ", "tanzani-"),
    ("SO", "somali- mogadis-"),
    (
        "SE",
        "swede- swedish zweed- zweden suede suedois- stockholm",
    ),
    (
        "NO",
        "norway norwegian- noors noorse noren noorwegen norvege norvegien- oslo",
    ),
    (
        "DK",
        "danes danish danois- deens deense denen denemarken denmark danemark kopenhagen copenhagen copenhague",
    ),
    ("IS", "ijsland- iceland- island islandais- reykjavik"),
    ("CZ", "tsjech- tchequ- czech- praag prague"),
    (
        "RO",
        "roemeen- roemenie roumain- roumanie romania- boekarest bucharest bucarest",
    ),
    ("MD", "moldav- moldov- chisinau"),
    (
        "IN",
        "india indian- indiaas indiase indien- inde delhi mumbai",
    ),
    ("PK", "pakistan- pakistaan- islamabad karachi"),
    ("LK", "lanka lankaan- lankais- colombo"),
    ("NP", "nepal- kathmandu katmandou"),
];

/// Beginnings of the shared names; an article without them needs no countries.
const NAMES: [&str; 20] = [
    "$", "dollar", "pound", "pond", "livre", "franc", "frank", "dinar", "dirham", "peso", "rial",
    "riyal", "shilling", "kron", "kroon", "couronne", "crown", "rupee", "roupie", "roepie",
];

/// The forms of [`STEMS`], each with its country, found by how a word begins.
struct Forms {
    /// By the first two letters.
    by_pair: Vec<Vec<(&'static str, &'static str)>>,
    /// A bit for each way in which forms begin, which words that begin otherwise may share: asked first, of every word of
    /// a text.
    begins: [u64; 64],
}

impl Forms {
    fn all() -> &'static Self {
        static FORMS: OnceLock<Forms> = OnceLock::new();
        FORMS.get_or_init(|| {
            let mut forms = Self {
                by_pair: vec![Vec::new(); 32 * 32],
                begins: [0; 64],
            };
            for (country, names) in STEMS {
                for name in names.split(' ') {
                    if let Some(first) = name.as_bytes().first_chunk() {
                        let (place, bit) = Self::bit(*first);
                        forms.begins[place] |= 1 << bit;
                        forms.by_pair[Self::pair(*first)].push((name, country));
                    }
                }
            }
            forms
        })
    }

    /// The place and the bit of the first letters of a word, small or not.
    const fn bit(letters: [u8; 4]) -> (usize, u32) {
        let letters = u32::from_le_bytes(letters) | 0x2020_2020;
        let mixed = letters.wrapping_mul(0x9E37_79B1);
        ((mixed >> 26) as usize, mixed >> 20 & 63)
    }

    /// The place of the first two letters of a word. What isn't ASCII is taken for an `e` with an accent, of which forms
    /// have some; whoever compares the whole word refuses the others.
    const fn pair([first, second, ..]: [u8; 4]) -> usize {
        let second = if second.is_ascii() { second } else { b'e' };
        (first & 31) as usize * 32 + (second & 31) as usize
    }

    /// Whether a word that begins with these bytes may be a form.
    #[inline]
    fn may_begin(&self, letters: [u8; 4]) -> bool {
        let (place, bit) = Self::bit(letters);
        let accents = u32::from_le_bytes(letters) & 0x8080_8080 != 0;
        (self.begins[place] >> bit & 1 == 1) | accents
    }

    /// The country that a word names or belongs to.
    fn country_of(&self, word: &str) -> Option<&'static str> {
        let forms = &self.by_pair[Self::pair(*word.as_bytes().first_chunk()?)];
        if forms.is_empty() || word.len() > LONGEST_WORD {
            return None;
        }
        let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        let folded = (!word.is_ascii()).then(|| fold(word));
        let word = folded.as_deref().unwrap_or(word).as_bytes();
        let is_of = |(form, _): &&(&'static str, &'static str)| match form.strip_suffix('-') {
            Some(stem) => {
                let start = word.get(..stem.len());
                start.is_some_and(|start| start.eq_ignore_ascii_case(stem.as_bytes()))
            }
            None => capital && word.eq_ignore_ascii_case(form.as_bytes()),
        };
        forms.iter().find(is_of).map(|(_, country)| *country)
    }

    /// Tells `found` the countries of a text's words.
    fn countries(&self, text: &str, found: &mut impl FnMut(&'static str)) {
        let mut tell = |at: usize| self.country_at(text, at).into_iter().for_each(&mut *found);
        tell(0);
        let bytes = text.as_bytes();
        starts(
            bytes,
            |byte| byte.is_ascii_alphabetic(),
            |at| {
                let letters = bytes[at..].first_chunk();
                if at > 0 && letters.is_some_and(|letters| self.may_begin(*letters)) {
                    tell(at);
                }
            },
        );
    }

    /// The country of the word that begins at a byte.
    fn country_at(&self, text: &str, at: usize) -> Option<&'static str> {
        let (before, rest) = text.split_at_checked(at)?;
        // A letter with an accent may stand before.
        if before.ends_with(char::is_alphabetic) {
            return None;
        }
        let end = rest.find(|c: char| !c.is_alphabetic());
        self.country_of(&rest[..end.unwrap_or(rest.len())])
    }
}

/// The countries that a text names, most often first, when it has an amount that asks for them.
pub(in crate::values) fn named_in(text: &str) -> Vec<&'static str> {
    if !NAMES.iter().any(|name| text.contains(name)) {
        return Vec::new();
    }
    let mut counts: Vec<(&'static str, u32)> = Vec::new();
    Forms::all().countries(text, &mut |country| match counts
        .iter_mut()
        .find(|(counted, _)| *counted == country)
    {
        Some((_, count)) => *count += 1,
        None => counts.push((country, 1)),
    });
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(country, _)| country).collect()
}

/// The currency of a code or shared name in an article that names these countries.
pub(in crate::values) fn currency_in(
    code: &'static str,
    countries: &[&'static str],
) -> &'static str {
    let Some(family) = FAMILIES.iter().find(|family| family.name == code) else {
        return code;
    };
    let of = |country: &&'static str| {
        let member = family.members.iter().find(|(known, _)| known == country);
        member.map(|(_, code)| *code)
    };
    countries.iter().find_map(of).unwrap_or(family.usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_country_named_tells_the_currency() {
        let iraq = named_in("In Bagdad kost brood 1.000 dinar, zegt een Irakees; in Tunis minder.");
        assert_eq!(iraq, ["IQ", "TN"]);
        assert_eq!(currency_in("dinar", &iraq), "IQD");
        assert_eq!(currency_in("dinar", &[]), "XXX");
        assert_eq!(currency_in("dollar", &iraq), "USD");
        assert_eq!(currency_in("EUR", &["US"]), "EUR");
        assert!(named_in("In Canada, they paid nothing.").is_empty());
    }

    #[test]
    fn countries_are_found_wherever_they_stand() {
        let of = |text: &str| named_in(&format!("{text} $"));
        assert_eq!(of("Iran"), ["IR"]);
        assert_eq!(of("L’Irak et la Suède"), ["IQ", "SE"]);
        assert!(of("xIran éIran").is_empty());
        assert_eq!(named_in("$ Iran"), ["IR"]);
        for length in 200..300 {
            let before = "é ".repeat(length);
            assert_eq!(of(&format!("{before}Iran")), ["IR"], "{length}");
        }
        assert!(of("").is_empty());
    }
}
