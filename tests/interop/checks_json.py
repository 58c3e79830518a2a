"""spaCy, Prodigy's tokens, doccano, Label Studio, gatenlp, PubAnnotation by bconv, datasets."""

import json

from common import FOLDER, TRUTH, Article, check, lines, read, same, theirs, written


@check("spacy", "spaCy", "out")
def spacy_lines():
    import spacy

    found = []
    for line in lines(written("spacy", ".jsonl")):
        nlp = spacy.blank(line["meta"].get("language", "xx"))
        doc = nlp.make_doc(line["text"])
        spans = [doc.char_span(s, e, label, alignment_mode="expand") for s, e, label in line["entities"]]
        doc.ents = spans
        exact = [(ent.start_char, ent.end_char) == tuple(entity[:2]) for ent, entity in zip(doc.ents, line["entities"])]
        assert all(exact), f"off the edges of spaCy's tokens: {line['entities']}"
        found.append(Article(doc.text, [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]))
    return same(found)


def spacy_docs():
    """The articles as spaCy's own documents, cut into tokens so that every mark is some of them."""
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.blank("xx")
    for article in TRUTH:
        edges = sorted({edge for s, e, _ in article.marks for edge in (s, e)} | {0, len(article.text)})
        words = [article.text[a:b] for a, b in zip(edges, edges[1:])]
        doc = Doc(nlp.vocab, words=words, spaces=[False] * len(words))
        doc.ents = [doc.char_span(s, e, label) for s, e, label in article.marks]
        yield doc


@check("spacy", "spaCy (Doc.to_json)", "in")
def spacy_json():
    path = theirs("spacy", ".jsonl")
    path.write_text("".join(json.dumps(doc.to_json()) + "\n" for doc in spacy_docs()), encoding="utf-8")
    return same(read(path))


@check("spacy-docbin", "spaCy", "out")
def docbin_out():
    import spacy
    from spacy.tokens import DocBin

    docs = DocBin().from_disk(written("spacy-docbin", ".spacy")).get_docs(spacy.blank("xx").vocab)
    found = [Article(doc.text, [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]) for doc in docs]
    return same(found)


@check("spacy-docbin", "spaCy (overlapping marks)", "out")
def docbin_groups():
    import spacy
    from spacy.tokens import DocBin

    source = theirs("overlaps", ".jsonl")
    text = TRUTH[0].text
    marks = [[0, 3, "PER"], [0, 16, "EVENT"], [17, 22, "LOC"]]
    source.write_text(json.dumps({"text": text, "label": marks}) + "\n", encoding="utf-8")
    from common import dateline

    out = FOLDER / "ours" / "overlaps.spacy"
    dateline("convert", "--to", "spacy-docbin", "-o", out, source)
    (doc,) = DocBin().from_disk(out).get_docs(spacy.blank("xx").vocab)
    group = [(span.start_char, span.end_char, span.label_) for span in doc.spans["sc"]]
    return same([Article(doc.text, group)], [Article(text, [tuple(mark) for mark in marks])])


@check("spacy-docbin", "spaCy", "in")
def docbin_in():
    from spacy.tokens import DocBin

    path = theirs("docbin", ".spacy")
    DocBin(docs=list(spacy_docs()), store_user_data=True).to_disk(path)
    return same(read(path))


@check("prodigy", "spaCy (its tokens)", "out")
def prodigy():
    import spacy
    from spacy.tokens import Doc

    nlp, found = spacy.blank("xx"), []
    for line in lines(written("prodigy", ".jsonl")):
        tokens = line["tokens"]
        doc = Doc(nlp.vocab, words=[t["text"] for t in tokens], spaces=[t["ws"] for t in tokens])
        assert [t.idx for t in doc] == [t["start"] for t in tokens]
        spans = [(doc[s["token_start"] : s["token_end"] + 1], s) for s in line["spans"]]
        assert all((d.start_char, d.end_char) == (s["start"], s["end"]) for d, s in spans)
        found.append(Article(doc.text, [(d.start_char, d.end_char, s["label"]) for d, s in spans]))
    return same(found)


@check("doccano", "doccano's JSONL parser", "out")
def doccano_out():
    from backend.data_import.pipeline.parsers import JSONLParser

    rows = JSONLParser(encoding="utf-8").parse(str(written("doccano", ".jsonl")))
    found = [Article(row["text"], [tuple(mark) for mark in row["label"]]) for row in rows]
    return same(found)


@check("iob2", "doccano's CoNLL parser", "out")
def doccano_conll():
    from backend.data_import.pipeline.parsers import CoNLLParser

    rows = list(CoNLLParser(encoding="utf-8", delimiter=" ").parse(str(written("iob2", ".tsv"))))
    found = [(label, row["text"][s:e]) for row in rows for s, e, label in row["label"]]
    dense = lambda pairs: [(label, "".join(text.split())) for label, text in pairs]
    assert dense(found) == dense(pair for article in TRUTH for pair in article.quoted()), found
    return 0


CONFIG = '<View><Labels name="label" toName="text">%s</Labels><Text name="text" value="$text"/></View>' % "".join(
    f'<Label value="{label}"/>' for label in ["PER", "ORG", "LOC", "DATE", "CARDINAL"]
)


