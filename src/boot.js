// Starts the page's module. A file of its own, so that the page needs no inline script.
const { js, wasm } = document.getElementById("boot").dataset;
const { default: init } = await import(js);
await init({ module_or_path: wasm });
