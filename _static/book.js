/* What a page can do: switch colours, hide the sidebar, close the contents, keep the focus, scroll tables by keyboard. */

const root = document.documentElement;
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    /* storage is off: it holds for this page */
  }
}

/* Colours: as the system has them until the reader wants the others, and again once both agree. */

const modeSwitch = document.querySelector(".mode-switch");

function applyMode(mode) {
  const dark = mode === "dark" || (mode === "auto" && systemDark.matches);
  root.dataset.mode = mode;
  root.dataset.theme = dark ? "dark" : "light";
  modeSwitch.setAttribute("aria-pressed", String(dark));
  const ground = getComputedStyle(root).getPropertyValue("--ground").trim();
  document.querySelectorAll('meta[name="theme-color"]').forEach((meta) => (meta.content = ground));
}

modeSwitch.addEventListener("click", () => {
  const wanted = root.dataset.theme === "dark" ? "light" : "dark";
  const mode = (wanted === "dark") === systemDark.matches ? "auto" : wanted;
  applyMode(mode);
  remember("mode", mode);
});
systemDark.addEventListener("change", () => applyMode(root.dataset.mode));
applyMode(root.dataset.mode);

/* Sidebar: a drawer where it is narrow, which the browser opens by itself; else shown or not. */

const sidebarToggle = document.querySelector(".primary-toggle");
const wide = matchMedia("(min-width: 62rem)");

function showSidebar(shown) {
  root.dataset.sidebar = shown ? "shown" : "hidden";
  if (wide.matches) sidebarToggle.setAttribute("aria-expanded", String(shown));
  else sidebarToggle.removeAttribute("aria-expanded"); // the browser says whether a drawer is open
}

sidebarToggle.addEventListener("click", (event) => {
  if (!wide.matches) return;
  event.preventDefault();
  showSidebar(root.dataset.sidebar === "hidden");
  remember("sidebar", root.dataset.sidebar);
});
wide.addEventListener("change", () => showSidebar(root.dataset.sidebar !== "hidden"));
showSidebar(root.dataset.sidebar !== "hidden");

/* Contents: a link leads to a place on this page, so the drawer has to go by itself. */

const contents = document.getElementById("contents");
contents?.addEventListener("click", (event) => {
  if (event.target.closest("a")) contents.hidePopover?.(); // does nothing where it is no drawer
});

/* A place on this page that a link leads to has the focus, which the browser would take from the link and give to none. */

addEventListener("hashchange", () => {
  const place = document.querySelector(":target");
  const stop = place?.querySelector(":scope > :is(h2, h3, h4, h5, h6)") ?? place; // a section would be read out whole
  if (!stop || stop.contains(document.activeElement)) return;
  if (stop.tabIndex < 0 && !stop.hasAttribute("tabindex")) {
    stop.tabIndex = -1;
    stop.addEventListener("blur", () => stop.removeAttribute("tabindex"), { once: true });
  }
  stop.focus({ preventScroll: true });
});

/* A box that scrolls can be reached by the tab key, else the keyboard cannot scroll it. */

const boxes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
document.querySelectorAll(".pst-scrollable-table-container, pre, .math").forEach((box) => boxes.observe(box));
