"""Marks the articles of a corpus on a Spark cluster.

    spark-submit extract.py --dateline target/release/dateline ARTICLES MARKS

ARTICLES is JSONL (a file, a folder, any address that Spark reads) with `id`, `text` and, where they are known, `language`
(nl, fr, en) and `published` (2016-11-27). MARKS becomes Parquet, a row a mark; offsets count code points, end exclusive,
as Python's strings do. The program goes to every worker with the job, so nothing needs to be installed there but Python
with the packages of requirements.txt.
"""

import argparse
import json
import os
import subprocess

import pandas
from pyspark import SparkFiles
from pyspark.sql import SparkSession

ARTICLES = "id string, text string, language string, published string"
MARKS = "id string, start int, end int, label string, text string, confidence double, value string"


def lines(frame):
    """The articles as the program reads them from its standard input: one object a line."""
    for id, text, language, published in frame[["id", "text", "language", "published"]].itertuples(index=False):
        if text and text.strip():
            article = {"source": id, "text": text, "language": language, "published": published}
            yield json.dumps({key: value for key, value in article.items() if value}) + "\n"


def row(line):
    mark = json.loads(line)
    value = mark.get("value")
    value = None if value is None else json.dumps(value, ensure_ascii=False)
    return mark["file"], mark["start"], mark["end"], mark["label"], mark["text"], mark.get("confidence"), value


def marks(frame, program):
    """The marks of some articles: one run of the program on one core, since Spark gives each core a task."""
    command = [program, "extract", "--format", "spans", "--jobs", "1", "--quiet", "-"]
    done = subprocess.run(command, input="".join(lines(frame)).encode(), capture_output=True)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    # Only line feeds end lines: str.splitlines would also cut at U+2028 in the words of a mark.
    rows = [row(line) for line in done.stdout.decode().split("\n") if line]
    return pandas.DataFrame(rows, columns=["id", "start", "end", "label", "text", "confidence", "value"])


def extract(articles, name):
    """The marks of a frame of articles; `name` is that of the program as it was added to the job."""

    def of_each(frames):
        program = SparkFiles.get(name)
        os.chmod(program, 0o755)
        for frame in frames:
            yield marks(frame, program)

    return articles.mapInPandas(of_each, MARKS)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--dateline", required=True, help="the program, built for the workers' machines")
    parser.add_argument("articles")
    parser.add_argument("marks")
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("dateline").getOrCreate()
    spark.sparkContext.addFile(arguments.dateline)
    articles = spark.read.schema(ARTICLES).json(arguments.articles)
    extract(articles, os.path.basename(arguments.dateline)).write.parquet(arguments.marks)
    spark.stop()


if __name__ == "__main__":
    main()
