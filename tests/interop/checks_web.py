"""@recogito/text-annotator, in Node with jsdom."""

import json
import os
import subprocess

from common import HERE, TRUTH, Article, check, read, same, theirs, written


def node(path, out):
    modules = os.environ["NODE_MODULES"]
    subprocess.run(["node", str(HERE / "recogito.mjs"), modules, str(path), str(out)], check=True, capture_output=True)
    return json.loads(out.read_text(encoding="utf-8"))


@check("w3c", "@recogito/text-annotator", "out")
def recogito_out():
    seen = node(written("w3c", ".jsonld"), theirs("recogito", ".json"))
    found = [Article(document["text"], [(m["start"], m["end"], m["label"]) for m in document["parsed"]]) for document in seen]
    return same(found)


@check("w3c", "@recogito/text-annotator (UTF-16 as in its page)", "in")
def recogito_in():
    seen = node(written("w3c", ".jsonld"), theirs("recogito", ".json"))
    path = theirs("recogito", ".jsonld")
    items = [item for document in seen for item in document["serialised"]]
    sources = [document["source"] for document in seen]
    path.write_text(json.dumps({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items, "sources": sources}), encoding="utf-8")
    return same(read(path, form="w3c"))
