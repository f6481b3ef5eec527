/* Single keys on the page of a proposal to review: an element with data-key is opened (a link) or gets the focus (a form).
   They work only while no field has the focus, and can be switched off (WCAG 2.1.4); that choice is kept in this browser. */
const KEPT = "review-keys";
const FIELDS = "input, select, textarea, [contenteditable]";

function isOff() {
  try {
    return localStorage.getItem(KEPT) === "off";
  } catch {
    return false;
  }
}

function keep(off) {
  try {
    localStorage.setItem(KEPT, off ? "off" : "on");
  } catch {
    /* Nothing can be kept here: the choice holds for this page. */
  }
}

function go(target) {
  if (target.matches("a")) target.click();
  else target.querySelector("button[type=submit]:not([tabindex])")?.focus();
}

export function startReviewKeys() {
  const panel = document.querySelector("[data-review-keys]");
  if (!panel) return;
  const button = panel.querySelector("button");
  const help = panel.querySelector("[data-review-keys-help]");
  let off = isOff();
  const show = () => {
    button.setAttribute("aria-pressed", String(!off));
    help.hidden = off;
  };
  button.addEventListener("click", () => { off = !off; keep(off); show(); });
  document.addEventListener("keydown", (event) => {
    if (off || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.closest?.(FIELDS)) return;
    const target = [...document.querySelectorAll("[data-key]")].find((part) => part.dataset.key === event.key.toLowerCase());
    if (!target) return;
    event.preventDefault();
    go(target);
  });
  panel.hidden = false;
  show();
}
