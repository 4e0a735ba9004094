/* The server ends the push messages of who signs out; the browser gives up its subscription too, where it can. */
(() => {
  "use strict";
  const MARK = "push-device"; // set by push.js
  const PATIENCE = 3000; // nobody is kept signed in for it

  async function unsubscribe() {
    const registration = await navigator.serviceWorker?.getRegistration("/");
    const subscription = await registration?.pushManager.getSubscription();
    await subscription?.unsubscribe();
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-sign-out]") || !localStorage.getItem(MARK)) return;
    event.preventDefault();
    localStorage.removeItem(MARK);
    await Promise.race([unsubscribe().catch(() => {}), new Promise((done) => setTimeout(done, PATIENCE))]);
    form.submit();
  });
})();
