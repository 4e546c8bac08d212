// A person as the service has come to know them: the one who speaks, or the one whose name was clicked.
import { feelings, hours } from "./charts.js";
import { $, el, face, icon, redraw } from "./dom.js";
import { learnedOf, personInView } from "./insight.js";
import { gauge } from "./marks.js";
import { currentLanguage, languageName, percent, t } from "./texts.js";

const FACTS = ["style", "length", "complexity", "interaction"];

export function drawProfile() {
  const person = personInView();
  const learned = person && learnedOf(person.id);
  const item = (make) => (learned ? [{ key: person.id, sig: [learned, person, currentLanguage()], make: () => make(person, learned) }] : []);
  $("who").hidden = !learned;
  redraw($("who-head"), item(head));
  redraw($("profile"), item(portrait));
}

function head(person, { statistics }) {
  return el("span", { className: "person" }, face(person),
    el("span", { className: "grow" }, el("b", {}, person.name), el("span", { className: "sub" }, counted(statistics))),
    icon("down"));
}

function counted(statistics) {
  if (!statistics) return t("unknown_person");
  const heard = t("heard", { n: statistics.total_messages });
  return statistics.analysed_messages ? `${heard} · ≈ ${t("characters", { n: Math.round(statistics.avg_message_length) })}` : heard;
}

function portrait(person, { profile, statistics }) {
  if (!statistics) return el("p", { className: "stranger" }, t("stranger", { name: person.name }));
  return el("div", { className: "portrait" },
    el("dl", {},
      ...FACTS.map((name) => fact(name, profile[name].chosen, t(`${name}_${profile[name].value}`))),
      fact("humour", profile.humour.chosen, gauge(profile.humour.value), el("span", {}, percent(profile.humour.value))),
      profile.language ? fact("language", false, languageName(profile.language)) : null),
    likes(profile, statistics),
    el("div", { className: "charts" },
      hours(statistics.activity_hours),
      statistics.sentiment_history.length ? feelings(statistics.sentiment_history, statistics.average_sentiment) : null));
}

const fact = (name, isChosen, ...value) =>
  el("div", { "data-fact": name }, el("dt", {}, t(name), isChosen && chosen()), el("dd", {}, ...value));

const chosen = () => el("span", { className: "chosen", title: t("chosen_by_person") }, icon("check"), t("chosen"));

/** Topics, chosen or written about most, and the emoji used most. */
function likes(profile, { favorite_topics: written, favorite_emojis: emoji, choices }) {
  const count = new Map(written);
  const tags = profile.topics.map((topic) =>
    el("span", { className: "tag" }, t(`topic_${topic}`), count.has(topic) ? el("i", {}, String(count.get(topic))) : null));
  const used = emoji.map(([one, n]) => el("span", { className: "emoji", title: `${one} × ${n}` }, one));
  if (!tags.length && !used.length) return null;
  return el("div", { className: "likes" }, ...tags, choices.topics ? chosen() : null, used.length ? el("span", { className: "used" }, ...used) : null);
}
