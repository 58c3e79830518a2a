// What chrono-node or Recognizers-Text find in the cases, in Dateline's notation of values.
//
//   node values.mjs MODULES chrono|recognizers CASES.jsonl > PRED.jsonl
//
// MODULES is the folder that the packages are installed in. Conventions that are ours and not theirs are evened out:
// a day with a clock time behind a preposition becomes two marks, prepositions and articles at the edge are cut off,
// offsets become code points, the past one of two candidates is taken, and of marks that overlap the longest.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, peer, path] = process.argv.slice(2);
const load = createRequire(join(modules, "package.json"));
const two = (number) => String(number).padStart(2, "0");
const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const PREPOSITION = /^(.+?)(?:,? +(?:at|à|om|vers|rond|tegen|around|by) +)(.+)$/i;

const EDGE = /^(?:(?:on|at|from|the|le|la|les|du|au|à|vers|op|om|de|het|van|rond) +|l['’])+(?=\S)/i;

// One mark; of `Monday at 5 pm` two.
const marks = (start, words, timex, label) => {
  const edge = EDGE.exec(words)?.[0].length ?? 0;
  if (edge) return marks(start + edge, words.slice(edge), timex, label);
  const cut = label === "TIME" && timex.includes("T") && !timex.startsWith("T") && PREPOSITION.exec(words);
  if (!cut) return [{ start, end: start + words.length, label, value: { timex } }];
  const last = start + words.length;
  return [
    { start, end: start + cut[1].length, label: "DATE", value: { timex: timex.split("T")[0] } },
    { start: last - cut[2].length, end: last, label, value: { timex } },
  ];
};

const chrono = () => {
  const packages = load("chrono-node");
  const point = (part) => {
    const date = part.date();
    if (part.isCertain("hour")) return [`${day(date)}T${two(date.getHours())}:${two(date.getMinutes())}`, "TIME"];
    if (part.isCertain("day") || part.isCertain("weekday")) return [day(date), "DATE"];
    if (part.isCertain("month")) return [day(date).slice(0, 7), "DATE"];
    return [part.isCertain("year") ? day(date).slice(0, 4) : day(date), "DATE"];
  };
  return (text, language, reference) =>
    packages[language].parse(text, reference).flatMap(({ index, text: words, start, end }) => {
      const [from, label] = point(start);
      return marks(index, words, end ? `${from}/${point(end)[0]}` : from, label);
    });
};

const UNITS = Object.entries({
  km: /^(kilomet(er|re)s?|kilomètres?)$/i, m: /^(met(er|re)s?|mètres?)$/i, cm: /^(centimet(er|re)s?|centimètres?)$/i,
  mm: /^(millimet(er|re)s?|millimètres?)$/i, "[mi_i]": /^miles?$/i, "[ft_i]": /^(foot|pieds?)$/i, "[in_i]": /^(inch|pouces?)$/i,
  "[yd_i]": /^yards?$/i, km2: /^(square kilomet(er|re)|kilomètres? carrés?)$/i, m2: /^(square met(er|re)|mètres? carrés?)$/i,
  m3: /^(cubic met(er|re)|mètres? cubes?)$/i, cm3: /^(cubic centimet(er|re)|centimètres? cubes?)$/i, "[acr_us]": /^acres?$/i,
  har: /^hectares?$/i, "[sft_i]": /^(square foot|pieds? carrés?)$/i, "[smi_us]": /^(square mile|miles? carrés?)$/i,
  "[cft_i]": /^(cubic foot|pieds? cubes?)$/i, L: /^lit(er|re)s?$/i, hL: /^hectolit(er|re)s?$/i, cL: /^centilit(er|re)s?$/i,
  mL: /^millilit(er|re)s?$/i, "[gal_us]": /^gallons?$/i, "[bbl_us]": /^(barrels?|barils?)$/i, kg: /^kilogram(me)?s?$/i,
  g: /^gram(me)?s?$/i, mg: /^milligram(me)?s?$/i, t: /^(metric )?tonn?e?s?$/i, "[lb_av]": /^(pounds?|livres?)$/i,
  "[oz_av]": /^(ounces?|onces?)$/i, "km/h": /^(kilomet(er|re) per hour|kilomètres? (par|à l')\s?heure)$/i,
  "m/s": /^(met(er|re) per second|mètres? par seconde)$/i, "[mi_i]/h": /^mile per hour$/i, "[kn_i]": /^(knots?|nœuds?)$/i,
  MBy: /^(megabyte|mégaoctets?)$/i, GBy: /^(gigabyte|gigaoctets?)$/i, TBy: /^(terabyte|téraoctets?)$/i, kBy: /^(kilobyte|kilooctets?)$/i,
  By: /^(byte|octets?)$/i, bit: /^bits?$/i, Cel: /^(C|Celsius)$/, "[degF]": /^(F|Fahrenheit)$/, deg: /^(degrees?|degrés?)$/i,
});
const MONEY = Object.entries({
  USD: /^(dollar|united states dollar|dollar américain)$/i, EUR: /^(euro|cent d'euro)$/i, GBP: /^(pound|british pound|livre|livre sterling)$/i,
});
const LENGTHS = [
  ["Y", /^(year|ans?|années?)$/i], ["M", /^(month|mois)$/i], ["W", /^(week|semaines?)$/i], ["D", /^(day|jours?)$/i],
];
const named = (table, unit) => table.find(([, pattern]) => pattern.test(unit ?? ""))?.[0];

const recognizers = () => {
  const suite = load("@microsoft/recognizers-text-suite");
  const cultures = { en: "en-us", fr: "fr-fr", nl: "nl-nl" };
  const back = (text, days) => {
    const date = new Date(`${text}T12:00:00`);
    date.setDate(date.getDate() + days);
    return day(date);
  };
  // `2016-05`, `2016-W45` and their like as they are; other ranges by their days, of which the last is theirs less one.
  const stretch = ({ timex, start, end }) => {
    if (/^\d{4}(-(\d\d|W\d\d(-WE)?|Q\d|SP|SU|FA|WI|H\d))?$/.test(timex ?? "")) return timex;
    return start && end && start !== "not resolved" ? `${start}/${back(end, -1)}` : timex;
  };
  const clock = (text) => text.slice(0, 5);
  const temporal = (found, reference) => {
    const values = found.resolution?.values ?? [];
    const past = values.filter(({ value, start }) => new Date(value ?? start ?? 0) <= reference);
    const value = past.at(-1) ?? values[0];
    if (!value) return [];
    const kind = value.type;
    if (kind === "duration") return [{ ...edges(found), label: "DURATION", value: { iso: value.timex } }];
    const timex = {
      date: () => value.value,
      daterange: () => stretch(value),
      time: () => `T${clock(value.value)}`,
      datetime: () => value.value.replace(" ", "T").slice(0, 16),
      timerange: () => (/^T[A-Z]{2}$/.test(value.timex) ? value.timex : `T${clock(value.start)}/T${clock(value.end)}`),
      datetimerange: () => (/T[A-Z]{2}$/.test(value.timex) ? `${value.start.slice(0, 10)}${value.timex.slice(-3)}` : `${value.start.replace(" ", "T").slice(0, 16)}/${value.end.replace(" ", "T").slice(0, 16)}`),
    }[kind]?.();
    return timex ? marks(found.start, found.text, timex, kind.startsWith("date") && !kind.startsWith("datetime") ? "DATE" : "TIME") : [];
  };
  const edges = ({ start, text }) => ({ start, end: start + text.length });
  const number = (label) => (found) => {
    const decimal = String(found.resolution?.value ?? "").replace("%", "");
    return [{ ...edges(found), label, value: { decimal } }];
  };
  const counted = (label, value) => (found) => [
    { ...edges(found), label, value: value(found.resolution ?? {}) },
  ];
  const kinds = [
    ["recognizeNumber", number("CARDINAL")],
    ["recognizeOrdinal", number("ORDINAL")],
    ["recognizePercentage", number("PERCENT")],
    ["recognizeAge", counted("DURATION", ({ value, unit }) => ({ iso: `P${value}${named(LENGTHS, unit)}` }))],
    ["recognizeCurrency", counted("MONEY", ({ value, unit, isoCurrency }) => ({ decimal: String(value), currency: isoCurrency ?? named(MONEY, unit) ?? unit }))],
    ["recognizeDimension", counted("QUANTITY", ({ value, unit }) => ({ decimal: String(value), unit: named(UNITS, unit) ?? unit }))],
    ["recognizeTemperature", counted("QUANTITY", ({ value, unit }) => ({ decimal: String(value), unit: named(UNITS, unit) ?? unit }))],
  ];
  return (text, language, reference) => {
    const culture = cultures[language];
    const dates = suite.recognizeDateTime(text, culture, undefined, reference, false);
    // What it marks is in lower case and may have other spaces; the text itself is what counts.
    const own = (found) => ({ ...found, text: text.slice(found.start, found.end + 1) });
    const others = kinds.flatMap(([name, make]) => suite[name](text, culture, undefined, false).map(own).flatMap(make));
    return [...dates.map(own).flatMap((found) => temporal(found, reference)), ...others];
  };
};

const longest = (found) => {
  const taken = [];
  for (const mark of found.toSorted((a, b) => b.end - b.start - (a.end - a.start)))
    if (taken.every((other) => mark.end <= other.start || other.end <= mark.start)) taken.push(mark);
  return taken.sort((a, b) => a.start - b.start);
};

const read = { chrono, recognizers }[peer]();
const refused = new Set();
for (const line of readFileSync(path, "utf8").split("\n").filter(Boolean)) {
  const { id, lang, text, reference } = JSON.parse(line);
  let spans = [];
  try {
    spans = longest(read(text, lang, new Date(reference ?? "2016-11-07T00:00:00")));
  } catch (error) {
    refused.add(`${lang}: ${error.message}`);
  }
  const points = (at) => [...text.slice(0, at)].length;
  console.log(JSON.stringify({ id, spans: spans.map((mark) => ({ ...mark, start: points(mark.start), end: points(mark.end) })) }));
}
refused.forEach((reason) => console.error(`${peer}: ${reason}`));
