/* Which options a reader has chosen, kept in this browser alone: the same on the page of a chapter and in a quiz. */

const answers = (() => {
  const KEY = `answers ${reading.base}`;
  const watchers = [];
  let kept = load({});

  /* id of a question -> the place of the option that was chosen; `otherwise` where storage is off or holds something else */
  function load(otherwise) {
    try {
      return clean(JSON.parse(localStorage.getItem(KEY))) ?? {};
    } catch {
      return otherwise;
    }
  }

  /* The entries of an object that can be answers; undefined where it is no object. */
  function clean(found) {
    if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined;
    const isAnswer = ([id, place]) => /^[a-z0-9-]+$/.test(id) && Number.isInteger(place) && place >= 0;
    return Object.fromEntries(Object.entries(found).filter(isAnswer));
  }

  function change(edit) {
    kept = load(kept); // another tab may have written
    edit(kept);
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      /* storage is off or full: it holds for this page */
    }
    tell();
  }

  const tell = () => watchers.forEach((show) => show(kept));
  const forget = (ids) => change((all) => ids.forEach((id) => delete all[id]));

  addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    kept = load({});
    tell();
  });

  return {
    clean,
    /* Call `show` with all answers now and whenever they change. */
    watch(show) {
      watchers.push(show);
      show(kept);
    },
    /* The place of the option that was chosen; undefined where none was, or where the question has lost it since. */
    of(question) {
      const place = kept[question.dataset.question];
      return place < question.querySelector(".options").children.length ? place : undefined;
    },
    keep: (question, place) => change((all) => (all[question.dataset.question] = place)),
    forget: (questions) => forget(questions.map((question) => question.dataset.question)),
    forgetAll: () => forget(Object.keys(kept)),
    /* Take in the answers of a file; those that were given here stay. */
    merge: (others) => change((all) => Object.assign(all, { ...others, ...all })),
  };
})();
