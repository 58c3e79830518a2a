//! The tags of the tagger: BIOES over the labels, laid out in lanes.
//!
//! A tag is a place (begin, inside, end, single) and a lane; lane 0 is "no label", lane `n` the `n`th
//! label of [`Label::DEFAULT`]. Rows of scores have one column a tag, `place * 16 + lane`, so that each
//! place is a run of 16 numbers that the processor handles at once.

use dateline_annotation::Label;

/// Lanes: no label, and the fifteen labels.
pub(crate) const LANES: usize = 16;
/// Columns of a row of scores.
pub(crate) const TAGS: usize = 4 * LANES;
/// The first columns of the four places.
pub(crate) const BEGIN: usize = 0;
pub(crate) const INSIDE: usize = LANES;
pub(crate) const END: usize = 2 * LANES;
pub(crate) const SINGLE: usize = 3 * LANES;
/// The tag of a token outside any span.
pub(crate) const OUTSIDE: u8 = SINGLE as u8;

/// Tokens `start..end` of a sequence with the label of `lane`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Chunk {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) lane: u8,
}

impl Chunk {
    /// The same chunk of a longer sequence, in which this one starts at `offset`.
    pub(crate) const fn shifted(self, offset: usize) -> Self {
        Self {
            start: self.start + offset,
            end: self.end + offset,
            lane: self.lane,
        }
    }
}

/// The lane of a label; `None` for one that is not of the default set.
pub(crate) fn lane_of(label: &Label) -> Option<u8> {
    Label::DEFAULT
        .iter()
        .position(|other| other == label)
        .map(|index| index as u8 + 1)
}

/// The label of a lane; `None` for lane 0.
pub(crate) fn label_of(lane: u8) -> Option<Label> {
    Label::DEFAULT
        .get(usize::from(lane).checked_sub(1)?)
        .cloned()
}

/// The tag that each token of a sequence has when `chunks` are its spans.
#[cfg(any(test, feature = "train"))]
pub(crate) fn tags_of(chunks: &[Chunk], length: usize) -> Vec<u8> {
    let mut tags = vec![OUTSIDE; length];
    for chunk in chunks {
        let last = chunk.end - 1;
        if chunk.start == last {
            tags[last] = SINGLE as u8 + chunk.lane;
            continue;
        }
        tags[chunk.start] = BEGIN as u8 + chunk.lane;
        for tag in &mut tags[chunk.start + 1..last] {
            *tag = INSIDE as u8 + chunk.lane;
        }
        tags[last] = END as u8 + chunk.lane;
    }
    tags
}

/// The spans that a valid sequence of tags spells out.
pub(crate) fn chunks_of(tags: &[u8]) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut start = 0;
    for (index, tag) in tags.iter().enumerate() {
        let (place, lane) = (usize::from(*tag) / LANES * LANES, tag % LANES as u8);
        if place == BEGIN || place == SINGLE {
            start = index;
        }
        if lane > 0 && (place == END || place == SINGLE) {
            chunks.push(Chunk {
                start,
                end: index + 1,
                lane,
            });
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_spell_out_the_chunks_they_were_made_of() {
        let chunk = |start, end, lane| Chunk { start, end, lane };
        let chunks = [chunk(0, 1, 4), chunk(1, 4, 1), chunk(5, 7, 15)];
        assert_eq!(chunks_of(&tags_of(&chunks, 8)), chunks);
        assert_eq!(tags_of(&[], 2), [OUTSIDE, OUTSIDE]);
    }

    #[test]
    fn lanes_and_labels_name_each_other() {
        for label in Label::DEFAULT {
            assert_eq!(lane_of(&label).and_then(label_of), Some(label));
        }
        assert_eq!(label_of(0), None);
        assert_eq!(lane_of(&Label::new("SHIP")), None);
    }
}
