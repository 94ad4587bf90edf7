/* What a reader has read, kept in this browser alone, and how large the text is. reading-page.js uses `reading` too. */

const reading = (() => {
  /* docname -> the day it was read on */
  const isMark = ([name, day]) => /^[^\s<>"/]+\/[^\s<>"/]+$/.test(name) && /^\d{4}-\d\d-\d\d$/.test(day);
  const { clean, watch, change } = kept("read", isMark);

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  }

  return {
    clean,
    watch,
    mark: (docname) => change((marks) => (marks[docname] = today())),
    unmark: (docname) => change((marks) => delete marks[docname]),
    /* Take in the marks of a file; of two days of a chapter the earlier one stays. */
    merge: (others) =>
      change((marks) => {
        for (const [name, day] of Object.entries(others)) if (!(marks[name] < day)) marks[name] = day;
      }),
    forget: () => change((marks) => Object.keys(marks).forEach((name) => delete marks[name])),
    inWords: (day) => new Date(`${day}T12:00`).toLocaleDateString("en-GB", { dateStyle: "long" }),
  };
})();

/* The end of a chapter: a button, which offers itself when the end has been reached. */

{
  const box = document.querySelector(".read-mark");
  if (box) {
    const { docname } = box.dataset;
    const button = box.querySelector("button");
    const status = box.querySelector(".read-status");
    let marked = false;
    let reached = false;

    const show = () => {
      button.textContent = marked ? "Mark as not read" : "Mark as read";
      box.classList.toggle("is-read", Boolean(marked));
      box.classList.toggle("is-offered", reached && !marked);
      status.textContent = marked ? `✓ Read on ${reading.inWords(marked)}` : reached ? "You have reached the end." : "";
    };
    reading.watch((read) => {
      marked = read[docname];
      show();
    });
    button.addEventListener("click", () => (marked ? reading.unmark(docname) : reading.mark(docname)));
    new IntersectionObserver(([entry], observer) => {
      if (!entry.isIntersecting) return;
      reached = true;
      observer.disconnect();
      show();
    }).observe(button);
  }
}

/* Lists: a tick at each chapter that was read, and how many of a group were. */

{
  const entries = [...document.querySelectorAll(".entry")].map((entry) => {
    const path = new URL(entry.querySelector(".entry-link").href).pathname.slice(base.length);
    return { entry, docname: decodeURIComponent(path).replace(/\.html$/, "") };
  });

  function tick(entry, isRead) {
    entry.classList.toggle("is-read", isRead);
    const facts = entry.querySelector(".entry-facts");
    facts.querySelector(".entry-read")?.remove();
    if (!isRead) return;
    const sign = document.createElement("span");
    sign.className = "entry-read";
    sign.textContent = "✓ Read";
    facts.append(sign);
  }

  function count(group) {
    const heading = group.querySelector("h2");
    const all = group.querySelectorAll(".entry").length;
    const done = group.querySelectorAll(".entry.is-read").length;
    heading.querySelector(".group-read")?.remove();
    if (!done) return;
    const sign = document.createElement("span");
    sign.className = "group-read";
    sign.textContent = `${done} of ${all} read`;
    heading.append(" ", sign);
  }

  if (entries.length) {
    reading.watch((read) => {
      for (const { entry, docname } of entries) tick(entry, docname in read);
      document.querySelectorAll(".group").forEach(count);
    });
  }
}

/* Text size: layout.html sets it before anything is drawn. */

{
  const root = document.documentElement;
  const PER_CENT = [90, 100, 115, 130]; // as in reading.css
  const [smaller, larger] = ["smaller", "larger"].map((name) => document.querySelector(`.text-${name}`));

  function show(step) {
    root.dataset.size = step;
    document.querySelector(".text-size").textContent = `${PER_CENT[step]} %`;
    smaller.setAttribute("aria-disabled", String(step === 0)); // not `disabled`: it would lose the focus
    larger.setAttribute("aria-disabled", String(step === PER_CENT.length - 1));
  }

  const step = () => (root.dataset.size in PER_CENT ? Number(root.dataset.size) : 1);

  function go(by) {
    const next = Math.min(Math.max(step() + by, 0), PER_CENT.length - 1);
    try {
      localStorage.setItem("size", next);
    } catch {
      /* storage is off: it holds for this page */
    }
    show(next);
  }

  smaller.addEventListener("click", () => go(-1));
  larger.addEventListener("click", () => go(1));
  addEventListener("storage", (event) => {
    if (event.key !== "size") return;
    root.dataset.size = event.newValue ?? 1;
    show(step());
  });
  show(step());
}

/* On paper: where the page is from, and no address after a link that shows it already. */

{
  const from = document.querySelector(".printed-from");
  if (location.protocol.startsWith("http")) from.append(` · ${location.origin}${location.pathname}`);
  for (const link of document.querySelectorAll(".bd-article a.external")) {
    if (link.textContent.includes("://")) link.classList.add("shows-address");
  }
}
