// What the measurement of the editor does inside a page: the same for every editor that is measured.

// After the next paint: a message is handled after the frame in which it was asked for.
const painted = () => new Promise((done) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now());
  port2.postMessage(null);
}));

const frame = () => new Promise(requestAnimationFrame);

// Milliseconds from an act to the first paint of which `shown` is true.
async function untilShown(act, shown) {
  const start = performance.now();
  act();
  while (!shown()) await frame();
  return (await painted()) - start;
}

// For each act the milliseconds from it to the paint that follows.
async function eachToPaint(acts) {
  const times = [];
  for (const act of acts) {
    await frame();
    const start = performance.now();
    act();
    times.push((await painted()) - start);
  }
  return times;
}

// The longest time between two frames while an element is scrolled from its top to its bottom, a fixed way each frame.
async function longestFrame(element, frames) {
  element.scrollTop = 0;
  await painted();
  await frame();
  let last = performance.now();
  let longest = 0;
  for (let number = 1; number <= frames; number += 1) {
    element.scrollTop = (number / frames) * (element.scrollHeight - element.clientHeight);
    await frame();
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return longest;
}

const rounded = (number) => Math.round(number * 10) / 10;
const p95 = (times) => [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1];

// So many keys are pressed, and so many frames does the way from top to bottom take.
const KEYS = 60;
const FRAMES = 500;

// Dateline: a file of ours is dropped; marks are stepped to, relabelled and stretched by keys.
async function measureDateline(file) {
  const shown = document.querySelector("#text")?.textContent;
  const drop = () => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([file], "measured.json"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  };
  const first = await untilShown(drop, () => {
    const text = document.querySelector("#text");
    return text && text.textContent !== shown && text.querySelector("mark");
  });
  const press = (key, shiftKey = false) => () =>
    document.querySelector("#reader").dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
  const round = [press("ArrowRight"), press("o"), press("ArrowRight", true), press("l"), press("ArrowRight"), press("Enter")];
  const keys = await eachToPaint(Array.from({ length: KEYS }, (_, number) => round[number % round.length]));
  const longest = await longestFrame(document.querySelector("#reader"), FRAMES);
  return { first_paint_ms: rounded(first), key_to_paint_p95_ms: rounded(p95(keys)), longest_frame_ms: rounded(longest) };
}

// Recogito's text annotator, on the same text and marks: they are selected and relabelled through its own interface.
async function measureRecogito({ text, marks }) {
  const box = document.querySelector("#box");
  const content = document.querySelector("#content");
  const annotation = ([start, end, label], number) => {
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    return {
      id,
      bodies: [{ id: `${id}-body`, annotation: id, purpose: "tagging", value: label }],
      target: { annotation: id, selector: [{ start, end, quote: text.slice(start, end) }] },
    };
  };
  let annotator;
  const first = await untilShown(() => {
    content.textContent = text;
    annotator = RecogitoJS.createTextAnnotator(content, { selectionMode: "all" });
    annotator.setAnnotations(marks.map(annotation));
  }, () => CSS.highlights.size > 0 || document.querySelector(".r6o-annotation"));
  const ids = marks.map((mark, number) => annotation(mark, number).id);
  const select = (number) => () => annotator.setSelected(ids[number]);
  const relabel = (number) => () => {
    const known = annotator.getAnnotationById(ids[number]);
    annotator.updateAnnotation({ ...known, bodies: [{ ...known.bodies[0], value: "ORG" }] });
  };
  const acts = Array.from({ length: KEYS }, (_, number) => (number % 2 ? relabel(number >> 1) : select(number >> 1)));
  const keys = await eachToPaint(acts);
  const longest = await longestFrame(box, FRAMES);
  return { first_paint_ms: rounded(first), key_to_paint_p95_ms: rounded(p95(keys)), longest_frame_ms: rounded(longest) };
}
