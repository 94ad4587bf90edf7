/* A page of the book in a frame, its printed pages beside it, and what is wrong: as the server says, whenever it says so. */

const SHELL = "/-/read";

const find = (id) => document.getElementById(id);
const [web, pages, status, problems, saved, pdf] = ["web", "pages", "status", "problems", "saved", "pdf"].map(find);

/* Which panes are shown: both where there is room, until the reader wants otherwise. */

function showPanes(panes) {
  document.body.dataset.panes = panes;
  document.querySelector(`[name="panes"][value="${panes}"]`).checked = true;
}

function remembered() {
  try {
    return sessionStorage.getItem("panes");
  } catch {
    return null; // storage is off
  }
}

document.querySelector(".panes").addEventListener("change", (event) => {
  showPanes(event.target.value);
  try {
    sessionStorage.setItem("panes", event.target.value);
  } catch {
    /* storage is off: it holds for this page */
  }
});
showPanes(["web", "both", "printed"].includes(remembered()) ? remembered() : "both");

/* The page in the frame. The address bar follows it, so that a reload, or a link sent on, leads to the same page. */

let page = ""; // such as economy/repo-rate.html
let events = null;

function framed() {
  try {
    return web.contentDocument; // null, or an error, where another site is shown
  } catch {
    return null;
  }
}

web.addEventListener("load", () => {
  const shown = framed();
  if (!shown || shown.location.href === "about:blank") return;
  const { pathname, hash } = shown.location;
  history.replaceState(null, "", SHELL + pathname + hash);
  document.title = shown.title;
  shown.addEventListener("click", leave);
  const now = decodeURI(pathname).replace(/^\//, "").replace(/(^|\/)$/, "$1index.html");
  if (now === page && events) return;
  page = now;
  listen();
});

/* Another site is opened beside the preview: most will not be shown in a frame. */
function leave(event) {
  const link = event.target.closest?.("a[href]");
  if (link && link.origin !== location.origin) link.target = "_blank";
}

function go(path) {
  web.contentWindow.location.replace(path);
}

/* What the server says. A window that nobody sees does not listen: browsers open six streams to one server at most. */

function listen() {
  events?.close();
  events = null;
  if (document.hidden) return;
  events = new EventSource(`/-/events?page=${encodeURIComponent(page)}`);
  events.addEventListener("message", (message) => show(JSON.parse(message.data)));
  events.addEventListener("error", () => {
    status.textContent = "The preview has stopped: start it again with make serve.";
  });
}

document.addEventListener("visibilitychange", listen);

let awaited = ""; // the page on its way

function show(view) {
  const mark = framed()?.querySelector('meta[name="preview"]')?.content ?? "";
  if (view.web && view.web !== mark && view.web !== awaited) {
    awaited = view.web;
    web.contentWindow.location.reload();
  }
  status.textContent = view.busy ? "Working…" : view.problems.some(isError) ? "Not up to date" : "Up to date";
  showPages(view.printed, view.unprinted);
  showProblems(view.problems);
  showSaved(view.saved);
}

const isError = (problem) => problem.severity === "error";

/* Printed pages. A picture stays until the next one has come, so nothing flickers. */

let printed = ""; // the key of the pages shown
let printedPage = ""; // and which page of the book they are of

function showPages(now, reason) {
  find("unprinted").hidden = Boolean(now);
  find("unprinted").textContent = reason;
  pdf.hidden = !now;
  if (!now) pages.replaceChildren();
  if (!now || now.key === printed) {
    printed = now?.key ?? "";
    return;
  }
  const [width, height] = now.size;
  now.folios.forEach((folio, index) => {
    const picture = pages.children[index] ?? pages.appendChild(new Image());
    picture.loading = index < 2 ? "eager" : "lazy";
    picture.width = Math.round(width);
    picture.height = Math.round(height);
    picture.alt = `Page ${folio} as printed`;
    picture.src = `/-/printed/${now.key}/${index}.png`;
  });
  while (pages.children.length > now.folios.length) pages.lastChild.remove();
  pdf.href = `/-/printed/${now.key}.pdf`;
  if (printedPage !== page) find("printed").scrollTop = 0;
  else if (now.changed !== null) reveal(pages.children[now.changed]);
  printed = now.key;
  printedPage = page;
}

function reveal(picture) {
  const box = picture.getBoundingClientRect();
  const pane = find("printed").getBoundingClientRect();
  if (pane.height && (box.bottom < pane.top + 40 || box.top > pane.bottom - 40)) picture.scrollIntoView({ block: "start" });
}

/* Problems: file and line, what is wrong, what to write instead. All of it is text, never markup. */

let lastProblems = "";

function showProblems(found) {
  const text = JSON.stringify(found);
  if (text === lastProblems) return;
  lastProblems = text;
  problems.hidden = found.length === 0;
  const errors = found.filter(isError).length;
  problems.querySelector("summary").textContent = errors
    ? `${count(errors, "problem")}: these are the last good pages`
    : count(found.length, "warning");
  problems.querySelector("ul").replaceChildren(...found.map(item));
}

function item(problem) {
  const line = document.createElement("li");
  line.append(
    piece("span", "place", problem.line ? `${problem.path}:${problem.line}` : problem.path),
    ` ${problem.message} `,
    piece("span", "rule", `[${problem.rule}]`),
  );
  if (problem.remedy) line.append(piece("span", "remedy", `→ ${problem.remedy}`));
  return line;
}

function piece(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

function showSaved(chapter) {
  saved.hidden = !chapter;
  if (!chapter) return;
  saved.href = `${SHELL}/${chapter.page}`;
  saved.textContent = `Saved: ${chapter.title}`;
}

saved.addEventListener("click", (event) => {
  event.preventDefault();
  web.contentWindow.location.assign(new URL(saved.href).pathname.slice(SHELL.length));
});

go(location.pathname.slice(SHELL.length) + location.search + location.hash);
