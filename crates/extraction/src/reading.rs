//! A stretch of text as the tagger sees it: tokens, the words they are, what the lexicon has for them, and
//! where they stand.

use std::ops::Range;

use crate::hash::{FastMap, Sieve, of_word};
use crate::lexicon::{Class, Classes, Entry, Lexicon, Place};
use crate::tags::{BEGIN, Chunk, END, INSIDE, LANES, SINGLE, lane_of};
use crate::tokens::{Token, TokenKind, tokenise};
use crate::values::{Context, Expression, Strength, find};
use crate::wide::wide;
use crate::word::{Case, Word};

/// The longest sequence of tokens that is decoded at once; longer lines are cut.
const LONGEST_SEQUENCE: usize = 400;
/// The most words of a phrase of the lexicon.
const LONGEST_PHRASE: usize = 12;

/// The distinct words of what has been read so far.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// By the hash of the word: of the words of a vocabulary, thousands, two share one of 64 bits with a chance of one
    /// in some 100,000 million.
    numbers: FastMap<u64, u32>,
    pub(crate) words: Vec<Word>,
}

impl Vocabulary {
    /// The number of a word; words are numbered as they come.
    pub(crate) fn number(&mut self, text: &str, lexicon: &Lexicon) -> u32 {
        *self.numbers.entry(of_word(text)).or_insert_with(|| {
            self.words.push(Word::new(text, lexicon));
            self.words.len() as u32 - 1
        })
    }
}

/// What is known of a token's place. Each is a bit of [`Signs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Sign {
    SentenceStart,
    LineStart,
    /// In the first line of the text.
    Headline,
    /// In a line of a few words without a stop at its end.
    ShortLine,
    /// In a line whose letters are all capitals.
    CapitalLine,
    /// In a line most of whose words start with a capital.
    TitleLine,
    InBrackets,
    InQuotes,
    /// An acronym in brackets whose letters start the words before it.
    Acronym,
    /// The first and further words that such an acronym stands for.
    LongFormStart,
    LongForm,
    /// The word also stands in lower case somewhere in the text.
    LowerElsewhere,
    /// The word also stands with a capital within a sentence.
    CapitalElsewhere,
    /// No white space before the token.
    Glued,
    /// In the last brackets of a line, as a source note is.
    SourceNote,
    /// Before the dash of a dateline.
    Dateline,
}

/// A set of [`Sign`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Signs(pub(crate) u32);

impl Signs {
    pub(crate) fn set(&mut self, sign: Sign) {
        self.0 |= 1 << sign as u8;
    }

    pub(crate) const fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u8) != 0
    }
}

/// The classes of the phrases that begin at, go through, end at, and consist of a token.
pub(crate) type Matches = [Classes; 4];

/// A run of capitalised words and what stands between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A stretch of text, read.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) language: dateline_annotation::Language,
    pub(crate) tokens: Vec<Token>,
    /// The number in the vocabulary of each token's word.
    pub(crate) words: Vec<u32>,
    pub(crate) matches: Vec<Matches>,
    /// What the grammars found, and over which tokens.
    pub(crate) expressions: Vec<(Range<usize>, Expression)>,
    /// The same by token: bit `lane`, or `lane + 16` when it might well be something else.
    pub(crate) numbers: Vec<Matches>,
    pub(crate) signs: Vec<Signs>,
    /// How many tokens each token's line has.
    lines: Vec<u32>,
    /// The run that each token is in; an empty one for the others.
    pub(crate) runs: Vec<Run>,
    /// The tokens that are decoded together, in order.
    pub(crate) sequences: Vec<Range<usize>>,
}

impl Reading {
    /// Reads a stretch of text; `is_first` when the text starts with it.
    pub(crate) fn new(
        text: &str,
        context: &Context,
        is_first: bool,
        lexicon: &Lexicon,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let tokens = tokenise(text);
        let words = tokens
            .iter()
            .map(|token| vocabulary.number(token.of(text), lexicon))
            .collect();
        let mut reading = Self {
            language: context.language,
            words,
            matches: vec![Matches::default(); tokens.len()],
            expressions: Vec::new(),
            numbers: vec![Matches::default(); tokens.len()],
            signs: vec![Signs::default(); tokens.len()],
            lines: vec![0; tokens.len()],
            runs: vec![Run { start: 0, end: 0 }; tokens.len()],
            sequences: sequences(&tokens),
            tokens,
        };
        reading.find_phrases(lexicon, &vocabulary.words);
        reading.note_expressions(find(text, context));
        reading.note_places(text, is_first, &vocabulary.words);
        reading.note_recurrence(&vocabulary.words);
        reading.find_acronyms(text, &vocabulary.words);
        reading.find_runs(&vocabulary.words);
        reading
    }

