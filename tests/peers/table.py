"""Scores of several tools on the same cases, in one table by language and label.

table.py SCORER.py CASES.jsonl NAME=PRED.jsonl... ; each cell is the F1 of marks with the right value, in brackets that of
marks alone, in percent; `-` where a tool marks nothing of the kind. Says at last where another tool is ahead of the first.
"""

import importlib.util
import sys


def scorer(path):
    spec = importlib.util.spec_from_file_location("score_values", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(score, cases, predictions):
    table, _ = score.score(score.read(cases, gold=True), score.read(predictions, gold=False))
    return score.summary(table)


def cell(row):
    if not row["predicted"]:
        return "-"
    return f"{100 * row['joint_f1']:.1f} ({100 * row['f1']:.1f})"


def main(path, cases, *tools):
    score = scorer(path)
    named = dict(tool.split("=", 1) for tool in tools)
    results = {name: figures(score, cases, predictions) for name, predictions in named.items()}
    first, *others = results
    width = max(14, *map(len, results)) + 2
    print(f"{'':<5}{'label':<10}{'marks':>6}" + "".join(f"{name:>{width}}" for name in results))
    ahead = []
    for language, rows in results[first].items():
        for label, row in rows.items():
            cells = [result[language][label] for result in results.values()]
            print(f"{language:<5}{label:<10}{row['gold']:>6}" + "".join(f"{cell(one):>{width}}" for one in cells))
            better = [name for name in others if results[name][language][label]["joint_f1"] > row["joint_f1"]]
            ahead += [f"{name} in {language} {label}" for name in better]
    print(f"ahead of {first}: {', '.join(ahead) or 'none, in no language and label'}")


main(*sys.argv[1:])
