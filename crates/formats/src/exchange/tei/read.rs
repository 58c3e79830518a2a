//! From a TEI document, or a corpus of several, to articles.

use dateline_annotation::{ArticleState, Confidence, Details, Language, Provenance};

use super::super::adapter::Source;
use super::super::draft::{Draft, Mark};
use super::super::extras::STATES;
use super::super::place::Unit;
use super::super::report::Report;
use super::super::xml::{self, Item, Tag};
use super::element;

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 16] = [
    "p", "ab", "head", "div", "l", "lg", "item", "list", "row", "cell", "quote", "sp", "speaker",
    "dateline", "byline", "lb",
];

/// Elements whose text is none of the article's.
const ASIDE: [&str; 5] = ["note", "fw", "del", "sic", "orig"];

pub(super) fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut reading = Reading::default();
    if let Err((line, problem)) = xml::for_each(source.text, |item| reading.item(item)) {
        report.line(line, problem);
    }
    let drafts: Vec<Draft> = reading
        .done
        .into_iter()
        .map(|document| document.draft(source))
        .collect();
    if drafts.is_empty() {
        report.line(source.first_line, "There is no complete <TEI> in it.");
    }
    drafts
}

#[derive(Default)]
struct Reading {
    open: Option<Document>,
    done: Vec<Document>,
}

impl Reading {
    fn item(&mut self, item: Item) {
        match item {
            Item::Open(tag) if tag.name == "TEI" || tag.name == "TEI.2" => {
                self.done.extend(self.open.replace(Document::default()));
            }
            Item::Open(tag) => {
                if let Some(document) = &mut self.open {
                    document.open(tag);
                }
            }
            Item::Text(text) => {
                if let Some(document) = &mut self.open {
                    document.text(&text);
                }
            }
            // The end of the document itself is the only one with nothing open in it.
            Item::Close
                if self
                    .open
                    .as_ref()
                    .is_some_and(|document| document.stack.is_empty()) =>
            {
                self.done.extend(self.open.take());
            }
            Item::Close => {
                if let Some(document) = &mut self.open {
                    document.close();
                }
            }
        }
    }
}

/// An element that has not ended yet.
struct Open {
    name: String,
    /// White space in it counts.
    preserve: bool,
    /// Its text is the article's.
    body: bool,
    /// Which mark it is.
    mark: Option<usize>,
}

/// One document while it is read.
#[derive(Default)]
struct Document {
    details: Details,
    /// What stands in the field of the header that is open.
    field: String,
    text: String,
    /// White space has been passed over since the last character.
    space: bool,
    /// The last character is the end of a block.
    ended: bool,
    stack: Vec<Open>,
    marks: Vec<Mark>,
    /// Marks that have no character yet.
    fresh: Vec<usize>,
}

impl Document {
    fn open(&mut self, tag: Tag) {
        let above = self.stack.last();
        let space = tag.get("space").map(|space| space == "preserve");
        let preserve = space.unwrap_or(above.is_some_and(|open| open.preserve));
        let aside = ASIDE.contains(&tag.name.as_str());
        let body = !aside && (tag.name == "body" || above.is_some_and(|open| open.body));
        let mut mark = None;
        if body {
            if BLOCKS.contains(&tag.name.as_str()) && !preserve {
                self.end_line();
            }
            if let Some(label) = element::label(&tag) {
                mark = Some(self.marks.len());
                self.fresh.push(self.marks.len());
                self.marks.push(marked(&tag, label));
            }
        } else {
            self.field.clear();
            self.attributes(&tag);
        }
        self.stack.push(Open {
            name: tag.name,
            preserve,
            body,
            mark,
        });
    }

    fn close(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        if let Some(mark) = open.mark.and_then(|index| self.marks.get_mut(index)) {
            mark.end = self.text.len() as u32;
            if self.fresh.last() == open.mark.as_ref() {
                self.fresh.pop();
            }
        }
        if !open.body {
            self.header(&open);
        } else if BLOCKS.contains(&open.name.as_str()) && !open.preserve {
            self.end_line();
        }
    }

