// Dialogs for a new person, a new group, a new private chat.
import * as api from "./api.js";
import { $, el, face } from "./dom.js";
import { state, touch } from "./state.js";
import { t } from "./texts.js";
import { attempt, toast } from "./toasts.js";

export function wireDialogs() {
  for (const entry of document.querySelectorAll("#add-menu [data-open]")) {
    entry.addEventListener("click", () => {
      $("add-menu").hidePopover();
      OPEN[entry.dataset.open]();
    });
  }
  $("dialog").addEventListener("click", (event) => event.target === $("dialog") && $("dialog").close());
}

const OPEN = {
  person: () => show("new_person", [field("name", "name", true), field("username", "username", false)], createPerson),
  group: () => show("new_group", [field("title", "title", true), choice("checkbox", "who_takes_part", [...state.people.values()])], createGroup),
  private: () => {
    const free = [...state.people.values()].filter((person) => !hasPrivate(person.id));
    const list = free.length ? choice("radio", "with_whom", free) : el("p", {}, t("everyone_has_private"));
    show("new_private", [list], createPrivate, free.length > 0);
  },
};

const hasPrivate = (person) =>
  [...state.chats.values()].some((chat) => chat.kind === "private" && chat.member_ids.includes(person));

function show(title, fields, create, possible = true) {
  const form = el("form", { method: "dialog" },
    el("h2", { id: "dialog-title" }, t(title)),
    ...fields,
    el("div", { className: "actions" },
      el("button", { type: "button", className: "quiet", onclick: () => $("dialog").close() }, t("cancel")),
      possible ? el("button", { className: "main" }, t("create")) : null));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await create(new FormData(form))) $("dialog").close();
  });
  $("dialog").replaceChildren(form);
  $("dialog").showModal();
}

function field(name, label, required) {
  return el("label", {}, t(label), el("input", { name, required, maxLength: 64, autocomplete: "off" }));
}

function choice(type, label, people) {
  return el("fieldset", {}, el("legend", {}, t(label)), ...people.map((person, at) =>
    el("label", { className: "pick" },
      el("input", { type, name: "member", value: person.id, checked: type === "checkbox" || at === 0 }),
      face(person, "small"), person.name)));
}

async function createPerson(form) {
  const username = form.get("username").trim().replace(/^@/, "");
  const person = await attempt(api.addPerson({ name: form.get("name").trim(), ...(username ? { username } : {}) }));
  if (person?.id) state.people.set(person.id, person);
  touch();
  return person !== undefined;
}

function createGroup(form) {
  const members = form.getAll("member").map(Number);
  if (members.length === 0) return toast(t("need_members"), "bad");
  return createChat({ title: form.get("title").trim(), kind: "supergroup", member_ids: members });
}

function createPrivate(form) {
  const person = state.people.get(Number(form.get("member")));
  return createChat({ title: person.name, kind: "private", member_ids: [person.id] });
}

async function createChat(wanted) {
  const chat = await attempt(api.addChat(wanted));
  if (chat?.id) {
    if (!state.chats.has(chat.id)) state.chats.set(chat.id, chat);
    location.hash = `chat/${chat.id}`;
  }
  return chat !== undefined;
}
