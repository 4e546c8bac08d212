// Puts the page together: the world as it stands, then every event as it comes.
import * as api from "./api.js";
import { $ } from "./dom.js";
import { drawChats } from "./chats.js";
import { drawComposer, wireComposer } from "./composer.js";
import { drawFaults } from "./faults.js";
import { drawInsight, noteStep, noteWorld } from "./insight.js";
import { drawMarks, wireMarks } from "./marks.js";
import { drawMood } from "./mood.js";
import { drawPanel } from "./panel.js";
import { drawProfile } from "./profile.js";
import { drawTalk, wireTalk } from "./talk.js";
import { wireMenu } from "./menu.js";
import { wireDialogs } from "./dialogs.js";
import { wireHighlight } from "./highlight.js";
import { wirePlaces } from "./places.js";
import { state, dropMessage, noteTyping, putMessage, putStep, takeWorld, touch, watch } from "./state.js";
import { applyTexts, switchLanguage, t } from "./texts.js";
import { attempt, toast } from "./toasts.js";

let waiting = null;

const TAKE = {
  message: (view) => {
    putMessage(view);
    if (view.from?.bot) state.typing.delete(view.chat_id);
    if (view.chat_id === state.current) $("hearing").textContent = `${view.from?.name ?? ""}: ${view.service ?? view.text}`;
  },
  edited: putMessage,
  reaction: putMessage,
  poll: putMessage,
  deleted: dropMessage,
  typing: ({ chat_id }) => noteTyping(chat_id),
  chat: (chat) => state.chats.set(chat.id, chat),
  person: (person) => state.people.set(person.id, person),
  commands: (commands) => (state.commands = commands),
  toast: ({ text }) => toast(text),
  trail: (step) => {
    putStep(step);
    noteStep(step);
  },
};

function take(name, data) {
  if (name === "hello" || name === "resync") loadWorld();
  else if (waiting) waiting.push([name, data]);
  else apply(name, data);
}

function apply(name, data) {
  if (data) TAKE[name](data);
  touch();
}

/** Loads the world; events that come meanwhile are newer than it and are applied after it. */
async function loadWorld() {
  state.link = "connected";
  if (waiting) return;
  waiting = [];
  const world = await attempt(api.world());
  if (world) takeWorld(world);
  const events = waiting;
  waiting = null;
  noteWorld();
  for (const [name, data] of events) apply(name, data);
  touch();
}

function lost() {
  state.link = "reconnecting";
  touch();
}

function speak() {
  $("language").textContent = t("other_language");
  drawFaults();
  touch();
}

for (const draw of [drawInsight, drawTalk, drawChats, drawComposer, drawMarks, drawMood, drawProfile, drawPanel]) watch(draw);
$("language").addEventListener("click", () => {
  switchLanguage();
  speak();
});
document.addEventListener("visibilitychange", touch);
wireTalk();
wireComposer();
wireMenu();
wireMarks();
wireDialogs();
wireHighlight();
wirePlaces();
applyTexts();
speak();
api.listen(take, lost);
