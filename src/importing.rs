//! An import: from picked files to articles, with a look at what comes before it comes.
//!
//! Nothing here knows the browser: a file is whatever stands for one. The app asks for the next [`Step`], has the reader
//! of files carry it out, and says what came of it. Nothing is taken in before all is read and all questions are
//! answered, so that a whole import is one step of the person's and stopping it leaves nothing behind.

use std::collections::{BTreeMap, HashSet, VecDeque};

use dateline_annotation::labelling::Fate;
use dateline_annotation::{Annotation, Article, Entity, Label, LabelDefinition, LabelSet};
use dateline_documents as documents;

use crate::locale::Message;
use crate::protocol::{Found, Opened, Survey};

/// The largest file that is read at all, in bytes.
pub const LARGEST_FILE: f64 = 200e6;
/// More files than this, or bytes, are shown before they come in.
const MANY_FILES: usize = 10;
const MANY_BYTES: f64 = 20e6;
/// How long an article usually takes to be read and marked, in milliseconds, as `cargo xtask bench import` measures.
const MS_PER_FILE: usize = 20;
/// So many divided words are shown to the person.
const EXAMPLES: usize = 3;

/// A file that was picked or dropped.
#[derive(Debug, Clone, PartialEq)]
pub struct Pick<F> {
    /// Where it lies in the folder that was picked, its name included; its name when it was picked itself.
    pub path: String,
    /// How large it is, in bytes.
    pub bytes: f64,
    /// The file.
    pub file: F,
}

/// What the reader of files is to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum Step<F> {
    /// Count what is in an archive.
    Survey(F),
    /// Read a file, or all files of an archive.
    Read {
        /// The file.
        file: F,
        /// The file with its text, if the first has nothing but marks.
        text: Option<F>,
        /// See [`Pick::path`].
        path: String,
    },
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Archives are being counted.
    Looking,
    /// What is to come is shown, and whether it shall is asked.
    Asking,
    /// Files are being read.
    Reading,
    /// All is read, and something about it is asked.
    Settling,
    /// Nothing is left to read or ask.
    Done,
}

/// A file that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where it lies.
    pub path: String,
    /// Why.
    pub reason: Message,
}

/// What the person sees of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Archives are being counted.
    Looking,
    /// What is to come.
    Preview(Preview),
    /// How many files of how many are read.
    Reading(usize, usize),
    /// What is asked once all is read.
    Settling(Settling),
}

/// What is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// How many files.
    pub files: usize,
    /// How many megabytes they have.
    pub megabytes: String,
    /// How many there are of each kind, frequent ones first.
    pub kinds: Vec<(String, usize)>,
    /// How many seconds reading and marking them may take.
    pub seconds: usize,
}

/// What is asked once all is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settling {
    /// What holds marks already, as a sentence each.
    pub marked: Vec<Message>,
    /// How many words are divided at line ends.
    pub divided: usize,
    /// Some of them.
    pub examples: Vec<String>,
    /// Whether they are to be joined.
    pub join: bool,
    /// The labels that the label set lacks, by their names.
    pub labels: Vec<Foreign>,
}

/// A label that the label set lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// Its name.
    pub label: Label,
    /// How many marks have it.
    pub count: usize,
    /// What becomes of them; [`Fate::Keep`] brings the label in.
    pub fate: Fate,
}

/// Labels and entities that come with articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// The labels.
    pub labels: LabelSet,
    /// The entities, by identifier.
    pub entities: BTreeMap<String, Entity>,
    /// Whether it is the label set of a person's; else it is what the marks of another tool need.
    pub own: bool,
}

/// What came of an import.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The articles in their order, and whether the machine shall read each.
    pub articles: Vec<(Article, bool)>,
    /// What came with them.
    pub brought: Vec<Brought>,
    /// What was left out of files that were read, or repaired in them.
    pub notices: Vec<Message>,
    /// Files that were not.
    pub refused: Vec<Refused>,
    /// What the person decided about labels, to be remembered.
    pub fates: BTreeMap<Label, Fate>,
}

