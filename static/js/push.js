/* Switching push on and off in this browser, and saying in words why it cannot be. */
(() => {
  "use strict";
  const form = document.getElementById("push-here");
  const PATIENCE = 30_000; // where the push service cannot be reached, some browsers never answer
  const MARK = "push-device"; // told to sign_out.js: this browser is a device

  function show(state, words = "") {
    form.dataset.state = state;
    form.querySelectorAll("[data-push]").forEach((part) => {
      part.hidden = !part.dataset.push.split(" ").includes(state);
    });
    if (words) form.querySelector("[data-push=problem] span").textContent = words;
  }

  /** Why push is not possible here; nothing when it is. */
  function hindrance() {
    if (!window.isSecureContext) return "insecure";
    if ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
      return Notification.permission === "denied" ? "denied" : "";
    }
    const apple = /iPhone|iPad/.test(navigator.userAgent) || (/Mac/.test(navigator.platform) && navigator.maxTouchPoints > 1);
    return apple && !navigator.standalone ? "install" : "unsupported";
  }

  async function held() {
    const registration = await navigator.serviceWorker.getRegistration("/");
    return (await registration?.pushManager.getSubscription()) ?? null;
  }

  async function digest(text) {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** The line of this very browser among my devices. */
  async function line(subscription) {
    return document.querySelector(`[data-endpoint="${await digest(subscription.endpoint)}"]`);
  }

  async function look() {
    const why = hindrance();
    if (why) return show(why);
    const subscription = await held();
    if (!subscription) return show("off");
    const mine = await line(subscription);
    if (!mine) return show("other");
    localStorage.setItem(MARK, mine.dataset.device);
    mine.querySelector("[data-here]").hidden = false;
    return show("on");
  }

  function bytes(text) {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (character) => character.charCodeAt(0));
  }

  function within(promise) {
    const late = new Promise((_, reject) => setTimeout(() => reject(new DOMException("", "AbortError")), PATIENCE));
    return Promise.race([promise, late]);
  }

  /** A subscription for the key of this office; one for another key would be refused. */
  async function subscribe() {
    await navigator.serviceWorker.register(form.dataset.worker, { scope: "/" });
    const { pushManager } = await navigator.serviceWorker.ready;
    const options = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) };
    const before = await pushManager.getSubscription();
    const known = before && new Uint8Array(before.options.applicationServerKey ?? []);
    if (before && known.join() !== options.applicationServerKey.join()) await before.unsubscribe();
    return within(pushManager.subscribe(options));
  }

  async function keep(subscription) {
    const { endpoint, keys } = subscription.toJSON();
    const data = new FormData(form);
    Object.entries({ endpoint, ...keys }).forEach(([name, value]) => data.set(name, value));
    const answer = await fetch(form.action, { method: "POST", body: data });
    const said = await answer.json();
    if (!answer.ok) {
      await subscription.unsubscribe();
      return show("problem", said.problem);
    }
    localStorage.setItem(MARK, said.device);
    return window.location.reload();
  }

  async function switchOn() {
    show("working");
    const permission = await Notification.requestPermission();
    if (permission !== "granted") return show(permission === "denied" ? "denied" : "unanswered");
    let subscription;
    try {
      subscription = await subscribe();
    } catch (problem) {
      return show(problem.name === "NotAllowedError" ? "denied" : "unreachable");
    }
    try {
      return await keep(subscription);
    } catch {
      return show("failed");
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    switchOn().catch(() => show("failed"));
  });

  // Removed where one sits: the browser forgets it as well, so that nothing can come any more.
  document.querySelectorAll("[data-device] form[data-remove]").forEach((remove) => {
    remove.addEventListener("submit", async (event) => {
      if (remove.closest("[data-device]").dataset.device !== localStorage.getItem(MARK) || hindrance()) return;
      event.preventDefault();
      localStorage.removeItem(MARK);
      await within((await held())?.unsubscribe()).catch(() => {});
      remove.submit();
    });
  });

  look().catch(() => show("failed"));
})();
