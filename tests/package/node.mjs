// The package in Node: what the README shows, offsets, and refusals.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

const dateline = await import(pathToFileURL(`${process.argv[2]}/index.js`));
const text = "😀 About 300 soldiers left Aleppo yesterday, minister Anna Jansen said.";
const annotations = await dateline.extract(text, { language: "en", date: "2016-11-27" });
for (const { start, end, text: words } of annotations) assert.equal(text.slice(start, end), words);

const found = Object.fromEntries(annotations.map((annotation) => [annotation.text, annotation]));
assert.equal(found.Aleppo.label, "LOC");
assert.equal(found["Anna Jansen"].label, "PER");
assert.deepEqual(found["300"].value, {
  reading: { kind: "number", amount: { min: "300", max: "300" } },
  modifier: "approx",
  alternatives: [],
});
assert.deepEqual(found.yesterday.value.reading, { kind: "temporal", timex: "2016-11-26" });

assert.equal((await dateline.extractAll("De regering viel gisteren in Brussel.")).language, "nl");
assert.deepEqual(await dateline.extract(""), []);
await assert.rejects(dateline.extract("x", { language: "de" }), /nl, fr or en/);
await assert.rejects(dateline.extract("x", { date: "today" }), /2016-11-27/);
console.log(`Node ${process.version}: ${annotations.length} annotations`);
