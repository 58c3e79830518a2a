//! The door of the crate: a model, loaded once, that reads documents.

use std::sync::{Mutex, MutexGuard, PoisonError};

use dateline_annotation::{Confidence, Origin, Span};

use crate::decide::decide;
use crate::language::detect;
use crate::model::Model;
use crate::reading::Reading;
use crate::tagger::{Memory, Tagger};
use crate::tags::{Chunk, label_of};
use crate::tokens::is_line_break;
use crate::values::{Context, value_alone};
use crate::{Document, Extraction, ModelError, Progress, Suggestion, Watch};

/// Texts are read in stretches of about this size, each cut at the end of a line, so that memory stays
/// bounded and progress can be told. What mentions have in common is looked for within a stretch.
const STRETCH_BYTES: usize = 32 * 1024;
/// A stretch without a line break is cut at this size.
const LONGEST_STRETCH_BYTES: usize = 2 * STRETCH_BYTES;

/// Finds names, dates and amounts in texts.
///
/// ```no_run
/// use std::ops::ControlFlow;
/// use dateline_extraction::{Document, Extractor};
/// let model = std::fs::read("model/dateline.model")?;
/// let extractor = Extractor::load(&model)?;
/// let document = Document { text: "Gent, 3 mei 2016", language: None, published: None };
/// let extraction = extractor.extract(document, &mut |_| ControlFlow::Continue(()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Extractor {
    model: Model,
    /// One for each text that was read at the same time as others; a text takes one and puts it back.
    memories: Mutex<Vec<Memory>>,
}

impl Extractor {
    /// Loads a model file.
    ///
    /// # Errors
    /// When the bytes are no model, are of another version, or are damaged.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Self {
            model: Model::read(bytes)?,
            memories: Mutex::default(),
        })
    }

    /// Marks what it finds in a document.
    ///
    /// The suggestions don't overlap, none crosses a line break, and none has white space at its edges. After
    /// each stretch of a long text `watch` is told how far the work is and says whether to go on; when it says
    /// stop, what was found until then is returned. Time is linear in the length of the text.
    pub fn extract(&self, document: Document<'_>, watch: Watch<'_>) -> Extraction {
        let text = document.text;
        let language = document.language.unwrap_or_else(|| detect(text));
        let context = Context::of_article(text, language, document.published);
        let mut memory = self.memories().pop().unwrap_or_default();
        let mut tagger = Tagger::new(&self.model, &mut memory);
        let mut suggestions = Vec::new();
        let mut start = 0;
        while start < text.len() {
            let end = start + stretch_len(&text[start..]);
            let (reading, found) = tagger.tag(&text[start..end], &context, start == 0);
            let found = decide(&reading, found);
            suggestions.extend(found.into_iter().filter_map(|(chunk, probability)| {
                self.suggestion(text, &context, start, &reading, chunk, probability)
            }));
            start = end;
            if watch(Progress {
                done: start,
                total: text.len(),
            })
            .is_break()
            {
                break;
            }
        }
        self.memories().push(memory);
        Extraction {
            language,
            suggestions,
        }
    }

    fn memories(&self) -> MutexGuard<'_, Vec<Memory>> {
        // A list is whole whatever happened to who held it.
        self.memories.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The suggestion of a chunk of a stretch that starts at `offset`.
    fn suggestion(
        &self,
        text: &str,
        context: &Context,
        offset: usize,
        reading: &Reading,
        chunk: Chunk,
        probability: f32,
    ) -> Option<Suggestion> {
        let start = offset + reading.tokens[chunk.start].start as usize;
        let end = offset + reading.tokens[chunk.end - 1].end as usize;
        let (span, label) = (Span::of(text, start, end)?, label_of(chunk.lane)?);
        let share = f64::from(self.model.calibration.share(probability));
        let known = reading.expression(chunk);
        let agrees = known.is_some_and(|found| found.label == label);
        let value = known.and_then(|found| found.value_as(&label));
        let value = match value {
            None if label.has_value() => value_alone(text, span, &label, context),
            known => known,
        };
        let origin = if agrees { Origin::Rule } else { Origin::Model };
        Some(Suggestion {
            span,
            label,
            confidence: Confidence::from_probability(share),
            origin,
            value,
        })
    }
}

/// The bytes of the next stretch of a text.
fn stretch_len(text: &str) -> usize {
    if text.len() <= LONGEST_STRETCH_BYTES {
        return text.len();
    }
    let (least, most) = (
        text.floor_char_boundary(STRETCH_BYTES),
        text.floor_char_boundary(LONGEST_STRETCH_BYTES),
    );
    let within = &text[least..most];
    let line = within
        .find(is_line_break)
        .or_else(|| within.find(char::is_whitespace));
    line.map_or(most, |at| least + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_end_at_lines_and_cover_the_text() {
        for text in [
            "é".repeat(200_000),
            "woord ".repeat(40_000),
            "regel tekst\r\n".repeat(40_000),
            String::new(),
        ] {
            let mut at = 0;
            while at < text.len() {
                let length = stretch_len(&text[at..]);
                assert!(length > 0 && length <= LONGEST_STRETCH_BYTES);
                assert!(text.is_char_boundary(at + length));
                at += length;
            }
            assert_eq!(at, text.len());
        }
    }
}
