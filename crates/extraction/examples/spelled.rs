//! Checks that spelled numbers read back as themselves: `language TAB number TAB words` a line on standard input, as
//! `tests/peers/spell.py` writes it. Prints how many there were and the first that did not.

use std::collections::BTreeMap;
use std::io::BufRead as _;
use std::process::ExitCode;

use dateline_annotation::{Amount, Decimal, Label, Language, Reading, Span};
use dateline_extraction::values::{Context, find, value_of};

fn main() -> ExitCode {
    let mut counts: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let mut shown = 0;
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let mut fields = line.split('\t');
        let (Some(form), Some(number), Some(words)) = (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let count = counts.entry(form.to_owned()).or_default();
        count.0 += 1;
        if !reads_back(form, number, words) {
            count.1 += 1;
            shown += 1;
            if shown <= 20 {
                println!("{form} {number}: {words}");
            }
        }
    }
    for (form, (all, wrong)) in &counts {
        println!("{form}: {all} numbers, {wrong} wrong");
    }
    let sound = !counts.is_empty() && counts.values().all(|(_, wrong)| *wrong == 0);
    ExitCode::from(u8::from(!sound))
}

/// Whether the words are found as one expression that is the number. One and zero by themselves are not marked, and
/// are read as one who marks them would have it.
fn reads_back(form: &str, number: &str, words: &str) -> bool {
    let (Some(language), Ok(number)) = (
        form.get(..2).and_then(Language::from_code),
        number.parse::<Decimal>(),
    ) else {
        return false;
    };
    let context = Context::new(language);
    let wanted = Reading::Number(Amount::Exact(number));
    if number <= Decimal::ONE {
        let span = Span::of(words, 0, words.len());
        let value = span.and_then(|span| value_of(words, span, &Label::CARDINAL, &context));
        return value.is_some_and(|value| value.reading == wanted);
    }
    let found = find(words, &context);
    found
        .first()
        .is_some_and(|found| found.span.byte_len() == words.len() && found.value.reading == wanted)
}
