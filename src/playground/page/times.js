// Dates of messages, in the language of the page. Telegram counts in seconds.
import { currentLanguage, t } from "./texts.js";

const DAY_MS = 86_400_000;

const say = (seconds, options) => new Intl.DateTimeFormat(currentLanguage(), options).format(seconds * 1000);
const dayNumber = (ms) => Math.floor((ms - new Date(ms).getTimezoneOffset() * 60_000) / DAY_MS);

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
