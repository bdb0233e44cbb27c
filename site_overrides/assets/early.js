// What the theme expects before its bundle runs: a scope for stored settings, and how to read and write them.
__md_scope = new URL(document.currentScript.dataset.base, location);
__md_hash = text => [...text].reduce((hash, c) => (hash << 5) - hash + c.charCodeAt(0), 0);
__md_get = (key, storage = localStorage, scope = __md_scope) =>
  JSON.parse(storage.getItem(scope.pathname + "." + key));
__md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch (error) {
    // storage is full or forbidden: the setting lasts for this page only
  }
};
