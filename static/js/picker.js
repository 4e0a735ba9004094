/* Picks from a long <select data-picker> by typing, accents aside: "so tc" finds "Sở Tài chính".
   The select stays and is what the form sends; without this script it is used as it is.
   Keyboard: the pattern of an ARIA combobox with a list. */
(() => {
  "use strict";
  const MOST_SHOWN = 60;
  let counter = 0;

  const fold = (text) =>
    text
      .toLowerCase()
      .replaceAll("đ", "d")
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[^a-z0-9]+/g, " ")
      .trim();

  /** First letters, as officials abbreviate: "sgddt" of "so giao duc va dao tao". */
  const initials = (folded) =>
    folded
      .split(" ")
      .filter((word) => word !== "va")
      .map((word) => word[0])
      .join("");

  /** How well the words fit, 0 the best, null not at all: each begins a word of the name, or is in its initials. */
  function fit(words, { folded, short }) {
    const padded = ` ${folded}`;
    const begins = (word) => padded.includes(` ${word}`);
    if (!words.every((word) => begins(word) || (word.length > 1 && short.includes(word)))) return null;
    if (folded.startsWith(words.join(" "))) return 0;
    if (begins(words.join(" "))) return 1;
    return words.every(begins) ? 2 : 3;
  }

  class Picker {
    constructor(select) {
      this.select = select;
      this.many = select.multiple;
      this.id = `picker-${++counter}`;
      this.options = [...select.options]
        .filter((option) => option.value)
        .map((option) => {
          const name = fold(option.text);
          return { option, folded: `${name} ${option.dataset.fold ?? ""}`, short: initials(name) };
        });
      this.shown = [];
      this.active = -1;
      this.build();
      this.drawChosen();
    }

    build() {
      const { select } = this;
      this.root = element("div", { class: "picker" });
      if (select.getAttribute("aria-invalid") === "true") this.root.dataset.invalid = "";
      this.box = element("div", { class: "picker-box" });
      this.input = element("input", {
        class: "picker-search",
        type: "text",
        role: "combobox",
        autocomplete: "off",
        spellcheck: "false",
        "aria-expanded": "false",
        "aria-autocomplete": "list",
        "aria-controls": `${this.id}-list`,
        placeholder: select.dataset.placeholder ?? "Gõ tên cơ quan",
      });
      this.list = element("ul", { class: "picker-list", id: `${this.id}-list`, role: "listbox", hidden: "" });
      if (this.many) this.list.setAttribute("aria-multiselectable", "true");
      this.status = element("span", { class: "sr-only", role: "status" });
      this.box.append(this.input);
      this.root.append(this.box, this.list, this.status);
      this.takeLabel();
      const held = document.activeElement === select; // a dialog puts the hand on its first field
      select.hidden = true;
      select.after(this.root);
      if (held) this.input.focus();
      this.listen();
    }

    /** The select's label, help and error now speak of the field in which one types. */
    takeLabel() {
      const { select, input, list } = this;
      const label = select.labels?.[0];
      const name = select.getAttribute("aria-label") ?? label?.textContent.trim() ?? "";
      input.id = `${select.id || this.id}-search`;
      if (label) label.htmlFor = input.id;
      else input.setAttribute("aria-label", name);
      list.setAttribute("aria-label", name);
      for (const attribute of ["aria-describedby", "aria-invalid"]) {
        if (select.hasAttribute(attribute)) input.setAttribute(attribute, select.getAttribute(attribute));
      }
      // A hidden control cannot show the browser's own "required" bubble; the server says it.
      select.required = false;
    }

    listen() {
      this.input.addEventListener("input", () => this.open());
      this.input.addEventListener("click", () => this.open());
      this.input.addEventListener("keydown", (event) => this.press(event));
      this.input.addEventListener("blur", () => setTimeout(() => this.leave(), 120));
      this.box.addEventListener("click", (event) => {
        const button = event.target.closest("button[data-value]");
        if (button) this.take(this.find(button.dataset.value), false);
        this.input.focus();
      });
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const line = event.target.closest("[data-at]");
        if (line) this.choose(this.shown[Number(line.dataset.at)]);
      });
      this.select.form?.addEventListener("reset", () => setTimeout(() => this.drawChosen()));
    }

    find(value) {
      return this.options.find(({ option }) => option.value === value);
    }

    search() {
      const words = fold(this.input.value).split(" ").filter(Boolean);
      if (!words.length) return this.options.slice(0, MOST_SHOWN);
      return this.options
        .map((entry) => ({ entry, rank: fit(words, entry) }))
        .filter(({ rank }) => rank !== null)
        .sort((a, b) => a.rank - b.rank)
        .slice(0, MOST_SHOWN)
        .map(({ entry }) => entry);
    }

    open() {
      this.shown = this.search();
      this.active = this.shown.length && this.input.value ? 0 : -1;
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      this.status.textContent = this.shown.length ? `${this.shown.length} kết quả` : "Không có kết quả";
      this.draw();
    }

    close() {
      this.list.hidden = true;
      this.active = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    leave() {
      if (document.activeElement === this.input) return;
      this.close();
      this.input.value = this.many ? "" : (this.select.selectedOptions[0]?.value && this.select.selectedOptions[0].text) || "";
    }

    draw() {
      const lines = this.shown.map(({ option }, at) => {
        const line = element("li", { role: "option", id: `${this.id}-${at}`, "data-at": at, "aria-selected": option.selected });
        line.append(element("span", {}, option.text));
        if (option.selected) line.append(element("span", { class: "kind" }, "đã chọn"));
        else if (option.dataset.kind) line.append(element("span", { class: "kind" }, option.dataset.kind));
        return line;
      });
      if (!lines.length) lines.push(element("li", { class: "none", role: "option", "aria-disabled": "true" }, "Không có cơ quan nào khớp."));
      this.list.replaceChildren(...lines);
      this.point();
    }

    point() {
      this.list.querySelectorAll("[data-at]").forEach((line, at) => {
        line.classList.toggle("active", at === this.active);
        if (at === this.active) line.scrollIntoView({ block: "nearest" });
      });
      if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `${this.id}-${this.active}`);
      else this.input.removeAttribute("aria-activedescendant");
    }

    press(event) {
      const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (move) {
        event.preventDefault();
        if (this.list.hidden) this.open();
        this.active = (this.active + move + this.shown.length) % Math.max(1, this.shown.length);
        this.point();
      } else if (event.key === "Enter" && !this.list.hidden) {
        event.preventDefault();
        if (this.active >= 0) this.choose(this.shown[this.active]);
      } else if (event.key === "Escape" && !this.list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        this.close();
      } else if (event.key === "Backspace" && !this.input.value && this.many) {
        const last = [...this.select.selectedOptions].at(-1);
        if (last) this.take(this.find(last.value), false);
      } else if (event.key === "Tab") {
        this.close();
      }
    }

    choose(entry) {
      this.take(entry, this.many ? !entry.option.selected : true);
      this.input.value = this.many ? "" : entry.option.text;
      if (this.many) this.open();
      else this.close();
    }

    take(entry, selected) {
      entry.option.selected = selected;
      this.status.textContent = `${selected ? "Đã chọn" : "Đã bỏ"} ${entry.option.text}`;
      this.drawChosen();
      this.select.dispatchEvent(new Event("input", { bubbles: true }));
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    drawChosen() {
      const chosen = [...this.select.selectedOptions].filter((option) => option.value);
      if (!this.many) {
        this.input.value = chosen[0]?.text ?? "";
        return;
      }
      this.box.querySelectorAll(".picker-chosen").forEach((tag) => tag.remove());
      this.input.before(
        ...chosen.map((option) => {
          const tag = element("span", { class: "picker-chosen" }, option.text);
          const remove = element("button", { type: "button", "data-value": option.value, "aria-label": `Bỏ ${option.text}` });
          remove.append(document.getElementById("cross-pattern").content.firstElementChild.cloneNode(true));
          tag.append(remove);
          return tag;
        }),
      );
    }
  }

  function element(name, attributes = {}, text = "") {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  }

  function enhance(within) {
    within.querySelectorAll("select[data-picker]").forEach((select) => {
      // What settles gets back the attributes with which it came: the select would show again.
      if (select.nextElementSibling?.matches(".picker")) select.hidden = true;
      else new Picker(select);
    });
  }

  document.addEventListener("DOMContentLoaded", () => enhance(document));
  // Before the hand is put on the first field: the first letters typed are for the picker.
  // A page taken from the history comes without a target of its own.
  document.addEventListener("htmx:afterSwap", (event) => enhance(event.detail.target ?? event.detail.elt), true);
  document.addEventListener("htmx:load", (event) => enhance(event.detail.elt.parentElement ?? event.detail.elt));
})();
