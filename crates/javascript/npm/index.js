// The one door of the package: loads the module once, wherever it runs, and reads texts.
import init, { read } from "./dateline.js";

let loaded;

/** Loads the module; `extract` does so by itself. */
export function load() {
  loaded ??= start();
  return loaded;
}

async function start() {
  const address = new URL("./dateline_bg.wasm", import.meta.url);
  // Node's fetch does not read files.
  if (address.protocol === "file:") {
    const { readFile } = await import("node:fs/promises");
    await init({ module_or_path: await readFile(address) });
  } else {
    await init({ module_or_path: address });
  }
}

/** The annotations of a text, in its order, without overlaps; offsets as JavaScript's strings count. */
export async function extract(text, options) {
  await load();
  return read(text, options).annotations;
}

/** The same, with the language in which the text was read. */
export async function extractAll(text, options) {
  await load();
  return read(text, options);
}
