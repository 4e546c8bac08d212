// What the page knows of the playground's world. Whoever changes it says so with `touch`.
const KEPT_MESSAGES = 1000;
const KEPT_UPDATES = 100;
const TYPING_LASTS_MS = 6000;
const HIDDEN_REDRAW_MS = 250;

export const state = {
  loaded: false,
  link: "connecting",
  bot: { id: 0, name: "", username: "" },
  /** Lists of commands, by scope and language as the bot set them. */
  commands: {},
  people: new Map(),
  chats: new Map(),
  messages: new Map(),
  seen: new Map(),
  speakers: new Map(),
  typing: new Map(),
  updates: new Map(),
  current: null,
};

const watchers = [];
let due = false;

export const watch = (redraw) => watchers.push(redraw);

/** Redraws the page once, soon, however often it is called before. */
export function touch() {
  if (due) return;
  due = true;
  const redraw = () => {
    due = false;
    for (const watcher of watchers) watcher();
  };
  if (document.hidden) setTimeout(redraw, HIDDEN_REDRAW_MS);
  else requestAnimationFrame(redraw);
}

export function takeWorld(world) {
  const first = !state.loaded;
  state.bot = world.bot;
  state.commands = world.commands;
  state.people = new Map(world.people.map((person) => [person.id, person]));
  state.chats = new Map(world.chats.map((chat) => [chat.id, chat]));
  state.messages = new Map();
  for (const views of Object.values(world.messages)) views.forEach(putMessage);
  if (first) for (const id of state.chats.keys()) markSeen(id);
  if (!state.chats.has(state.current)) state.current = liveliest();
  state.updates = new Map();
  for (const step of world.trail ?? []) putStep(step);
  state.loaded = true;
  touch();
}

function liveliest() {
  const chats = [...state.chats.keys()];
  return chats.sort((a, b) => messagesOf(b).length - messagesOf(a).length)[0] ?? null;
}

export const messagesOf = (chat) => state.messages.get(chat) ?? [];
export const currentChat = () => state.chats.get(state.current) ?? null;
export const messageIn = (chat, id) => messagesOf(chat).find((view) => view.id === id) ?? null;

/** Keeps a message in its chat's list, ordered by id; the newest view of it wins. */
export function putMessage(view) {
  const list = messagesOf(view.chat_id);
  state.messages.set(view.chat_id, list);
  let at = list.length;
  while (at > 0 && list[at - 1].id > view.id) at--;
  if (list[at - 1]?.id === view.id) list[at - 1] = view;
  else list.splice(at, 0, view);
  if (list.length > KEPT_MESSAGES) list.shift();
}

export function dropMessage(view) {
  const list = messagesOf(view.chat_id);
  state.messages.set(view.chat_id, list.filter((kept) => kept.id !== view.id));
}

export function markSeen(chat) {
  state.seen.set(chat, messagesOf(chat).at(-1)?.id ?? 0);
}

export function unreadIn(chat) {
  const seen = state.seen.get(chat) ?? 0;
  return messagesOf(chat).filter((view) => view.id > seen).length;
}

/** The people (not the bot) who can speak in a chat. */
export function speakersOf(chat) {
  return (chat?.member_ids ?? []).map((id) => state.people.get(id)).filter(Boolean);
}

/** The person the next message is written as: the one chosen last, else the first. */
export function speakerOf(chat) {
  const people = speakersOf(chat);
  return people.find((person) => person.id === state.speakers.get(chat?.id)) ?? people[0] ?? null;
}

export function noteTyping(chat) {
  state.typing.set(chat, Date.now() + TYPING_LASTS_MS);
  setTimeout(touch, TYPING_LASTS_MS + 50);
}

export const botTypes = (chat) => (state.typing.get(chat) ?? 0) > Date.now();

const sameStep = (a, b) => a.stage === b.stage && a.at_ms === b.at_ms && a.outcome === b.outcome;

/** Adds a step to the way of its update, once; forgets the oldest updates past the bound. */
export function putStep(step) {
  const update = state.updates.get(step.seq) ?? { seq: step.seq, update_id: null, chat_id: null, steps: [] };
  if (update.steps.some((known) => sameStep(known, step))) return;
  state.updates.set(step.seq, {
    ...update,
    update_id: step.update_id ?? update.update_id,
    chat_id: step.chat_id ?? update.chat_id,
    steps: [...update.steps, step],
  });
  if (state.updates.size > KEPT_UPDATES) state.updates.delete(Math.min(...state.updates.keys()));
}

export function messageOfUpdate(updateId) {
  if (updateId === null || updateId === undefined) return null;
  for (const list of state.messages.values()) {
    const found = list.findLast((view) => view.update_id === updateId);
    if (found) return found;
  }
  return null;
}
