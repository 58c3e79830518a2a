// Reads annotations with Recogito's adapter, and writes them with it, offsets counted as its page counts them.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, input, output] = process.argv.slice(2);
const require = createRequire(path.join(modules, "x.js"));
const { JSDOM } = require("jsdom");
const dom = new JSDOM("<!DOCTYPE html><body></body>");
for (const name of ["window", "document", "Node", "Range", "HTMLElement", "Element", "NodeFilter", "navigator"]) {
  const value = name === "window" ? dom.window : dom.window[name];
  Object.defineProperty(globalThis, name, { value, configurable: true });
}
const main = require.resolve("@recogito/text-annotator").replace(/\.umd\.js$/, ".es.js");
const { W3CTextFormat, parseW3CTextAnnotation } = await import(pathToFileURL(main));

const page = JSON.parse(fs.readFileSync(input, "utf8"));
const label = (annotation) => [annotation.body ?? annotation.bodies].flat().find((body) => body.purpose === "tagging").value;
const result = page.sources.map((source) => {
  const container = document.createElement("div");
  container.textContent = source.value;
  document.body.append(container);
  const items = page.items.filter((item) => item.target.source === source.id);
  const parsed = items.map((item) => {
    const { parsed, error } = parseW3CTextAnnotation(item);
    if (error) throw error;
    const { start, end, quote } = parsed.target.selector[0];
    if ([...source.value].slice(start, end).join("") !== quote) throw new Error(`${quote} is not at ${start}`);
    return { start, end, label: label(parsed) };
  });
  const adapter = W3CTextFormat(source.id, container);
  const units = (count) => [...source.value].slice(0, count).join("").length;
  const serialised = items.map((item) => {
    const { parsed } = parseW3CTextAnnotation(item);
    for (const selector of parsed.target.selector) {
      const range = document.createRange();
      [selector.start, selector.end] = [units(selector.start), units(selector.end)];
      range.setStart(container.firstChild, selector.start);
      range.setEnd(container.firstChild, selector.end);
      selector.range = range;
    }
    return adapter.serialize(parsed);
  });
  return { text: source.value, source, parsed, serialised };
});
fs.writeFileSync(output, JSON.stringify(result));
