// The search: sentences of briefs first, then of sources; a hit opens at its words. What it looks through is loaded when
// it is opened (generator/site/search_index.py). Text from the index only ever becomes text.
(() => {
  const MOST_PAGES = 30, SHOWN = 3, LONGEST = 140; // pages of a result, sentences of a page, characters of a sentence
  const ENOUGH = 0.5; // share of the pairs of characters (or words) that a sentence must hold when none has all
  const zh = document.documentElement.lang !== "en";
  const say = (chinese, english) => (zh ? chinese : english);
  const root = new URL("../", document.currentScript.src);
  const waiting = (window.briefproofSearch ??= []);
  const pages = [], simple = new Map();
  let read = 0;

  const made = (tag, className, text = "") => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };
  const full = mark => String.fromCharCode(mark.charCodeAt(0) - 0xfee0);
  const fold = text => // as many characters as before, so that places agree
    Array.from({ length: text.length }, (_, n) => text[n].replace(/[！-～]/, full).toLowerCase()[0])
      .join("").replace(/[\u3400-\u9fff]/g, one => simple.get(one) ?? one);

  const take = () => {
    for (; read < waiting.length; read++) {
      const [kind, written, folded, listed] = waiting[read];
      [...written].forEach((one, n) => simple.set(one, [...folded][n]));
      for (const [path, title, date, said] of listed)
        pages.push({ kind, path, title, date, said: [["", title], ...said].map(([at, text]) => ({ at, text })) });
    }
    for (const page of pages) for (const one of page.said) one.folded = fold(one.text);
  };

  const literal = text => text.replace(/[.*+?^${}()|[\]\\\/-]/g, "\\$&");
  const wordly = text => (/^[a-z0-9]/.test(text) ? "(?<![a-z0-9])" : "") + literal(text); // "api" is not in "capital"
  const pattern = parts => new RegExp(parts.map(wordly).join("|"), "g");
  const stem = word => (/^[a-z]{5,}$/.test(word) ? word.replace(/(?:ies|es|s|ed|ing)$/, "") : word);
  const asked = query => {
    const phrase = fold(query).trim().replace(/\s+/g, " ");
    const words = phrase.split(" ").filter(Boolean);
    const parts = words.flatMap(word => /^[\u3400-\u9fff]{3,}$/.test(word)
      ? Array.from({ length: word.length - 1 }, (_, n) => word.slice(n, n + 2)) : [stem(word)]);
    return { phrase, words: words.map(stem), parts: [...new Set(parts)] };
  };
  const has = (text, part) => (/^[a-z0-9]/.test(part) ? pattern([part]).test(text) : text.includes(part));
  const score = (one, { phrase, words, parts }) => {
    if (has(one.folded, phrase)) return 3;
    if (words.every(word => has(one.folded, word))) return 2;
    const share = parts.filter(part => has(one.folded, part)).length / parts.length;
    return share >= ENOUGH ? share : 0;
  };

  const found = query => {
    const hits = [];
    for (const page of pages) {
      const said = page.said.map((one, n) => ({ ...one, n, score: score(one, query) })).filter(one => one.score);
      if (!said.length) continue;
      const best = Math.max(...said.map(one => one.score));
      const told = new Set(); // a row of a table may say again what the text says
      const sentences = said.filter(one => one.at).sort((a, b) => b.score - a.score || a.n - b.n)
        .filter(one => !told.has(one.folded.replace(/[.。]$/, "")) && told.add(one.folded.replace(/[.。]$/, "")));
      hits.push({ ...page, sentences, rank: 2 * best + (page.kind === "brief") + (said[0].at ? 0 : 0.5) });
    }
    const whole = hits.some(hit => hit.rank >= 4); // where something has every word, what lacks one is noise
    return hits.filter(hit => !whole || hit.rank >= 4).sort((a, b) => b.rank - a.rank).slice(0, MOST_PAGES);
  };

  const marked = (one, query, className) => {
    const line = made("span", className);
    const wanted = pattern(one.score === 3 ? [query.phrase] : one.score === 2 ? query.words : query.parts);
    const first = Math.max(0, one.folded.search(wanted));
    const ends = [...one.text.matchAll(/[。！？；\n]|[.!?;]\s/g)].map(end => end.index + end[0].length);
    let from = Math.max(0, ...ends.filter(end => end <= first));
    let to = Math.min(one.text.length, ...ends.filter(end => end > first));
    if (first - from > LONGEST / 2) from = first - LONGEST / 2;
    if (to - from > LONGEST) to = Math.max(from + LONGEST, first + query.phrase.length);
    let at = from;
    if (from && !ends.includes(from)) line.append("…");
    for (const hit of one.folded.slice(from, to).matchAll(wanted)) {
      line.append(one.text.slice(at, from + hit.index));
      at = from + hit.index + hit[0].length;
      line.append(made("mark", "", one.text.slice(from + hit.index, at)));
    }
    line.append(one.text.slice(at, to), to < one.text.length && !ends.includes(to) ? "…" : "");
    const words = one.text.slice(first, first + query.phrase.length);
    return [line, one.score === 3 ? words : ""];
  };
  const leading = (path, at, words) => {
    const link = made("a", "");
    link.href = new URL(path, root) + (at ? `#${at}` : "");
    if (at && words && "fragmentDirective" in document)
      link.href += `:~:text=${encodeURIComponent(words).replaceAll("-", "%2D")}`; // the browser shows the very words
    return link;
  };
  const group = (hit, query) => {
    const item = made("li", "hit");
    const head = leading(hit.path, "", "");
    head.className = "hit-page";
    head.append(made("span", "", hit.title), made("span", "small", [hit.kind === "brief" ? say("简报", "brief")
      : say("来源", "source"), hit.date].filter(Boolean).join(" · ")));
    item.append(head);
    const add = sentences => sentences.forEach(one => {
      const [line, words] = marked(one, query, "hit-said");
      const link = leading(hit.path, one.at, words);
      link.append(line);
      item.append(link);
    });
    add(hit.sentences.slice(0, SHOWN));
    const rest = hit.sentences.slice(SHOWN);
    if (rest.length) {
      const more = made("button", "hit-more", say(`另有 ${rest.length} 处`, `${rest.length} more`));
      more.type = "button";
      more.addEventListener("click", () => {
        more.remove();
        add(rest);
      });
      item.append(more);
    }
    return item;
  };

  const dialog = made("dialog", "search md-typeset");
  dialog.setAttribute("aria-label", say("搜索", "Search"));
  const field = made("input", "search-field");
  field.type = "search";
  field.placeholder = say("搜索简报和来源中的句子", "Search the sentences of briefs and sources");
  field.setAttribute("aria-label", field.placeholder);
  const shut = made("button", "search-shut", "×");
  shut.type = "button";
  shut.setAttribute("aria-label", say("关闭", "Close"));
  const count = made("p", "small search-count");
  count.setAttribute("role", "status");
  const list = made("ul", "hits");
  const row = made("div", "search-row");
  row.append(field, shut);
  dialog.append(row, count, list);
  document.body.append(dialog);

  const show = () => {
    const query = asked(field.value);
    const hits = query.phrase ? found(query) : [];
    list.replaceChildren(...hits.map(hit => group(hit, query)));
    const none = pages.length ? say("没有找到。", "Nothing found.") : say("正在载入……", "Loading …");
    count.textContent = !query.phrase ? "" : hits.length ? say(`${hits.length} 页`, `pages: ${hits.length}`) : none;
  };
  const load = () => ["briefs", "sources"].forEach(name => {
    const script = document.createElement("script");
    script.src = new URL(`assets/search-${name}.js`, root);
    script.addEventListener("load", () => {
      take();
      show();
    });
    document.head.append(script);
  });
  let loaded = false;
  const open = () => {
    if (!loaded) load();
    loaded = true;
    if (!dialog.open) dialog.showModal();
    field.select();
  };

  const button = made("button", "md-header__button search-open");
  button.type = "button";
  button.append(made("span", "search-label", say("搜索", "Search")));
  button.title = say("搜索（/）", "Search (/)");
  button.setAttribute("aria-label", say("搜索", "Search"));
  document.querySelector(".md-header__inner")?.append(button);
  document.querySelectorAll(".search-here").forEach(here => {
    here.hidden = false;
    here.addEventListener("click", open);
  });
  button.addEventListener("click", open);
  shut.addEventListener("click", () => dialog.close());
  field.addEventListener("input", show);
  list.addEventListener("click", event => event.target.closest("a") && dialog.close());
  dialog.addEventListener("click", event => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", event => {
    const links = [field, ...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.key === "Enter" && at === 0) (list.querySelector("a:not(.hit-page)") ?? links[1])?.click();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    links[Math.min(links.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
  });
  if (location.hash === "#search") open(); // the page for wrong addresses leads here
  addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, [contenteditable]");
    if ((event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
})();