@check("label-studio", "label-studio-sdk (validation)", "out")
def label_studio_valid():
    from label_studio_sdk.label_interface import LabelInterface

    interface = LabelInterface(CONFIG)
    for task in json.loads(written("label-studio", ".json").read_text(encoding="utf-8")):
        interface.validate_task({"data": task["data"]})
        for annotation in task["annotations"]:
            assert interface.validate_annotation(annotation), annotation
    return 0


def converted(name):
    """The articles as Label Studio's converter exports them."""
    from label_studio_sdk.converter import Converter

    tasks = json.loads(written("label-studio", ".json").read_text(encoding="utf-8"))
    for number, task in enumerate(tasks, 1):
        task["id"] = number
        for annotation in task["annotations"]:
            annotation.update(id=number, completed_by=1, created_at="", lead_time=1)
    source = theirs("label-studio-tasks", ".json")
    source.write_text(json.dumps(tasks), encoding="utf-8")
    out = FOLDER / "theirs" / name
    out.mkdir(parents=True, exist_ok=True)
    return Converter(config=CONFIG, project_dir=None, download_resources=False), source, out


@check("label-studio", "label-studio-sdk (JSON_MIN)", "out")
def label_studio_min():
    converter, source, out = converted("label-studio-min")
    converter.convert_to_json_min(str(source), str(out), is_dir=False)
    (file,) = out.glob("*.json")
    rows = json.loads(file.read_text(encoding="utf-8"))
    marks = lambda row: [(m["start"], m["end"], m["labels"][0]) for m in row["label"]]
    return same([Article(row["text"], marks(row)) for row in rows])


@check("conll2003", "label-studio-sdk (CONLL2003)", "in")
def label_studio_conll():
    converter, source, out = converted("label-studio-conll")
    converter.convert_to_conll2003(str(source), str(out), is_dir=False)
    (file,) = out.glob("*.conll")
    found = [pair for article in read(file, form="conll2003") for pair in article.quoted()]
    labels = [label for label, _ in found]
    expected = [label for article in TRUTH for label, _ in article.quoted()]
    assert labels == expected, found
    return 0


@check("bdocjs", "gatenlp", "out")
def gate_out():
    from gatenlp import Document

    found = []
    for path in sorted(written("bdocjs").glob("*.bdocjs")):
        doc = Document.load(str(path), fmt="bdocjs")
        found.append(Article(doc.text, [(a.start, a.end, a.type) for a in doc.annset()]))
    return same(found)


@check("bdocjs", "gatenlp (code points, UTF-16)", "in")
def gate_in():
    from gatenlp import Document

    count = 0
    for unit in ["p", "j"]:
        paths = []
        for number, article in enumerate(TRUTH):
            doc = Document(article.text)
            for start, end, label in article.marks:
                doc.annset().add(start, end, label)
            path = theirs(f"gate-{unit}-{number}", ".bdocjs")
            doc.save(str(path), fmt="bdocjs", offset_type=unit)
            paths.append(path)
        count += same(read(*paths))
    return count


@check("pubannotation", "bconv", "out")
def pubannotation_out():
    import bconv

    file = json.loads(written("pubannotation", ".json").read_text(encoding="utf-8"))
    found = []
    for number, document in enumerate(file):
        path = theirs(f"pubannotation-{number}", ".json")
        path.write_text(json.dumps(document), encoding="utf-8")
        doc = bconv.load(str(path), fmt="pubanno_json")
        entities = list(doc.iter_entities())
        text = document["text"]
        assert all(text[e.start : e.end] == e.text for e in entities), [e.text for e in entities]
        found.append(Article(text, [(e.start, e.end, next(iter(e.metadata.values()))) for e in entities]))
    for article, want in zip(found, TRUTH):
        assert [m[:2] for m in article.marks] == [m[:2] for m in want.marks]
    return sum(len(article.marks) for article in found)


@check("huggingface", "datasets", "out")
def datasets_out():
    from datasets import load_dataset

    path = written("huggingface", ".jsonl")
    rows = load_dataset("json", data_files=str(path), split="train", cache_dir=str(FOLDER / "cache"))
    found = []
    for row in rows:
        marks, end, open_at = [], 0, None
        for token, tag in zip(row["tokens"], row["ner_tags"]):
            start = row["text"].index(token, end)
            if tag[:1] != "I" and open_at is not None:
                marks.append((*open_at, end_of_mark))
                open_at = None
            end = start + len(token)
            if tag[:1] == "B":
                open_at = (start, tag[2:])
            if tag != "O":
                end_of_mark = end
        if open_at is not None:
            marks.append((*open_at, end_of_mark))
        found.append(Article(row["text"], [(s, e, label) for s, label, e in marks]))
    return same(found)


@check("huggingface", "datasets", "in")
def datasets_in():
    from datasets import load_dataset

    path = written("huggingface", ".jsonl")
    rows = load_dataset("json", data_files=str(path), split="train", cache_dir=str(FOLDER / "cache"))
    out = theirs("datasets", ".jsonl")
    rows.to_json(str(out))
    return same(read(out))
