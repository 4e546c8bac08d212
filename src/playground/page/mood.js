// The mood of the chat today, in the words and figures of /mood: a word, the feelings as a bar, what it was about.
import { $, el, icon, redraw } from "./dom.js";
import { moodOf } from "./insight.js";
import { state } from "./state.js";
import { currentLanguage, percent, t } from "./texts.js";

const LEGEND = 3;
const TOPICS = 3;

export function drawMood() {
  const mood = moodOf(state.current);
  $("mood").hidden = !mood;
  redraw($("mood"), mood ? [{ key: state.current, sig: [mood, currentLanguage()], make: () => strip(mood) }] : []);
}

function strip(mood) {
  const { emotions, topics, messages, participants, trend } = mood;
  const turn = trend === "stable" ? null : icon(trend === "positive" ? "rise" : "fall");
  const heard = `${t("heard", { n: messages })}, ${t("writers", { n: participants })}`;
  return el("div", {},
    el("p", { className: `tone e-${leading(mood)}` }, el("span", {}, t("mood_today")), el("b", {}, t(`mood_${mood.word}`)),
      turn && el("span", { className: `turned ${trend}`, title: t(`trend_${trend}`) }, turn)),
    bar(emotions),
    el("p", { className: "legend" }, ...emotions.filter(([emotion]) => emotion !== "neutral").slice(0, LEGEND).map(([emotion, share]) =>
      el("span", { className: `e-${emotion}` }, `${t(`emotion_${emotion}`)} ${percent(share)}`))),
    el("p", { className: "about-what", title: heard }, ...topics.filter(([topic]) => topic !== "general").slice(0, TOPICS).map(([topic, n]) =>
      el("span", { className: "tag" }, t(`topic_${topic}`), el("i", {}, String(n))))));
}

function bar(emotions) {
  const told = emotions.map(([emotion, share]) => `${t(`emotion_${emotion}`)} ${percent(share)}`);
  return el("div", { className: "feelings", role: "img", "aria-label": told.join(", ") }, ...emotions.map(([emotion, share], at) => {
    const part = el("i", { className: `e-${emotion}`, title: told[at] });
    part.style.flexGrow = String(share);
    return part;
  }));
}

/** The feeling of the day: the one of most lines, else the first that is felt at all. */
const leading = ({ emotions }) => emotions.find(([emotion]) => emotion !== "neutral")?.[0] ?? "neutral";
