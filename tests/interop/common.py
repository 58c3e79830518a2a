"""What the checks share: the articles, Dateline's ends, and the comparison."""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DATELINE, FOLDER = sys.argv[1], Path(sys.argv[2])
CHECKS = []


class Article:
    """A text and its marks: start, end, label, in code points."""

    def __init__(self, text, marks):
        self.text, self.marks = text, sorted(marks)

    def quoted(self):
        return [(label, self.text[start:end]) for start, end, label in self.marks]


def check(name, tool, direction):
    def register(function):
        CHECKS.append((name, tool, direction, function))
        return function

    return register


def dateline(*arguments):
    done = subprocess.run([DATELINE, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def written(name, ending=""):
    """What Dateline makes of the articles in a format: the file, or the folder of files."""
    out = FOLDER / "ours" / (name + ending)
    out.parent.mkdir(parents=True, exist_ok=True)
    dateline("convert", "--to", name, "-o", out, HERE / "articles.json")
    return out


def theirs(name, ending):
    path = FOLDER / "theirs" / (name + ending)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def read(*paths, form=None):
    """The articles that Dateline reads in files."""
    form = ["--from", form] if form else []
    text = dateline("convert", "--to", "dateline", "--keep-labels", *form, *paths)
    return articles(json.loads(text))


def articles(file):
    marks = lambda article: [(m["start"], m["end"], m["label"]) for m in article["annotations"]]
    return [Article(article["text"], marks(article)) for article in file["articles"]]


TRUTH = articles(json.loads((HERE / "articles.json").read_text(encoding="utf-8")))


def same(found, expected=TRUTH, offsets=True, trimmed=False):
    """Compares articles mark by mark; returns how many marks had their offsets compared."""
    assert len(found) == len(expected), f"{len(found)} articles instead of {len(expected)}"
    count = 0
    for got, want in zip(found, expected):
        assert got.quoted() == want.quoted(), f"{got.quoted()} instead of {want.quoted()}"
        if offsets:
            texts = (got.text.strip(), want.text.strip()) if trimmed else (got.text, want.text)
            assert texts[0] == texts[1], f"{texts[0]!r} instead of {texts[1]!r}"
            shift = len(want.text) - len(want.text.lstrip()) - (len(got.text) - len(got.text.lstrip()))
            moved = [(s + shift, e + shift, l) for s, e, l in got.marks]
            assert moved == want.marks, f"{moved} instead of {want.marks}"
            count += len(want.marks)
    return count


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
