//! Which dollar, dinar or pound: the currencies that share a name, and the countries that tell.

use super::token::fold;

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

/// Beginnings of the names of countries, their people and capitals, in the three languages.
const STEMS: &[(&str, &str)] = &[
    ("US", "america amerika americ washington"),
    ("AU", "austral canberra sydney"),
    ("CA", "canad ottawa toronto"),
    ("NZ", "zealand zeeland zelande"),
    ("HK", "hongkong"),
    ("SG", "singap"),
    ("TW", "taiwan taipei"),
    ("ZW", "zimbabw harare"),
    ("JM", "jamai"),
    ("SR", "surinam paramaribo"),
    (
        "GB",
        "brit londen london londres england engeland angleterre",
    ),
    ("EG", "egypt cairo caire"),
    ("LB", "liban lebanon lebanes beirut beiroet beyrouth"),
    ("SY", "syri damas aleppo"),
    ("SD", "soudan soedan sudan khartoum"),
    ("SS", "juba"),
    ("CH", "zwitser suisse swiss switzerland geneve zurich bern"),
    ("CD", "congo kinshasa goma"),
    ("RW", "rwand kigali"),
    ("BI", "burund bujumbura"),
    ("DJ", "djibout"),
    ("GN", "guinee conakry"),
    ("SN", "senegal dakar"),
    ("ML", "mali bamako"),
    ("NE", "niger niamey"),
    ("BF", "burkin ouagadougou"),
    ("CI", "ivoir ivory ivoor abidjan"),
    ("TG", "togo"),
    ("BJ", "benin cotonou"),
    ("CM", "camero kameroen yaounde douala"),
    ("TD", "tchad tsjaad chad djamena"),
    ("CF", "centrafri bangui"),
    ("GA", "gabon libreville"),
    ("IQ", "irak iraq bagdad baghdad mossoul mosul mosoel"),
    ("DZ", "alger"),
    ("TN", "tunis"),
    ("LY", "liby tripoli"),
    ("JO", "jordan amman"),
    ("KW", "kuwait koweit koeweit"),
    ("BH", "bahrein bahrain manama"),
    ("RS", "serb servi belgrad"),
    ("AE", "emira dubai doubai"),
    ("MA", "maroc marok morocc rabat casablanca"),
    ("MX", "mexi"),
    ("AR", "argentin buenos"),
    ("CL", "chile chili"),
    ("CO", "colombia bogota"),
    ("PH", "filip philipp manil"),
    ("CU", "cuba havana havane"),
    ("DO", "dominic"),
    ("IR", "iran teheran tehran"),
    ("OM", "oman"),
    ("YE", "yemen jemen sanaa"),
    ("SA", "saoed saoud saudi riyad"),
    ("QA", "qatar doha"),
    ("KE", "kenia kenya nairobi"),
    ("UG", "uganda oeganda ougand kampala"),
    ("TZ", "tanzan"),
    ("SO", "somali mogadis"),
    ("SE", "swed zweed zweden sued stockholm"),
    ("NO", "norw noor norv oslo"),
    ("DK", "dane deen dan denemarken denmark kopenhag copenhag"),
    ("IS", "ijsland iceland island reykjavik"),
    ("CZ", "tsjech tchequ czech praag prague"),
    ("RO", "roem roum romania boekarest bucharest bucarest"),
    ("MD", "moldav moldov chisinau"),
    ("IN", "india inde delhi mumbai"),
    ("PK", "pakistan islamabad karachi"),
    ("LK", "lanka colombo"),
    ("NP", "nepal kathmandu katmandou"),
];

/// Beginnings of the shared names; an article without them needs no countries.
const NAMES: [&str; 19] = [
    "dollar", "pound", "pond", "livre", "franc", "frank", "dinar", "dirham", "peso", "rial",
    "riyal", "shilling", "kron", "kroon", "couronne", "crown", "rupee", "roupie", "roepie",
];

/// The countries that a text names, most often first, when it has an amount that asks for them.
pub(super) fn named_in(text: &str) -> Vec<&'static str> {
    if !NAMES.iter().any(|name| text.contains(name)) {
        return Vec::new();
    }
    let mut counts: Vec<(&'static str, u32)> = Vec::new();
    let words = text.split(|c: char| !c.is_alphabetic());
    for word in words.filter(|word| word.starts_with(char::is_uppercase) && word.len() > 2) {
        let folded = fold(word);
        let known = STEMS
            .iter()
            .find(|(_, stems)| stems.split(' ').any(|stem| folded.starts_with(stem)));
        if let Some((country, _)) = known {
            match counts.iter_mut().find(|(counted, _)| counted == country) {
                Some((_, count)) => *count += 1,
                None => counts.push((country, 1)),
            }
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(country, _)| country).collect()
}

/// The currency of a code or shared name in an article that names these countries.
pub(super) fn currency_in(code: &'static str, countries: &[&'static str]) -> &'static str {
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
}
