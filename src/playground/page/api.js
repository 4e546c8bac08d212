// The control API of the playground: calls, and the stream of what happens.
async function call(method, path, body) {
  const reply = await fetch(`/control/${path}`, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const data = await reply.json().catch(() => null);
  if (!reply.ok) throw new Error(data?.error ?? `HTTP ${reply.status}`);
  return data;
}

const message = (view) => `chats/${view.chat_id}/messages/${view.id}`;

export const world = () => call("GET", "world");
export const addPerson = (person) => call("POST", "people", person);
export const addChat = (chat) => call("POST", "chats", chat);
export const say = (chat, from, text, replyTo) =>
  call("POST", `chats/${chat}/messages`, { from, text, ...(replyTo ? { reply_to: replyTo } : {}) });
export const edit = (view, text) => call("PUT", message(view), { text });
export const react = (view, from, emoji) => call("POST", `${message(view)}/reactions`, { from, emoji });
export const press = (view, from, data) => call("POST", `${message(view)}/press`, { from, data });
export const vote = (view, from, option) => call("POST", `${message(view)}/vote`, { from, option });
export const addFault = (fault) => call("POST", "faults", fault);
export const clearFaults = () => call("DELETE", "faults");

const EVENTS = ["hello", "message", "edited", "deleted", "reaction", "poll", "typing", "chat", "person", "toast", "trail", "commands", "resync"];
const REOPEN_AFTER_MS = 2000;

/** Calls `take(name, data)` for each event and `lost()` when the stream breaks; opens it again by itself. */
export function listen(take, lost) {
  const source = new EventSource("/control/events");
  for (const name of EVENTS) source.addEventListener(name, (event) => take(name, parsed(event.data)));
  source.onerror = () => {
    lost();
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(take, lost), REOPEN_AFTER_MS);
  };
}

function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
