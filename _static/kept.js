/* What this browser keeps of what its reader does: named entries, the same in all tabs, of this book alone. */

const base = new URL(document.documentElement.dataset.content_root, location.href).pathname; // one host may have several

/* The entries kept under a name; `isEntry([key, value])` says which of what is stored, or of a file, can be one. */
function kept(name, isEntry) {
  const KEY = `${name} ${base}`;
  const watchers = [];
  let entries = load({});

  /* `otherwise` where storage is off or holds something else */
  function load(otherwise) {
    try {
      return clean(JSON.parse(localStorage.getItem(KEY))) ?? {};
    } catch {
      return otherwise;
    }
  }

  /* What of an object can be entries; undefined where it is no object. */
  function clean(found) {
    if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined;
    return Object.fromEntries(Object.entries(found).filter(isEntry));
  }

  const tell = () => watchers.forEach((show) => show(entries));

  addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    entries = load({});
    tell();
  });

  return {
    clean,
    all: () => entries,
    /* Call `show` with all entries now and whenever they change. */
    watch(show) {
      watchers.push(show);
      show(entries);
    },
    change(edit) {
      entries = load(entries); // another tab may have written
      edit(entries);
      try {
        localStorage.setItem(KEY, JSON.stringify(entries));
      } catch {
        /* storage is off or full: it holds for this page */
      }
      tell();
    },
  };
}
