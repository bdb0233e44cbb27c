// Shows the "older version" banner at once when the theme has noted that this version is not the latest.
(() => {
  const banner = document.querySelector("[data-md-component=outdated]");
  const base = new URL(document.currentScript.dataset.base, location);
  if (banner && __md_get("__outdated", sessionStorage, base) === true) banner.hidden = false;
})();
