// One message as it stands in the talk.
import { el, face, icon, colourOf } from "./dom.js";
import { content, isSafe } from "./markup.js";
import { state, messageIn, speakerOf } from "./state.js";
import { t } from "./texts.js";
import { clock, moment } from "./times.js";
import { showEmoji } from "./menu.js";
import { mark } from "./marks.js";

/** `place` says how the message stands among its neighbours: {own, first, last, group}. */
export function bubble(view, place) {
  if (view.service) return el("li", { className: "service", ...marks(view) }, el("span", {}, view.service));
  const classes = ["message", place.own && "own", view.from.bot && "by-bot", place.first && "first", place.last && "last"];
  return el(
    "li",
    { className: classes.filter(Boolean).join(" "), tabIndex: -1, ...marks(view) },
    place.group && !place.own ? el("span", { className: "side" }, place.last ? portrait(view.from) : null) : null,
    el("div", { className: "body" }, card(view, place), mark(view), keyboard(view), tools()),
  );
}

const marks = (view) => ({ "data-id": view.id, "data-update": view.update_id ?? null });

function card(view, place) {
  return el(
    "div",
    { className: "card" },
    place.first && (place.group || view.from.bot) && !place.own ? author(view.from) : null,
    view.thread ? el("span", { className: "thread" }, t("topic", { id: view.thread })) : null,
    quote(view),
    photo(view),
    el("div", { className: view.poll ? "text asked" : "text" }, content(view), view.poll || view.reactions?.length ? null : meta(view)),
    poll(view),
    reactions(view),
  );
}

function author(from) {
  if (from.bot) return el("div", { className: "author" }, from.name, el("span", { className: "badge" }, t("bot")));
  return el("button", { className: `author ${colourOf(from.id)}`, type: "button", tabIndex: -1, title: t("profile_of", { name: from.name }), "data-person": from.id }, from.name);
}

/** The face beside a message; a person's one leads to their profile. */
function portrait(from) {
  if (from.bot) return face(from);
  const label = t("profile_of", { name: from.name });
  return el("button", { type: "button", tabIndex: -1, title: label, "aria-label": label, "data-person": from.id }, face(from));
}

function quote(view) {
  if (!view.reply_to) return null;
  const quoted = messageIn(view.chat_id, view.reply_to);
  const who = quoted?.from ? el("b", {}, quoted.from.name) : null;
  const tint = quoted?.from && !quoted.from.bot ? colourOf(quoted.from.id) : "";
  return el("button", { className: `quote ${tint}`, type: "button", "data-jump": view.reply_to },
    who, el("span", {}, quoted ? quoted.text : t("deleted_message")));
}

const HIGHEST_PHOTO = 460;

/** A photo, which opens in its own size; its caption is the message's text. Its place is known before it is loaded. */
function photo(view) {
  if (!view.photo) return null;
  const { url, width, height } = view.photo;
  const link = el("a", { className: "photo", href: url, target: "_blank", tabIndex: -1 }, el("img", { src: url, width, height, alt: view.text }));
  link.style.width = `${Math.min(width, (HIGHEST_PHOTO * width) / height)}px`;
  return link;
}

/** A poll: each option is a button that shows its share, and who voted for it in its title. */
function poll(view) {
  if (!view.poll) return null;
  const { options, closed } = view.poll;
  const all = options.reduce((sum, { by }) => sum + by.length, 0);
  const speaker = speakerOf(state.chats.get(view.chat_id));
  const rows = options.map(({ text, by }, at) => {
    const row = el("button", {
      type: "button", "data-vote": String(at), "aria-pressed": String(by.includes(speaker?.id)), disabled: closed,
      title: by.map((id) => state.people.get(id)?.name ?? "").filter(Boolean).join(", "),
    }, el("span", {}, text), el("b", {}, String(by.length)));
    row.style.setProperty("--share", `${all ? (100 * by.length) / all : 0}%`);
    return row;
  });
  const foot = el("div", { className: "votes" }, el("span", {}, t(closed ? "poll_closed" : "votes", { n: all })), view.reactions?.length ? null : meta(view));
  return el("div", { className: "poll" }, ...rows, foot);
}

function meta(view) {
  const edited = view.edited ? el("span", {}, `${t("edited")} `) : null;
  return el("span", { className: "meta", title: moment(view.date) }, edited, el("time", {}, clock(view.date)));
}

function reactions(view) {
  if (!view.reactions?.length) return null;
  const speaker = speakerOf(state.chats.get(view.chat_id));
  return el("div", { className: "reactions" }, ...view.reactions.map(({ emoji, by }) => {
    const mine = by.includes(speaker?.id);
    const names = by.map((id) => (id === state.bot.id ? state.bot.name : state.people.get(id)?.name) ?? "").filter(Boolean);
    return el("button", {
      className: "reaction", type: "button", title: names.join(", "), "data-emoji": emoji, "aria-pressed": String(mine),
      "aria-label": `${showEmoji(emoji)} ${names.join(", ")}`,
    }, showEmoji(emoji), by.length > 1 ? el("b", {}, String(by.length)) : null);
  }), meta(view));
}

function keyboard(view) {
  if (!view.buttons?.length) return null;
  return el("div", { className: "keyboard" }, ...view.buttons.map((row) =>
    el("div", {}, ...row.map(inlineButton))));
}

function inlineButton({ text, data, url }) {
  if (isSafe(url)) return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
  const dead = data === undefined || data === null;
  return el("button", { type: "button", "data-press": data ?? "", disabled: dead }, text);
}

function tools() {
  return el("div", { className: "tools" },
    tool("reply", "reply"),
    tool("menu", "smile"));
}

function tool(what, symbol) {
  const label = t(what === "menu" ? "message_menu" : "reply");
  return el("button", { className: "icon small", type: "button", tabIndex: -1, title: label, "aria-label": label, "data-tool": what }, icon(symbol));
}
