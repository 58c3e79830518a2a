//! Learning a model from marked articles and word lists, and measuring it.
//!
//! Only for the command line and tests; the page loads what was learned here.

#![allow(
    clippy::cast_precision_loss,
    reason = "counts of tokens and spans are far below what a float holds"
)]

mod corpus;
mod examples;
mod learn;
mod measure;
mod open;
mod pack;
mod stages;
mod swap;
mod tables;

pub use corpus::{Article, Mark, MarkError};
pub use learn::Options;
pub use measure::{Figures, Score, score};
pub use open::{SOURCES, Source};
pub use tables::{Table, TableError};

use dateline_annotation::Label;

use crate::ModelError;
use examples::Examples;

/// Why no model could be learned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrainError {
    /// A word list is wrong.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The compiled parts do not fit together; a fault of this program.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// There is nothing to learn from.
    #[error("there are no marked articles to learn from; name a folder of them")]
    Nothing,
}

/// What learning is about to tell while it works.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// What was read.
    Read {
        /// Articles.
        articles: usize,
        /// Their tokens.
        tokens: usize,
        /// Distinct features that are learned.
        features: usize,
    },
    /// A mark that can't be learned, since its edges are no borders of tokens.
    OffBorder {
        /// The article.
        article: String,
        /// The marked words.
        surface: String,
    },
    /// An epoch is over.
    Epoch {
        /// Which model: 0 that of all articles, then those that have not seen some; `usize::MAX` the second pass.
        model: usize,
        /// Counted from 0.
        epoch: usize,
        /// The mean loss of a token, in nats.
        loss: f64,
    },
    /// Models that have not seen an article are sure of something else than its marks say.
    Doubt {
        /// The article.
        article: String,
        /// The label of the mark; `None` when there is none.
        marked: Option<Label>,
        /// The label that was found; `None` when nothing was.
        found: Option<Label>,
        /// The words.
        surface: String,
        /// How sure the models are of what they found.
        probability: f32,
    },
    /// The model is packed.
    Packed {
        /// Features with weights.
        features: usize,
        /// Weights that are not 0.
        weights: usize,
    },
}

/// Learns a model; gives the bytes of a model file. The same input gives the same bytes.
///
/// # Errors
/// When there are no articles or a word list is wrong.
pub fn train(
    articles: &[Article],
    tables: &[Table],
    options: Options,
    watch: &mut dyn FnMut(News),
) -> Result<Vec<u8>, TrainError> {
    if articles.is_empty() {
        return Err(TrainError::Nothing);
    }
    let compiled = tables::compile(tables)?;
    let lexicon = tables::lexicon(&compiled)?;
    let copies = if options.copied > 0.0 {
        swap::copies(articles, options.folds)
    } else {
        Vec::new()
    };
    let mut examples = Examples::new(articles, &copies, &lexicon, options.least_count);
    watch(News::Read {
        articles: articles.len(),
        tokens: examples.tags.len(),
        features: examples.features.len(),
    });
    for (article, surface) in std::mem::take(&mut examples.off_border) {
        watch(News::OffBorder { article, surface });
    }
    let stages = stages::learn_all(&examples, articles, options, watch);
    Ok(pack::pack(&compiled, &stages, options, watch))
}
