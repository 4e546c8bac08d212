// The server sends message text as escaped HTML; here only the known tags are let through all the same.
import { el } from "./dom.js";

const PLAIN = new Set(["B", "STRONG", "I", "EM", "U", "S", "CODE", "PRE", "BLOCKQUOTE", "BR"]);
const SAFE_LINK = /^(https?|tg|mailto):/i;

/** Whether a page may be opened from here: no scripts in addresses. */
export const isSafe = (href) => SAFE_LINK.test(href ?? "");

/** A fragment of the text of a message view. */
export function content(view) {
  const fragment = document.createDocumentFragment();
  if (!view.html) fragment.append(view.text ?? "");
  else copyChildren(new DOMParser().parseFromString(view.html, "text/html").body, fragment);
  return fragment;
}

function copyChildren(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(afterBlock(node) ? node.data.replace(/^\n/, "") : node.data);
    else if (node.nodeType === Node.ELEMENT_NODE) copyElement(node, to);
  }
}

// A block ends its line by itself, so the line break of the text after it would show as an empty line.
const afterBlock = (node) => ["BLOCKQUOTE", "PRE"].includes(node.previousSibling?.nodeName);

function copyElement(node, to) {
  const copy = PLAIN.has(node.tagName) ? document.createElement(node.tagName) : link(node);
  copyChildren(node, copy ?? to);
  if (copy) to.append(copy);
}

function link(node) {
  const href = node.getAttribute("href") ?? "";
  if (node.tagName !== "A" || !isSafe(href)) return null;
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" });
}
