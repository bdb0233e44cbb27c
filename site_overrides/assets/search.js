// The theme cuts a query into words and drops the last Han character of each run (大模型 would look for 大模).
// A Han character that no index holds, put after each run, is dropped in its place.
(() => {
  const SENTINEL = "\u9fa5";
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message && message.type === 2 && typeof message.data === "string")
      message = { ...message, data: message.data.replace(/\p{Script=Han}+/gu, run => run + SENTINEL) };
    return send.call(this, message, ...rest);
  };
  const dialog = document.querySelector(".md-search[role=dialog]");
  const input = document.querySelector(".md-search__input");
  if (dialog && input) dialog.setAttribute("aria-label", input.getAttribute("aria-label"));
})();
