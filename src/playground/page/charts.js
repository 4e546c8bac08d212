// Small drawings of numbers: hours of the day, and how words felt over time.
import { el, svg } from "./dom.js";
import { currentLanguage, decimal, t } from "./texts.js";

const HOURS_NAMED = [0, 6, 12, 18];
const WIDTH = 100;
const MIDDLE = 20;
const REACH = 17;

/** When a person writes: a bar for each of the 24 hours. */
export function hours(counts) {
  const most = Math.max(...counts, 1);
  const bars = counts.map((count, hour) => {
    const bar = el("i", { className: count ? "some" : "", title: `${String(hour).padStart(2, "0")}:00 · ${count}` });
    bar.style.height = count ? `${Math.max((count / most) * 100, 14)}%` : "";
    return bar;
  });
  return figure("active_hours", null,
    el("div", { className: "hours", role: "img", "aria-label": busiest(counts) }, ...bars),
    el("div", { className: "axis", "aria-hidden": "true" }, ...HOURS_NAMED.map((hour) => el("span", {}, String(hour)))));
}

function busiest(counts) {
  const list = new Intl.ListFormat(currentLanguage());
  const busy = counts.map((count, hour) => ({ count, hour })).filter(({ count }) => count).sort((a, b) => b.count - a.count);
  return `${t("active_hours")}: ${list.format(busy.slice(0, 3).map(({ hour }) => `${hour}:00`))}`;
}

/** How a person's words felt, oldest first: below the line what is sad, above it what is glad. */
export function feelings(history, average) {
  const step = WIDTH / Math.max(history.length - 1, 1);
  const points = history.map(({ sentiment }, at) => [at * step, MIDDLE - sentiment * REACH]);
  const [x, y] = points.at(-1);
  const line = points.map((point) => point.join()).join(" ");
  const chart = svg("svg", { class: "sparkline", viewBox: `0 0 ${WIDTH} ${2 * MIDDLE}`, preserveAspectRatio: "none", role: "img", "aria-label": `${t("words_felt")} ${decimal(average)}` },
    svg("polygon", { points: `0,${MIDDLE} ${line} ${x},${MIDDLE}` }),
    svg("path", { class: "zero", d: `M0 ${MIDDLE}H${WIDTH}` }),
    svg("polyline", { points: line }),
    svg("path", { class: "now", d: `M${x} ${y}h0` }));
  return figure("words_felt", decimal(average), chart);
}

const figure = (caption, value, ...chart) =>
  el("figure", {}, el("figcaption", {}, t(caption), value && el("b", {}, value)), ...chart);
