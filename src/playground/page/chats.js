// The list of chats: last line, time, what is unread.
import { $, el, face, redraw } from "./dom.js";
import { state, messagesOf, unreadIn, botTypes } from "./state.js";
import { currentLanguage, t } from "./texts.js";
import { shortly } from "./times.js";

export const chatFace = (chat, size) => face({ id: chat.id, name: chat.title, bot: false }, size);

export function drawChats() {
  const chats = [...state.chats.values()].sort((a, b) => lastDate(b) - lastDate(a));
  redraw($("chat-list"), chats.map(row));
  const unread = chats.reduce((sum, chat) => sum + unreadIn(chat.id), 0);
  document.title = unread > 0 ? `(${unread}) Balachka` : "Balachka";
  $("to-chats").dataset.count = unread || "";
  $("link-state").dataset.link = state.link;
  $("link-state").textContent = t(state.link);
}

const lastDate = (chat) => messagesOf(chat.id).at(-1)?.date ?? 0;

function row(chat) {
  const last = messagesOf(chat.id).at(-1);
  const unread = unreadIn(chat.id);
  const current = chat.id === state.current;
  const typing = botTypes(chat.id);
  return {
    key: chat.id,
    sig: [chat, last, unread, current, typing, currentLanguage()],
    make: () => el("li", {}, link(chat, last, unread, current, typing)),
  };
}

function link(chat, last, unread, current, typing) {
  const line = typing ? el("em", {}, t("typing", { name: state.bot.name })) : lastLine(chat, last);
  return el(
    "a",
    { href: `#chat/${chat.id}`, className: "chat", "aria-current": current ? "true" : null },
    chatFace(chat),
    el("span", { className: "grow" },
      el("span", { className: "top" }, el("b", {}, chat.title), last ? el("time", {}, shortly(last.date)) : null),
      el("span", { className: "top" },
        el("span", { className: "last" }, line),
        unread ? el("span", { className: "count", "aria-label": t("unread", { n: unread }) }, String(unread)) : null)),
  );
}

function lastLine(chat, last) {
  if (!last) return t("no_messages");
  const text = last.service ?? last.text;
  const who = chat.kind === "private" && !last.from?.bot ? "" : last.from?.name;
  return who && !last.service ? `${who}: ${text}` : text;
}
