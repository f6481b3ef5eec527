/* Live line about hours: fields with the same data-ledger-url are sent along as a query, the answer
   {"message", "allowed"} is shown in the element with that data-ledger-output. */
import { asker } from "./fetch.js";

function valueOf(field) {
  return field.type === "checkbox" || field.type === "radio" ? (field.checked ? field.value : null) : field.value;
}

function startLedger(output) {
  const address = output.dataset.ledgerOutput;
  const fields = [...document.querySelectorAll("[data-ledger-url]")].filter((field) => field.dataset.ledgerUrl === address);
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
    });
  };
  for (const field of fields) field.addEventListener("input", refresh);
}

export function startLedgers() {
  for (const output of document.querySelectorAll("[data-ledger-output]")) startLedger(output);
}
