//! Content as it lies in an entry, compressed; made in pieces, so that a page stays at hand while it saves a long article.

use std::sync::Arc;

use dateline_annotation::Article;
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};

use crate::content::MarksWriter;

/// Content shorter than this does not get smaller.
const WORTH_COMPRESSING: usize = 48;
/// How hard the compressor tries; higher levels gain less than one percent on articles.
const LEVEL: i32 = 6;
/// So many bytes are compressed in one piece, and so many marks written: about a millisecond's work.
const BYTES: usize = 16 << 10;
const MARKS: usize = 1000;

/// The content of an entry, compressed where that makes it smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    compressed: bool,
    bytes: Vec<u8>,
}

impl Packed {
    /// Packs some content.
    pub fn of(content: Vec<u8>) -> Self {
        let mut compression = Compression::new(content);
        while !compression.step() {}
        compression.finish()
    }

    pub(crate) const fn is_compressed(&self) -> bool {
        self.compressed
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Makes the packed content of an article's marks entry piece by piece.
///
/// ```
/// use std::sync::Arc;
/// use dateline_annotation::Article;
/// use dateline_store::{Packed, Packing, content};
/// let article = Arc::new(Article::new("Storm in Gent"));
/// let mut packing = Packing::of_marks(article.clone());
/// let packed = loop {
///     if let Some(packed) = packing.step() {
///         break packed;
///     }
/// };
/// assert_eq!(packed, Packed::of(content::write_marks(&article)));
/// ```
#[derive(Debug)]
pub struct Packing(Stage);

#[derive(Debug)]
enum Stage {
    Writing(MarksWriter<Arc<Article>>),
    Compressing(Compression),
}

impl Packing {
    /// Begins with an article, of which nothing is looked at yet.
    pub fn of_marks(article: Arc<Article>) -> Self {
        Self(Stage::Writing(MarksWriter::new(article)))
    }

    /// Does the next piece, about a millisecond's work; returns the content after the last one.
    pub fn step(&mut self) -> Option<Packed> {
        match &mut self.0 {
            Stage::Writing(writer) => {
                if writer.step(MARKS) {
                    self.0 = Stage::Compressing(Compression::new(writer.finish()));
                }
                None
            }
            Stage::Compressing(compression) => compression
                .step()
                .then(|| std::mem::take(compression).finish()),
        }
    }
}

/// Content on its way through the compressor.
#[derive(Default)]
struct Compression {
    content: Vec<u8>,
    done: usize,
    /// `None` where nothing is gained by compressing, or when something went wrong with it.
    compressor: Option<Box<CompressorOxide>>,
    compressed: Vec<u8>,
}

impl std::fmt::Debug for Compression {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Compression").field(&self.done).finish()
    }
}

impl Compression {
    fn new(content: Vec<u8>) -> Self {
        let worth = content.len() >= WORTH_COMPRESSING;
        let flags = || create_comp_flags_from_zip_params(LEVEL, 0, 0);
        Self {
            compressor: worth.then(|| Box::new(CompressorOxide::new(flags()))),
            content,
            ..Self::default()
        }
    }

    /// Compresses the next piece; whether that was the last.
    fn step(&mut self) -> bool {
        let Some(compressor) = &mut self.compressor else {
            return true;
        };
        let end = self.content.len().min(self.done + BYTES);
        let flush = if end == self.content.len() {
            TDEFLFlush::Finish
        } else {
            TDEFLFlush::None
        };
        let piece = &self.content[self.done..end];
        let (status, taken) = compress_to_output(compressor, piece, flush, |bytes| {
            self.compressed.extend_from_slice(bytes);
            true
        });
        self.done += taken;
        let goes_on = status == TDEFLStatus::Okay && taken > 0;
        if !goes_on && status != TDEFLStatus::Done {
            self.compressor = None;
        }
        !goes_on
    }

    fn finish(self) -> Packed {
        if self.compressor.is_some() && self.compressed.len() < self.content.len() {
            Packed {
                compressed: true,
                bytes: self.compressed,
            }
        } else {
            Packed {
                compressed: false,
                bytes: self.content,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_in_pieces_unpacks_to_the_same() {
        for length in [0, 47, 48, BYTES, BYTES + 1, 5 * BYTES + 7] {
            let content: Vec<u8> = (0..length).map(|n| (n * n / 97) as u8 % 23).collect();
            let packed = Packed::of(content.clone());
            let unpacked = if packed.compressed {
                miniz_oxide::inflate::decompress_to_vec(&packed.bytes).ok()
            } else {
                Some(packed.bytes)
            };
            assert_eq!(unpacked, Some(content), "{length} bytes");
        }
    }

    #[test]
    fn what_does_not_get_smaller_stays_as_it_is() {
        let mut random = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 24) as u8
        })
        .take(3 * BYTES)
        .collect();
        assert_eq!(Packed::of(noise.clone()).bytes, noise);
    }
}
