// Keeps one build of the site in the browser and answers from it, with or without a network.
//
// A build is kept whole or not at all, and replaces the one before it only when the page says so. Files are named by
// their content, but for the few that others know by name; so what did not change is not fetched again.

// What was published writes these.
const BUILD = "";
const FILES = [];

const OURS = `dateline ${registration.scope} `;
const KEPT = OURS + BUILD;

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => {
  if (event.data === "replace") skipWaiting();
});
addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

async function keepAll() {
  const cache = await caches.open(KEPT);
  await Promise.all(FILES.map(async (file) => cache.put(file, await got(file))));
  // The page that is here must be of this build, and not of one that came to the server a moment later.
  const page = await cache.match("./");
  if (!(await page.text()).includes(BUILD)) throw new Error("the site is being replaced");
}

async function got(file) {
  const named = /-[0-9a-f]{8}\.\w+$/.test(file);
  const known = named && (await caches.match(file));
  const response = known || (await fetch(file, named ? {} : { cache: "no-cache" }));
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response;
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function answer(request) {
  const cache = await caches.open(KEPT);
  const home = [registration.scope, `${registration.scope}index.html`].includes(request.url.split(/[?#]/)[0]);
  return (await cache.match(home ? "./" : request, { ignoreSearch: true })) ?? fetch(request);
}
