// Short notes at the edge of the page: what the bot's toasts say, and what failed.
import { $, el } from "./dom.js";
import { t } from "./texts.js";

const LASTS_MS = 4500;
const AT_MOST = 3;

export function toast(text, kind = "") {
  const note = el("p", { className: `toast ${kind}` }, text);
  $("toasts").append(note);
  while ($("toasts").children.length > AT_MOST) $("toasts").firstChild.remove();
  setTimeout(() => note.remove(), LASTS_MS);
}

/** Waits for a call; a failure is shown and gives `undefined`. */
export async function attempt(promise) {
  try {
    return (await promise) ?? null;
  } catch (error) {
    toast(t("failed", { why: error.message }), "bad");
    return undefined;
  }
}
