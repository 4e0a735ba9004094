/* A file that is chosen or dropped is sent at once: reading it is what the form is for. */
(() => {
  "use strict";
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!field.matches?.("input[type=file][data-send]") || !field.files.length) return;
    const most = Number(field.closest(".file-drop")?.dataset.mostMb) * 1024 * 1024;
    if (most && field.files[0].size > most) return; // the field says so
    // After the other listeners, which show the name.
    setTimeout(() => field.form.requestSubmit());
  });
})();
