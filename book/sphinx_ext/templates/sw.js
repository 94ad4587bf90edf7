/* The service worker: pages that were read, and months that were saved, can be read without a network.

   Old and new files are never mixed. A page is stored only when all the files that it names are, and each file's
   address carries a checksum, `?v=`, which is compared with what came. So a page of any build keeps its own files,
   until no stored page names them. */

const SCOPE = registration.scope; // the book's address, with a slash at its end
const ours = (what) => `book ${new URL(SCOPE).pathname} ${what}`; // other books may be on the same host
const PAGES = ours("pages");
const FILES = ours("files");
const MONTHS = ours("months"); // name -> { title, bytes, pages: [[address, digest], ...], complete }
const SEARCH = ours("search");
const SHELL = ours(`shell ${OFFLINE.integrity}`);
const LOCK = ours("lock");

const ALWAYS = ["index.html", "reading.html"].map((page) => SCOPE + page);
const KEPT = 200; // pages that were read; the oldest go first
const PATIENCE = 3000; // milliseconds until a stored page is shown on a network that does not answer

/* A new worker has all of its shell or does not install; it waits until the old one is no longer used. */

addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  const offline = await fetch(SCOPE + OFFLINE.page, { integrity: OFFLINE.integrity, cache: "no-cache" });
  if (!isPage(offline)) throw new Error("the offline page is not there");
  await store(SHELL, SCOPE + OFFLINE.page, offline);
  await Promise.all(ALWAYS.map((address) => fetchPage(address, "kept")));
}

addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(ours("shell ")) && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
  await tidy();
}

/* Requests: pages from the network first, files from the store first, anything else is left alone. */

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range") || !request.url.startsWith(SCOPE)) return;
  if (request.mode === "navigate") answerPage(event);
  else if (isFile(request.url)) event.respondWith(answerFile(request));
  else if (request.url.startsWith(`${SCOPE}pagefind/`)) event.respondWith(answerSearch(request));
});

function answerPage(event) {
  const address = pageAddress(event.request.url);
  const network = fromNetwork(event);
  const copy = network.then((response) => (isPage(response) ? response.clone() : null));
  event.waitUntil(copy.then((page) => page && remember(address, page)).catch(() => {}));
  event.waitUntil(network.then(({ status }) => status === 404 && forget(address)).catch(() => {}));
  event.respondWith(choose(network, address));
}

