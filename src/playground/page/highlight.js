// Pointing at an update lights up its message, and the other way round.
export function wireHighlight() {
  for (const start of ["pointerover", "focusin"]) document.addEventListener(start, (event) => light(event.target));
  document.addEventListener("pointerleave", () => light(null));
}

const updateOf = (node) => node?.closest?.("[data-update]")?.dataset.update;

// A pointer that rests on nothing, also while the page moves beneath it, takes no light from what has the focus.
function light(target) {
  const update = updateOf(target) ?? updateOf(document.activeElement);
  for (const node of document.querySelectorAll(".lit")) if (node.dataset.update !== update) node.classList.remove("lit");
  if (!update) return;
  for (const node of document.querySelectorAll(`[data-update="${CSS.escape(update)}"]`)) node.classList.add("lit");
}
