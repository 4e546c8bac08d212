// What was understood of a line: a small mark beneath it, and the whole of it in a hint.
import { $, el } from "./dom.js";
import { isServed, readingOf } from "./insight.js";
import { place } from "./menu.js";
import { state, messageIn, touch } from "./state.js";
import { recall, remember } from "./storage.js";
import { decimal, languageName, percent, t } from "./texts.js";

const HOVER_MS = 220;
const SHOWN = "marks";

let anchor = null;
let timer = null;

/** The mark of a message, if something was understood of it. */
export function mark(view) {
  const reading = readingOf(view);
  if (!reading) return null;
  const { emotion, topic, language } = reading;
  return el("button", {
    className: `understood e-${emotion}`, type: "button", tabIndex: -1, "data-understood": emotion, "aria-label": inWords(reading),
  },
  emotion === "neutral" ? null : el("span", { className: "feeling" }, t(`emotion_${emotion}`)),
  topic === "general" ? null : el("span", {}, t(`topic_${topic}`)),
  language === "und" ? null : el("span", { className: "code" }, language));
}

function inWords({ emotions, emotion, topic, language }) {
  const felt = emotions.length ? emotions : [emotion];
  return [t("understood"), ...felt.map((one) => t(`emotion_${one}`)), t(`topic_${topic}`), languageName(language)].join(", ");
}

function details(reading) {
  const felt = reading.emotions.length ? reading.emotions : [reading.emotion];
  const { sentiment, confidence, keywords, topic, language } = reading;
  return [
    el("p", { className: "feelings-of" }, ...felt.map((emotion) => el("b", { className: `e-${emotion}` }, t(`emotion_${emotion}`)))),
    el("dl", {},
      ...pair("sentiment", scale(sentiment), decimal(sentiment)),
      ...pair("confidence", gauge(confidence), percent(confidence)),
      ...pair("subject", t(`topic_${topic}`)),
      ...pair("language", languageName(language))),
    keywords.length ? el("p", { className: "keywords" }, ...keywords.map((word) => el("span", {}, word))) : null,
  ].filter(Boolean);
}

const pair = (name, ...value) => [el("dt", {}, t(name)), el("dd", {}, ...value)];

/** A bar that is full at 1. */
export function gauge(share) {
  const node = el("span", { className: "gauge", "aria-hidden": "true" }, el("i"));
  node.firstChild.style.width = percent(share);
  return node;
}

/** A bar from the middle: to the left what is sad, to the right what is glad. */
function scale(sentiment) {
  const node = el("span", { className: `gauge scale ${sentiment < 0 ? "sad" : "glad"}`, "aria-hidden": "true" }, el("i"));
  node.firstChild.style.width = percent(Math.abs(sentiment) / 2);
  node.firstChild.style.marginLeft = percent(0.5 + Math.min(sentiment, 0) / 2);
  return node;
}

function show(node) {
  clearTimeout(timer);
  const id = Number(node?.closest("[data-id]")?.dataset.id);
  const reading = readingOf({ chat_id: state.current, id });
  if (!reading || !messageIn(state.current, id)) return hide();
  anchor = node;
  $("hint").className = `popover hint e-${reading.emotion}`;
  $("hint").replaceChildren(...details(reading));
  $("hint").showPopover();
  place($("hint"), node.getBoundingClientRect());
}

function hide() {
  clearTimeout(timer);
  anchor = null;
  $("hint").hidePopover();
}

/** The hint stays with its mark, as long as that is seen. */
function follow() {
  if (!anchor) return;
  const [box, frame] = [anchor.getBoundingClientRect(), $("scroll").getBoundingClientRect()];
  if (!anchor.checkVisibility() || box.bottom < frame.top || box.top > frame.bottom) hide();
  else place($("hint"), box);
}

/** Whether there are marks to show or to hide, and which it is. */
export function drawMarks() {
  $("marks-toggle").hidden = !isServed();
  document.body.dataset.marks = recall(SHOWN) ?? document.body.dataset.marks;
  $("marks-toggle").setAttribute("aria-pressed", String(document.body.dataset.marks === "shown"));
  follow();
}

function toggle() {
  const next = document.body.dataset.marks === "shown" ? "hidden" : "shown";
  document.body.dataset.marks = next;
  remember(SHOWN, next);
  touch();
}

const markAt = (target) => target.closest?.(".understood") ?? null;

function hovered({ target, pointerType }) {
  if (pointerType !== "mouse" || !markAt(target)) return;
  clearTimeout(timer);
  timer = setTimeout(() => show(markAt(target)), HOVER_MS);
}

function focused({ target }) {
  const node = markAt(target) ?? target.querySelector?.(":scope > .body > .understood");
  if (node?.checkVisibility() && target.matches(":focus-visible")) show(node);
}

export function wireMarks() {
  const messages = $("messages");
  messages.addEventListener("pointerover", hovered);
  messages.addEventListener("pointerout", ({ target, pointerType }) => pointerType === "mouse" && markAt(target) && hide());
  messages.addEventListener("focusin", focused);
  messages.addEventListener("focusout", hide);
  messages.addEventListener("click", ({ target }) => markAt(target) && show(markAt(target)));
  addEventListener("pointerdown", ({ target }) => markAt(target) || $("hint").contains(target) || hide());
  addEventListener("keydown", (event) => (event.key === "Escape" || event.key === "Enter") && hide());
  addEventListener("resize", hide);
  $("scroll").addEventListener("scroll", follow);
  $("marks-toggle").addEventListener("click", toggle);
}
