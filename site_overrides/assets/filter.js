// Filters the briefs of the home page and the index of the corpus by their words, the latter also by whether a brief
// cites the document.
const WORTH_FILTERING = 4; // entries
document.querySelectorAll("ul.documents, .cards").forEach(list => {
  if (list.children.length < WORTH_FILTERING) return;
  const words = list.parentElement.dataset;
  const row = document.createElement("p");
  row.className = "filter";
  const add = (type, name) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = type;
    label.append(input, " " + name);
    row.append(label);
    return input;
  };
  const text = add("search", "");
  const cited = words.cited && add("checkbox", words.cited);
  text.placeholder = words.label;
  text.setAttribute("aria-label", words.label);
  const show = () => {
    const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of list.children) {
      const line = item.textContent.toLowerCase();
      const left = cited && cited.checked && !item.querySelector(".chip");
      item.hidden = left || !wanted.every(word => line.includes(word));
    }
  };
  row.addEventListener("input", show);
  list.before(row);
});
