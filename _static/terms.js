/* Definitions: a term opens its own when it is pointed at, tapped, or reached by the tab key. */

{
  const OPEN_AFTER = 250; // milliseconds at rest: who only crosses a term with the pointer gets nothing
  const CLOSE_AFTER = 300; // time to move from the term into its definition
  const GAP = 6; // pixels between the two
  const EDGE = 12; // pixels from the edges of the screen

  const bar = document.querySelector(".bd-header-article");
  const byEntry = new Map();
  let shown = null; // the term whose definition is open
  let dismissed = null; // the term whose definition is being closed, which may get the focus back
  let timer = 0;

  const definitionOf = (term) => byEntry.get(term.getAttribute("href"));
  const later = (action, milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  };

  function open(term) {
    clearTimeout(timer);
    if (shown === term) return;
    close(); // two terms of a page may share a definition
    definitionOf(term).showPopover({ source: term }); // the tab key goes on from the term into it
    shown = term;
    place();
  }

  function close() {
    clearTimeout(timer);
    if (shown) definitionOf(shown).hidePopover();
  }

  function closeUnlessFocused() {
    if (!shown?.matches(":focus-visible") && !document.activeElement?.closest(".definition")) close();
  }

  /* Below the term's last line, above its first where there is more room. Counted from the top of the document, it
     scrolls with the term; anchor positioning does as much, but in the newest browsers only. */
  function place() {
    const { style } = definitionOf(shown);
    const lines = shown.getClientRects();
    const [first, last] = [lines[0], lines[lines.length - 1]];
    const { clientWidth, clientHeight } = document.documentElement;
    style.maxHeight = "";
    const { width, height } = definitionOf(shown).getBoundingClientRect();
    const above = first.top - bar.getBoundingClientRect().bottom - 2 * GAP;
    const below = clientHeight - last.bottom - 2 * GAP;
    const isBelow = height <= below || below >= above;
    const room = Math.min(height, isBelow ? below : above);
    const left = Math.min((isBelow ? last : first).left - EDGE, clientWidth - width - EDGE);
    style.maxHeight = `${room}px`;
    style.left = `${Math.max(left, EDGE) + scrollX}px`;
    style.top = `${(isBelow ? last.bottom + GAP : first.top - GAP - room) + scrollY}px`;
  }

  function leave(event) {
    if (event.pointerType !== "touch") later(closeUnlessFocused, CLOSE_AFTER);
  }

  function setUpTerm(term) {
    let isTouch = false;
    let wasShown = false;
    /* A description would be read out in full each time the term gets the focus, and again inside the definition. As
       "details" it is announced, and read by those who go there. */
    term.ariaDetailsElements = [definitionOf(term)];
    // Not when it "enters": a term that scrolls under a resting pointer is not pointed at.
    term.addEventListener("pointermove", (event) => {
      const drawer = document.querySelector(":popover-open:not(.definition)"); // opening would close it
      if (event.pointerType !== "touch" && !event.buttons && !drawer) later(() => open(term), OPEN_AFTER);
    });
    term.addEventListener("pointerleave", leave);
    term.addEventListener("pointerdown", (event) => {
      isTouch = event.pointerType === "touch";
      wasShown = shown === term; // the browser closes it before the click
    });
    term.addEventListener("click", (event) => {
      close();
      if (!isTouch || !event.detail) return; // a mouse and the Enter key follow the link
      event.preventDefault();
      if (wasShown) return;
      open(term);
      definitionOf(term).focus({ preventScroll: true }); // so does a screen reader, which else would say nothing
    });
    term.addEventListener("focus", () => {
      if (term.matches(":focus-visible") && term !== dismissed) open(term);
    });
    term.addEventListener("blur", blur);
  }

  function blur(event) {
    const next = event.relatedTarget;
    if (shown && next !== shown && !definitionOf(shown).contains(next)) close();
  }

  function setUpDefinition(definition) {
    byEntry.set(definition.querySelector("a").getAttribute("href"), definition);
    definition.tabIndex = -1; // or a click on its text would take the focus out of it
    definition.addEventListener("pointerenter", () => clearTimeout(timer));
    definition.addEventListener("pointerleave", leave);
    definition.addEventListener("focusout", blur);
    definition.addEventListener("beforetoggle", (event) => {
      if (event.newState === "open") return;
      dismissed = shown;
      shown = null;
    });
    definition.addEventListener("toggle", () => {
      dismissed = null;
    });
  }

  if ("popover" in HTMLElement.prototype) {
    document.querySelectorAll(".definition").forEach(setUpDefinition);
    document.querySelectorAll("a.term").forEach((term) => definitionOf(term) && setUpTerm(term));
    addEventListener("resize", () => shown && place());
    document.addEventListener(
      "scroll",
      ({ target }) => {
        if (shown && target !== document && target.contains(shown)) close(); // a wide table moves under it
      },
      { capture: true, passive: true },
    );
  }
}
