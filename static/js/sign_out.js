/* Who signs out takes their push messages along: at a shared machine the next person must not read them. */
(() => {
  "use strict";
  const MARK = "push-device"; // set by push.js
  const PATIENCE = 3000; // nobody is kept signed in for it

  async function leave(form, device) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const address = form.dataset.pushRemove.replace("/0/", `/${device}/`);
    const told = fetch(address, { method: "POST", body: data, redirect: "manual" });
    const registration = await navigator.serviceWorker?.getRegistration("/");
    const subscription = await registration?.pushManager.getSubscription();
    await Promise.all([told, subscription?.unsubscribe()]);
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const device = localStorage.getItem(MARK);
    if (!form.matches("[data-push-remove]") || !device) return;
    event.preventDefault();
    localStorage.removeItem(MARK);
    await Promise.race([leave(form, device).catch(() => {}), new Promise((done) => setTimeout(done, PATIENCE))]);
    form.submit();
  });
})();
