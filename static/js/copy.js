/* A button that copies what stands in a field. Pages without TLS have no clipboard: there the selection is copied. */
(() => {
  "use strict";

  async function copy(field) {
    field.select();
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
    else document.execCommand("copy");
  }

  document.querySelectorAll("[data-copy]").forEach((button) => {
    const words = button.querySelector("span");
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(document.getElementById(button.dataset.copy));
      words.textContent = "Đã sao chép";
    });
  });
})();
