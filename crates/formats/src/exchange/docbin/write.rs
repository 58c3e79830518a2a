//! From articles to a `DocBin`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::ops::Range;

use dateline_annotation::Article;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_bytes::ByteBuf;

use super::super::adapter::{Part, Set};
use super::super::extras::{Meta, Spot, spots};
use super::super::place::Unit;
use super::super::tiles::tiles;
use super::hash::number;
use super::wire::{
    BEGIN, ENT_IOB, ENT_KB_ID, ENT_TYPE, Flags, Group, INSIDE, ORTH, OUTSIDE, UserData, Written,
};
use super::{ENTS, GROUP, HOLDS};

pub(super) fn write(set: &Set) -> Vec<Part> {
    let mut file = Written {
        version: "0.1",
        attrs: vec![ORTH, ENT_IOB, ENT_TYPE, ENT_KB_ID],
        ..Written::default()
    };
    let mut strings = BTreeSet::new();
    for article in set.articles {
        append(&mut file, &mut strings, article);
    }
    file.strings = strings.into_iter().collect();
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory can't fail, and no map of these has a key that MessagePack can't hold.
    encoder.write_all(&packed(&file)).ok();
    vec![Part::new(
        "articles.spacy",
        encoder.finish().unwrap_or_default(),
    )]
}

fn packed(value: &impl serde::Serialize) -> Vec<u8> {
    rmp_serde::to_vec_named(value).unwrap_or_default()
}

fn append(file: &mut Written, strings: &mut BTreeSet<String>, article: &Article) {
    let text = &*article.text;
    let all = spots(&HOLDS, article, Unit::CodePoint);
    let mut ents = spots(&ENTS, article, Unit::CodePoint);
    // Without a label spaCy takes an entity for none, and one with white space at an edge it refuses.
    ents.retain(|spot| {
        !spot.annotation.label.as_str().is_empty() && spot.span == spot.annotation.span
    });
    let tokens = tiles(text, &all);
    let mut tags = vec![(OUTSIDE, 0, 0); tokens.len()];
    for spot in &ents {
        let range = covered(&tokens, spot);
        let (label, entity) = (label(spot), entity(spot));
        for (index, tag) in tags[range].iter_mut().enumerate() {
            *tag = (if index == 0 { BEGIN } else { INSIDE }, label, entity);
        }
    }
    for (index, token) in tokens.iter().enumerate() {
        let (iob, label, entity) = tags[index];
        for attribute in [number(&text[token.clone()]), iob, label, entity] {
            file.tokens.extend(attribute.to_le_bytes());
        }
        let next = tokens.get(index + 1).map_or(text.len(), |next| next.start);
        file.spaces.push(u8::from(next > token.end));
        strings.insert(text[token.clone()].to_owned());
    }
    for spot in &all {
        strings.insert(spot.annotation.label.as_str().to_owned());
        strings.extend(spot.annotation.entity.clone());
    }
    file.lengths.extend((tokens.len() as u32).to_le_bytes());
    file.cats.push(BTreeMap::new());
    file.flags.push(Flags::default());
    let spans = if all.len() > ents.len() {
        &all[..]
    } else {
        &[]
    };
    file.span_groups.push(groups(&tokens, spans));
    let meta = Meta::of(article);
    file.user_data
        .push(ByteBuf::from(packed(&UserData { meta })));
}

fn label(spot: &Spot) -> u64 {
    number(spot.annotation.label.as_str())
}

fn entity(spot: &Spot) -> u64 {
    spot.annotation.entity.as_deref().map_or(0, number)
}

/// The tokens that a mark consists of; tokens end at its edges.
fn covered(tokens: &[Range<usize>], spot: &Spot) -> Range<usize> {
    let (start, end) = (spot.span.start().to_usize(), spot.span.end().to_usize());
    let from = tokens.partition_point(|token| token.end <= start);
    let to = tokens.partition_point(|token| token.start < end);
    from..to.max(from)
}

fn groups(tokens: &[Range<usize>], spots: &[Spot]) -> ByteBuf {
    if spots.is_empty() {
        return ByteBuf::from(packed(&[0_u8; 0]));
    }
    let span = |spot: &Spot| {
        let range = covered(tokens, spot);
        let mut bytes = ByteBuf::new();
        for number in [0, entity(spot), label(spot)] {
            bytes.extend(number.to_be_bytes());
        }
        for number in [range.start as u32, range.end as u32, spot.start, spot.end] {
            bytes.extend(number.to_be_bytes());
        }
        bytes
    };
    let group = Group {
        name: GROUP.to_owned(),
        attrs: BTreeMap::new(),
        spans: spots.iter().map(span).collect(),
    };
    let group = ByteBuf::from(packed(&group));
    ByteBuf::from(packed(&BTreeMap::from([(group, [GROUP])])))
}
