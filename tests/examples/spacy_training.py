"""Runs the example for spaCy on articles of the corpus and uses the pipeline that it makes.

    python spacy_training.py DATELINE FOLDER
"""

import itertools
import json
import subprocess
import sys
from pathlib import Path

import spacy
from corpus import articles

DATELINE, FOLDER = sys.argv[1], Path(sys.argv[2])
EXAMPLE = Path(__file__).parents[2] / "examples/spacy/train.py"


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    source = FOLDER / "articles.jsonl"
    with source.open("w", encoding="utf-8") as file:
        english = (item for item in articles() if item[0] == "en")
        for _, text, marks in itertools.islice(english, 200):
            file.write(json.dumps({"text": text, "label": marks}) + "\n")
    export = FOLDER / "articles.json"
    subprocess.run([DATELINE, "convert", "--to", "dateline", "-o", export, source], check=True)
    pipeline = FOLDER / "pipeline"
    command = [sys.executable, EXAMPLE, "--dateline", DATELINE, "--language", "en", "--steps", "400", export, pipeline]
    subprocess.run(list(map(str, command)), check=True)
    nlp = spacy.load(pipeline / "model-best")
    found = {(ent.text, ent.label_) for ent in nlp("On Monday 12 soldiers left Syria, the Pentagon said.").ents}
    assert ("Syria", "LOC") in found, found
    score = nlp.meta["performance"]["ents_f"]
    # A pipeline that learned from marks at wrong offsets stays far below.
    assert score > 0.4, score
    print(json.dumps({"articles": 200, "f1": round(score, 3)}))


if __name__ == "__main__":
    main()