/// An import while it goes on.
#[derive(Debug)]
pub struct Import<F> {
    stage: Stage,
    /// Archives that are still to be counted.
    uncounted: VecDeque<F>,
    picks: VecDeque<(Pick<F>, Option<F>)>,
    kinds: BTreeMap<String, usize>,
    bytes: f64,
    /// How many files of the picks before are read, and of the present one.
    before: usize,
    present: usize,
    opened: Vec<(String, Opened)>,
    refused: Vec<Refused>,
    /// The labels in use, and what was decided about others before.
    known: LabelSet,
    remembered: BTreeMap<Label, Fate>,
    settling: Option<Settling>,
}

impl<F: Clone> Import<F> {
    /// An import of these files in the order of their paths, into a workspace with these labels. `remembered` is what
    /// the person decided about other labels before.
    pub fn new(
        mut picks: Vec<Pick<F>>,
        known: LabelSet,
        remembered: BTreeMap<Label, Fate>,
    ) -> Self {
        picks.sort_by(|a, b| a.path.cmp(&b.path));
        let mut import = Self {
            stage: Stage::Looking,
            uncounted: VecDeque::new(),
            picks: VecDeque::new(),
            kinds: BTreeMap::new(),
            bytes: 0.0,
            before: 0,
            present: 0,
            opened: Vec::new(),
            refused: Vec::new(),
            known,
            remembered,
            settling: None,
        };
        let paths: HashSet<String> = picks.iter().map(|pick| pick.path.clone()).collect();
        let (beside, own): (Vec<_>, Vec<_>) = picks
            .into_iter()
            .partition(|pick| documents::is_beside(&pick.path, |other| paths.contains(other)));
        for pick in own {
            let text = pick
                .path
                .strip_suffix(".ann")
                .map(|stem| format!("{stem}.txt"));
            let text = text.and_then(|path| beside.iter().find(|pick| pick.path == path));
            import.admit(pick, text.map(|pick| pick.file.clone()));
        }
        import.counted();
        import
    }

    fn admit(&mut self, pick: Pick<F>, text: Option<F>) {
        if pick.bytes > LARGEST_FILE {
            let megabytes = format!("{:.0}", pick.bytes / 1e6);
            self.refused.push(Refused {
                path: pick.path,
                reason: Message::new("file-too-large").with("megabytes", megabytes),
            });
            return;
        }
        let kind = kind_of(&pick.path);
        if kind == "zip" {
            self.uncounted.push_back(pick.file.clone());
        } else {
            *self.kinds.entry(kind).or_default() += 1;
            self.bytes += pick.bytes;
        }
        self.picks.push_back((pick, text));
    }

    fn files(&self) -> usize {
        self.kinds.values().sum()
    }

    /// Goes on once all is counted: asks when it is much.
    fn counted(&mut self) {
        if self.stage == Stage::Looking && self.uncounted.is_empty() {
            let many = self.files() > MANY_FILES || self.bytes > MANY_BYTES;
            self.stage = if many { Stage::Asking } else { Stage::Reading };
            self.settle();
        }
    }

    /// What is to be done next; `None` while the person is asked, and when all is read.
    pub fn step(&mut self) -> Option<Step<F>> {
        match self.stage {
            Stage::Looking => self.uncounted.pop_front().map(Step::Survey),
            Stage::Reading => {
                let (Pick { file, path, .. }, text) = self.picks.pop_front()?;
                Some(Step::Read { file, text, path })
            }
            Stage::Asking | Stage::Settling | Stage::Done => None,
        }
    }

    /// An archive was counted.
    pub fn surveyed(&mut self, survey: Survey) {
        for (kind, count) in survey.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        let kilobytes = u32::try_from(survey.bytes.div_ceil(1_000)).unwrap_or(u32::MAX);
        self.bytes += f64::from(kilobytes) * 1e3;
        self.counted();
    }

