//! The shapes that stand in a `DocBin`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use serde_json::Value;

use super::super::extras::Meta;

/// Numbers of the attributes that a token can have; see `spacy/attrs.pxd`.
pub(super) const ORTH: u64 = 65;
pub(super) const ENT_IOB: u64 = 77;
pub(super) const ENT_TYPE: u64 = 78;
pub(super) const ENT_KB_ID: u64 = 452;

/// A token goes on with, is outside of, or begins an entity.
pub(super) const INSIDE: u64 = 1;
pub(super) const OUTSIDE: u64 = 2;
pub(super) const BEGIN: u64 = 3;

/// Fields in the order in which spaCy writes them.
#[derive(Serialize, Default)]
pub(super) struct Written {
    pub version: &'static str,
    pub attrs: Vec<u64>,
    /// For each token of all documents its attributes, each 8 bytes, little-endian.
    pub tokens: ByteBuf,
    /// For each token whether a space follows.
    pub spaces: ByteBuf,
    /// For each document how many tokens it has, each 4 bytes, little-endian.
    pub lengths: ByteBuf,
    pub strings: Vec<String>,
    pub cats: Vec<BTreeMap<String, f64>>,
    pub flags: Vec<Flags>,
    pub span_groups: Vec<ByteBuf>,
    pub user_data: Vec<ByteBuf>,
}

#[derive(Deserialize)]
pub(super) struct Read {
    pub attrs: Vec<u64>,
    pub tokens: ByteBuf,
    pub spaces: ByteBuf,
    pub lengths: ByteBuf,
    #[serde(default)]
    pub strings: Vec<String>,
    #[serde(default)]
    pub flags: Vec<Flags>,
    #[serde(default)]
    pub span_groups: Vec<ByteBuf>,
    #[serde(default)]
    pub user_data: Vec<Option<ByteBuf>>,
}

#[derive(Serialize, Deserialize, Default)]
pub(super) struct Flags {
    #[serde(default)]
    pub has_unknown_spaces: bool,
}

/// The groups of spans of a document: each with its keys, or in older files each alone.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Groups {
    Keyed(BTreeMap<ByteBuf, Vec<String>>),
    Plain(Vec<ByteBuf>),
}

impl Groups {
    pub(super) fn into_list(self) -> Vec<ByteBuf> {
        match self {
            Self::Keyed(groups) => groups.into_keys().collect(),
            Self::Plain(groups) => groups,
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct Group {
    #[serde(default)]
    pub name: String,
    #[serde(default, skip_deserializing)]
    pub attrs: BTreeMap<String, bool>,
    /// Each 40 bytes, big-endian: identifier, `kb_id`, label (8 each); start and end in tokens, start
    /// and end in code points (4 each). In older files the identifier is missing.
    pub spans: Vec<ByteBuf>,
}

#[derive(Serialize)]
pub(super) struct UserData {
    #[serde(skip_serializing_if = "Meta::is_empty")]
    pub meta: Meta,
}

#[derive(Deserialize)]
pub(super) struct ReadUserData {
    #[serde(default)]
    pub meta: Value,
}
