//! Learning a model from marked articles and word lists, and measuring it.
//!
//! Only for the command line and tests; the page loads what was learned here.

mod corpus;
mod examples;
mod learn;
mod measure;
mod pack;
mod tables;

pub use corpus::{Article, Mark, MarkError};
pub use learn::Options;
pub use measure::{Figures, Score, score};
pub use tables::{Table, TableError};

use crate::ModelError;
use examples::Examples;
use learn::learn;

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
        /// Counted from 0.
        epoch: usize,
        /// The mean loss of a token, in nats.
        loss: f64,
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
    let chosen: Vec<_> = articles.iter().collect();
    let mut examples = Examples::new(&chosen, &lexicon, options.least_count);
    watch(News::Read {
        articles: articles.len(),
        tokens: examples.tags.len(),
        features: examples.features.len(),
    });
    for (article, surface) in std::mem::take(&mut examples.off_border) {
        watch(News::OffBorder { article, surface });
    }
    let sequences: Vec<_> = examples.sequences.iter().collect();
    let learned = learn(&examples, &sequences, options, 1, &mut |epoch, loss| {
        watch(News::Epoch { epoch, loss })
    });
    Ok(pack::pack(
        &compiled,
        &examples.features,
        &learned,
        options.prune,
        watch,
    ))
}
