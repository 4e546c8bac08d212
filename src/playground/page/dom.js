// Small help for building the page: elements, icons, faces, lists that keep their nodes.
const SVG = "http://www.w3.org/2000/svg";

export const $ = (id) => document.getElementById(id);

/** An element with properties, attributes (`aria-…`, `data-…`, `role`) and children; strings become text. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (name.includes("-") || name === "role") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An element of a drawing with attributes and children. */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export const icon = (name) => svg("svg", { "aria-hidden": "true" }, svg("use", { href: `#i-${name}` }));

const COLOURS = 8;
const STRIDE = 3;
const colours = new Map();

/** The colour class of an id, given out in turn, so that the first eight differ. */
export function colourOf(id) {
  if (!colours.has(id)) colours.set(id, (colours.size * STRIDE) % COLOURS);
  return `c${colours.get(id)}`;
}

function initials(name) {
  const words = name.split(/\s+/).map((word) => word.match(/[\p{L}\p{N}]/u)?.[0]).filter(Boolean);
  return words.slice(0, 2).join("").toUpperCase() || "?";
}

/** A round face: initials on the colour of the id, or the bot's mark. */
export function face({ id, name, bot }, size = "") {
  const node = el("span", { className: `face ${size} ${bot ? "is-bot" : colourOf(id)}`, "aria-hidden": "true" });
  node.append(bot ? icon("bot") : initials(name ?? ""));
  return node;
}

const drawn = new WeakMap();
const same = (a, b) => a && a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

/**
 * Makes the children of `parent` those of `items` ({key, sig, make}), in order. A child whose `sig`
 * (an array of values) did not change keeps its node, so focus, hover and animations survive.
 */
export function redraw(parent, items) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map(({ key, sig, make }) => {
    const kept = old.get(String(key));
    old.delete(String(key));
    return kept && same(drawn.get(kept), sig) ? kept : made(kept, key, sig, make);
  });
  for (const node of old.values()) node.remove();
  let cursor = parent.firstElementChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(node, cursor);
  }
}

function made(kept, key, sig, make) {
  const node = make();
  node.dataset.key = key;
  drawn.set(node, sig);
  if (kept) swap(kept, node);
  else node.classList.add("fresh");
  return node;
}

function swap(kept, node) {
  const focused = kept.contains(document.activeElement);
  kept.replaceWith(node);
  if (focused) (node.matches("[tabindex], a, button") ? node : node.querySelector("a, button, [tabindex]"))?.focus();
}
