//! What an article tells about how its numbers and dates are to be read.

use dateline_annotation::{Date, Language};
use jiff::civil::DateTime;

use crate::values::languages::grammar;
use crate::values::reading::starts::starts;

/// What expressions are read against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The language of the text.
    pub language: Language,
    /// When it was published.
    pub published: Option<DateTime>,
    /// Whether [`published`](Self::published) has a time, and not only a day at midnight.
    pub has_time: bool,
    /// Whether a comma stands before decimals (`2,5`), and a dot groups thousands.
    pub decimal_comma: bool,
    /// Whether `03/04/2016` is the third of April.
    pub day_first: bool,
    /// The countries that the text names, most often first, by their ISO 3166 code; empty when
    /// the text has no currency that a country tells apart.
    pub countries: Vec<&'static str>,
}

impl Context {
    /// The usual style of a language, and no publication date.
    pub fn new(language: Language) -> Self {
        let template = grammar(language).template;
        Self {
            language,
            published: None,
            has_time: false,
            decimal_comma: template.decimal_comma,
            day_first: template.day_first,
            countries: Vec::new(),
        }
    }

    /// The context of an article: its language's style, unless its text shows another.
    pub fn of_article(text: &str, language: Language, published: Option<Date>) -> Self {
        let mut context = Self {
            published: published.map(|date| date.to_datetime(jiff::civil::Time::midnight())),
            ..Self::new(language)
        };
        context.countries = crate::values::numbers::countries::named_in(text);
        let evidence = Evidence::of(text);
        if let Some(decimal_comma) = evidence.decimal_comma() {
            context.decimal_comma = decimal_comma;
        }
        if let Some(day_first) = evidence.day_first() {
            context.day_first = day_first;
        }
        context
    }

    /// The same, published at this moment.
    #[must_use]
    pub fn at(self, published: DateTime) -> Self {
        Self {
            published: Some(published),
            has_time: true,
            ..self
        }
    }
}

/// Counts of notations that can be read in one way only.
#[derive(Debug, Default)]
struct Evidence {
    commas: u32,
    dots: u32,
    day_first: u32,
    month_first: u32,
}

impl Evidence {
    fn of(text: &str) -> Self {
        let mut evidence = Self::default();
        let bytes = text.as_bytes();
        let mut until = 0;
        starts(
            bytes,
            |byte| byte.is_ascii_digit(),
            |at| {
                if at < until {
                    return;
                }
                let length = bytes[at..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b'/'))
                    .count();
                if length < 24 {
                    evidence.weigh(&text[at..at + length]);
                }
                until = at + length;
            },
        );
        evidence
    }

    fn weigh(&mut self, number: &str) {
        let number = number.trim_end_matches([',', '.', '/']);
        if let [first, second, year] = number.split('/').collect::<Vec<_>>()[..] {
            let fields = (first.parse::<u32>(), second.parse::<u32>(), year.len());
            match fields {
                (Ok(13..=31), Ok(1..=12), 2 | 4) => self.day_first += 1,
                (Ok(1..=12), Ok(13..=31), 2 | 4) => self.month_first += 1,
                _ => {}
            }
            return;
        }
        let commas = number.matches(',').count();
        let dots = number.matches('.').count();
        match (commas, dots) {
            // 1.234,5 and 1,234.5: the last mark is the decimal one.
            (1, 1) if number.find(',') > number.find('.') => self.commas += 2,
            (1, 1) => self.dots += 2,
            // 1.234.567: the mark that repeats groups.
            (0, 2..) if groups(number, '.') => self.commas += 2,
            (2.., 0) if groups(number, ',') => self.dots += 2,
            // 2,5: one that isn't followed by three digits is decimal.
            (1, 0) if !groups(number, ',') => self.commas += 1,
            (0, 1) if number.len() - number.find('.').unwrap_or(0) == 2 => self.dots += 1,
            _ => {}
        }
    }

    fn decimal_comma(&self) -> Option<bool> {
        let (most, least) = (self.commas.max(self.dots), self.commas.min(self.dots));
        (most >= 3 && most > least * 2).then_some(self.commas > self.dots)
    }

    fn day_first(&self) -> Option<bool> {
        (self.day_first != self.month_first).then_some(self.day_first > self.month_first)
    }
}

fn groups(number: &str, mark: char) -> bool {
    number.split(mark).skip(1).all(|group| group.len() == 3)
}
