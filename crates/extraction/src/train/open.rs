//! Corpora of others whose licences allow learning from them: one token a line with its tag beside it.
//!
//! They mark less than we do. What they don't mark may be anything that they have no label for, and is learned
//! as that: the likelihood of all readings that agree with their marks.

use dateline_annotation::{Label, Language};

use crate::train::corpus::{Article, Mark};

/// How the labels of a corpus are to be read.
#[derive(Debug)]
pub struct Source {
    /// The corpus's file.
    pub file: &'static str,
    /// Its language.
    pub language: Language,
    /// Its labels that mean what ours do. A span with another one may be anything.
    pub labels: &'static [(&'static str, Label)],
}

const PEOPLE_BODIES_PLACES: &[(&str, Label)] = &[
    ("PER", Label::PER),
    ("ORG", Label::ORG),
    ("LOC", Label::LOC),
];
const WITH_PEOPLES: &[(&str, Label)] = &[
    ("PER", Label::PER),
    ("ORG", Label::ORG),
    ("LOC", Label::LOC),
    ("NORP", Label::NORP),
];

/// The corpora that are learned from.
pub const SOURCES: [Source; 3] = [
    source("gum_news.en.tsv", WITH_PEOPLES),
    source("gum_interview.en.tsv", WITH_PEOPLES),
    source("wikigold.en.tsv", PEOPLE_BODIES_PLACES),
];

const fn source(file: &'static str, labels: &'static [(&'static str, Label)]) -> Source {
    Source {
        file,
        language: Language::English,
        labels,
    }
}

/// How many sentences make a line, and how many of them an article.
const SENTENCES_A_LINE: usize = 4;
const SENTENCES_AN_ARTICLE: usize = 24;

impl Source {
    /// The articles of a corpus: runs of its sentences, set as text usually is.
    pub fn articles(&self, content: &str) -> Vec<Article> {
        let sentences: Vec<_> = content
            .split("\n\n")
            .filter(|sentence| !sentence.trim().is_empty())
            .collect();
        let articles = sentences.chunks(SENTENCES_AN_ARTICLE).enumerate();
        articles
            .map(|(number, sentences)| self.article(number, sentences))
            .collect()
    }

    fn article(&self, number: usize, sentences: &[&str]) -> Article {
        let mut article = Article {
            name: format!("{}/{number}", self.file),
            language: Some(self.language),
            text: String::new(),
            marks: Vec::new(),
            labels: Some(self.labels.iter().map(|(_, label)| label.clone()).collect()),
        };
        for (index, sentence) in sentences.iter().enumerate() {
            match index {
                0 => {}
                _ if index % SENTENCES_A_LINE == 0 => article.text.push('\n'),
                _ => article.text.push(' '),
            }
            self.add_sentence(sentence, &mut article);
        }
        article
    }

    fn add_sentence(&self, sentence: &str, article: &mut Article) {
        let mut glued = true;
        let mut quoted = false;
        for line in sentence.lines() {
            let (token, tag) = line.split_once('\t').unwrap_or((line, "O"));
            let straight = token == "\"";
            if !(glued || sticks_before(token) || straight && quoted) {
                article.text.push(' ');
            }
            quoted ^= straight;
            glued = matches!(token, "(" | "[" | "$" | "£" | "€" | "“" | "-") || straight && quoted;
            let start = article.text.len();
            article.text.push_str(token);
            self.add_tag(tag.split('\t').next().unwrap_or_default(), start, article);
        }
    }

    /// Opens a mark, or makes the last one reach to the end of the text.
    fn add_tag(&self, tag: &str, start: usize, article: &mut Article) {
        let end = article.text.len();
        let Some((place, name)) = tag.split_once('-') else {
            return;
        };
        let known = self.labels.iter().find(|(label, _)| *label == name);
        let label = known.map_or_else(|| Label::new("?"), |(_, label)| label.clone());
        match article.marks.last_mut() {
            Some(mark) if place == "I" && mark.label == label => mark.end = end,
            _ => article.marks.push(Mark { start, end, label }),
        }
    }
}

/// Whether a token stands without a space after the one before.
fn sticks_before(token: &str) -> bool {
    matches!(
        token,
        "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "”" | "-" | "n't"
    ) || token.starts_with(['\'', '’']) && token.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_become_text_with_marks() {
        let content = "Ann\tB-PER\nLee\tI-PER\n's\tO\nBerlin\tB-LOC\n-\tO\nbound\tO\ntrain\tO\n(\tO\nThe\tB-MISC\nHope\tI-MISC\n)\tO\n.\tO\n\nNext\tO\n";
        let articles = SOURCES[2].articles(content);
        assert_eq!(
            articles[0].text,
            "Ann Lee's Berlin-bound train (The Hope). Next"
        );
        let marks: Vec<_> = articles[0]
            .marks
            .iter()
            .map(|mark| (mark.label.as_str(), &articles[0].text[mark.start..mark.end]))
            .collect();
        assert_eq!(
            marks,
            [("PER", "Ann Lee"), ("LOC", "Berlin"), ("?", "The Hope")]
        );
    }
}
