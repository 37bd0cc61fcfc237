// Keeps a part of a page up to date: an element with `data-live="ADDRESS"` shows what that address answers.
// An element with `data-live-note` says so when it can't.

/** Time between two looks, in milliseconds. */
const EVERY_MS = 2000;
/** How long one answer may take, in milliseconds. */
const PATIENCE_MS = 10000;

/** Shows what the address of `region` answers, again and again. */
function keepUpToDate(region, note) {
  let shown = null;
  let timer = null;

  async function look() {
    clearTimeout(timer);
    if (document.visibilityState === "visible" && !isInUse(region)) {
      try {
        const text = await ask(region.dataset.live);
        // Something may have been begun while the answer was under way.
        if (text !== shown && !isInUse(region)) {
          show(region, text);
          shown = text;
        }
        tell(note, "");
      } catch (trouble) {
        tell(note, `This page is not up to date: ${trouble.message} It goes on by itself.`);
      }
    }
    timer = setTimeout(look, EVERY_MS);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  timer = setTimeout(look, EVERY_MS);
}

/** What the server answers. Reloads the page when the sign-in is over, so that it can be renewed. */
async function ask(address) {
  let answer;
  try {
    answer = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw new Error("the server can't be reached.");
  }
  if (answer.type === "opaqueredirect") {
    location.reload();
    throw new Error("you are signed out.");
  }
  if (!answer.ok) throw new Error(`the server answers with an error (${answer.status}).`);
  return answer.text();
}

/** Whether somebody types, or marks text inside `region`. */
function isInUse(region) {
  if (document.activeElement?.matches("input, textarea, select")) return true;
  const selection = document.getSelection();
  return Boolean(selection && !selection.isCollapsed && region.contains(selection.anchorNode));
}

/** Shows `text`, and leaves the focus where it was. */
function show(region, text) {
  const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
  region.innerHTML = text;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** Says `text`; nothing when it is empty. */
function tell(note, text) {
  if (note.textContent === text) return;
  note.textContent = text;
  note.hidden = text === "";
}

const region = document.querySelector("[data-live]");
const note = document.querySelector("[data-live-note]");
if (region && note) keepUpToDate(region, note);
