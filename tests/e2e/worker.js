// Runs the page's extraction worker and measures it; the body of a function of the language of each text, the texts,
// the large text, and the worker's files. Returns the figures.
const [texts, large, files] = arguments;
const RUNS = 3;

const BOOT = `
self.onmessage = (event) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: event.data }).then(({ memory }) => {
    self.addEventListener("message", ({ data }) => data === "memory" && postMessage(memory.buffer.byteLength));
  });
};
`;

const load = async () => {
  const script = await (await fetch(files[0])).text();
  const module = await WebAssembly.compileStreaming(fetch(files[1]));
  return { url: URL.createObjectURL(new Blob([script, BOOT], { type: "text/javascript" })), module };
};

/** Waits for the message that `pick` makes something of; the other messages of the worker are passed over. */
const hear = (worker, pick) =>
  new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data?.answer?.Failed !== undefined) reject(new Error(JSON.stringify(data)));
      const found = pick(data);
      if (found !== undefined) resolve(found);
    };
  });

const start = async ({ url, module }) => {
  const began = performance.now();
  const worker = new Worker(url);
  const ready = hear(worker, (data) => (data?.answer === "Ready" ? true : undefined));
  worker.postMessage(module);
  await ready;
  return { worker, readyMs: performance.now() - began };
};

const extract = async (worker, text, language) => {
  const began = performance.now();
  const done = hear(worker, (data) => data?.answer?.Extracted);
  worker.postMessage({ id: 1, task: { Extract: { text, language, published: undefined } } });
  const { offers } = await done;
  return { seconds: (performance.now() - began) / 1e3, offers: offers.length };
};

const bytes = (text) => new TextEncoder().encode(text).length;

return (async () => {
  const program = await load();
  const starts = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { worker, readyMs } = await start(program);
    const { seconds } = await extract(worker, "Gent, 3 mei 2016", "Dutch");
    starts.push({ readyMs, answerMs: readyMs + seconds * 1e3 });
    worker.terminate();
  }
  const { worker } = await start(program);
  let [total, seconds] = [0, 0];
  for (const [language, text] of texts) {
    const times = [];
    for (let run = 0; run < RUNS; run += 1) {
      const found = await extract(worker, text, language);
      if (found.offers < bytes(text) / 1000) throw new Error(`only ${found.offers} offers`);
      times.push(found.seconds);
    }
    total += bytes(text) / 1e6;
    seconds += Math.min(...times);
  }
  worker.terminate();
  const other = (await start(program)).worker;
  await extract(other, large, "English");
  const memory = hear(other, (data) => (typeof data === "number" ? data : undefined));
  other.postMessage("memory");
  const memoryBytes = await memory;
  other.terminate();
  const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return {
    wasmMbPerS: total / seconds,
    readyMs: median(starts.map(({ readyMs }) => readyMs)),
    firstAnswerMs: median(starts.map(({ answerMs }) => answerMs)),
    memoryMb: memoryBytes / 1e6,
  };
})();
