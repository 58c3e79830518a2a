"""Runs the example for Spark on this machine and compares it with the program alone.

    python spark_local.py DATELINE FOLDER COUNT

On one core and on two: both mark the same, and the figures are printed as one JSON object.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pandas
from corpus import many

DATELINE, FOLDER, COUNT = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
EXAMPLE = Path(__file__).parents[2] / "examples/spark/extract.py"
FIELDS = ["id", "start", "end", "label", "text"]


def generated():
    path = FOLDER / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for article in many(COUNT):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path


def timed(cores, command):
    """Seconds of a command that may use the first so many cores."""
    pin = ["taskset", "-c", "0" if cores == 1 else f"0-{cores - 1}"] if shutil.which("taskset") else []
    start = time.monotonic()
    done = subprocess.run([*pin, *map(str, command)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr[-4000:])
    return time.monotonic() - start


def alone(cores, articles):
    out = FOLDER / f"alone-{cores}.jsonl"
    return timed(cores, [DATELINE, "extract", "--format", "spans", "-q", "-j", cores, "-o", out, articles])


def on_spark(cores, articles):
    """Seconds of the whole job, the start of Spark's virtual machine included."""
    out = FOLDER / f"spark-{cores}"
    shutil.rmtree(out, ignore_errors=True)
    submit = Path(sys.executable).parent / "spark-submit"
    options = ["--master", f"local[{cores}]", "--driver-memory", "2g", "--conf", "spark.sql.files.maxPartitionBytes=8m"]
    return timed(cores, [submit, *options, EXAMPLE, "--dateline", DATELINE, articles, out])


def rows_alone(cores):
    with (FOLDER / f"alone-{cores}.jsonl").open(encoding="utf-8") as file:
        marks = [json.loads(line) for line in file]
    return sorted((m["file"], m["start"], m["end"], m["label"], m["text"]) for m in marks)


def rows_of_spark(cores):
    return sorted(pandas.read_parquet(FOLDER / f"spark-{cores}")[FIELDS].itertuples(index=False, name=None))


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ.update(PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    articles = generated()
    figures = {"articles": COUNT, "bytes": articles.stat().st_size}
    # The source of each article is its identifier, as the example gives it.
    named = FOLDER / "named.jsonl"
    with articles.open(encoding="utf-8") as source, named.open("w", encoding="utf-8") as target:
        for line in source:
            article = json.loads(line)
            article["source"] = article.pop("id")
            target.write(json.dumps(article, ensure_ascii=False) + "\n")
    for name, run, path in [("alone", alone, named), ("spark", on_spark, articles)]:
        seconds = {cores: run(cores, path) for cores in (1, 2)}
        for cores in (1, 2):
            figures[f"{name}_{cores}_core_articles_per_s"] = round(COUNT / seconds[cores])
        figures[f"{name}_scaling"] = round(seconds[1] / seconds[2], 2)
        figures[f"{name}_seconds"] = seconds[2]
    figures["spark_overhead"] = round(figures.pop("spark_seconds") / figures.pop("alone_seconds") - 1, 2)
    expected = rows_alone(1)
    assert expected, "nothing was marked"
    for found in (rows_alone(2), rows_of_spark(1), rows_of_spark(2)):
        assert found == expected, f"{len(found)} marks instead of {len(expected)}, or others"
    figures["marks"] = len(expected)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