    /// Whether neither the lexicon nor a grammar has anything to say of a token.
    pub(crate) fn is_plain(&self, index: usize) -> bool {
        let found = self.matches[index].iter().chain(&self.numbers[index]);
        found.fold(0, |all, classes| all | classes.0) == 0
    }

    fn word<'v>(&self, words: &'v [Word], index: usize) -> &'v Word {
        &words[self.words[index] as usize]
    }

    /// Marks the longest phrases of each class.
    fn find_phrases(&mut self, lexicon: &Lexicon, words: &[Word]) {
        wide(
            #[inline(always)]
            || self.find_phrases_widely(lexicon, words),
        );
    }

    /// [`Self::find_phrases`], for [`wide`] to compile.
    #[inline(always)]
    fn find_phrases_widely(&mut self, lexicon: &Lexicon, words: &[Word]) {
        for sequence in self.sequences.clone() {
            let mut covered = [0_usize; 32];
            for start in sequence.clone() {
                let word = self.word(words, start);
                // Most words are in no phrase.
                if word.entry == Entry::default() && word.exact == Entry::default() {
                    continue;
                }
                let mut ends = [0_usize; 32];
                let mut found = Classes::default();
                for exact in [false, true] {
                    let entry = if exact { word.exact } else { word.entry };
                    let place = if exact {
                        Lexicon::start_exact(word.form)
                    } else {
                        Lexicon::start(word.fold)
                    };
                    let mut add = |classes: Classes, end| {
                        found = found.union(classes);
                        classes
                            .numbers()
                            .for_each(|class| ends[usize::from(class)] = end);
                    };
                    add(entry.classes, start + 1);
                    if entry.goes_on {
                        self.follow(
                            lexicon,
                            words,
                            place,
                            start + 1..sequence.end,
                            exact,
                            &mut add,
                        );
                    }
                }
                for class in found.numbers() {
                    let (free, end) = (&mut covered[usize::from(class)], ends[usize::from(class)]);
                    if *free <= start {
                        *free = end;
                        self.mark_phrase(class, start, end);
                    }
                }
            }
        }
    }

    /// Follows the automaton over the words of `rest`, telling of each phrase that ends on the way.
    #[inline(always)]
    fn follow(
        &self,
        lexicon: &Lexicon,
        words: &[Word],
        mut place: Place,
        rest: Range<usize>,
        exact: bool,
        found: &mut impl FnMut(Classes, usize),
    ) {
        for index in rest.take(LONGEST_PHRASE) {
            let word = self.word(words, index);
            place = Lexicon::step(place, if exact { word.form } else { word.fold });
            let entry = lexicon.word(place);
            found(entry.classes, index + 1);
            if !entry.goes_on {
                return;
            }
        }
    }

    fn mark_phrase(&mut self, class: u8, start: usize, end: usize) {
        mark(&mut self.matches[start..end], class);
    }

    /// Notes what the grammars found.
    fn note_expressions(&mut self, expressions: Vec<Expression>) {
        for expression in expressions {
            let (first, last) = (expression.span.start().get(), expression.span.end().get());
            let start = self.tokens.partition_point(|token| token.end <= first);
            let end = self.tokens.partition_point(|token| token.start < last);
            let Some(lane) = lane_of(&expression.label).filter(|_| start < end) else {
                continue;
            };
            let doubtful = expression.strength == Strength::Possible;
            mark(
                &mut self.numbers[start..end],
                lane + 16 * u8::from(doubtful),
            );
            self.expressions.push((start..end, expression));
        }
    }

    /// What the grammars found, as chunks whose edges are exactly those of tokens of one sequence.
    pub(crate) fn expression_chunks(&self) -> impl Iterator<Item = (Chunk, Strength)> {
        self.expressions.iter().filter_map(|(tokens, expression)| {
            let (start, end) = (tokens.start, tokens.end);
            let fits = self.tokens[start].start == expression.span.start().get()
                && self.tokens[end - 1].end == expression.span.end().get()
                && !self.tokens[start + 1..end]
                    .iter()
                    .any(|token| token.starts_line);
            let lane = lane_of(&expression.label).filter(|_| fits)?;
            Some((Chunk { start, end, lane }, expression.strength))
        })
    }

    /// How many tokens the line of a token has.
    pub(crate) fn line_len(&self, index: usize) -> usize {
        let index = index.min(self.lines.len().saturating_sub(1));
        self.lines.get(index).map_or(0, |length| *length as usize)
    }

    /// What the grammars found over exactly these tokens.
    pub(crate) fn expression(&self, chunk: Chunk) -> Option<&Expression> {
        let index = self
            .expressions
            .partition_point(|(tokens, _)| tokens.start < chunk.start);
        let (tokens, expression) = self.expressions.get(index)?;
        (*tokens == (chunk.start..chunk.end)).then_some(expression)
    }

    /// Notes where in its sentence, line and text each token stands.
    fn note_places(&mut self, text: &str, is_first: bool, words: &[Word]) {
        let starts: Vec<_> = (0..self.tokens.len())
            .filter(|i| self.tokens[*i].starts_line)
            .collect();
        for (number, start) in starts.iter().enumerate() {
            let line = *start..starts.get(number + 1).copied().unwrap_or(self.tokens.len());
            let mut common = Signs::default();
            if is_first && number == 0 {
                common.set(Sign::Headline);
            }
            self.note_line(text, line, common, words);
        }
        for index in 0..self.tokens.len() {
            let token = self.tokens[index];
            let signs = &mut self.signs[index];
            if token.starts_sentence {
                signs.set(Sign::SentenceStart);
            }
            if token.starts_line {
                signs.set(Sign::LineStart);
            }
            if index > 0 && self.tokens[index - 1].end == token.start {
                signs.set(Sign::Glued);
            }
        }
    }

    /// Notes what the tokens of one line have in common, brackets and quotes in it, and its dateline.
    fn note_line(&mut self, text: &str, line: Range<usize>, mut common: Signs, words: &[Word]) {
        let (mut plain, mut capital, mut upper) = (0, 0, 0);
        for index in line.clone() {
            match self.word(words, index).case {
                Case::Lower => plain += 1,
                Case::Title | Case::Mixed => capital += 1,
                Case::Upper => upper += 1,
                Case::None => {}
            }
        }
        let stops = self.tokens[line.end - 1].of(text) == ".";
        if line.len() <= 14 && !stops {
            common.set(Sign::ShortLine);
        }
        if upper >= 2 && plain == 0 && capital == 0 {
            common.set(Sign::CapitalLine);
        }
        if line.len() <= 25 && capital + upper >= 4 && capital + upper > plain {
            common.set(Sign::TitleLine);
        }
        self.lines[line.clone()].fill(line.len() as u32);
        self.note_enclosures(text, line.clone(), common);
        self.note_dateline(text, line);
    }

    fn note_enclosures(&mut self, text: &str, line: Range<usize>, common: Signs) {
        let (mut bracket, mut quoted) = (None, false);
        for index in line.clone() {
            let mut signs = common;
            let token = self.tokens[index];
            let mark = if token.kind == TokenKind::Mark {
                token.of(text)
            } else {
                ""
            };
            match mark {
                "(" | "[" => bracket = Some(index),
                ")" | "]" => {
                    let near_end = index + 3 > line.end;
                    if let Some(open) = bracket.take().filter(|_| near_end) {
                        self.signs[open..index]
                            .iter_mut()
                            .for_each(|s| s.set(Sign::SourceNote));
                    }
                }
                "“" | "«" | "„" => quoted = true,
                "”" | "»" => quoted = false,
                _ if bracket.is_some() => signs.set(Sign::InBrackets),
                _ => {}
            }
            if quoted {
                signs.set(Sign::InQuotes);
            }
            self.signs[index].0 |= signs.0;
        }
    }

    /// Notes the tokens before the first dash of a line when it starts like `GAO (Reuters) -`.
    fn note_dateline(&mut self, text: &str, line: Range<usize>) {
        let head = line.start..line.end.min(line.start + 16);
        let dash = head.clone().find(|i| {
            let token = self.tokens[*i];
            let spaced = *i > 0 && self.tokens[i - 1].end < token.start;
            spaced && matches!(token.of(text), "-" | "–" | "—")
        });
        let Some(dash) = dash.filter(|dash| *dash > head.start) else {
            return;
        };
        let capital = self.tokens[head.start]
            .of(text)
            .starts_with(char::is_uppercase);
        if capital {
            self.signs[head.start..dash]
                .iter_mut()
                .for_each(|signs| signs.set(Sign::Dateline));
        }
    }

    /// Notes for capitalised words how else they are written in this text.
    fn note_recurrence(&mut self, words: &[Word]) {
        let word = |number: &u32| &words[*number as usize];
        let capitals = self.words.iter().map(word).filter(|word| word.is_capital());
        let mut written: FastMap<u32, u8> = capitals.map(|word| (word.fold, 0)).collect();
        let folds: Sieve = written.keys().copied().collect();
        for (index, number) in self.words.iter().enumerate() {
            let word = &words[*number as usize];
            let within = !self.tokens[index].starts_sentence;
            let bits =
                u8::from(word.case == Case::Lower) | u8::from(word.is_capital() && within) << 1;
            if bits > 0
                && folds.passes(word.fold)
                && let Some(written) = written.get_mut(&word.fold)
            {
                *written |= bits;
            }
        }
        for (index, number) in self.words.iter().enumerate() {
            let word = &words[*number as usize];
            if !word.is_capital() {
                continue;
            }
            let bits = written.get(&word.fold).copied().unwrap_or_default();
            if bits & 1 > 0 {
                self.signs[index].set(Sign::LowerElsewhere);
            }
            if bits & 2 > 0 {
                self.signs[index].set(Sign::CapitalElsewhere);
            }
        }
    }

    /// Finds `Free Officers Front (FOF)`: an acronym in brackets after the words it stands for.
    fn find_acronyms(&mut self, text: &str, words: &[Word]) {
        for open in 1..self.tokens.len().saturating_sub(2) {
            let inner = self.word(words, open + 1);
            let bracketed =
                self.tokens[open].of(text) == "(" && self.tokens[open + 2].of(text) == ")";
            let acronym = matches!(inner.case, Case::Upper | Case::Mixed | Case::Title)
                && (2..=8).contains(&inner.letters);
            if !bracketed || !acronym {
                continue;
            }
            let letters = crate::word::fold(self.tokens[open + 1].of(text));
            if let Some(start) = self.long_form(&letters, open, words) {
                self.signs[open + 1].set(Sign::Acronym);
                self.signs[start].set(Sign::LongFormStart);
                self.signs[start + 1..open]
                    .iter_mut()
                    .for_each(|signs| signs.set(Sign::LongForm));
            }
        }
    }

    /// The first of the words before `open` whose initials spell `letters`; small words may be skipped.
    fn long_form(&self, letters: &str, open: usize, words: &[Word]) -> Option<usize> {
        let mut left: Vec<char> = letters.chars().filter(|c| c.is_alphanumeric()).collect();
        let least = open.saturating_sub(left.len() * 3 + 2);
        for index in (least..open).rev() {
            let word = self.word(words, index);
            if left.last() == Some(&word.initial) {
                left.pop();
            } else if word.is_capital() && word.case != Case::Upper {
                return None;
            }
            if left.is_empty() {
                return (index + 1 < open).then_some(index);
            }
            if self.tokens[index].starts_line {
                return None;
            }
        }
        None
    }

    /// Finds runs of capitalised words; hyphens and particles between them belong to the run.
    fn find_runs(&mut self, words: &[Word]) {
        for sequence in self.sequences.clone() {
            let mut index = sequence.start;
            while index < sequence.end {
                if !self.word(words, index).is_capital() {
                    index += 1;
                    continue;
                }
                let end = self.run_end(words, index, sequence.end);
                let run = Run {
                    start: index as u32,
                    end: end as u32,
                };
                self.runs[index..end].fill(run);
                index = end;
            }
        }
    }

    fn run_end(&self, words: &[Word], start: usize, limit: usize) -> usize {
        let mut end = start + 1;
        let mut ahead = end;
        while ahead < limit && ahead < end + 3 && !self.tokens[ahead].starts_sentence {
            let word = self.word(words, ahead);
            let joins = word.entry.classes.has(Class::Particle)
                || (self.tokens[ahead].kind != TokenKind::Number
                    && self.signs[ahead].has(Sign::Glued)
                    && word.case == Case::None
                    && word.letters == 1);
            if word.is_capital() {
                end = ahead + 1;
            } else if !joins {
                break;
            }
            ahead += 1;
        }
        end
    }
}

/// Sets a bit for the tokens that a phrase covers, by their place in it.
fn mark(tokens: &mut [Matches], bit: u8) {
    let last = tokens.len().saturating_sub(1);
    for (index, found) in tokens.iter_mut().enumerate() {
        let place = match (index == 0, index == last) {
            (true, true) => SINGLE,
            (true, false) => BEGIN,
            (false, true) => END,
            (false, false) => INSIDE,
        };
        found[place / LANES].0 |= 1 << bit;
    }
}

/// Lines of tokens, cut where they are too long: after a sentence if there is one, else anywhere.
fn sequences(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sequences = Vec::new();
    let mut start = 0;
    for (index, token) in tokens.iter().enumerate() {
        let length = index - start;
        let cut = token.starts_line
            || (length >= LONGEST_SEQUENCE / 2 && token.starts_sentence)
            || length >= LONGEST_SEQUENCE;
        if cut && length > 0 {
            sequences.push(start..index);
            start = index;
        }
    }
    if start < tokens.len() {
        sequences.push(start..tokens.len());
    }
    sequences
}
