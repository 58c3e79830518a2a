"""seqeval, brat's files, WebAnno's rows, TEI's schema."""

from common import TRUTH, Article, check, read, same, theirs, written


def tags_of(path, separator):
    """The tags of each article, sentences joined, and its tokens."""
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("-DOCSTART-"):
            found.append(([], []))
        elif line:
            cells = line.split(separator)
            found[-1][0].append(cells[0])
            found[-1][1].append(cells[-1])
    return found


def by_seqeval(name, ending, separator, scheme):
    from seqeval import scheme as schemes

    documents = tags_of(written(name, ending), separator)
    tags = [tags for _, tags in documents]
    entities = schemes.Entities(tags, getattr(schemes, scheme)).entities
    dense = lambda pairs: [(label, "".join(text.split())) for label, text in pairs]
    for (tokens, _), found, article in zip(documents, entities, TRUTH):
        got = [(e.tag, "".join(tokens[e.start : e.end])) for e in found]
        assert got == dense(article.quoted()), got
    assert len(entities) == len(TRUTH)
    return 0


for name, ending, separator, scheme in [
    ("conll2003", ".conll", " ", "IOB2"),
    ("conll2002", ".conll", " ", "IOB2"),
    ("iob2", ".tsv", "\t", "IOB2"),
    ("bioes", ".tsv", "\t", "IOBES"),
    ("bilou", ".tsv", "\t", "BILOU"),
]:
    check(name, f"seqeval (strict {scheme})", "out")(
        lambda name=name, ending=ending, separator=separator, scheme=scheme: by_seqeval(name, ending, separator, scheme)
    )


@check("brat", "pybrat", "out")
def brat_out():
    from pybrat.parser import BratParser

    folder = written("brat")
    examples = sorted(BratParser(error="raise").parse(str(folder)), key=lambda example: example.id)
    found = []
    for example, want in zip(examples, TRUTH):
        # pybrat opens the text as Python does, which makes LF of CRLF; its offsets are then not those of brat.
        if "\r" not in want.text:
            marks = [(e.spans[0].start, e.spans[-1].end, e.type) for e in example.entities]
            found.append(Article(example.text, marks))
    return same(found, [article for article in TRUTH if "\r" not in article.text])


@check("brat", "bconv", "in")
def brat_in():
    import json

    import bconv

    paths = []
    for number, article in enumerate(TRUTH):
        marks = [{"id": f"T{i}", "span": {"begin": s, "end": e}, "obj": l} for i, (s, e, l) in enumerate(article.marks)]
        source = theirs(f"brat-source-{number}", ".json")
        source.write_text(json.dumps({"text": article.text, "denotations": marks}), encoding="utf-8")
        doc = bconv.load(str(source), fmt="pubanno_json")
        out = theirs(f"brat-{number}", ".ann")
        with out.open("w", encoding="utf-8") as sink:
            bconv.dump(doc, sink, fmt="brat", att=next(iter(next(doc.iter_entities()).metadata)))
        out.with_suffix(".txt").write_text(article.text, encoding="utf-8", newline="")
        paths.append(out)
    return same(read(*paths))


@check("tei", "TEI P5 schema (tei_all.rng, lxml)", "out")
def tei_valid():
    import schemas
    from lxml import etree
    from pathlib import Path

    grammar = etree.RelaxNG(etree.parse(str(Path(schemas.__file__).parent / "tei_all.rng")))
    for path in sorted(written("tei").glob("*.xml")):
        grammar.assertValid(etree.parse(str(path)))
    return 0


@check("tei", "lxml (its text and elements)", "out")
def tei_text():
    from lxml import etree

    labels = {"persName": "PER", "orgName": "ORG", "placeName": "LOC", "date": "DATE", "num": "CARDINAL"}
    found = []
    for path in sorted(written("tei").glob("*.xml")):
        (body,) = etree.parse(str(path)).iter("{*}ab")
        text, marks = body.text or "", []
        for child in body:
            start = len(text)
            text += child.text or ""
            marks.append((start, len(text), labels[etree.QName(child).localname]))
            text += child.tail or ""
        found.append(Article(text, marks))
    return same(found)


@check("csv", "Python's csv", "out")
def table_out():
    import csv

    with written("csv", ".csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [[(int(r["start"]), int(r["end"]), r["label"]) for r in rows if r["title"] == title] for title in dict.fromkeys(r["title"] for r in rows)]
    assert found == [article.marks for article in TRUTH], found
    return sum(map(len, found))
