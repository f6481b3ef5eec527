/* Live line about hours: fields with the same data-ledger-url, or inside an element that has it, are sent along as a
   query. Of the answer {"message", "allowed", "html"} the message is shown in the element with that data-ledger-output,
   and the html, where there is any, in the one with that data-ledger-details. */
import { asker } from "./fetch.js";

const FIELDS = "input, select, textarea";

function valueOf(field) {
  return field.type === "checkbox" || field.type === "radio" ? (field.checked ? field.value : null) : field.value;
}

function fieldsOf(address) {
  const marked = [...document.querySelectorAll("[data-ledger-url]")].filter((part) => part.dataset.ledgerUrl === address);
  return marked.flatMap((part) => (part.matches(FIELDS) ? [part] : [...part.querySelectorAll(FIELDS)]));
}

function show(details, html) {
  // Our own page, escaped by its template; a parsed document runs no scripts.
  details.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
}

function startLedger(output) {
  const address = output.dataset.ledgerOutput;
  const fields = fieldsOf(address);
  const details = [...document.querySelectorAll("[data-ledger-details]")].find((part) => part.dataset.ledgerDetails === address);
  const { ask } = asker(300);
  const refresh = () => {
    const url = new URL(address, document.baseURI);
    for (const field of fields) {
      const value = valueOf(field);
      if (value !== null && value !== "") url.searchParams.append(field.name, value);
    }
    ask(url, (answer) => {
      if (!answer) return;
      output.textContent = answer.message;
      output.dataset.allowed = String(answer.allowed);
      if (details && answer.html !== undefined) show(details, answer.html);
    });
  };
  for (const field of fields) field.addEventListener("input", refresh);
}

export function startLedgers() {
  for (const output of document.querySelectorAll("[data-ledger-output]")) startLedger(output);
}
