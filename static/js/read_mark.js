/* Who opens the page of messages has read them: the form with the button is sent by itself, and then goes away.
   When that fails the button stays, and works as it does without this script. */
async function send(form) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    if (answer.ok || answer.type === "opaqueredirect") form.remove();
  } catch {
    /* No connection: the button is still there. */
  }
}

export function startReadMarks() {
  document.querySelectorAll("form[data-read-mark]").forEach((form) => { send(form); });
}
