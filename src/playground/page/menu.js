// The menu of a message: quick reactions, reply, edit, copy.
import * as api from "./api.js";
import { $, el, icon } from "./dom.js";
import { startEdit, startReply } from "./composer.js";
import { currentChat, speakerOf } from "./state.js";
import { t } from "./texts.js";
import { attempt, toast } from "./toasts.js";

// A bot may only set reactions of Telegram's list, which has no variation selectors.
const QUICK = ["👍", "❤", "🔥", "🎉", "😁", "🤔", "😢", "👎"];
const EDGE_PX = 8;

export const showEmoji = (emoji) => (emoji === "❤" ? "❤\uFE0F" : emoji);

/** Opens the menu of a message beside `anchor`. */
export function openMenu(view, anchor) {
  const menu = $("message-menu");
  const speaker = speakerOf(currentChat());
  if (!speaker || !view) return;
  menu.querySelector(".quick").replaceChildren(...QUICK.map((emoji) => reaction(view, speaker, emoji)));
  menu.querySelector(".menu").replaceChildren(...entries(view, speaker));
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  menu.querySelector("button")?.focus({ preventScroll: true });
}

function reaction(view, speaker, emoji) {
  const mine = view.reactions?.some((given) => given.emoji === emoji && given.by.includes(speaker.id)) ?? false;
  const choose = () => attempt(api.react(view, speaker.id, mine ? null : emoji));
  return closing(el("button", { type: "button", "aria-pressed": String(mine), onclick: choose }, showEmoji(emoji)));
}

function entries(view, speaker) {
  const own = view.from.id === speaker.id;
  return [
    entry("reply", () => startReply(view)),
    own ? entry("edit", () => startEdit(view)) : null,
    entry("copy", () => copy(view.text)),
  ].filter(Boolean);
}

function entry(what, act) {
  return closing(el("button", { type: "button", onclick: act }, icon(what), t(what)));
}

function closing(button) {
  button.addEventListener("click", close, { capture: true });
  return button;
}

const close = () => $("message-menu").hidePopover();

// The menu is a manual popover: an automatic one would close as the finger that opened it by holding is lifted.
export function wireMenu() {
  addEventListener("pointerdown", (event) => $("message-menu").contains(event.target) || close());
  addEventListener("keydown", (event) => event.key === "Escape" && close());
  addEventListener("resize", close);
  $("scroll").addEventListener("scroll", close);
}

async function copy(text) {
  const done = await attempt(navigator.clipboard?.writeText(text).then(() => true));
  if (done) toast(t("copied"));
}

/** Puts what floats beside a box of the screen, below it if there is room. */
export function place(menu, near) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = near.bottom + height + EDGE_PX < innerHeight;
  const top = below ? near.bottom + 4 : near.top - height - 4;
  const left = Math.min(near.left, innerWidth - width - EDGE_PX);
  menu.style.left = `${Math.max(EDGE_PX, left)}px`;
  menu.style.top = `${Math.max(EDGE_PX, top)}px`;
}
