/* The service worker: it shows what the push service brings, and opens the page that a message is about. Nothing
   is kept for use without a network. */
"use strict";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  const { id, title, body, url } = event.data.json();
  // The same id twice is the same message: the second takes the place of the first.
  const shown = { body, tag: id, lang: "vi", icon: "/static/img/mark-192.png", data: { url } };
  event.waitUntil(self.registration.showNotification(title, shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});

// Firefox says so when it drops a subscription, Chrome when a permission comes back; either may name none.
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event.newSubscription)));

async function renew(given) {
  const address = "/notifications/push/renew/";
  const known = await fetch(address);
  if (!known.ok) return; // nobody is told here any more
  const { key, token } = await known.json();
  const { pushManager } = self.registration;
  const subscription =
    given ??
    (await pushManager.getSubscription()) ??
    (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  const { endpoint, keys } = subscription.toJSON();
  const body = new URLSearchParams({ endpoint, ...keys });
  const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (!answer.ok) await subscription.unsubscribe(); // the page of preferences offers to switch on again
}

async function open(path) {
  const home = self.location.origin;
  const url = new URL(path, home);
  const target = url.origin === home ? url.href : `${home}/`;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((window) => window.url === target);
  return there ? there.focus() : self.clients.openWindow(target);
}
