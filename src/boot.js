// Starts the page's module. A file of its own, so that the page needs no inline script.
//
// Where the page can't run, or broke, everything that is stored can still be downloaded: that needs none of the module.
const { js, wasm } = document.getElementById("boot").dataset;

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
  const { default: init } = await import(js);
  await init({ module_or_path: wasm });
} catch (problem) {
  console.error(problem);
  globalThis.datelineRecovery(
    "Dateline could not start in this browser. What you have saved is still here.",
    "Download all data",
    "Reload",
  );
}
