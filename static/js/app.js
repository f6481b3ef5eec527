/* Everything here only makes pages nicer; each page works without it. */
import { startComboboxes } from "./combobox.js";
import { startLedgers } from "./ledger.js";
import { startReadMarks } from "./read_mark.js";
import { startReviewKeys } from "./review_keys.js";
import { startSkillPickers } from "./skill_picker.js";

/* After a refused form the reader should land on the list of errors. */
function focusErrors() {
  document.querySelector("[data-focus]")?.focus();
}

/* Filters stand open beside the list; on a narrow screen they would push the list away. */
function foldOnNarrow() {
  const narrow = globalThis.matchMedia("(max-width: 991px)");
  for (const details of document.querySelectorAll("[data-open-wide]")) {
    details.open = !narrow.matches;
    narrow.addEventListener("change", () => { details.open = !narrow.matches; });
  }
}

startSkillPickers();
startComboboxes();
startLedgers();
startReadMarks();
startReviewKeys();
foldOnNarrow();
focusErrors();
