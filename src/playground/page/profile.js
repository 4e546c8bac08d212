// The person who speaks, as the service has come to know them, and the mood of the chat.
import { $, el, face, redraw } from "./dom.js";
import { learnedOf, moodOf } from "./insight.js";
import { state, currentChat, speakerOf } from "./state.js";
import { currentLanguage, t } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";

export function drawProfile() {
  const chat = currentChat();
  const person = speakerOf(chat);
  const [mood, learned] = [chat && moodOf(chat.id), person && learnedOf(person.id)];
  redraw($("mood"), mood ? [{ key: chat.id, sig: [mood, currentLanguage()], make: () => moodStrip(mood) }] : []);
  redraw($("profile"), person && learned
    ? [{ key: person.id, sig: [learned, person, currentLanguage()], make: () => portrait(person, learned) }] : []);
  $("who").hidden = !learned;
  $("mood").hidden = !mood;
}

/** The feelings of the day as a bar, and what it was about. */
function moodStrip({ emotions, topics, messages, participants }) {
  const bar = el("div", { className: "feelings", role: "img", "aria-label": t("mood_bar") }, ...emotions.map(([emotion, share]) => {
    const part = el("i", { className: `e-${emotion}`, title: `${t(`emotion_${emotion}`)} ${percent(share)}` });
    part.style.flexGrow = String(share);
    return part;
  }));
  const felt = emotions.filter(([emotion]) => emotion !== "neutral").slice(0, 3);
  const words = felt.map(([emotion, share]) => `${t(`emotion_${emotion}`)} ${percent(share)}`);
  const about = topics.slice(0, 3).map(([topic]) => t(`topic_${topic}`));
  return el("li", { className: "mood" },
    el("p", {}, el("b", {}, t("mood_today")), ` ${t("mood_messages", { n: messages, people: participants })}`),
    bar,
    el("p", { className: "sub" }, [...words, ...about].join(" · ") || t("emotion_neutral")));
}

function portrait(person, { profile, statistics }) {
  const rows = [
    ["style", t(`style_${profile.style.value}`), profile.style.chosen],
    ["length", t(`length_${profile.length.value}`), profile.length.chosen],
    ["complexity", t(`complexity_${profile.complexity.value}`), profile.complexity.chosen],
    ["humour", gauge(profile.humour.value), profile.humour.chosen],
    profile.topics.length && ["topics", profile.topics.map((topic) => t(`topic_${topic}`)).join(", "), false],
    statistics?.favorite_emojis.length && ["emoji", statistics.favorite_emojis.map(([emoji]) => emoji).join(" "), false],
  ].filter(Boolean);
  return el("li", { className: "portrait" },
    el("div", { className: "person" }, face(person),
      el("div", { className: "grow" }, el("b", {}, person.name), el("p", { className: "sub" }, counted(statistics)))),
    el("dl", {}, ...rows.flatMap(([name, value, chosen]) => [
      el("dt", {}, t(`profile_${name}`)),
      el("dd", {}, value, chosen ? el("span", { className: "badge" }, t("chosen")) : null),
    ])),
    statistics ? hours(statistics.activity_hours) : null,
    statistics?.sentiment_history.length > 1 ? sparkline(statistics.sentiment_history) : null);
}

const counted = (statistics) => (statistics ? t("heard", { n: statistics.total_messages }) : t("unknown_person"));
const percent = (share) => `${Math.round(share * 100)}%`;

function gauge(share) {
  const node = el("span", { className: "gauge", role: "img", "aria-label": percent(share), title: percent(share) }, el("i"));
  node.firstChild.style.width = percent(share);
  return node;
}

/** When the person writes: a bar for each hour of the day. */
function hours(counts) {
  const most = Math.max(...counts, 1);
  const bars = counts.map((count, hour) => {
    const bar = el("i", { title: `${String(hour).padStart(2, "0")}:00 – ${count}` });
    bar.style.height = `${Math.max((count / most) * 100, 3)}%`;
    return bar;
  });
  const scale = [0, 6, 12, 18, 23].map((hour) => el("span", {}, String(hour)));
  return el("figure", {}, el("figcaption", {}, t("active_hours")),
    el("div", { className: "hours", role: "img", "aria-label": t("active_hours") }, ...bars),
    el("div", { className: "scale", "aria-hidden": "true" }, ...scale));
}

/** How the person's words felt, from sad below to glad above. */
function sparkline(history) {
  const svg = document.createElementNS(SVG, "svg");
  const [line, zero] = [document.createElementNS(SVG, "polyline"), document.createElementNS(SVG, "line")];
  const points = history.map(({ sentiment }, at) => `${(at / (history.length - 1)) * 100},${20 - sentiment * 18}`);
  for (const [name, value] of Object.entries({ viewBox: "0 0 100 40", preserveAspectRatio: "none", role: "img", "aria-label": t("feelings") })) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ x1: 0, y1: 20, x2: 100, y2: 20 })) zero.setAttribute(name, value);
  line.setAttribute("points", points.join(" "));
  svg.classList.add("sparkline");
  svg.append(zero, line);
  return el("figure", {}, el("figcaption", {}, t("feelings")), svg);
}
