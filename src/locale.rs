//! What the page says, in the languages that it speaks.
//!
//! Every sentence is a [Fluent](https://projectfluent.org) message in `locale/*.ftl`, one file a language, found by its
//! identifier. What decides that something is said (the session, a key) names a [`Message`]; what shows it asks [`Words`]
//! for the sentence in the language of the moment, so that a change of language changes all that stands on the page.

use std::borrow::Cow;
use std::rc::Rc;

use dateline_annotation::{Date, Decimal, LabelDefinition, LabelSet, Language};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;
use yew::prelude::*;

const ENGLISH: &str = include_str!("locale/en.ftl");
const FRENCH: &str = include_str!("locale/fr.ftl");
const DUTCH: &str = include_str!("locale/nl.ftl");

/// Something to be said: which message, and what stands in its gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    id: Cow<'static, str>,
    args: Vec<(Cow<'static, str>, Arg)>,
}

/// What stands in a gap of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arg {
    /// A count, which the rest of the sentence agrees with.
    Count(usize),
    /// Words that are the same in every language, such as a title.
    Text(String),
    /// Another message.
    Said(Box<Message>),
}

impl Message {
    /// The message with this identifier.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self {
            id: id.into(),
            args: Vec::new(),
        }
    }

    /// What a part that speaks English only has put into words already.
    pub fn said(text: impl Into<String>) -> Self {
        Self::new("said").with("text", text.into())
    }

    /// Fills a gap.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name.into(), arg.into()));
        self
    }

    /// The identifier of the message.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl From<&'static str> for Message {
    fn from(id: &'static str) -> Self {
        Self::new(id)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Said(Box::new(message))
    }
}

/// The sentences of one language.
#[derive(Clone)]
pub struct Words {
    language: Language,
    bundle: Rc<FluentBundle<FluentResource>>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}

impl Words {
    /// The sentences in this language.
    pub fn new(language: Language) -> Self {
        let tag: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        // The marks that isolate a gap from the writing direction around it would be copied with the text.
        bundle.set_use_isolating(false);
        let source = match language {
            Language::English => {
                bundle.set_formatter(Some(|value, _| number(value, Language::English)));
                ENGLISH
            }
            Language::French => {
                bundle.set_formatter(Some(|value, _| number(value, Language::French)));
                FRENCH
            }
            Language::Dutch => {
                bundle.set_formatter(Some(|value, _| number(value, Language::Dutch)));
                DUTCH
            }
        };
        // What a file has that is no message is found by the tests; the rest of it is read all the same.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(resource);
        Self {
            language,
            bundle: Rc::new(bundle),
        }
    }

    /// The language that is spoken.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A sentence without gaps.
    pub fn text(&self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }

    /// A sentence; its identifier, where the language has no such message.
    pub fn say(&self, message: &Message) -> String {
        let pattern = self
            .bundle
            .get_message(&message.id)
            .and_then(|found| found.value());
        let Some(pattern) = pattern else {
            return message.id.to_string();
        };
        let args: FluentArgs<'_> = message
            .args
            .iter()
            .map(|(name, arg)| (&**name, self.value(arg)))
            .collect();
        // A gap that nothing fills shows its own name.
        let mut gaps = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&args), &mut gaps)
            .into_owned()
    }

    fn value<'a>(&self, arg: &'a Arg) -> FluentValue<'a> {
        match arg {
            Arg::Count(count) => FluentValue::from(*count),
            Arg::Text(text) => FluentValue::from(text.as_str()),
            Arg::Said(message) => FluentValue::from(self.say(message)),
        }
    }

    /// A key as it is written on keyboards where the language is spoken: `Shift Enter`, `Maj Entrée`.
    pub fn key(&self, shown: &str) -> String {
        let name = |part: &str| match part {
            "Shift" | "Enter" | "Space" | "Delete" | "Backspace" | "Esc" => {
                self.say(&Message::new(format!("key-{}", part.to_lowercase())))
            }
            _ => part.to_owned(),
        };
        shown.split(' ').map(name).collect::<Vec<_>>().join(" ")
    }

    /// What a label is called, in this language if the person has not renamed it.
    pub fn title(&self, label: &LabelDefinition) -> String {
        self.own(label, |label| &label.title, "title")
    }

    /// What a label covers, in this language if the person has not rewritten it.
    pub fn description(&self, label: &LabelDefinition) -> String {
        self.own(label, |label| &label.description, "covers")
    }

    fn own(
        &self,
        label: &LabelDefinition,
        part: fn(&LabelDefinition) -> &String,
        of: &str,
    ) -> String {
        let defaults = LabelSet::default();
        let ours = defaults
            .get(&label.label)
            .is_some_and(|ours| part(ours) == part(label));
        if ours {
            self.say(&Message::new(format!("label-{}-{of}", label.label)))
        } else {
            part(label).clone()
        }
    }

    /// A day as the language writes it, with a short name of the month: `27 Nov 2016`.
    pub fn date(&self, date: Date) -> String {
        let month = self.say(&Message::new(format!("month-{}", date.month())));
        let [day, year] = [date.day().to_string(), date.year().to_string()];
        self.say(
            &Message::new("date")
                .with("day", day)
                .with("month", month)
                .with("year", year),
        )
    }

    /// A time of day as the language writes it.
    pub fn time(&self, hours: u32, minutes: u32) -> String {
        let [hours, minutes] = [hours, minutes].map(|number| format!("{number:02}"));
        self.say(
            &Message::new("time")
                .with("hours", hours)
                .with("minutes", minutes),
        )
    }

    /// A number as the language writes it: `2,500.5`, `2 500,5`, `2.500,5`.
    pub fn number(&self, number: Decimal) -> String {
        grouped(&number.normalize().to_string(), self.language)
    }
}

/// The words of the page, for a component.
#[hook]
pub fn use_words() -> Words {
    use_context::<Words>().unwrap_or_else(|| Words::new(Language::English))
}

/// The message that names a language.
pub fn language_name(language: Language) -> &'static str {
    match language {
        Language::Dutch => "language-nl",
        Language::French => "language-fr",
        Language::English => "language-en",
    }
}

/// The language of the page for someone whose browser prefers these languages (BCP 47), the best first.
pub fn preferred<'a>(mut tags: impl Iterator<Item = &'a str>) -> Language {
    tags.find_map(Language::from_code)
        .unwrap_or(Language::English)
}

fn number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(grouped(&number.as_string(), language)),
        _ => None,
    }
}

/// Digits with a point before the fraction, as a language writes them: in groups of three.
fn grouped(digits: &str, language: Language) -> String {
    // A narrow no-break space, so that a number is not broken at the end of a line.
    let (between, point) = match language {
        Language::English => (',', '.'),
        Language::French => ('\u{202f}', ','),
        Language::Dutch => ('.', ','),
    };
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |digits| ("−", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(between);
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push(point);
        grouped.push_str(fraction);
    }
    grouped
}

#[cfg(test)]
mod tests;
