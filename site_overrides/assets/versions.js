// The version switch stays on the page: a link to another version leads to the same page there when there is one.
(() => {
  const script = document.currentScript;
  const base = new URL(script.dataset.base.replace(/\/?$/, "/"), location);
  const page = location.href.slice(base.href.length).split("#")[0];
  document.addEventListener("click", async event => {
    const link = event.target.closest?.(".md-version__link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const there = new URL(page, link.href.replace(/\/?$/, "/"));
    const known = await fetch(there, { method: "HEAD" }).then(got => got.ok, () => false);
    location.href = known ? there.href + location.hash : link.href;
  }, true);
})();
