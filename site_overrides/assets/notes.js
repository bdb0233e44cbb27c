// Shows the note of a citation beside it, on hover and on keyboard focus; Escape closes it, and the pointer may
// move into it. Without this script the number still leads to its source and the notes stand below the report.
(() => {
  const DELAY = 120; // milliseconds before a note opens or closes, so that passing over opens nothing
  const GAP = 6; // pixels between the number and its note
  const marks = document.querySelectorAll("a.cite");
  if (marks.length === 0 || !HTMLElement.prototype.showPopover) return;

  const tip = document.createElement("div");
  tip.className = "tip md-typeset";
  tip.popover = "manual";
  tip.setAttribute("role", "tooltip");
  tip.setAttribute("aria-hidden", "true"); // the number is described by the note itself
  document.body.append(tip);
  let timer = 0;
  let shown = null;

  const close = () => {
    clearTimeout(timer);
    if (shown) tip.hidePopover();
    shown = null;
  };
  const place = () => {
    const at = shown.getBoundingClientRect();
    if (at.bottom < 0 || at.top > innerHeight) return close();
    const width = document.documentElement.clientWidth;
    const below = at.bottom + GAP;
    const fits = below + tip.offsetHeight < innerHeight;
    tip.style.left = Math.max(8, Math.min(at.left - 24, width - tip.offsetWidth - 8)) + "px";
    tip.style.top = (fits ? below : Math.max(8, at.top - GAP - tip.offsetHeight)) + "px";
  };
  const open = mark => {
    clearTimeout(timer);
    if (shown === mark) return;
    const note = document.getElementById(mark.getAttribute("aria-describedby"));
    if (!note) return;
    tip.replaceChildren(...[...note.childNodes].map(node => node.cloneNode(true)));
    tip.querySelectorAll(".back").forEach(back => back.remove());
    tip.querySelectorAll("a").forEach(link => link.replaceWith(...link.childNodes));
    if (!shown) tip.showPopover();
    shown = mark;
    place();
  };
  const later = action => {
    clearTimeout(timer);
    timer = setTimeout(action, DELAY);
  };

  marks.forEach(mark => {
    mark.addEventListener("pointerenter", event => {
      if (event.pointerType === "mouse") later(() => open(mark));
    });
    mark.addEventListener("pointerleave", () => later(close));
    mark.addEventListener("focus", () => mark.matches(":focus-visible") && open(mark));
    mark.addEventListener("blur", close);
  });
  tip.addEventListener("pointerenter", () => clearTimeout(timer));
  tip.addEventListener("pointerleave", () => later(close));
  addEventListener("scroll", () => shown && place(), { passive: true });
  addEventListener("keydown", event => event.key === "Escape" && close());
})();
