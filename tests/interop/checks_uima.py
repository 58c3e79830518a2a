"""dkpro-cassis: XMI and JSON."""

from common import TRUTH, Article, check, read, same, theirs, written

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


def of_cas(cas):
    marks = [(a.begin, a.end, a.value) for a in cas.select(ENTITY)]
    assert all(a.get_covered_text() == cas.sofa_string[a.begin : a.end] for a in cas.select(ENTITY))
    return Article(cas.sofa_string, marks)


def cases():
    """The articles as the library's own documents."""
    from cassis import Cas, TypeSystem

    for article in TRUTH:
        types = TypeSystem()
        entity = types.create_type(name=ENTITY, supertypeName="uima.tcas.Annotation")
        types.create_feature(domainType=entity, name="value", rangeType="uima.cas.String")
        cas = Cas(typesystem=types)
        cas.sofa_string, cas.sofa_mime = article.text, "text"
        for start, end, label in article.marks:
            cas.add(entity(begin=start, end=end, value=label))
        yield cas


@check("uima-xmi", "dkpro-cassis", "out")
def xmi_out():
    from cassis import load_cas_from_xmi, load_typesystem

    folder = written("uima-xmi")
    with (folder / "TypeSystem.xml").open("rb") as file:
        types = load_typesystem(file)
    found = []
    for path in sorted(folder.glob("*.xmi")):
        with path.open("rb") as file:
            found.append(of_cas(load_cas_from_xmi(file, typesystem=types)))
    return same(found)


@check("uima-xmi", "dkpro-cassis", "in")
def xmi_in():
    paths = []
    for number, cas in enumerate(cases()):
        path = theirs(f"cas-{number}", ".xmi")
        cas.to_xmi(str(path))
        paths.append(path)
    return same(read(*paths))


@check("uima-json", "dkpro-cassis", "out")
def json_out():
    from cassis import load_cas_from_json

    found = []
    for path in sorted(written("uima-json").glob("*.json")):
        with path.open("rb") as file:
            found.append(of_cas(load_cas_from_json(file)))
    return same(found)


@check("uima-json", "dkpro-cassis", "in")
def json_in():
    paths = []
    for number, cas in enumerate(cases()):
        path = theirs(f"cas-{number}", ".json")
        cas.to_json(str(path))
        paths.append(path)
    return same(read(*paths))