    /// The person agrees to what is to come, or to what was chosen about what came.
    pub fn agree(&mut self) {
        match self.stage {
            Stage::Asking => {
                self.stage = Stage::Reading;
                self.settle();
            }
            Stage::Settling => self.stage = Stage::Done,
            _ => {}
        }
    }

    /// Files were read, or not.
    pub fn found(&mut self, found: Vec<Found>) {
        for Found { path, opened, done } in found {
            self.present = done as usize;
            match opened {
                Ok(opened) => self.opened.push((path, opened)),
                Err(reason) => self.refused.push(Refused { path, reason }),
            }
        }
    }

    /// A pick is done with; `problem` says why as a whole it could not be read.
    pub fn ended(&mut self, path: &str, problem: Option<Message>) {
        if self.stage == Stage::Looking {
            // Why an archive can't be counted is told when it can't be read.
            let kinds = [("zip".to_owned(), 1)].into();
            return self.surveyed(Survey { kinds, bytes: 0 });
        }
        if let Some(reason) = problem {
            self.present = self.present.max(1);
            let path = path.to_owned();
            self.refused.push(Refused { path, reason });
        }
        self.before += self.present;
        self.present = 0;
        self.settle();
    }

    /// Goes on when nothing is left to read.
    fn settle(&mut self) {
        if self.stage != Stage::Reading || !self.picks.is_empty() {
            return;
        }
        let settling = self.questions();
        let asks = settling.divided > 0 || !settling.labels.is_empty();
        self.stage = if asks { Stage::Settling } else { Stage::Done };
        self.settling = Some(settling);
    }

    fn questions(&self) -> Settling {
        let opened = || self.opened.iter().map(|(_, opened)| opened);
        let examples = opened().flat_map(|opened| &opened.examples);
        let foreign = opened().filter(|opened| opened.format.is_some());
        let mut counts: BTreeMap<&Label, usize> = BTreeMap::new();
        for mark in foreign.flat_map(marks) {
            if self.known.get(&mark.label).is_none() {
                *counts.entry(&mark.label).or_default() += 1;
            }
        }
        let ask = |(label, count): (&Label, usize)| Foreign {
            label: label.clone(),
            count,
            fate: self.remembered_fate(label),
        };
        Settling {
            marked: self.opened.iter().filter_map(marked).collect(),
            divided: opened().map(|opened| opened.divided.len()).sum(),
            examples: examples.take(EXAMPLES).cloned().collect(),
            join: false,
            labels: counts.into_iter().map(ask).collect(),
        }
    }

    /// What was decided about a label before, unless its place is not there any more.
    fn remembered_fate(&self, label: &Label) -> Fate {
        match self.remembered.get(label) {
            Some(Fate::Become(to)) if self.known.get(to).is_none() => Fate::Keep,
            Some(fate) => fate.clone(),
            None => Fate::Keep,
        }
    }

    /// The person says whether divided words are to be joined.
    pub fn join(&mut self, join: bool) {
        if let Some(settling) = &mut self.settling {
            settling.join = join;
        }
    }

    /// The person says what becomes of the marks of a label.
    pub fn choose(&mut self, label: &Label, fate: &Fate) {
        let labels = self.settling.iter_mut().flat_map(|it| &mut it.labels);
        for foreign in labels.filter(|foreign| foreign.label == *label) {
            foreign.fate = fate.clone();
        }
    }

    /// Whether all is read and nothing is to be asked.
    pub fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// Whether the person is asked something.
    pub fn asks(&self) -> bool {
        matches!(self.stage, Stage::Asking | Stage::Settling)
    }

    /// What the person sees; `None` for nothing.
    pub fn shown(&self) -> Option<Shown> {
        match self.stage {
            Stage::Looking => Some(Shown::Looking),
            Stage::Asking => Some(Shown::Preview(self.preview())),
            Stage::Reading => Some(Shown::Reading(self.before + self.present, self.files())),
            Stage::Settling => self.settling.clone().map(Shown::Settling),
            Stage::Done => None,
        }
    }

