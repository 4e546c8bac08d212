// Dates of messages, in the language of the page and on the clock that the bot goes by in the chat, or on this
// machine's where no service tells it. Telegram counts in seconds.
import { currentLanguage, t } from "./texts.js";

const DAY_MS = 86_400_000;

let timeZone;

/** Sets the time zone, by its IANA name. */
export function setZone(name) {
  if (name) timeZone = name;
}

const say = (seconds, options) => new Intl.DateTimeFormat(currentLanguage(), { timeZone, ...options }).format(seconds * 1000);
/** The days since 1970 on the wall. Sweden writes dates as ISO does. */
const dayNumber = (ms) => Date.parse(new Intl.DateTimeFormat("sv-SE", { timeZone }).format(ms)) / DAY_MS;

export const daysAgo = (seconds) => dayNumber(Date.now()) - dayNumber(seconds * 1000);
export const clock = (seconds) => say(seconds, { hour: "2-digit", minute: "2-digit", hour12: false });
export const moment = (seconds) => say(seconds, { dateStyle: "long", timeStyle: "medium" });

export function day(seconds) {
  const ago = daysAgo(seconds);
  if (ago === 0) return t("today");
  if (ago === 1) return t("yesterday");
  return say(seconds, { day: "numeric", month: "long" });
}

export function shortly(seconds) {
  return daysAgo(seconds) === 0 ? clock(seconds) : say(seconds, { day: "numeric", month: "short" });
}
