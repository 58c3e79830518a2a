"""Checks every format against the tool that it belongs to, in both directions.

    python run.py DATELINE FOLDER

DATELINE is the program, FOLDER where files may be written. Each check has the real tool read what
Dateline wrote ("out"), or Dateline read what the tool wrote ("in"), and compares every mark: its label and
the text at its offsets. Prints a table and fails where a check does.
"""

import sys
import traceback
import warnings

warnings.filterwarnings("ignore")

import checks_json  # noqa: E402, F401
import checks_text  # noqa: E402, F401
import checks_uima  # noqa: E402, F401
import checks_web  # noqa: E402, F401
from common import CHECKS, FOLDER  # noqa: E402

NOT_RUN = [
    ("prodigy", "sold only, and in no package index; its tokens are checked with spaCy"),
    ("doccano", "its server; only its parsers run here"),
    ("webanno", "only INCEpTION and WebAnno read it, servers in Java"),
]


def main():
    failed, rows = 0, []
    for name, tool, direction, function in CHECKS:
        try:
            count = function()
            rows.append((name, tool, direction, "ok", f"{count} marks" if count else "no offsets in it"))
        except Exception as error:
            failed += 1
            rows.append((name, tool, direction, "FAILED", str(error).splitlines()[0][:90] if str(error) else repr(error)))
            (FOLDER / "errors.log").open("a").write(f"{name} {tool} {direction}\n{traceback.format_exc()}\n")
    for name, why in NOT_RUN:
        rows.append((name, why, "-", "not run", "-"))
    rows.insert(0, ("format", "tool", "direction", "result", "offsets checked"))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)), "", row[4])
    print(f"\n{len(CHECKS)} checks, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
