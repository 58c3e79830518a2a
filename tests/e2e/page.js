// What the tests look at and do inside the page. Offsets of the page's marks are UTF-8 bytes; offsets here are UTF-16.

const named = (name) => [...document.querySelectorAll(`[data-testid="${name}"]`)];
const visible = (element) => element.checkVisibility({ visibilityProperty: true });
const article = () => named("article").find(visible);

function text() {
  return article()?.textContent ?? "";
}

// A mark that crosses lines or other marks is drawn in pieces of one number.
function marks() {
  const found = new Map();
  for (const piece of article()?.querySelectorAll("mark") ?? []) {
    const { id, start, label, state, selected } = piece.dataset;
    const mark = found.get(id) ?? { start: Number(start), label, state, text: "", selected: selected === "true" };
    mark.text += piece.textContent;
    mark.end = Number(start) + new TextEncoder().encode(piece.textContent).length;
    found.set(id, mark);
  }
  return [...found.values()];
}

function read(name) {
  return named(name).find(visible)?.innerText ?? null;
}

// A field says what stands in it.
function attribute(name, key) {
  const element = named(name).find(visible);
  return (key === "value" ? element?.value : element?.getAttribute(key)) ?? null;
}

function readAll(name) {
  return named(name).filter(visible).map((element) => element.innerText);
}

function moments(name) {
  return performance.getEntriesByName(name, "mark").map((mark) => mark.startTime);
}

function setValue(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

// Milliseconds from a paste to the first frame with the marks of the whole article.
function pasteAndTime(field, pasted) {
  const before = moments("dateline:marks-shown").length;
  return new Promise((done) => {
    const look = () => {
      if (moments("dateline:marks-shown").length === before) return requestAnimationFrame(look);
      // What was drawn is on screen when the frame after it begins.
      requestAnimationFrame(() => done(performance.now() - start));
    };
    const start = performance.now();
    paste(field, pasted);
    requestAnimationFrame(look);
  });
}

// As the browser does it: the event first, then, unless the page took the text itself, the text into the field.
function paste(field, pasted, html) {
  field.focus();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", pasted);
  if (html) clipboardData.setData("text/html", html);
  // Firefox takes no clipboard from a script, but text for one.
  const init = { clipboardData, data: pasted, dataType: "text/plain", bubbles: true, cancelable: true };
  const event = new ClipboardEvent("paste", init);
  if (html && !event.clipboardData.getData("text/html")) event.clipboardData.setData("text/html", html);
  if (field.dispatchEvent(event)) document.execCommand("insertText", false, pasted);
}

function drop(files) {
  const dataTransfer = new DataTransfer();
  for (const [name, content] of files) dataTransfer.items.add(new File([content], name));
  for (const type of ["dragenter", "dragover", "drop"]) {
    const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
    const refused = document.body.dispatchEvent(event);
    if (type === "drop" && refused) throw new Error("the page did not take the drop: the browser would leave it");
  }
}

// The node and place in it of an offset in the article's text.
function place(offset) {
  const nodes = document.createTreeWalker(article(), NodeFilter.SHOW_TEXT);
  let node;
  while ((node = nodes.nextNode())) {
    if (offset <= node.length) return [node, offset];
    offset -= node.length;
  }
  return null;
}

function ends(words) {
  const start = text().indexOf(words);
  if (start < 0) return null;
  const range = document.createRange();
  const [startNode, startOffset] = place(start + 1);
  range.setStart(startNode, startOffset - 1);
  range.setEnd(...place(start + words.length));
  startNode.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
  const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
  const [first, last] = [boxes[0], boxes[boxes.length - 1]];
  return [
    { x: first.left + 1, y: (first.top + first.bottom) / 2 },
    { x: last.right - 1, y: (last.top + last.bottom) / 2 },
  ];
}

function select(words) {
  const start = text().indexOf(words);
  getSelection().setBaseAndExtent(...place(start + 1), ...place(start + words.length));
  // What is before the first letter belongs to another node where a mark ends there.
  getSelection().setBaseAndExtent(getSelection().anchorNode, getSelection().anchorOffset - 1, ...place(start + words.length));
}

function middle(selector) {
  const element = [...document.querySelectorAll(selector)].find(visible);
  if (!element) return null;
  const box = element.getBoundingClientRect();
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}
