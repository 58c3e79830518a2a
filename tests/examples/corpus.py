"""Articles for trying the examples, made of the project's own corpus."""

import random
import re
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "model/corpus"
MARK = re.compile(r"\[\[([A-Z]+) ([^\[\]\n]+)\]\]")


def unmarked(raw):
    """The text of an article of the corpus, and its marks: start, end, label, in code points."""
    text, marks, last = "", [], 0
    for found in MARK.finditer(raw):
        text += raw[last : found.start()]
        marks.append((len(text), len(text) + len(found[2]), found[1]))
        text += found[2]
        last = found.end()
    return text + raw[last:], marks


def articles():
    """Language, text and marks of each article."""
    for path in sorted(CORPUS.glob("*-*/*.txt")):
        yield path.parent.name[:2], *unmarked(path.read_text(encoding="utf-8"))


def retold(text, names, dice):
    """The text with other numbers and names, so that what was worked out for one copy answers for no other."""
    new = {}

    def other(found):
        word = found[0]
        if word[0].isdigit():
            return re.sub("[2-9]", lambda _: str(dice.randrange(2, 10)), word)
        if word[0].isupper() and dice.random() < 0.5:
            return new.setdefault(word, dice.choice(names))
        return word

    return re.sub(r"\w+", other, text)


def many(count):
    """So many articles, no two the same, as the example for Spark reads them."""
    originals = list(articles())
    words = {word for _, text, _ in originals for word in re.findall(r"\w+", text)}
    names = sorted(word for word in words if word[0].isupper() and len(word) > 3)
    dice = random.Random(8)
    for number in range(count):
        language, text, _ = originals[number % len(originals)]
        if number >= len(originals):
            text = retold(text, names, dice)
        yield {"id": f"article-{number}", "text": text, "language": language, "published": "2016-11-27"}
