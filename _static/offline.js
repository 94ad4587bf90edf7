/* Reading without a network: starts the worker of sw.js, tells of a new one, and saves months. */

{
  const root = document.documentElement;
  const book = new URL(root.dataset.content_root, location.href);
  const address = (page) => new URL(page, book).href;
  const box = document.querySelector(".month-offline");
  const savedList = document.querySelector(".saved-months");
  const readableList = document.querySelector(".readable");

  function make(tag, name, ...content) {
    const made = document.createElement(tag);
    made.className = name;
    made.append(...content);
    return made;
  }

  function button(label, act) {
    const made = make("button", "plain-button", label);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

  /* Ask the worker; an error has its name as message. */
  async function ask(what, values = {}) {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve, reject) => {
      port1.onmessage = ({ data }) => ("error" in data ? reject(new Error(data.error)) : resolve(data.value));
      active.postMessage({ ask: what, ...values }, [port2]);
    });
  }

  /* The worker, not in the preview, where a saved page has to be seen at once, nor where it could not be. */

  async function start() {
    const isPreview = document.querySelector('meta[name="preview"]');
    if (!("serviceWorker" in navigator) || !location.protocol.startsWith("http") || isPreview) {
      if (isPreview) navigator.serviceWorker?.getRegistration(book).then((left) => left?.unregister());
      box?.remove();
      return;
    }
    const registration = await navigator.serviceWorker.register(address("sw.js"), { updateViaCache: "none" });
    watchForNew(registration);
    if (!navigator.serviceWorker.controller && !readableList) ask("keep", { address: location.href }).catch(() => {});
    if (savedList) showSaved();
    if (readableList) showReadable();
    const month = box && (await listOf(box.dataset.month));
    if (box) await showMonth(month);
    resume(month);
  }

  /* A new worker waits until nobody uses the old one, or the reader says so. */

  function watchForNew(registration) {
    const offer = () => registration.waiting && navigator.serviceWorker.controller && tell(registration);
    offer();
    registration.addEventListener("updatefound", () => {
      const { installing } = registration;
      installing.addEventListener("statechange", () => installing.state === "installed" && offer());
    });
  }

  function tell(registration) {
    if (document.querySelector(".new-version")) return;
    const reload = button("Reload", () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      registration.waiting?.postMessage({ ask: "activate" }, [new MessageChannel().port2]);
    });
    const notice = make("div", "new-version", make("span", "", "The book has been renewed."), reload);
    notice.append(button("Later", () => notice.remove()));
    notice.setAttribute("role", "status");
    document.body.append(notice);
  }

  /* A month: its list, what is saved of it, and what can be done. */

  /* The month as the site has it now, and as it was saved; each undefined where there is none. */
  async function listOf(name) {
    const now = await fetch(address(`editions/${name}.offline.json`), { cache: "no-cache" })
      .then((response) => (response.ok ? response.json() : undefined))
      .catch(() => undefined);
    const saved = (await ask("months")).find((month) => month.name === name);
    return { name, now: now && { ...now, name }, saved };
  }

  async function showMonth({ name, now, saved }) {
    const again = async () => showMonth(await listOf(name));
    const save = (label) => button(label, () => saveMonth(now, saved));
    if (!saved) {
      const about = now ? `${now.pages.length} pages, ${size(now.bytes)}` : "You are offline: it can be saved later.";
      box.replaceChildren(...(now ? [save("Save this month for offline")] : []), make("span", "muted", about));
      return;
    }
    const remove = button("Remove", () => ask("remove", { name }).then(again));
    if (!saved.complete) {
      box.replaceChildren(make("span", "", "Saved in part"), ...(now ? [save("Go on")] : []), remove);
      return;
    }
    const known = new Map(saved.pages);
    const changed = (now?.pages ?? []).filter(([page, digest]) => known.get(address(page)) !== digest).length;
    const about = make("span", "", `✓ Saved for offline, ${size(saved.bytes)}`);
    const update = changed ? [save(`Update (${changed} new or changed)`)] : [];
    box.replaceChildren(about, ...update, remove);
  }

  /* Fetch a month page by page, going on where it was left, in one tab at a time; `before` is what was saved of it. */
  async function saveMonth(now, before) {
    const stopped = new AbortController();
    const isShown = box?.dataset.month === now.name;
    await navigator.locks.request(`saving ${book}`, { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      navigator.storage.persist?.();
      const progress = isShown ? showProgress(now.pages.length, stopped) : () => {};
      const failed = await savePages(now, stopped, progress).catch(inWords);
      if (stopped.signal.aborted && before?.complete) await ask("record", { month: before });
      else if (stopped.signal.aborted) await ask("remove", { name: now.name });
      if (isShown) await showMonth(await listOf(now.name));
      if (isShown && failed) box.prepend(make("span", "problem", failed));
    });
  }

  async function savePages(now, stopped, progress) {
    const pages = now.pages.map(([page, digest]) => [address(page), digest]);
    const month = { name: now.name, title: now.title, bytes: now.bytes, pages, complete: false };
    await ask("record", { month });
    for (const [index, [page, digest]] of pages.entries()) {
      if (stopped.signal.aborted) return;
      progress(index);
      await ask("save", { address: page, digest });
    }
    if (!stopped.signal.aborted) await ask("record", { month: { ...month, complete: true } });
  }

  function inWords(error) {
    if (error.message === "QuotaExceededError") return "There is no more room on this device.";
    return navigator.onLine ? "A page could not be fetched." : "The network has gone.";
  }

  function showProgress(all, stopped) {
    const bar = make("progress", "");
    bar.max = all;
    bar.setAttribute("aria-label", "Pages saved");
    const count = make("span", "", "");
    box.replaceChildren(bar, count, button("Cancel", () => stopped.abort()));
    return (done) => {
      bar.value = done;
      count.textContent = `${done} of ${all}`;
    };
  }

  /* A month that was being saved when its page was left is saved to its end. */
  async function resume(shown) {
    const half = (await ask("months")).find((month) => !month.complete);
    if (!half || !navigator.onLine) return;
    const { now } = half.name === shown?.name ? shown : await listOf(half.name);
    if (now) await saveMonth(now, half);
  }

  /* "Your reading" and the offline page: what there is on this device. */

  async function showSaved() {
    const months = (await ask("months")).sort((a, b) => (a.name < b.name ? 1 : -1));
    const rows = months.map(({ name, title, bytes, complete }) => {
      const link = make("a", "", title);
      link.href = address(`editions/${name}.html`);
      const about = make("span", "muted", complete ? size(bytes) : "saved in part");
      const remove = button("Remove", () => ask("remove", { name }).then(showSaved));
      remove.setAttribute("aria-label", `Remove ${title}`);
      return make("li", "", link, about, remove);
    });
    const none = make("li", "muted", "None yet. A month’s page has a button to save it.");
    savedList.replaceChildren(...(rows.length ? rows : [none]));
  }

  async function showReadable() {
    const rows = (await ask("readable")).map(({ address: href, title }) => {
      const shown = new DOMParser().parseFromString(`<title>${title}</title>`, "text/html").title;
      const link = make("a", "", shown.replace(/ – [^–]*$/, ""));
      link.href = href;
      return make("li", "", link);
    });
    readableList.replaceChildren(...rows);
  }

  if (readableList) addEventListener("online", () => location.reload()); // this stands in place of another page
  const begin = () => start().catch(() => box?.remove()); // no room for the worker, or the reader wants none
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin); // after all that the page itself needs
}
