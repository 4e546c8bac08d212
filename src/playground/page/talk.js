// The open chat: its messages, grouped by day and sender, and what is done to them.
import * as api from "./api.js";
import { $, el, icon, redraw } from "./dom.js";
import { bubble } from "./bubble.js";
import { chatFace } from "./chats.js";
import { lookAt, readingOf } from "./insight.js";
import { openMenu } from "./menu.js";
import { showInside } from "./places.js";
import { startReply, suggestions, fill } from "./composer.js";
import { state, botTypes, currentChat, markSeen, messageIn, messagesOf, speakerOf, speakersOf, touch, unreadIn } from "./state.js";
import { currentLanguage, t } from "./texts.js";
import { attempt } from "./toasts.js";
import { day, daysAgo } from "./times.js";

const PAGE = 150;
const TOGETHER_S = 300;
const NEAR_BOTTOM_PX = 80;
const HOLD_MS = 450;

let shown = { chat: null, count: PAGE, ids: 0 };
let atBottom = true;

export function drawTalk() {
  const chat = currentChat();
  const opened = shown.chat !== chat?.id;
  if (opened) shown = { chat: chat?.id ?? null, count: PAGE };
  drawHeader(chat);
  drawEmpty(chat);
  const list = chat ? messagesOf(chat.id) : [];
  $("messages").classList.toggle("opening", opened);
  redraw($("messages"), chat ? items(chat, list) : []);
  if (opened || atBottom) toBottom();
  if (chat && atBottom && !document.hidden && $("scroll").clientHeight > 0) markSeen(chat.id);
  drawJump(chat);
}

function drawHeader(chat) {
  $("talk-title").textContent = chat?.title ?? "Balachka";
  $("talk-sub").textContent = chat ? subtitle(chat) : "";
  $("talk-sub").classList.toggle("is-typing", Boolean(chat && botTypes(chat.id)));
  redraw($("talk-face"), chat ? [{ key: chat.id, sig: [chat], make: () => chatFace(chat) }] : []);
}

function subtitle(chat) {
  if (botTypes(chat.id)) return t("typing", { name: state.bot.name });
  if (chat.migrated_to) return t("migrated");
  if (chat.blocked) return t("blocked");
  if (chat.kind === "private") return t("private_chat");
  return t("members", { n: speakersOf(chat).length });
}

function drawEmpty(chat) {
  const empty = $("empty");
  empty.hidden = !state.loaded || (chat !== null && messagesOf(chat.id).length > 0);
  if (empty.hidden) return;
  empty.querySelector("h3").textContent = t(chat ? "empty_title" : "no_chats_title");
  empty.querySelector("p").textContent = t(chat ? "empty" : "no_chats");
  empty.querySelector(".tries").replaceChildren(...(chat ? suggestions(chat) : []).map((text) =>
    el("button", { className: "chip", type: "button", onclick: () => fill(text) }, text)));
}

function items(chat, list) {
  const from = Math.max(0, list.length - shown.count);
  const rows = from > 0 ? [earlier()] : [];
  for (let at = from; at < list.length; at++) {
    if (at === from || daysAgo(list[at].date) !== daysAgo(list[at - 1].date)) rows.push(dayRow(list[at].date));
    rows.push(row(chat, list, at));
  }
  if (botTypes(chat.id)) rows.push(typingRow());
  return rows;
}

function row(chat, list, at) {
  const view = list[at];
  const own = view.from?.id === speakerOf(chat)?.id;
  const first = !together(list[at - 1], view);
  const last = !together(view, list[at + 1]);
  const group = chat.kind !== "private";
  const quoted = view.reply_to ? messageIn(chat.id, view.reply_to) : null;
  return {
    key: `${chat.id}/${view.id}`,
    sig: [view, own, first, last, quoted, speakerOf(chat), readingOf(view), currentLanguage()],
    make: () => bubble(view, { own, first, last, group }),
  };
}

const together = (a, b) =>
  a && b && !a.service && !b.service && a.from.id === b.from.id && b.date - a.date < TOGETHER_S && daysAgo(a.date) === daysAgo(b.date);

const dayRow = (date) => ({
  key: `day/${daysAgo(date)}`,
  sig: [day(date)],
  make: () => el("li", { className: "service day" }, el("span", {}, day(date))),
});

