// Looks at the page again every second and puts in what has changed.

/** Time between two looks, in milliseconds. */
const EVERY_MS = 1000;
/** How long one answer may take, in milliseconds. */
const PATIENCE_MS = 10000;

const note = document.getElementById("note");
/** What the page shows, as it came. */
let shown = document.querySelector("main").innerHTML;

async function look() {
  if (document.visibilityState === "visible" && !isInUse()) {
    try {
      const answer = await fetch(location.href, { signal: AbortSignal.timeout(PATIENCE_MS) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const text = page.querySelector("main")?.innerHTML ?? "";
      if (text && text !== shown && !isInUse()) {
        put(text);
        shown = text;
      }
      tell("");
    } catch {
      tell("The emulator can't be reached. This page goes on by itself.");
    }
  }
  setTimeout(look, EVERY_MS);
}

/** Whether somebody marks text, which a change would undo. */
function isInUse() {
  const selection = document.getSelection();
  return Boolean(selection && !selection.isCollapsed);
}

/** Shows `text`, and leaves open what was open and the focus where it was. */
function put(text) {
  const open = [...document.querySelectorAll("details[open]")].map((details) => details.id);
  const focused = document.activeElement?.getAttribute?.("href");
  document.querySelector("main").innerHTML = text;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.querySelector(`main a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** Says `text`; nothing when it is empty. */
function tell(text) {
  note.textContent = text;
  note.hidden = text === "";
}

setTimeout(look, EVERY_MS);
