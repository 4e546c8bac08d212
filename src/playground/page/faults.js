// Buttons that break the playground's Bot API on purpose.
import * as api from "./api.js";
import { $, el } from "./dom.js";
import { t } from "./texts.js";
import { attempt, toast } from "./toasts.js";

const FAULTS = {
  fault_500: { method: "sendMessage", times: 3, fault: { kind: "status", code: 500 } },
  fault_429: { method: "sendMessage", times: 1, fault: { kind: "status", code: 429, retry_after: 3 } },
  fault_slow: { method: "sendMessage", times: 1, fault: { kind: "slow", ms: 3000 } },
  fault_cut: { method: "getUpdates", times: 1, fault: { kind: "cut" } },
  fault_again: { method: "getUpdates", times: 1, fault: { kind: "again" } },
};

export function drawFaults() {
  $("faults").replaceChildren(
    ...Object.entries(FAULTS).map(([name, fault]) => button(name, () => arm(name, fault))),
    button("fault_clear", heal),
  );
}

const button = (name, onclick) => el("button", { type: "button", className: `chip ${name}`, onclick }, t(name));

async function arm(name, fault) {
  if ((await attempt(api.addFault(fault))) !== undefined) toast(t("armed", { fault: t(name) }));
}

async function heal() {
  if ((await attempt(api.clearFaults())) !== undefined) toast(t("healed"));
}
