// What the service understood of each line and learned of each person. It is asked only once the trail shows that
// there is a service: the page may be served without one.
import { state, speakerOf, currentChat, touch } from "./state.js";

const SOON_MS = 150;
const STAGES = { analysis: "chat", personalization: "person" };

const readings = new Map();
const moods = new Map();
const people = new Map();
let served = false;
let due = null;
let asked = "";

const keyOf = (chat, message) => `${chat}/${message}`;

/** What was understood of a message, if anything. */
export const readingOf = (view) => readings.get(keyOf(view.chat_id, view.id)) ?? null;
export const moodOf = (chat) => moods.get(chat) ?? null;
/** What was learned of a person, if it was asked for. */
export const learnedOf = (person) => people.get(person) ?? null;

/** A step of an update's way may bring something new. */
export function noteStep(step) {
  if (STAGES[step?.stage]) refresh();
}

/** Asks anew, soon, for the chat and the person in view. */
export function refresh() {
  served = true;
  due ??= setTimeout(ask, SOON_MS);
}

/** Asks when another chat or person comes into view. */
export function drawInsight() {
  const now = `${state.current}/${speakerOf(currentChat())?.id}`;
  if (!served && [...state.updates.values()].some(({ steps }) => steps.some((step) => STAGES[step.stage]))) served = true;
  if (served && now !== asked) refresh();
}

async function ask() {
  due = null;
  const [chat, person] = [state.current, speakerOf(currentChat())?.id];
  asked = `${chat}/${person}`;
  const [told, learned] = await Promise.all([get("chat", chat), get("person", person)]);
  if (told) takeChat(chat, told);
  if (learned) people.set(person, learned);
  touch();
}

function takeChat(chat, { readings: list, mood }) {
  moods.set(chat, mood);
  for (const reading of list) {
    const key = keyOf(reading.chat_id, reading.message_id);
    if (JSON.stringify(readings.get(key)) !== JSON.stringify(reading)) readings.set(key, reading);
  }
}

async function get(what, id) {
  if (id === null || id === undefined) return null;
  const reply = await fetch(`/insight/${what}?id=${encodeURIComponent(id)}`).catch(() => null);
  return reply?.ok ? reply.json().catch(() => null) : null;
}
