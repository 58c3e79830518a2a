"""What duckling finds in the cases, in Dateline's notation of values: duckling_values.py CASES.jsonl > PRED.jsonl

A day with a clock time behind a preposition becomes two marks, prepositions and articles at the edge are cut off, and
of marks that overlap the longest is taken, as `values.mjs` does for the other peers.
"""

import datetime
import json
import re
import sys

import duckling

DIMENSIONS = "time duration number ordinal amount-of-money distance temperature volume quantity".split()
LABELS = {"number": "CARDINAL", "ordinal": "ORDINAL", "amount-of-money": "MONEY", "distance": "QUANTITY",
          "temperature": "QUANTITY", "volume": "QUANTITY", "quantity": "QUANTITY", "duration": "DURATION"}
UNITS = {"kilometre": "km", "metre": "m", "centimetre": "cm", "millimetre": "mm", "mile": "[mi_i]", "foot": "[ft_i]",
         "inch": "[in_i]", "yard": "[yd_i]", "celsius": "Cel", "fahrenheit": "[degF]", "degree": "deg", "litre": "L",
         "millilitre": "mL", "gallon": "[gal_us]", "hectolitre": "hL", "centilitre": "cL", "kilogram": "kg", "gram": "g",
         "milligram": "mg", "pound": "[lb_av]", "ounce": "[oz_av]"}
CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
LETTERS = {"year": "P{}Y", "quarter": "P{}Q", "month": "P{}M", "week": "P{}W", "day": "P{}D", "hour": "PT{}H",
           "minute": "PT{}M", "second": "PT{}S"}
PREPOSITION = re.compile(r"(.+?)(?:,? +(?:at|à|om|vers|rond|tegen|around|by) +)(.+)$", re.I)
EDGE = re.compile(r"(?:(?:on|at|from|the|le|la|les|du|au|à|vers|op|om|de|het|van|rond) +|l['’])+(?=\S)", re.I)
STEPS = {"second": datetime.timedelta(seconds=1), "minute": datetime.timedelta(minutes=1),
         "hour": datetime.timedelta(hours=1), "day": datetime.timedelta(1)}


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=None)


def point(value):
    when, grain = moment(value["value"]), value["grain"]
    year, week, _ = when.isocalendar()
    return {"year": f"{when:%Y}", "quarter": f"{when:%Y}-Q{(when.month + 2) // 3}", "month": f"{when:%Y-%m}",
            "week": f"{year}-W{week:02}", "day": f"{when:%Y-%m-%d}"}.get(grain, f"{when:%Y-%m-%dT%H:%M}")


def end(value):
    """The last of a range; duckling's end is the first that is out, but of clock times."""
    when, grain = moment(value["value"]), value["grain"]
    if grain == "day":
        return f"{when - STEPS['day']:%Y-%m-%d}"
    if grain in ("month", "year", "quarter", "week"):
        return point({**value, "value": (when - STEPS["day"]).isoformat()})
    return f"{when - STEPS[grain]:%Y-%m-%dT%H:%M}"


def time_marks(found, text):
    value = found["value"]
    if value["type"] == "interval":
        sides = [value.get("from"), value.get("to")]
        known = [side for side in sides if side]
        timex = f"{point(sides[0])}/{end(sides[1])}" if len(known) == 2 else point(known[0])
        is_time = known[0]["grain"] in ("hour", "minute", "second")
    else:
        timex, is_time = point(value), value["grain"] in ("hour", "minute", "second")
    start, stop = found["start"], found["end"]
    edge = EDGE.match(text[start:stop])
    start += len(edge[0]) if edge else 0
    cut = PREPOSITION.match(text[start:stop]) if is_time and "/" not in timex else None
    if not cut:
        return [(start, stop, "TIME" if is_time else "DATE", {"timex": timex})]
    return [(start, start + len(cut[1]), "DATE", {"timex": timex.split("T")[0]}),
            (stop - len(cut[2]), stop, "TIME", {"timex": timex})]


def decimal(number):
    return format(number, "f").rstrip("0").rstrip(".") if isinstance(number, float) else str(number)


def marks(found, text):
    dim, value = found["dim"], found["value"]
    if dim == "time":
        return time_marks(found, text)
    if dim == "duration":
        own = {"iso": LETTERS[value["unit"]].format(decimal(value["value"]))}
    elif value["type"] == "interval":
        known = [value[side] for side in ("from", "to") if side in value]
        own = {"min": decimal(known[0]["value"]), "max": decimal(known[-1]["value"])}
        value = known[0]
    else:
        own = {"decimal": decimal(value["value"])}
    unit = value.get("unit")
    if dim == "amount-of-money":
        own["currency"] = CURRENCIES.get(unit, unit)
    elif LABELS[dim] == "QUANTITY":
        own["unit"] = UNITS.get(unit, unit)
    return [(found["start"], found["end"], LABELS[dim], own)]


def main(path):
    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    dimensions = duckling.parse_dimensions(DIMENSIONS)
    for line in open(path, encoding="utf-8"):
        case = json.loads(line)
        reference = datetime.datetime.fromisoformat(case["reference"] or "2016-11-07T00:00:00")
        seconds = int(reference.replace(tzinfo=datetime.timezone.utc).timestamp())
        code = case["lang"].upper()
        locale = duckling.parse_locale(f"{code}_XX", duckling.default_locale_lang(duckling.parse_lang(code)))
        context = duckling.Context(duckling.parse_ref_time(zones, "UTC", seconds), locale)
        found = [mark for one in duckling.parse(case["text"], context, dimensions, False) for mark in marks(one, case["text"])]
        taken = []
        for mark in sorted(found, key=lambda mark: mark[0] - mark[1]):
            if all(mark[1] <= other[0] or other[1] <= mark[0] for other in taken):
                taken.append(mark)
        spans = [dict(zip(("start", "end", "label", "value"), mark)) for mark in sorted(taken, key=lambda mark: mark[0])]
        print(json.dumps({"id": case["id"], "spans": spans}))


main(sys.argv[1])
