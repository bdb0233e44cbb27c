// Filters the briefs of the home page by words, subject, axis, language and state, and orders them; filters the index of the
// corpus by words.
(() => {
  const WORTH_FILTERING = { documents: 3, briefs: 4 }; // entries
  const row = () => Object.assign(document.createElement("p"), { className: "filter" });
  const labelled = (line, control, name) => {
    const label = document.createElement("label");
    label.append(control, name ? ` ${name}` : "");
    line.append(label);
    return control;
  };
  const words = (line, name) => {
    const input = Object.assign(document.createElement("input"), { type: "search", placeholder: name });
    input.setAttribute("aria-label", name);
    return labelled(line, input, "");
  };
  const none = (line, said) => { // a line that is there only while nothing is
    const told = Object.assign(document.createElement("p"), { className: "notice", hidden: true });
    told.setAttribute("role", "status");
    line.after(told);
    return found => {
      told.hidden = found;
      told.textContent = found ? "" : said;
    };
  };
  const holds = (entry, text) => text.toLowerCase().split(/\s+/).every(word => entry.includes(word));

  document.querySelectorAll("ul.documents").forEach(list => {
    if (list.children.length < WORTH_FILTERING.documents) return;
    const said = list.parentElement.dataset, line = row();
    const text = words(line, said.label);
    list.before(line);
    const entries = [...list.children].map(entry => [entry, entry.textContent.toLowerCase()]);
    const told = none(line, said.noneMatch);
    line.addEventListener("input", () => {
      entries.forEach(([entry, own]) => (entry.hidden = !holds(own, text.value)));
      told(entries.some(([entry]) => !entry.hidden));
    });
  });

  document.querySelectorAll(".months").forEach(months => {
    const sections = [...months.children];
    const cards = [...months.querySelectorAll(".brief-card")].map((card, at) => ({
      card, at, home: card.parentElement, own: card.textContent.toLowerCase(), language: card.dataset.language,
      status: card.dataset.status, title: card.querySelector("h3").textContent,
      subjects: [...card.querySelectorAll(".subject")].map(one => one.textContent),
      tags: [...card.querySelectorAll(".tag")].map(one => one.textContent).filter(tag => tag !== card.dataset.language),
    }));
    if (cards.length < WORTH_FILTERING.briefs) return;
    const said = months.dataset, line = row();
    const choice = (name, options) => {
      const select = document.createElement("select");
      options.forEach(([value, shown]) => select.append(new Option(shown, value)));
      select.setAttribute("aria-label", name);
      return labelled(line, select, "");
    };
    const among = (name, values) =>
      choice(name, [["", `${name}: ${said.all}`], ...[...new Set(values)].sort().map(value => [value, value])]);
    const text = words(line, said.filterBriefs);
    const subject = among(said.subjects, cards.flatMap(one => one.subjects));
    const tag = among(said.axes, cards.flatMap(one => one.tags));
    const language = among(said.languages, cards.map(one => one.language));
    const status = among(said.status, cards.map(one => one.status));
    const order = choice(said.sort, [["new", said.newest], ["old", said.oldest], ["title", said.byTitle]]);
    months.before(line);
    const told = none(line, said.noneMatch);
    const show = () => {
      for (const one of cards)
        one.card.hidden = !holds(one.own, text.value) || (subject.value && !one.subjects.includes(subject.value))
          || (tag.value && !one.tags.includes(tag.value)) || (language.value && one.language !== language.value)
          || (status.value && one.status !== status.value);
      const turned = order.value === "old" ? -1 : 1, byTitle = order.value === "title";
      const sorted = [...cards].sort((a, b) => (byTitle ? a.title.localeCompare(b.title) : turned * (a.at - b.at)));
      sorted.forEach(one => (byTitle ? cards[0].home : one.home).append(one.card));
      months.append(...(turned < 0 ? [...sections].reverse() : sections));
      for (const section of sections) {
        section.hidden = !section.querySelector(".brief-card:not([hidden])");
        section.querySelector("h2").hidden = byTitle;
      }
      told(cards.some(one => !one.card.hidden));
    };
    line.addEventListener("input", show);
  });
})();