const typingRow = () => ({
  key: "typing",
  sig: [],
  make: () => el("li", { className: "message by-bot last first", "aria-hidden": "true" },
    el("div", { className: "body" }, el("div", { className: "card typing" }, el("i"), el("i"), el("i")))),
});

const earlier = () => ({
  key: "earlier",
  sig: [currentLanguage()],
  make: () => el("li", { className: "service" }, el("button", { className: "chip", onclick: showEarlier }, t("earlier"))),
});

function showEarlier() {
  const scroll = $("scroll");
  const below = scroll.scrollHeight - scroll.scrollTop;
  shown.count += PAGE;
  drawTalk();
  scroll.scrollTop = scroll.scrollHeight - below;
}

function drawJump(chat) {
  const unread = chat ? unreadIn(chat.id) : 0;
  $("jump").hidden = atBottom;
  $("jump").querySelector("b").textContent = unread || "";
}

function toBottom() {
  $("scroll").scrollTop = $("scroll").scrollHeight;
  atBottom = true;
}

/** Scrolls to a message of the open chat and lets it flash. */
export function jumpTo(id) {
  const node = $("messages").querySelector(`[data-id="${Number(id)}"]`);
  if (!node) return;
  node.scrollIntoView({ block: "center", behavior: "smooth" });
  node.classList.remove("flash");
  void node.offsetWidth;
  node.classList.add("flash");
}

export function wireTalk() {
  const scroll = $("scroll");
  const messages = $("messages");
  scroll.addEventListener("scroll", () => {
    const was = atBottom;
    atBottom = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_BOTTOM_PX;
    if (was !== atBottom) touch();
  });
  new ResizeObserver(() => atBottom && toBottom()).observe(scroll);
  $("jump").addEventListener("click", () => { toBottom(); touch(); });
  messages.addEventListener("click", clicked);
  messages.addEventListener("keydown", moved);
  messages.addEventListener("contextmenu", (event) => menuFor(event, event.target));
  wireHold(messages);
}

const viewOf = (node) => messageIn(state.current, Number(node?.closest("[data-id]")?.dataset.id));

function clicked({ target }) {
  const button = target.closest("button");
  const view = viewOf(target);
  if (!button || !view) return;
  const speaker = speakerOf(currentChat());
  if (button.dataset.jump) jumpTo(button.dataset.jump);
  else if (button.dataset.person) openProfile(Number(button.dataset.person));
  else if (button.dataset.tool === "reply") startReply(view);
  else if (button.dataset.tool === "menu") openMenu(view, button);
  else if (button.dataset.emoji) react(view, speaker, button);
  else if (button.dataset.vote) vote(view, speaker, button);
  else if (button.dataset.press !== undefined) press(view, speaker, button);
}

function openProfile(person) {
  lookAt(person);
  showInside(true);
  $("who").open = true;
  $("inside-body").scrollTop = 0;
}

function react(view, speaker, button) {
  const emoji = button.getAttribute("aria-pressed") === "true" ? null : button.dataset.emoji;
  attempt(api.react(view, speaker.id, emoji));
}

function vote(view, speaker, button) {
  const option = button.getAttribute("aria-pressed") === "true" ? null : Number(button.dataset.vote);
  attempt(api.vote(view, speaker.id, option));
}

async function press(view, speaker, button) {
  button.classList.add("waiting");
  await attempt(api.press(view, speaker.id, button.dataset.press));
  button.classList.remove("waiting");
}

function menuFor(event, target) {
  const view = viewOf(target);
  if (!view || view.service || target.closest("a, .keyboard, .poll") || String(getSelection())) return;
  event.preventDefault();
  openMenu(view, target.closest(".message").querySelector(".card"));
}

function moved(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const all = [...$("messages").querySelectorAll(".message[data-id]")];
  const at = all.indexOf(document.activeElement);
  if (step) {
    event.preventDefault();
    all.at(at < 0 ? -1 : Math.min(Math.max(at + step, 0), all.length - 1))?.focus();
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    openMenu(viewOf(all[at]), all[at].querySelector(".card"));
  }
}

function wireHold(messages) {
  let timer;
  const stop = () => clearTimeout(timer);
  messages.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse") return;
    timer = setTimeout(() => menuFor(event, event.target), HOLD_MS);
  });
  for (const name of ["pointerup", "pointermove", "pointercancel"]) messages.addEventListener(name, stop);
}
