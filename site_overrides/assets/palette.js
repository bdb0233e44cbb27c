// Applies the stored colour scheme before the page is painted.
(() => {
  const stored = __md_get("__palette");
  if (!stored || !stored.color) return;
  if (stored.color.media === "(prefers-color-scheme)") return;
  for (const key of ["media", "scheme", "primary", "accent"])
    if (key in stored.color) document.body.setAttribute("data-md-color-" + key, stored.color[key]);
})();
