// Where messages are written: as whom, in reply to what, or which one is being edited.
import * as api from "./api.js";
import { drawCommands, firstCommand } from "./commands.js";
import { $, el, face, icon, redraw } from "./dom.js";
import { state, currentChat, messagesOf, speakerOf, speakersOf, touch } from "./state.js";
import { currentLanguage, t } from "./texts.js";
import { attempt } from "./toasts.js";

const BORDERS_PX = 2;
const NOTHING = { kind: null, view: null };

let about = NOTHING;
let inChat = null;
const drafts = new Map();

export function startReply(view) {
  setAbout({ kind: "reply", view });
}

export function startEdit(view) {
  setAbout({ kind: "edit", view });
  fill(view.text);
}

/** Puts a text into the composer, ready to be sent. */
export function fill(text) {
  $("line").value = text;
  grow();
  $("line").focus();
  $("line").setSelectionRange(text.length, text.length);
}

function setAbout(next) {
  if (about.kind === "edit" && next.kind !== "edit") $("line").value = "";
  about = next;
  touch();
  $("line").focus();
}

/** Lines worth trying in a chat. */
export function suggestions(chat) {
  const mention = t("hint_mention", { bot: state.bot.username });
  return ["/help", ...(chat.kind === "private" ? [] : [mention]), t("hint_search"), "/stats"];
}

export function drawComposer() {
  const chat = currentChat();
  $("composer").hidden = !speakerOf(chat) || Boolean(chat.migrated_to);
  if (inChat !== (chat?.id ?? null)) changeChat(chat);
  if (!chat) return;
  drawAbout();
  drawSpeakers(chat);
  drawHints(chat);
  drawCommands(fill);
  const label = t("write_as", { name: speakerOf(chat)?.name ?? "" });
  $("line").placeholder = label;
  $("line").setAttribute("aria-label", label);
}

function changeChat(chat) {
  drafts.set(inChat, about.kind === "edit" ? "" : $("line").value);
  inChat = chat?.id ?? null;
  about = NOTHING;
  $("line").value = drafts.get(inChat) ?? "";
  grow();
}

function drawAbout() {
  const box = $("about");
  box.hidden = about.kind === null;
  if (box.hidden) return;
  const title = about.kind === "edit" ? t("editing") : t("replying", { name: about.view.from.name });
  box.querySelector("use").setAttribute("href", `#i-${about.kind}`);
  box.querySelector("b").textContent = title;
  box.querySelector("span").textContent = about.view.text;
}

function drawSpeakers(chat) {
  const people = speakersOf(chat);
  const chosen = speakerOf(chat);
  redraw($("speakers"), people.length < 2 ? [] : people.map((person) => ({
    key: person.id,
    sig: [person, person === chosen, currentLanguage()],
    make: () => speaker(person, person === chosen),
  })));
}

function speaker(person, chosen) {
  return el("button", {
    className: "speaker", type: "button", role: "radio", title: `${t("speak_as")}: ${person.name}`, "data-person": person.id,
    "aria-checked": String(chosen), "aria-label": person.name, tabIndex: chosen ? 0 : -1,
    onclick: () => choose(person),
  }, face(person, "small"), el("span", {}, person.name));
}

function choose(person) {
  state.speakers.set(state.current, person.id);
  if (about.kind === "edit") setAbout(NOTHING);
  touch();
}

function drawHints(chat) {
  const show = messagesOf(chat.id).length > 0 && $("line").value === "" && about.kind === null;
  redraw($("hints"), show ? suggestions(chat).map((text) => ({
    key: text,
    sig: [text],
    make: () => el("button", { className: "chip", type: "button", onclick: () => fill(text) }, text),
  })) : []);
}

function grow() {
  const line = $("line");
  line.style.height = "auto";
  line.style.height = `${line.scrollHeight + BORDERS_PX}px`;
  $("composer").classList.toggle("ready", line.value.trim() !== "");
  touch();
}

async function submit(event) {
  event.preventDefault();
  const text = $("line").value.trim();
  const chat = currentChat();
  const speaker = speakerOf(chat);
  if (!text || !speaker) return;
  const { kind, view } = about;
  about = NOTHING;
  $("line").value = "";
  grow();
  const call = kind === "edit" ? api.edit(view, text) : api.say(chat.id, speaker.id, text, view?.id);
  if ((await attempt(call)) === undefined && inChat === chat.id && $("line").value === "") fill(text);
}

function keyed(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) submit(event);
  else if (event.key === "Tab" && !event.shiftKey && firstCommand()) complete(event);
  else if (event.key === "Escape" && about.kind) setAbout(NOTHING);
  else if (event.key === "ArrowUp" && $("line").value === "") editLast(event);
}

function complete(event) {
  event.preventDefault();
  fill(firstCommand());
}

function editLast(event) {
  const speaker = speakerOf(currentChat());
  const last = messagesOf(state.current).findLast((view) => view.from?.id === speaker?.id && !view.service);
  if (!last) return;
  event.preventDefault();
  startEdit(last);
}

function turned(event) {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const people = speakersOf(currentChat());
  const at = people.indexOf(speakerOf(currentChat()));
  choose(people[(at + step + people.length) % people.length]);
  requestAnimationFrame(() => $("speakers").querySelector("[aria-checked=true]")?.focus());
}

export function wireComposer() {
  $("composer").addEventListener("submit", submit);
  $("line").addEventListener("keydown", keyed);
  $("line").addEventListener("input", grow);
  $("speakers").addEventListener("keydown", turned);
  $("about").querySelector("button").addEventListener("click", () => setAbout(NOTHING));
}