    fn text(&mut self, text: &str) {
        let Some(open) = self.stack.last() else {
            return;
        };
        if !open.body {
            self.field.push_str(text);
            return;
        }
        if open.preserve {
            self.begin(!text.is_empty());
            self.text.push_str(text);
            return;
        }
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = !self.text.is_empty() && !self.text.ends_with('\n');
                continue;
            }
            if std::mem::take(&mut self.space) {
                self.text.push(' ');
            }
            self.begin(true);
            self.text.push(c);
        }
    }

    /// The marks that have just opened start here, if a character follows.
    fn begin(&mut self, follows: bool) {
        if follows {
            self.ended = false;
            for index in std::mem::take(&mut self.fresh) {
                self.marks[index].start = self.text.len() as u32;
            }
        }
    }

    fn end_line(&mut self) {
        self.space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
            self.ended = true;
        }
    }

    /// What the attributes of an element outside the body say of the article.
    fn attributes(&mut self, tag: &Tag) {
        let details = &mut self.details;
        match tag.name.as_str() {
            "text" => {
                let language = tag
                    .get("lang")
                    .map(|code| code.split('-').next().unwrap_or_default());
                details.language = details.language.or(language.and_then(Language::from_code));
            }
            "language" => {
                let language = tag.get("ident").and_then(Language::from_code);
                details.language = details.language.or(language);
            }
            "revisionDesc" => {
                let status = tag.get("status");
                let state = STATES.iter().find(|(_, name)| status == Some(*name));
                details.state = state.map_or(ArticleState::New, |(state, _)| *state);
            }
            "date" => {
                let day = tag.get("when").and_then(|day| day.parse().ok());
                details.published = details.published.or(day);
            }
            "idno" => {
                let kind = tag.get("type").unwrap_or_default();
                if ["file", "path", "sha256"].contains(&kind) {
                    details.provenance.get_or_insert_default();
                }
                kind.clone_into(&mut self.field);
                self.field.push('\n');
            }
            _ => {}
        }
    }

    /// Takes the text of a field of the header.
    fn header(&mut self, open: &Open) {
        let field = std::mem::take(&mut self.field);
        let shown = if open.preserve {
            field.clone()
        } else {
            field.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let within = |name: &str| self.stack.iter().any(|open| open.name == name);
        let details = &mut self.details;
        match open.name.as_str() {
            "title" if within("titleStmt") => put(&mut details.title, shown),
            "author" if within("titleStmt") => put(&mut details.author, shown),
            "publisher" if within("fileDesc") => put(&mut details.source, shown),
            "idno" => {
                let (kind, text) = field.split_once('\n').unwrap_or_default();
                if let Some(file) = &mut details.provenance {
                    provenance(file, kind, text);
                }
            }
            _ => {}
        }
    }

    fn draft(mut self, source: &Source) -> Draft {
        if self.ended {
            self.text.pop();
        }
        put(&mut self.details.source, source.name.to_owned());
        let marks = self.marks.into_iter().filter(|mark| mark.start < mark.end);
        Draft {
            unit: Unit::Byte,
            stated: true,
            details: self.details,
            marks: marks.collect(),
            line: source.first_line,
            text: self.text,
        }
    }
}

/// Fills what is empty.
fn put(field: &mut String, text: String) {
    if field.is_empty() {
        *field = text;
    }
}

fn provenance(file: &mut Provenance, kind: &str, text: &str) {
    match kind {
        "file" => text.clone_into(&mut file.file),
        "path" => text.clone_into(&mut file.path),
        _ => text.clone_into(&mut file.sha256),
    }
}

fn marked(tag: &Tag, label: String) -> Mark {
    let entity = tag.get(element::key(&tag.name)).or_else(|| tag.get("ref"));
    let certain = tag.get("cert").and_then(|number| number.parse().ok());
    Mark {
        label,
        entity: entity.map(str::to_owned),
        value: element::read_value(tag),
        confidence: certain.map(Confidence::from_probability),
        ..Mark::default()
    }
}
