/* Skills are added and removed on the page itself; without this the buttons post the form and the server does it. */

function fill(root, row) {
  for (const node of root.querySelectorAll("*")) {
    for (const attribute of [...node.attributes]) {
      if (attribute.value.includes("__id__")) node.setAttribute(attribute.name, attribute.value.replaceAll("__id__", row.id));
    }
  }
  for (const name of root.querySelectorAll("[data-picked-name]")) name.textContent = row.label;
  const label = root.querySelector(".picked-label");
  label.textContent = row.label;
  if (row.detail) {
    const detail = document.createElement("small");
    detail.textContent = row.detail;
    label.append(" ", detail);
  }
}

function startPicker(picker) {
  const list = picker.querySelector("[data-picked-list]");
  const none = picker.querySelector("[data-picked-none]");
  const template = picker.querySelector("[data-picked-template]");
  const search = picker.querySelector("input[type=text]");
  const tell = () => { none.hidden = list.children.length > 0; };
  const find = (id) => [...list.children].find((item) => item.dataset.picked === String(id));

  picker.addEventListener("combobox:pick", (event) => {
    const row = event.detail;
    if (!find(row.id)) {
      const piece = template.content.cloneNode(true);
      fill(piece, row);
      list.append(piece);
      tell();
    }
    (find(row.id).querySelector("select") ?? search).focus();
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-picked-remove]");
    if (!button) return;
    event.preventDefault();
    button.closest("[data-picked]").remove();
    tell();
    search.focus();
  });
}

export function startSkillPickers() {
  for (const picker of document.querySelectorAll("[data-skill-picker]")) startPicker(picker);
}
