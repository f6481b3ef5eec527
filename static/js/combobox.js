/* Suggestions under a text field: the ARIA combobox pattern with a listbox.
   A box with data-combobox-url asks `url?q=text` for [{id, label, detail}]. Choosing fills in the label and sends
   a "combobox:pick" event with the row; with data-combobox-pick the field is emptied, as the picker keeps the row. */
import { asker } from "./fetch.js";

const SHORTEST = 2;
let made = 0;

class Combobox {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input");
    this.rows = [];
    this.active = -1;
    this.asker = asker();
    this.buildList();
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.close());
  }

  buildList() {
    made += 1;
    this.list = document.createElement("ul");
    this.list.id = `suggesties-${made}`;
    this.list.className = "combobox-list";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggesties");
    /* mousedown comes before blur, so the list is still there. */
    this.list.addEventListener("mousedown", (event) => this.onMouse(event));
    this.status = document.createElement("span");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.box.append(this.list, this.status);
    this.input.removeAttribute("list");
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", this.list.id);
  }

  search() {
    const words = this.input.value.trim();
    if (words.length < SHORTEST) {
      this.close();
      return;
    }
    const url = new URL(this.box.dataset.comboboxUrl, document.baseURI);
    url.searchParams.set("q", words);
    this.asker.ask(url, (rows) => this.show(rows ?? []));
  }

  show(rows) {
    this.rows = rows;
    this.active = -1;
    this.list.replaceChildren(...rows.map((row, index) => this.option(row, index)));
    const open = rows.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = rows.length ? `${rows.length} suggesties, kies met de pijltjes` : "Geen suggesties";
  }

  option(row, index) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.textContent = row.label;
    if (row.detail) {
      const detail = document.createElement("small");
      detail.textContent = row.detail;
      item.append(" ", detail);
    }
    return item;
  }

  close() {
    this.asker.cancel();
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  move(step) {
    const count = this.rows.length;
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count;
    const item = this.list.children[this.active];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item.id);
  }

  choose(index) {
    const row = this.rows[index];
    this.input.value = "comboboxPick" in this.box.dataset ? "" : row.label;
    this.close();
    this.box.dispatchEvent(new CustomEvent("combobox:pick", { bubbles: true, detail: row }));
  }

  /* In a picker Enter never sends the whole form. */
  takeFirst(open) {
    if (open) this.choose(0);
  }

  onKey(event) {
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) this.close();
    else if (event.key === "ArrowDown" && open) this.move(1);
    else if (event.key === "ArrowUp" && open) this.move(-1);
    else if (event.key === "ArrowDown") { this.search(); return; }
    else if (event.key === "Enter" && open && this.active >= 0) this.choose(this.active);
    else if (event.key === "Enter" && "comboboxPick" in this.box.dataset) this.takeFirst(open);
    else return;
    event.preventDefault();
  }

  onMouse(event) {
    event.preventDefault();
    const item = event.target.closest("li");
    if (item) this.choose([...this.list.children].indexOf(item));
  }
}

export function startComboboxes() {
  for (const box of document.querySelectorAll("[data-combobox-url]")) new Combobox(box);
}
