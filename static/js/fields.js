/* Fields that help the hand: days typed without slashes, a calendar, files dropped. */
(() => {
  "use strict";

  // The server says what is wrong, at the field and in Vietnamese, instead of the browser in its own language.
  const leaveToServer = (within) =>
    within.querySelectorAll("form").forEach((form) => {
      form.noValidate = true;
    });
  document.addEventListener("DOMContentLoaded", () => leaveToServer(document));
  document.addEventListener("htmx:load", (event) => leaveToServer(event.detail.elt.parentElement ?? event.detail.elt));

  // Days: 09112025 becomes 09/11/2025 while one types; the server understands the other ways to write one.
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches?.("input[data-day]") || event.inputType?.startsWith("delete")) return;
    if (field.selectionStart !== field.value.length || !/^[\d/]*$/.test(field.value)) return;
    // Who types the slash as well finds it there already.
    field.value = slashed(field.value.replace(/\/{2,}/g, "/"));
  });

  /** Put the slashes where they are certain: after the second and the fourth digit of the day and the month. */
  function slashed(text) {
    const parts = text.split("/");
    if (parts.length === 1 && text.length > 2) return slashed(`${text.slice(0, 2)}/${text.slice(2)}`);
    if (parts.length === 1) return text.length === 2 ? `${text}/` : text;
    if (parts.length === 2 && parts[1].length >= 2) return `${parts[0]}/${parts[1].slice(0, 2)}/${parts[1].slice(2)}`;
    return text.slice(0, 10);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick-day]");
    if (!button) return;
    const calendar = button.parentElement.querySelector("input[type=date]");
    const typed = button.parentElement.querySelector("input[data-day]");
    const [day, month, year] = typed.value.split(/[/.-]/);
    calendar.value = year?.length === 4 ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
    calendar.showPicker();
  });

  document.addEventListener("change", (event) => {
    const calendar = event.target;
    if (!calendar.matches?.(".date-field input[type=date]") || !calendar.value) return;
    const typed = calendar.parentElement.querySelector("input[data-day]");
    typed.value = calendar.value.split("-").reverse().join("/");
    typed.dispatchEvent(new Event("input", { bubbles: true }));
    typed.dispatchEvent(new Event("change", { bubbles: true }));
    typed.focus();
  });

  // Files: dropped onto the field; the names and sizes of what is chosen stand below it.
  const dropped = (event) => event.target.closest?.(".file-drop");

  document.addEventListener("dragover", (event) => dropped(event)?.classList.add("over"));
  for (const name of ["dragleave", "drop"]) {
    document.addEventListener(name, (event) => dropped(event)?.classList.remove("over"));
  }

  const size = new Intl.NumberFormat("vi", { maximumFractionDigits: 1 });
  document.addEventListener("change", (event) => {
    const field = event.target;
    const zone = field.matches?.("input[type=file]") && field.closest(".file-drop");
    if (!zone) return;
    const list = zone.querySelector("[data-files]");
    const most = Number(zone.dataset.mostMb) * 1024 * 1024;
    list.replaceChildren(
      ...[...field.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name} · ${size.format(file.size / 1024 / 1024)} MB`;
        if (most && file.size > most) {
          line.textContent += ` · quá ${zone.dataset.mostMb} MB, không gửi được: giảm dung lượng hoặc tách tệp`;
          line.className = "refused";
        }
        return line;
      }),
    );
  });
})();
