// What the service understood of each line and learned of each person. It is asked only once the trail shows that
// there is a service: the page may be served without one.
import { state, speakerOf, currentChat, touch } from "./state.js";
import { setZone } from "./times.js";

const SOON_MS = 150;
const KEPT_READINGS = 1000;
const STAGES = new Set(["analysis", "personalization"]);

const readings = new Map();
const moods = new Map();
const people = new Map();
let served = false;
let due = null;
let asking = false;
let again = false;
let asked = "";
let looked = { at: "", person: null };

/** Whether there is somebody to ask. */
export const isServed = () => served;
/** What was understood of a message, if anything. */
export const readingOf = (view) => readings.get(view.chat_id)?.get(view.id) ?? null;
/** How a chat is today. */
export const moodOf = (chat) => moods.get(chat) ?? null;
/** What was learned of a person, if it was asked for. */
export const learnedOf = (person) => people.get(person) ?? null;

const place = () => `${state.current}/${speakerOf(currentChat())?.id}`;

/** Shows the profile of a person, until another chat or speaker is chosen. */
export function lookAt(person) {
  looked = { at: place(), person };
  touch();
}

/** The person whose profile is in view: the one looked at, else the one who speaks. */
export function personInView() {
  return (looked.at === place() && state.people.get(looked.person)) || speakerOf(currentChat());
}

/** A step of an update's way may bring something new. */
export function noteStep(step) {
  if (STAGES.has(step?.stage)) refresh();
}

/** The world was loaded: its trail tells whether there is a service. */
export function noteWorld() {
  for (const { steps } of state.updates.values()) steps.forEach(noteStep);
}

/** Asks when another chat or person comes into view. */
export function drawInsight() {
  if (served && inView() !== asked) refresh();
}

const inView = () => `${state.current}/${personInView()?.id}`;

/** Asks anew, soon; one question at a time, so that an older answer never replaces a newer one. */
function refresh() {
  served = true;
  if (asking) again = true;
  else due ??= setTimeout(ask, SOON_MS);
}

async function ask() {
  [due, asking, again, asked] = [null, true, false, inView()];
  const [chat, person] = [state.current, personInView()?.id];
  const [told, learned] = await Promise.all([get("chat", chat), get("person", person)]);
  if (told) takeChat(chat, told);
  if (learned) people.set(person, learned);
  asking = false;
  if (again) refresh();
  touch();
}

function takeChat(chat, { readings: list, mood, zone }) {
  setZone(zone);
  moods.set(chat, mood);
  readings.set(chat, merged(readings.get(chat) ?? new Map(), list));
}

/** The readings told last in place of the known ones of their time; those that are the same keep their objects. */
function merged(known, list) {
  const first = Math.min(...list.map((reading) => reading.message_id));
  const older = [...known].filter(([id]) => id < first && list.length > 0);
  const told = list.map((reading) => [reading.message_id, same(known.get(reading.message_id), reading)]);
  return new Map([...older, ...told].slice(-KEPT_READINGS));
}

const same = (known, told) => (JSON.stringify(known) === JSON.stringify(told) ? known : told);

async function get(what, id) {
  if (id === null || id === undefined) return null;
  const reply = await fetch(`/insight/${what}?id=${encodeURIComponent(id)}`).catch(() => null);
  return reply?.ok ? reply.json().catch(() => null) : null;
}
