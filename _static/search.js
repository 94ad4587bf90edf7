/* Search: a dialog on every page, and the page search.html. Pagefind and its index are loaded at the first use. */

(() => {
  const base = new URL("..", document.currentScript.src); // this file is _static/search.js
  const button = document.querySelector(".search-button");
  const onPage = document.getElementById("search-page");
  const AT_ONCE = 6; // results, each a file of its own
  const PAUSE = 150; // milliseconds without a key before there is a search

  const FROM_DISK =
    "Search does not work in a page that was opened as a file. Run “make serve”, or read the book from a web server.";
  const NOT_LOADED = "Search could not be loaded: this copy of the book may have been made without it.";
  const OFFLINE =
    "You are offline, and this part of the search is not on your device. It will be once you have searched with a " +
    "network. Pages that you have opened and months that you have saved can be read: see “Your reading”.";
  const notLoaded = () => (navigator.onLine ? NOT_LOADED : OFFLINE);

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /* The index */

  let engine;

  function load() {
    engine ??= start().catch((error) => {
      engine = undefined; // the next search tries again
      throw error;
    });
    return engine;
  }

  async function start() {
    const pagefind = await import(new URL("pagefind/pagefind.js", base));
    await pagefind.options({ baseUrl: base.pathname, excerptLength: 24, noWorker: true });
    return { pagefind, filters: await pagefind.filters() };
  }

  addEventListener("online", async () => {
    const last = await engine?.catch(() => undefined);
    last?.pagefind.destroy(); // it never asks again for what it did not get
    engine = undefined;
  });

  /* What is found. Texts of chapters are only ever set as text. */

  const monthTitle = (month) =>
    new Date(`${month}-01T00:00Z`).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

  const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

  /* The excerpt, in which Pagefind marks word by word, without the title that it may begin with. */
  function marked(excerpt, text, title) {
    const words = excerpt.split(" ").slice(text.startsWith(title) ? title.split(" ").length : 0);
    if (!words.length) return words;
    if (/^\p{Ll}/u.test(words[0])) words.unshift("…");
    if (!/[.?!]/.test(words.at(-1))) words.push("…");
    return words
      .join(" ")
      .split(/(<mark>.*?<\/mark>)/)
      .map((part) => (part.startsWith("<mark>") ? make("mark", {}, plain(part.slice(6, -7))) : plain(part)));
  }

  function outcome(words, found, lost) {
    const missing = lost ? `, ${lost} of them not on this device` : "";
    if (found) return `${found === 1 ? "1 result" : `${found} results`}${missing}`;
    if (!words) return "";
    if (navigator.onLine) return `Nothing was found for “${words}”. Try fewer words, or others.`;
    return `Nothing was found on this device for “${words}”. You are offline: with a network there may be more.`;
  }

  function resultItem({ url, meta, filters, excerpt, plain_excerpt: words, locations, sub_results: parts }) {
    const { subject = [], month = [] } = filters;
    const facts = [...(url.includes("#") ? ["Term"] : []), ...subject, ...month.map(monthTitle)];
    const text = locations.length || !meta.summary ? marked(excerpt, words, meta.title) : [meta.summary];
    const link = make(
      "a",
      { class: "search-result", href: url },
      make("span", { class: "search-title" }, meta.title),
      make("span", { class: "search-facts" }, facts.join(" · ")),
      make("span", { class: "search-excerpt" }, ...text),
    );
    const item = make("li", {}, link);
    const within = parts.filter((part) => part.url !== url).slice(0, 2);
    if (within.length) {
      const links = within.map((part) => make("a", { href: part.url }, part.title));
      item.append(make("p", { class: "search-parts" }, ...links));
    }
    return item;
  }

  /* The form, its filters and results, for the dialog as for the page; `changed` is told what is asked for. */

  function panel(changed) {
    const input = make("input", {
      ...{ type: "search", name: "q", "aria-label": "Search the book", placeholder: "Search the book" },
      ...{ autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search" },
    });
    const subject = make("select", { "aria-label": "Subject" }, make("option", { value: "" }, "All subjects"));
    const month = make("select", { "aria-label": "Month" }, make("option", { value: "" }, "All months"));
    const status = make("p", { role: "status", class: "search-status" });
    const list = make("ol", { class: "search-results" });
    const more = make("button", { type: "button", class: "search-more" }, "More results");
    const form = make("form", { role: "search" }, input, make("div", { class: "search-filters" }, subject, month));
    let turn = 0, timer, rest = [], lost = 0;
    more.hidden = true;

    function asked() {
      const all = { q: input.value.trim(), subject: subject.value, month: month.value };
      return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
    }

    async function showMore(mine) {
      const answers = await Promise.allSettled(rest.splice(0, AT_ONCE).map((result) => result.data()));
      if (mine !== turn) return null;
      const items = answers.flatMap(({ value }) => (value ? [resultItem(value)] : []));
      if (answers.length && !items.length) throw new Error("no result could be fetched");
      lost += answers.length - items.length;
      list.append(...items);
      more.hidden = !rest.length;
      return items[0];
    }

    async function search() {
      clearTimeout(timer);
      const mine = ++turn;
      const { q, ...filters } = asked();
      changed(asked());
      let found = [];
      try {
        const { pagefind } = await load();
        if (q || Object.keys(filters).length) found = (await pagefind.search(q ?? null, { filters })).results;
        if (mine !== turn) return;
        rest = [...found];
        lost = 0;
        list.replaceChildren();
        await showMore(mine);
      } catch {
        if (mine === turn) status.textContent = notLoaded();
        return;
      }
      if (mine !== turn) return;
      status.textContent = outcome(q, found.length, lost);
    }

    const links = () => [...list.querySelectorAll(".search-result")];
    const top = make("div", { class: "search-top" }, status);
    const body = make("div", { class: "search-body" }, top, list, more);
    const element = make("div", { class: "search-panel" }, form, body);

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE);
    });
    form.addEventListener("change", (event) => event.target !== input && search());
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await search();
      if (!onPage) links()[0]?.click();
    });
    more.addEventListener("click", async () => (await showMore(turn))?.querySelector("a").focus());
    element.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || event.target.tagName === "SELECT") return;
      event.preventDefault();
      const stops = [input, ...links()];
      const here = stops.indexOf(event.target.closest("li")?.querySelector(".search-result") ?? input);
      stops[Math.min(Math.max(here + step, 0), stops.length - 1)].focus();
    });

    async function ready(given = {}) {
      try {
        const { filters } = await load();
        if (subject.length === 1) {
          for (const name of Object.keys(filters.subject ?? {})) subject.append(make("option", { value: name }, name));
          const months = Object.keys(filters.month ?? {}).sort().reverse();
          for (const name of months) month.append(make("option", { value: name }, monthTitle(name)));
        }
        for (const [box, value] of [[subject, given.subject], [month, given.month]]) {
          if (value && [...box.options].some((option) => option.value === value)) box.value = value;
        }
      } catch {
        status.textContent = notLoaded();
      }
    }

    return { element, form, top, input, ready, search };
  }

  /* Where it is: on the page, whose address says what is asked for, or in the dialog */

  const notice = (text) => make("p", { role: "status", class: "search-notice" }, text);
  const fromDisk = location.protocol === "file:";
  const address = (asked) => Object.assign(new URL("search.html", base), { search: new URLSearchParams(asked) });

  async function startPage() {
    if (fromDisk) return onPage.append(notice(FROM_DISK));
    const given = Object.fromEntries(new URLSearchParams(location.search));
    const { element, input, ready, search } = panel((asked) => history.replaceState(null, "", address(asked)));
    input.value = given.q ?? "";
    onPage.append(element);
    await ready(given);
    if (location.search) search();
  }

  let dialog, opened;

  function makeDialog() {
    const share = make("a", { class: "search-share", href: address({}) }, "Results as a page");
    const close = make("button", { type: "button", class: "search-close" }, "Close");
    opened = panel((asked) => (share.href = address(asked)));
    opened.form.append(close);
    opened.top.append(share);
    dialog = make("dialog", { class: "search-dialog", "aria-label": "Search" });
    dialog.append(fromDisk ? make("div", { class: "search-panel" }, notice(FROM_DISK), close) : opened.element);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      const outside = event.target === dialog;
      if (outside || event.target.closest("a[href]")) dialog.close(); // a link may lead to a place on this page
    });
    document.body.append(dialog);
  }

  function open() {
    if (onPage) return onPage.querySelector("input")?.focus();
    if (!dialog) makeDialog();
    if (!dialog.open) dialog.showModal();
    if (fromDisk) return;
    opened.input.select();
    opened.ready();
  }

  const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]");

  button.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into a tab of its own
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
    const command = event.ctrlKey || event.metaKey;
    if (command ? event.key.toLowerCase() !== "k" : event.key !== "/") return;
    event.preventDefault();
    open();
  });
  if (onPage) startPage();
})();
