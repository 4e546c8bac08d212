// The menu of commands that opens as a line begins with a slash.
import { $, el, redraw } from "./dom.js";
import { state, currentChat } from "./state.js";
import { currentLanguage, t } from "./texts.js";

/** The commands that Telegram would offer in a chat to people whose client speaks the page's language. */
function offered(chat) {
  const scopes = [chat.kind === "private" ? "all_private_chats" : "all_group_chats", "default"];
  for (const scope of scopes) {
    for (const language of [currentLanguage(), ""]) {
      const list = state.commands[`${JSON.stringify({ type: scope })} ${language}`];
      if (list?.length) return list;
    }
  }
  return [];
}

/** Shows the commands that begin as the line does; `choose` is called with the one that is taken. */
export function drawCommands(choose) {
  const chat = currentChat();
  const typed = $("line").value.match(/^\/([a-z0-9_]*)$/i)?.[1].toLowerCase();
  const fitting = chat && typed !== undefined ? offered(chat).filter(({ command }) => command.startsWith(typed)) : [];
  const menu = $("commands");
  menu.hidden = fitting.length === 0;
  menu.setAttribute("aria-label", t("commands"));
  redraw(menu, fitting.map(({ command, description }) => ({
    key: command,
    sig: [description],
    make: () => el("button", { type: "button", onclick: () => choose(`/${command} `) }, el("b", {}, `/${command}`), el("span", {}, description)),
  })));
}

/** The first command of the open menu, ready to be sent; `null` if it is shut. */
export function firstCommand() {
  const first = $("commands").hidden ? null : $("commands").querySelector("b");
  return first && `${first.textContent} `;
}
