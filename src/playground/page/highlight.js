// Pointing at an update lights up its message, and the other way round.
export function wireHighlight() {
  for (const start of ["pointerover", "focusin"]) document.addEventListener(start, (event) => light(event.target));
  document.addEventListener("pointerleave", () => light(null));
}

function light(target) {
  const update = target?.closest?.("[data-update]")?.dataset.update;
  for (const node of document.querySelectorAll(".lit")) if (node.dataset.update !== update) node.classList.remove("lit");
  if (!update) return;
  for (const node of document.querySelectorAll(`[data-update="${CSS.escape(update)}"]`)) node.classList.add("lit");
}
