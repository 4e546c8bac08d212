// The server sends message text as escaped HTML; here only the known tags are let through all the same.
const PLAIN = new Set(["B", "STRONG", "I", "EM", "U", "S", "CODE", "PRE", "BLOCKQUOTE", "BR"]);
const SAFE_LINK = /^(https?|tg|mailto):/i;

/** A fragment of the text of a message view. */
export function content(view) {
  const fragment = document.createDocumentFragment();
  if (!view.html) fragment.append(view.text ?? "");
  else copyChildren(new DOMParser().parseFromString(view.html, "text/html").body, fragment);
  return fragment;
}

function copyChildren(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    else if (node.nodeType === Node.ELEMENT_NODE) copyElement(node, to);
  }
}

function copyElement(node, to) {
  const copy = PLAIN.has(node.tagName) ? document.createElement(node.tagName) : link(node);
  copyChildren(node, copy ?? to);
  if (copy) to.append(copy);
}

function link(node) {
  const href = node.getAttribute("href") ?? "";
  if (node.tagName !== "A" || !SAFE_LINK.test(href)) return null;
  const copy = document.createElement("a");
  copy.href = href;
  copy.target = "_blank";
  copy.rel = "noopener noreferrer";
  return copy;
}
