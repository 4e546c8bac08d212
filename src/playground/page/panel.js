// What happens inside: the way of each update through the actors, newest first.
import { $, el, redraw } from "./dom.js";
import { state, messageOfUpdate } from "./state.js";
import { currentLanguage, knows, t } from "./texts.js";

const OPEN_AT_FIRST = 3;
const toggled = new Map();

export function drawPanel() {
  const updates = [...state.updates.values()].sort((a, b) => b.seq - a.seq);
  redraw($("trail"), updates.map((update, at) => {
    const open = toggled.get(update.seq) ?? at < OPEN_AT_FIRST;
    const view = messageOfUpdate(update.update_id);
    return { key: update.seq, sig: [update, open, view, currentLanguage()], make: () => card(update, open, view) };
  }));
  $("trail-empty").hidden = updates.length > 0;
  for (const seq of toggled.keys()) if (!state.updates.has(seq)) toggled.delete(seq);
}

function card(update, open, view) {
  const start = startOf(update);
  const total = Math.max(...update.steps.map((step) => step.at_ms - start));
  return el("li", { className: "update", "data-update": update.update_id ?? null },
    el("button", {
      className: "head", type: "button", "aria-expanded": String(open),
      title: update.update_id === null ? t("own_entry") : t("update", { id: update.update_id }),
      onclick: () => toggle(update.seq, open),
    },
    el("span", { className: "seq" }, `#${update.seq}`),
    el("span", { className: "what" }, said(update, view)),
    el("span", { className: "dots" }, ...update.steps.map((step) => el("i", { className: stageClass(step.stage) }))),
    el("span", { className: "total" }, t("ms", { n: Math.round(total) }))),
    open ? el("ol", { className: "steps" }, ...update.steps.map((step) => stepRow(step, start, total))) : null);
}

function toggle(seq, open) {
  toggled.set(seq, !open);
  drawPanel();
}

const startOf = (update) =>
  update.steps.find((step) => step.stage === "journal")?.at_ms ?? Math.min(...update.steps.map((step) => step.at_ms));

function said(update, view) {
  if (view) return el("span", {}, el("b", {}, view.from?.name ?? ""), ` ${view.service ?? view.text}`);
  const chat = state.chats.get(update.chat_id)?.title;
  const what = update.update_id === null ? t("own_entry") : t("update", { id: update.update_id });
  return chat ? `${chat}: ${what}` : what;
}

const stageClass = (stage) => `s-${stage.replace(/[^a-z]+/g, "-")}`;

function stepRow(step, start, total) {
  const name = knows(`stage_${step.stage}`) ? t(`stage_${step.stage}`) : step.stage;
  const after = Math.max(0, Math.round(step.at_ms - start));
  return el("li", { className: stageClass(step.stage), title: t("took", { time: spent(step.took_us) }) },
    el("span", { className: "name" }, name),
    el("span", { className: "outcome" }, knows(`outcome_${step.outcome}`) ? t(`outcome_${step.outcome}`) : step.outcome ?? ""),
    el("span", { className: "after" }, after === 0 && step.stage === "journal" ? spent(step.took_us) : `+${t("ms", { n: after })}`),
    bar(step, after, total));
}

/** A bar from where the stage began to where it ended, on the scale of the whole way. */
function bar(step, after, total) {
  const scale = 100 / Math.max(total, 1);
  const length = Math.min(Math.max(((step.took_us ?? 0) / 1000) * scale, 2), 100);
  const end = Math.min(after * scale, 100);
  const node = el("span", { className: "gauge", "aria-hidden": "true" }, el("i"));
  node.firstChild.style.width = `${length}%`;
  node.firstChild.style.marginLeft = `${Math.min(Math.max(end - length, 0), 100 - length)}%`;
  return node;
}

function spent(micros) {
  if (micros === null || micros === undefined) return "–";
  return t("ms", { n: micros < 10_000 ? (micros / 1000).toFixed(1) : Math.round(micros / 1000) });
}