    fn preview(&self) -> Preview {
        let mut kinds: Vec<_> = self.kinds.clone().into_iter().collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Preview {
            files: self.files(),
            megabytes: format!("{:.0}", (self.bytes / 1e6).ceil()),
            kinds,
            seconds: (self.files() * MS_PER_FILE).div_ceil(1_000),
        }
    }

    /// What came of it.
    pub fn finish(self) -> Outcome {
        let settling = self.settling;
        let labels = settling.iter().flat_map(|settling| &settling.labels);
        let fates = labels.map(|foreign| (foreign.label.clone(), foreign.fate.clone()));
        let mut outcome = Outcome {
            refused: self.refused,
            fates: fates.collect(),
            ..Outcome::default()
        };
        let join = settling.as_ref().is_some_and(|settling| settling.join);
        for (path, mut opened) in self.opened {
            if join {
                join_words(&mut opened);
            }
            if opened.format.is_some() {
                meet(&mut opened, &outcome.fates);
            }
            outcome.take(&path, opened);
        }
        outcome
    }
}

impl Outcome {
    fn take(&mut self, path: &str, opened: Opened) {
        let read = !opened.annotated;
        let notice = |said: String| {
            Message::new("import-notice")
                .with("name", path)
                .with("problem", said)
        };
        self.notices.extend(opened.notices.into_iter().map(notice));
        let articles = opened.articles.into_iter();
        self.articles
            .extend(articles.map(|article| (article, read)));
        if let Some(labels) = opened.labels {
            self.brought.push(Brought {
                labels,
                entities: opened.entities,
                own: opened.format.is_none(),
            });
        }
    }
}

fn marks(opened: &Opened) -> impl Iterator<Item = &Annotation> {
    let articles = opened.articles.iter();
    articles.flat_map(|article| article.annotations.iter())
}

/// What a file of another tool holds.
fn marked((path, opened): &(String, Opened)) -> Option<Message> {
    let format = opened.format.as_deref()?;
    let said = Message::new("import-marked")
        .with("name", path.as_str())
        .with("format", format)
        .with("articles", opened.articles.len())
        .with("marks", marks(opened).count());
    Some(said)
}

/// What the name of a file ends with, in lower case.
fn kind_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let end = name.rsplit_once('.').map(|(_, end)| end);
    end.unwrap_or_default().to_ascii_lowercase()
}

/// Takes the hyphens out at which words are divided; the article is then another text, with an identifier of its own.
fn join_words(opened: &mut Opened) {
    let divided: Vec<usize> = opened.divided.iter().map(|at| *at as usize).collect();
    if let ([article], false) = (&mut opened.articles[..], divided.is_empty()) {
        let joined = Article::new(documents::join_words(&article.text, &divided));
        (article.id, article.text) = (joined.id, joined.text);
    }
}

/// Lets the marks of labels that the label set lacks meet their fate, and leaves the labels out that no mark has.
fn meet(opened: &mut Opened, fates: &BTreeMap<Label, Fate>) {
    for article in &mut opened.articles {
        let kept = article.annotations.iter().filter_map(|mark| {
            let label = match fates.get(&mark.label) {
                Some(Fate::Remove) => return None,
                Some(Fate::Become(label)) => label.clone(),
                Some(Fate::Keep) | None => mark.label.clone(),
            };
            Some(Annotation {
                label,
                ..mark.clone()
            })
        });
        article.annotations = kept.collect();
    }
    let used: HashSet<Label> = marks(opened).map(|mark| mark.label.clone()).collect();
    let is_used = |definition: &&LabelDefinition| used.contains(&definition.label);
    if let Some(labels) = &mut opened.labels {
        *labels = LabelSet::new(labels.definitions().iter().filter(is_used).cloned());
    }
}

#[cfg(test)]
mod tests;
