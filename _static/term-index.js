/* The box above the glossary: shows the entries that have all words typed into it in a name or the definition. */

{
  const filter = document.querySelector(".term-filter");
  const box = filter.querySelector("input");
  const status = filter.querySelector("[role=status]");
  const letters = document.querySelector(".letters");
  const sections = [...document.querySelectorAll(".letter")];
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  let entries = null; // read when first needed

  function readEntries() {
    return sections.flatMap((section) =>
      [...section.querySelectorAll("dl > div")].map((element) => {
        const subject = element.querySelector(".subject");
        const text = plain(element.textContent.slice(0, subject ? -subject.textContent.length : undefined));
        return { element, section, text, isAlias: element.className === "see" };
      }),
    );
  }

  function show() {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    if (!words.length && !entries) return;
    entries ??= readEntries();
    const filled = new Set();
    let found = 0;
    for (const { element, section, text, isAlias } of entries) {
      // The entry of an alias has it too: one of the two is enough.
      const isShown = !words.length || (!isAlias && words.every((word) => text.includes(word)));
      element.hidden = !isShown;
      if (isShown) filled.add(section);
      if (isShown && !isAlias) found += 1;
    }
    for (const section of sections) section.hidden = !filled.has(section);
    letters.hidden = words.length > 0;
    if (!words.length) status.textContent = "";
    else if (!found) status.textContent = "No term has this.";
    else status.textContent = found === 1 ? "1 term" : `${found} terms`;
  }

  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.value) return;
    event.preventDefault();
    box.value = "";
    show();
  });
  addEventListener("pageshow", show); // the browser fills the box again for who comes back
  filter.hidden = false;
}