async function fromNetwork(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

async function choose(network, address) {
  const stored = await (await caches.open(PAGES)).match(address);
  if (!stored) return network.catch(() => offlinePage());
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const response = await Promise.race([network, late]).catch(() => null);
  return response && response.status < 500 ? response : stored;
}

/* The offline page in place of any other: its links must not depend on where that was. */
async function offlinePage() {
  const page = await (await caches.open(SHELL)).match(SCOPE + OFFLINE.page);
  const html = (await page.text()).replace(/\b(href|src|data-content_root)="(?![#/]|[a-z]+:)/g, `$1="${SCOPE}`);
  return new Response(html, { status: 503, headers: page.headers });
}

async function answerFile(request) {
  await underway.get(request.url)?.catch(() => {});
  return (await (await caches.open(FILES)).match(request.url)) ?? fetch(request);
}

/* What the search was once given it is given offline too: its entry as it came last, and what that leads to, which is
   named by content. The entry is asked for with another `?ts=` each time. */
async function answerSearch(request) {
  const [address] = request.url.split("?");
  const files = await caches.open(SEARCH);
  const stored = await files.match(address);
  if (stored && isNamedByContent(address)) return stored;
  try {
    const response = await fetch(request, stored ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    if (response.ok) await keepOfSearch(files, address, response.clone(), stored).catch(() => {}); // there may be no room
    return response;
  } catch (error) {
    if (stored) return stored;
    throw error;
  }
}

const isNamedByContent = (address) => /[_./][0-9a-f]{7,}\.pf_\w+$/.test(address);

async function keepOfSearch(files, address, response, stored) {
  const isNew = address.endsWith("-entry.json") && (await response.clone().text()) !== (await stored?.clone().text());
  if (isNew) {
    const old = (await files.keys()).filter(({ url }) => isNamedByContent(url));
    await Promise.all(old.map((file) => files.delete(file)));
  }
  await files.put(address, response);
}

const isPage = (response) =>
  response.ok &&
  response.type === "basic" &&
  !response.redirected &&
  (response.headers.get("content-type") ?? "").startsWith("text/html");

function isFile(address) {
  const { href, searchParams } = new URL(address);
  const path = href.startsWith(SCOPE) ? href.slice(SCOPE.length) : "";
  return path.startsWith("_images/") || (path.startsWith("_static/") && searchParams.has("v"));
}

function pageAddress(address) {
  const { origin, pathname } = new URL(address);
  return origin + pathname + (pathname.endsWith("/") ? "index.html" : "");
}

/* Storing */

async function remember(address, response) {
  try {
    await store(PAGES, address, response, "read");
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
    await tidy(KEPT / 4); // it will fit the next time
  }
  if ((await (await caches.open(PAGES)).keys()).length > KEPT * 1.2) await tidy();
}

async function forget(address) {
  await (await caches.open(PAGES)).delete(address);
}

async function fetchPage(address, why) {
  const response = await fetch(address, { cache: "no-cache" });
  if (!isPage(response)) throw new Error(`${address} is not there`);
  return store(PAGES, address, response, why);
}

/* Store a page behind all files that it names; `why` is "read" where a reader opened it. */
function store(cache, address, response, why = "") {
  return navigator.locks.request(LOCK, { mode: "shared" }, async () => {
    const body = await response.arrayBuffer();
    const html = new TextDecoder().decode(body);
    const files = filesOf(html, address);
    await Promise.all(files.map(keepFile));
    const pages = await caches.open(cache);
    const before = await pages.match(address);
    const headers = new Headers(response.headers);
    headers.delete("content-encoding");
    headers.delete("content-length");
    headers.set("x-files", JSON.stringify(files));
    headers.set("x-digest", await digest(body));
    headers.set("x-title", encodeURIComponent(/<title>([^<]*)/.exec(html)?.[1] ?? ""));
    headers.set("x-why", before?.headers.get("x-why") === "read" ? "read" : why);
    await pages.put(address, new Response(body, { headers }));
  });
}

function filesOf(html, address) {
  const found = new Set();
  for (const [, url] of html.matchAll(/\b(?:src|href)="([^"]+)"/g)) {
    try {
      found.add(new URL(url.replaceAll("&amp;", "&"), address).href);
    } catch {
      /* a link that leads nowhere */
    }
  }
  return [...found].filter(isFile);
}

const underway = new Map(); // address of a file -> until it is stored

function keepFile(address) {
  if (!underway.has(address)) underway.set(address, fetchFile(address).finally(() => underway.delete(address)));
  return underway.get(address);
}

async function fetchFile(address) {
  const files = await caches.open(FILES);
  if (await files.match(address)) return;
  for (const cache of ["default", "reload"]) {
    const response = await fetch(address, { cache });
    if (response.ok && (await isRight(address, response.clone()))) return files.put(address, response);
  }
  throw new Error(`${address} is missing or of another build`);
}

/* Whether a file is what its address promises: its CRC-32 without carriage returns; images are named by content. */
async function isRight(address, response) {
  const promised = new URL(address).searchParams.get("v");
  if (promised === null) return true;
  let crc = -1;
  for (const byte of new Uint8Array(await response.arrayBuffer())) {
    if (byte === 13) continue;
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 && 0xedb88320);
  }
  return ((crc ^ -1) >>> 0).toString(16).padStart(8, "0") === promised;
}

async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(bytes.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* Drop pages that were read long ago and files that no page names; left for later while something is being stored. */
function tidy(kept = KEPT) {
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const pages = await caches.open(PAGES);
    const held = new Set([...ALWAYS, ...(await months()).flatMap((month) => month.pages.map(([address]) => address))]);
    const loose = (await pages.keys()).filter(({ url }) => !held.has(url)); // in the order of storing
    await Promise.all(loose.slice(0, Math.max(0, loose.length - kept)).map((page) => pages.delete(page)));
    const named = new Set();
    for (const name of (await caches.keys()).filter((name) => name === PAGES || name.startsWith(ours("shell ")))) {
      for (const page of await (await caches.open(name)).matchAll()) {
        for (const file of JSON.parse(page.headers.get("x-files"))) named.add(file);
      }
    }
    const files = await caches.open(FILES);
    const unnamed = (await files.keys()).filter(({ url }) => !named.has(url));
    await Promise.all(unnamed.map((file) => files.delete(file)));
  });
}

/* Months */

async function months() {
  const found = await (await caches.open(MONTHS)).matchAll();
  return Promise.all(found.map((record) => record.json()));
}

async function removeMonth(name) {
  const records = await caches.open(MONTHS);
  const month = (await months()).find((other) => other.name === name);
  await records.delete(SCOPE + name);
  const held = new Set((await months()).flatMap((other) => other.pages.map(([address]) => address)));
  const pages = await caches.open(PAGES);
  for (const [address] of month?.pages ?? []) {
    const page = await pages.match(address);
    if (page?.headers.get("x-why") === "month" && !held.has(address)) await pages.delete(address);
  }
  await tidy();
}

async function pageOfMonth(address, wanted) {
  const page = await (await caches.open(PAGES)).match(address);
  if (page?.headers.get("x-digest") !== wanted) await fetchPage(address, "month");
}

async function readable() {
  const pages = await caches.open(PAGES);
  const found = await Promise.all(
    (await pages.keys()).map(async ({ url }) => {
      const page = await pages.match(url);
      return page && { address: url, title: decodeURIComponent(page.headers.get("x-title")) }; // as HTML
    }),
  );
  return found.filter(Boolean).reverse();
}

/* What offline.js asks for, answered through the port of the message. */

const ANSWERS = {
  activate: () => skipWaiting(),
  keep: ({ address }) => fetchPage(pageAddress(address), "read"),
  months,
  readable,
  record: async ({ month }) =>
    (await caches.open(MONTHS)).put(SCOPE + month.name, new Response(JSON.stringify(month))),
  save: ({ address, digest }) => pageOfMonth(address, digest),
  remove: ({ name }) => removeMonth(name),
};

addEventListener("message", (event) => {
  const [port] = event.ports;
  if (!port || !Object.hasOwn(ANSWERS, event.data?.ask)) return;
  const answer = Promise.resolve()
    .then(() => ANSWERS[event.data.ask](event.data))
    .then((value) => port.postMessage({ value }))
    .catch((error) => port.postMessage({ error: error.name }));
  event.waitUntil(answer);
});
