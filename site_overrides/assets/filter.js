// Filters the index of the corpus by words of its lines and by whether a brief cites the document.
const WORTH_FILTERING = 4; // lines
document.querySelectorAll("ul.documents").forEach(list => {
  if (list.children.length < WORTH_FILTERING) return;
  const words = list.parentElement.dataset;
  const make = (type, name) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = type;
    label.append(input, " " + name);
    return [label, input];
  };
  const [typed, text] = make("search", "");
  const [ticked, cited] = make("checkbox", words.cited);
  text.placeholder = words.label;
  text.setAttribute("aria-label", words.label);
  const show = () => {
    const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of list.children) {
      const line = item.textContent.toLowerCase();
      item.hidden = !wanted.every(word => line.includes(word)) || (cited.checked && !item.querySelector(".chip"));
    }
  };
  text.addEventListener("input", show);
  cited.addEventListener("change", show);
  const row = document.createElement("p");
  row.className = "filter";
  row.append(typed, ticked);
  list.before(row);
});
