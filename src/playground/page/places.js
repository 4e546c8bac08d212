// Where one is in the page: the open chat (kept in the address, so that "back" works), the list, the panel.
import { $ } from "./dom.js";
import { state, touch } from "./state.js";

const WIDE = matchMedia("(min-width: 1100px)");

export function wirePlaces() {
  addEventListener("hashchange", goWhereAddressSays);
  $("inside-toggle").addEventListener("click", () => showInside(document.body.dataset.inside !== "open"));
  for (const id of ["inside-close", "shade"]) $(id).addEventListener("click", () => showInside(false));
  addEventListener("keydown", (event) => event.key === "Escape" && !WIDE.matches && showInside(false));
  WIDE.addEventListener("change", () => showInside(WIDE.matches));
  showInside(WIDE.matches);
  goWhereAddressSays();
}

function goWhereAddressSays() {
  const [place, id] = location.hash.slice(1).split("/");
  document.body.dataset.view = place === "chats" ? "chats" : "talk";
  if (place === "chat" && Number(id)) state.current = Number(id);
  touch();
}

export function showInside(open) {
  document.body.dataset.inside = open ? "open" : "shut";
  $("inside-toggle").setAttribute("aria-expanded", String(open));
}
