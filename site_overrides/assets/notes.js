// Shows the card of a citation: beside it on hover and on keyboard focus (Escape closes it, the pointer may move into
// it), at the foot of the screen on touch, where the page keeps its place. Without this script the number still leads
// to its source and the notes stand below the report.
(() => {
  const DELAY = 120; // milliseconds before a card opens or closes, so that passing over opens nothing
  const GAP = 6; // pixels between the number and its card
  const marks = document.querySelectorAll("a.cite");
  if (marks.length === 0 || !HTMLElement.prototype.showPopover) return;
  const zh = document.documentElement.lang !== "en";

  const tip = document.createElement("div");
  tip.className = "tip md-typeset";
  tip.popover = "manual";
  document.body.append(tip);
  let timer = 0;
  let shown = null;
  let touched = false;

  const made = (tag, classes, ...inside) => {
    const element = document.createElement(tag);
    element.className = classes;
    element.append(...inside);
    return element;
  };
  const copied = (element, classes) => {
    const inside = [...element.childNodes].map(node => node.cloneNode(true));
    const copy = made("div", classes, ...inside);
    copy.querySelectorAll(".back, .why").forEach(part => part.remove()); // the card says it of its own sentence
    return copy;
  };
  const close = () => {
    clearTimeout(timer);
    if (shown) tip.hidePopover();
    shown = null;
  };
  const place = () => {
    if (tip.classList.contains("foot")) return;
    const at = shown.getBoundingClientRect();
    if (at.bottom < 0 || at.top > innerHeight) return close();
    const width = document.documentElement.clientWidth;
    const below = at.bottom + GAP;
    const fits = below + tip.offsetHeight < innerHeight;
    tip.style.left = Math.max(8, Math.min(at.left - 24, width - tip.offsetWidth - 8)) + "px";
    tip.style.top = (fits ? below : Math.max(8, at.top - GAP - tip.offsetHeight)) + "px";
  };
  const fill = (mark, note) => {
    const source = document.getElementById(note.dataset.of);
    const parts = [made("span", "n", mark.textContent), copied(note.lastElementChild, "passage")];
    if (mark.dataset.why) parts.unshift(made("p", "why", mark.dataset.why));
    if (source) parts.push(copied(source.lastElementChild, "source"));
    tip.replaceChildren(...parts);
  };
  const open = (mark, foot) => {
    clearTimeout(timer);
    const note = document.getElementById(mark.getAttribute("aria-describedby").split(" ")[0]);
    if (!note || (shown === mark && tip.classList.contains("foot") === foot)) return;
    fill(mark, note);
    tip.classList.toggle("foot", foot);
    tip.removeAttribute("style");
    if (foot) {
      const shut = made("button", "shut", "×");
      shut.setAttribute("aria-label", zh ? "关闭" : "Close");
      shut.addEventListener("click", close);
      const there = made("a", "there", zh ? "看来源中的这句话 →" : "Read it in its source →");
      there.href = mark.href;
      tip.prepend(shut);
      tip.append(there);
      tip.setAttribute("role", "dialog");
      tip.setAttribute("aria-label", zh ? "引文" : "Citation");
      tip.removeAttribute("aria-hidden");
    } else {
      tip.querySelectorAll("a").forEach(link => (link.tabIndex = -1)); // by pointer; the keyboard has the number
      tip.setAttribute("role", "tooltip");
      tip.removeAttribute("aria-label");
      tip.setAttribute("aria-hidden", "true"); // the number is described by the note itself
    }
    if (!shown) tip.showPopover();
    shown = mark;
    if (foot) tip.querySelector(".shut").focus({ preventScroll: true });
    place();
  };
  const later = action => {
    clearTimeout(timer);
    timer = setTimeout(action, DELAY);
  };

  marks.forEach(mark => {
    mark.addEventListener("pointerenter", event => {
      if (event.pointerType === "mouse") later(() => open(mark, false));
    });
    mark.addEventListener("pointerleave", event => event.pointerType === "mouse" && later(close));
    mark.addEventListener("pointerdown", event => (touched = event.pointerType === "touch"));
    mark.addEventListener("click", event => {
      if (!touched) return;
      touched = false;
      event.preventDefault();
      open(mark, true);
    });
    mark.addEventListener("focus", () => mark.matches(":focus-visible") && !touched && open(mark, false));
    mark.addEventListener("blur", () => tip.classList.contains("foot") || close());
  });
  tip.addEventListener("pointerenter", () => clearTimeout(timer));
  tip.addEventListener("pointerleave", event => event.pointerType === "mouse" && later(close));
  addEventListener("pointerdown", event => shown && !event.target.closest(".tip, a.cite") && close());
  addEventListener("scroll", () => shown && place(), { passive: true });
  addEventListener("keydown", event => event.key === "Escape" && close());
})();
