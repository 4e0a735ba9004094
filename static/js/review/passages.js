/* The review: a selected stretch becomes a proposal; the edges of the current proposal are dragged. */
(() => {
  "use strict";
  const { review } = window.dondoc;
  const EDGES = ["start", "end"];
  const NEAR = 32; // px from the column's edge at which dragging scrolls it
  const text = () => document.getElementById("text");
  const pieces = () => [...text().querySelectorAll("[data-at]")];

  // Places: the server counts letters, the browser units of UTF-16 ------------------------------------

  const place = (piece, offset) => Number(piece.dataset.at) + [...piece.textContent.slice(0, offset)].length;

  /** The node and offset of a place, for a range. */
  function spot(at, all = pieces()) {
    const piece = all.findLast((one) => Number(one.dataset.at) <= at) ?? all[0];
    const letters = [...piece.textContent].slice(0, at - Number(piece.dataset.at));
    return [piece.firstChild, letters.join("").length];
  }

  /** The place under the pointer; null beside the text. */
  function placeUnder(x, y) {
    const caret = document.caretPositionFromPoint?.(x, y);
    const range = caret ? null : document.caretRangeFromPoint?.(x, y);
    const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [range?.startContainer, range?.startOffset];
    const piece = node?.parentElement?.closest("#text [data-at]");
    return piece && node.nodeType === Node.TEXT_NODE ? place(piece, offset) : null;
  }

  // A selected stretch becomes a proposal --------------------------------------------------------------

  const act = () => document.getElementById("selection-act");

  document.addEventListener("selectionchange", () => {
    const form = act();
    if (!form) return;
    const range = dragged ? null : selected();
    form.hidden = !range;
    if (!range) return;
    form.elements.start.value = range.start;
    form.elements.end.value = range.end;
    form.style.top = `${Math.min(range.box.bottom + 6, innerHeight - 60)}px`;
    form.style.left = `${Math.max(8, Math.min(range.box.left, innerWidth - form.offsetWidth - 8))}px`;
  });
  // Pressing the button must not undo the selection before it is sent.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest?.("#selection-act")) event.preventDefault();
  });

  /** The selection as places in the text, or null when it is not in the text of a review. */
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !text()) return null;
    const range = selection.getRangeAt(0);
    if (!text().contains(range.commonAncestorContainer)) return null;
    const inside = pieces().filter((piece) => range.intersectsNode(piece));
    if (!inside.length) return null;
    const [first, last] = [inside[0], inside.at(-1)];
    const start = place(first, first.contains(range.startContainer) ? range.startOffset : 0);
    const end = place(last, last.contains(range.endContainer) ? range.endOffset : last.textContent.length);
    return end - start > 1 ? { start, end, box: range.getBoundingClientRect() } : null;
  }

  // The edges of the current proposal -------------------------------------------------------------------

  let dragged = null; // {edge, handle, span, at}

  /** The card whose edges can be moved: the current one, unless it is being edited or dismissed. */
  const movable = () => {
    const card = document.getElementById("review") && review.current();
    return card?.matches(".task-card[data-span]:not(.dismissed)") ? card : null;
  };

  function spanOf(card) {
    const [start, end] = card.dataset.span.split(" ").map(Number);
    return { start, end };
  }

  /** Put a handle at the first and the last letter of the current passage. */
  function draw() {
    if (dragged) return;
    document.querySelectorAll(".edge").forEach((old) => old.remove());
    const card = movable();
    if (!card || !text()) return;
    const all = pieces();
    if (!all.length) return;
    const span = spanOf(card);
    const box = text().getBoundingClientRect();
    for (const edge of EDGES) {
      const letter = document.createRange();
      const first = edge === "start" ? span.start : span.end - 1;
      letter.setStart(...spot(first, all));
      letter.setEnd(...spot(first, all));
      const [node, offset] = spot(first, all);
      letter.setEnd(node, Math.min(node.length, offset + 1));
      const rect = letter.getClientRects()[0];
      if (!rect) continue; // the text is not shown
      const handle = document.getElementById("edge-pattern").content.firstElementChild.cloneNode(true);
      handle.classList.add(edge);
      handle.dataset.edge = edge;
      handle.style.left = `${(edge === "start" ? rect.left : rect.right) - box.left + text().scrollLeft}px`;
      handle.style.top = `${rect.top - box.top + text().scrollTop}px`;
      handle.style.height = `${rect.height}px`;
      text().append(handle);
    }
  }
  for (const name of ["review:current", "htmx:afterSettle"]) document.addEventListener(name, () => draw());
  document.addEventListener("review:shown", () => draw());
  addEventListener("resize", () => draw());

  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest?.(".edge");
    const card = handle && movable();
    if (!card || event.button) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    dragged = { edge: handle.dataset.edge, handle, card, span: spanOf(card), at: null };
    text().classList.add("dragging");
    getSelection().removeAllRanges();
  });

  document.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    event.preventDefault();
    scrollAlong(event.clientY);
    const at = placeUnder(event.clientX, event.clientY);
    if (at === null) return;
    const { edge, span } = dragged;
    dragged.at = edge === "start" ? Math.min(at, span.end - 1) : Math.max(at, span.start + 1);
    const all = pieces();
    const [start, end] = edge === "start" ? [dragged.at, span.end] : [span.start, dragged.at];
    getSelection().setBaseAndExtent(...spot(start, all), ...spot(end, all));
  });

  function scrollAlong(y) {
    const column = text();
    const box = column.getBoundingClientRect();
    if (y < box.top + NEAR) column.scrollTop -= NEAR / 2;
    if (y > box.bottom - NEAR) column.scrollTop += NEAR / 2;
  }

  document.addEventListener("pointerup", () => drop(true));
  document.addEventListener("pointercancel", () => drop(false));
  document.addEventListener("keydown", (event) => {
    if (dragged && event.key === "Escape") drop(false);
  });

  function drop(wanted) {
    if (!dragged) return;
    const { edge, card, span, at } = dragged;
    dragged = null;
    text()?.classList.remove("dragging");
    getSelection().removeAllRanges();
    draw();
    if (!wanted || at === null || at === span[edge]) return;
    send(card, { ...span, [edge]: at });
  }

  /** Ask the server for other edges of a card: {start, end}, or {edge: "end+"}. */
  function send(card, values) {
    const version = card.querySelector("input[name=version]").value;
    window.htmx.ajax("POST", card.dataset.spanUrl, {
      source: document.getElementById("workspace"),
      target: "#workspace",
      swap: "outerHTML",
      values: { version, ...values },
    });
  }

  review.moveEdge = (edge) => {
    const card = movable();
    if (card) send(card, { edge });
  };
})();
