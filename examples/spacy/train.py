"""Trains a spaCy pipeline that finds names, dates and amounts on what Dateline exports, in one command.

    python train.py --dateline target/release/dateline articles.json PIPELINE

The articles may be of any format that Dateline reads. One in five is kept for measuring; what the pipeline finds in those
is printed at the end and stands in PIPELINE/model-best/meta.json.
"""

import argparse
import json
import subprocess
from pathlib import Path

import spacy
from spacy.cli.init_config import init_config
from spacy.cli.train import train
from spacy.tokens import DocBin


def exported(dateline, articles, folder):
    """The articles as spaCy's own documents."""
    path = folder / "all.spacy"
    subprocess.run([dateline, "convert", "--to", "spacy-docbin", "-o", path, *articles], check=True)
    return list(DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab))


def split(docs, folder):
    """Four of five articles to learn from, the fifth to measure with."""
    parts = {"train": [], "dev": []}
    for number, doc in enumerate(docs):
        parts["dev" if number % 5 == 4 else "train"].append(doc)
    if not parts["dev"]:
        raise SystemExit(f"{len(docs)} articles are too few; at least five are needed")
    for name, part in parts.items():
        DocBin(docs=part).to_disk(folder / f"{name}.spacy")
    return {f"paths.{name}": str(folder / f"{name}.spacy") for name in parts}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--dateline", default="dateline", help="the program")
    parser.add_argument("--language", default="xx", help="spaCy's code of the language; xx for several")
    parser.add_argument("--steps", type=int, default=20000, help="how long to learn at most")
    parser.add_argument("articles", nargs="+")
    parser.add_argument("pipeline", type=Path)
    arguments = parser.parse_args()
    folder = arguments.pipeline
    folder.mkdir(parents=True, exist_ok=True)
    paths = split(exported(arguments.dateline, arguments.articles, folder), folder)
    config = init_config(lang=arguments.language, pipeline=["ner"], optimize="efficiency")
    config.to_disk(folder / "config.cfg")
    train(folder / "config.cfg", folder, overrides={**paths, "training.max_steps": arguments.steps})
    score = json.loads((folder / "model-best/meta.json").read_text())["performance"]
    for name, part in sorted(score["ents_per_type"].items()):
        print(f"{name:10} precision {part['p']:.3f}  recall {part['r']:.3f}  F1 {part['f']:.3f}")
    print(f"{'all':10} precision {score['ents_p']:.3f}  recall {score['ents_r']:.3f}  F1 {score['ents_f']:.3f}")


if __name__ == "__main__":
    main()
