// Measures other extractors in JavaScript on the same texts: `node peers.mjs MODULES FOLDER`.
// MODULES is where they are installed; FOLDER holds the texts, native.json and worker.json. Prints JSON.
//
// Each text is handed over in articles of about three kilobytes, since some of these tools slow down on longer ones.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, folder] = process.argv.slice(2);
const load = createRequire(join(modules, "package.json"));
const ARTICLE_CHARACTERS = 3000;
const RUNS = 3;

const articles = (language) => {
  const text = readFileSync(join(folder, `news-${language}.txt`), "utf8");
  const found = [];
  for (let start = 0; start < text.length; ) {
    const line = text.indexOf("\n", start + ARTICLE_CHARACTERS);
    const end = line < 0 ? text.length : line + 1;
    found.push(text.slice(start, end));
    start = end;
  }
  return found;
};

const wink = () => {
  const nlp = load("wink-nlp")(load("wink-eng-lite-web-model"));
  return (text) => nlp.readDoc(text).entities().out(nlp.its.detail);
};
const compromise = (name) => () => {
  const nlp = load(name);
  const read = nlp.default ?? nlp;
  return (text) => {
    const document = read(text);
    return [document.people?.(), document.places?.(), document.organizations?.(), document.numbers?.()].map((found) =>
      found?.out("array"),
    );
  };
};
const chrono = () => {
  const { parse } = load("chrono-node");
  return (text) => parse(text);
};

const PEERS = [
  ["wink-nlp", "en", wink],
  ["compromise", "en", compromise("compromise")],
  ["fr-compromise", "fr", compromise("fr-compromise")],
  ["chrono-node", "en", chrono],
];

const speed = (read, texts) => {
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const times = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    texts.forEach(read);
    return (performance.now() - began) / 1e3;
  });
  return megabytes / Math.min(...times);
};

const rounded = (figure) => Math.round(figure * 1000) / 1000;
const figures = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const native = figures("native.json").native_mb_per_s;
const worker = figures("worker.json").wasm_mb_per_s;

const peers = {};
const ratios = {};
for (const [name, language, prepare] of PEERS) {
  const found = speed(prepare(), articles(language));
  peers[name] = rounded(found);
  ratios[name] = { native: rounded(native / found), wasm: rounded(worker / found) };
}
console.log(JSON.stringify({ peers, peer_ratios: ratios }));
