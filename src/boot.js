// Starts the page's module, and stands between it and where the page came from.
//
// That is a site, whose files are fetched and kept for the next time without a network; or a single file, which holds
// the others packed, gzip in base64, in elements of their names. `src/boot.rs` is the page's end of `dateline`.

const boot = document.getElementById("boot");
const names = JSON.parse(boot.dataset.files ?? "{}");
// The page empties its body when it starts, so what stands there is taken before.
const packed = new Map();
for (const element of document.querySelectorAll("script[id^='file:']")) {
  packed.set(element.id.replace("file:", "./"), element.textContent);
}
const single = packed.size > 0;

// What went wrong, for whoever asks.
const troubles = [];
const trouble = (kind, what) => troubles.push(`${kind}: ${what}`);
addEventListener("error", (event) => trouble("error", event.message));
addEventListener("unhandledrejection", (event) => trouble("unhandled rejection", event.reason));
addEventListener("securitypolicyviolation", (event) => {
  trouble("policy", `${event.effectiveDirective} ${event.blockedURI}`);
});
const write = console.error;
console.error = (...words) => {
  trouble("console", words.join(" "));
  write.apply(console, words);
};

// What the page wants to hear of: `kept`, it works without a network; `newer`, a newer version is here; `replaced`,
// another tab has taken that; `offline` and `online`.
let tell = () => {};
let replacing = false;

// The answer that a server would give for one of the page's files.
async function load(name) {
  const text = packed.get(name);
  if (!text) return fetch(names[name] ?? name);
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const type = name.endsWith(".wasm") ? "application/wasm" : "text/javascript";
  return new Response(unpacked, { headers: { "Content-Type": type } });
}

// Has the browser keep the site for the next time, and look whether there is a newer one. Done when all that takes
// requests is done; a browser that keeps nothing, or has no network, is no failure.
async function keep() {
  if (single) return tell("kept");
  const keeper = navigator.serviceWorker;
  if (!boot.dataset.build || !keeper) return;
  const replaceable = keeper.controller !== null;
  keeper.addEventListener("controllerchange", () => {
    if (replacing) location.reload();
    else if (replaceable) tell("replaced");
  });
  const kept = await keeper.register("./sw.js", { updateViaCache: "none" });
  if (replaceable) await kept.update().catch(() => {});
  await fetched(kept);
  if (kept.waiting && kept.active) tell("newer");
  if (kept.active) tell("kept");
}

// Waits until a version that is being fetched is here: in use if it is the first, else waiting to be taken.
function fetched(kept) {
  const { installing } = kept;
  const busy = () => installing && (installing.state === "installing" || (!kept.active && installing.state !== "redundant"));
  return new Promise((done) => {
    const look = () => busy() || done();
    installing?.addEventListener("statechange", look);
    look();
  });
}

// Takes the newer version that is here, and starts it.
async function replace() {
  replacing = true;
  const kept = await navigator.serviceWorker.getRegistration();
  if (kept?.waiting) kept.waiting.postMessage("replace");
  else location.reload();
}

function watch(listener) {
  tell = listener;
  for (const kind of ["offline", "online"]) addEventListener(kind, () => tell(kind));
  if (navigator.onLine === false) tell("offline");
}

globalThis.dateline = {
  build: boot.dataset.build ?? "",
  single,
  troubles,
  load,
  keep: () => keep().catch((error) => console.warn("The page is not kept for offline use:", error)),
  replace,
  watch,
};

// Where the page can't run, or broke, everything that is stored can still be downloaded: that needs none of the module.

// All entries of both stores, raw; `Restore a backup` opens the file.
async function dump() {
  const database = {};
  try {
    const opened = await settled(indexedDB.open("dateline"));
    if (opened.objectStoreNames.contains("entries")) {
      const entries = () => opened.transaction("entries").objectStore("entries");
      const [names, values] = await Promise.all([settled(entries().getAllKeys()), settled(entries().getAll())]);
      names.forEach((name, index) => {
        database[name] = Array.from(values[index], (byte) => byte.toString(16).padStart(2, "0")).join("");
      });
    }
    opened.close();
  } catch {
    // Local storage is all there is.
  }
  let local = {};
  try {
    local = Object.fromEntries(Object.entries(localStorage));
  } catch {
    // The browser stores nothing here.
  }
  return JSON.stringify({ format: "dateline-storage", version: 1, local, database }, null, 1) + "\n";
}

function settled(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

// Shows what happened, and the two things that can be done.
globalThis.datelineRecovery = (said, downloadWord, reloadWord) => {
  if (document.getElementById("recovery")) return;
  const view = document.createElement("section");
  view.id = "recovery";
  view.className = "broken";
  view.setAttribute("role", "alert");
  view.dataset.testid = "recovery";
  const button = (word, name, act) => {
    const made = document.createElement("button");
    made.textContent = word;
    made.dataset.testid = name;
    made.onclick = act;
    return made;
  };
  const download = async () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([await dump()], { type: "application/json" }));
    link.download = "dateline-storage.json";
    link.click();
  };
  const text = document.createElement("p");
  text.textContent = said;
  view.append(text, button(downloadWord, "recovery-download", download));
  view.append(button(reloadWord, "recovery-reload", () => location.reload()));
  document.body.append(view);
};

try {
  const { js, wasm } = boot.dataset;
  const script = single ? URL.createObjectURL(await (await load(js)).blob()) : js;
  const { default: init } = await import(script);
  await init({ module_or_path: single ? load(wasm) : wasm });
} catch (problem) {
  console.error(problem);
  globalThis.datelineRecovery(
    "Dateline could not start in this browser. What you have saved is still here.",
    "Download all data",
    "Reload",
  );
}
