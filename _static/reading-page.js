/* "Your reading": counts by subject, and what was read and answered as a file to keep or to carry to another browser. */

{
  const find = (id) => document.getElementById(id);
  const said = find("reading-said");
  const plural = (number) => `${number} ${number === 1 ? "chapter" : "chapters"}`;
  let marks = {};
  let given = {}; // answers

  reading.watch((read) => {
    marks = read;
    const names = Object.keys(read);
    for (const row of document.querySelectorAll("[data-subject]")) {
      const of = Number(row.dataset.chapters);
      const done = names.filter((name) => name.startsWith(`${row.dataset.subject}/`)).length;
      row.querySelector(".shelf-count").textContent = `${Math.min(done, of)} of ${of} read`; // chapters may have gone
    }
    find("reading-count").textContent = names.length
      ? `You have read ${plural(names.length)}.`
      : "You have not marked any chapter as read yet.";
    enable();
  });
  answers.watch((all) => {
    given = all;
    enable();
  });

  function enable() {
    const isEmpty = Object.keys({ ...marks, ...given }).length === 0;
    find("reading-export").disabled = find("reading-forget").disabled = isEmpty;
  }

  find("reading-export").addEventListener("click", () => {
    const text = JSON.stringify({ format: "study-book-reading", read: marks, answers: given }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "reading.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });

  find("reading-import").addEventListener("click", () => find("reading-file").click());
  find("reading-file").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    said.textContent = (await take(file)) ?? "This file is not a list of what was read.";
    target.value = ""; // the same file may be chosen again
  });

  /* Merge a file into marks and answers; what to say, undefined where it is another kind of file. */
  async function take(file) {
    let found;
    let answered;
    try {
      const content = JSON.parse(await file.text());
      found = content?.format === "study-book-reading" ? reading.clean(content.read) : undefined;
      answered = answers.clean(content?.answers) ?? {}; // an older file has none
    } catch {
      return undefined;
    }
    if (!found) return undefined;
    const added = Object.keys(found).filter((name) => !(name in marks)).length;
    const more = Object.keys(answered).filter((id) => !(id in given)).length;
    reading.merge(found);
    if (more) answers.merge(answered);
    return more ? `${plural(added)} and ${more} ${more === 1 ? "answer" : "answers"} added.` : `${plural(added)} added.`;
  }

  find("reading-forget").addEventListener("click", () => {
    if (!confirm("Forget which chapters you have read, and your answers to questions?")) return;
    reading.forget();
    answers.forgetAll();
    said.textContent = "Forgotten.";
  });
}
