# Answers to commands. The HTML is what Telegram reads.

start =
    Hi! I’m <b>{ $me }</b>: I listen, I remember what was said, and I find who said it and when.
    Call me by name, or just reply to my messages.

    /help tells what I can do.

help-title = What I can do:
help-stats =
    /stats: how much was said here, and who talks most
    /stats me: how much of it is yours
help-top = /top <i>month</i>: who writes most; with nothing after it, this week
help-search = /search <i>words</i>: who wrote about it, and when
help-summary = /summary <i>2h</i>: what was talked about; with nothing after it, today
help-me = /me: what I know about you, and how to correct me
help-mood = /mood <i>month</i>: the mood of this chat; with nothing after it, today and this week
help-settings = /settings: language, character, whether to chime in
help-persona = /persona: my character in this chat
help-remind = /remind <i>tomorrow at 9 to buy bread</i>: to remind you
help-language = /language <i>en</i>: the language I answer in here
help-quiet = /quiet <i>2h</i>: I’ll be quiet unless called
help-privacy = /privacy: what I keep, and for how long
help-forget = /forget: forget you
help-export = /export: send you all I keep about you
help-help = /help: this very list
help-talk = Or just ask: “Balachka, who mentioned coffee?”, “when did Olya last write?”, “what did I miss?”

help-model =
    I know nothing about the rest of the world. A language model, added in the service’s settings, would change that.

welcome =
    Hello, everyone! I’m <b>{ $me }</b>. From now on I remember what is written here and can find who said what, and when.
    Call me by name or reply to my messages; otherwise I hardly ever butt in.

    /help tells the rest.

unknown-command-1 = I don’t know that command. The ones I do know are in /help.
unknown-command-2 = That one is beyond me. See /help for everything I answer to.

did-you-mean = Did you mean /{ $command }?

search-usage =
    Search for what? Put the words after the command, like this:
    <code>/search morning coffee</code>

# What Telegram shows when a slash is typed.

command-start = say hello
command-help = what I can do
command-stats = how much was said here, and who talks most
command-top = who writes most
command-search = who wrote about it, and when
command-summary = what was talked about here
command-mood = the mood of this chat
command-me = what I know about you
command-settings = language, character, whether to chime in
command-persona = my character in this chat
command-language = the language I answer in
command-remind = to remind you, or list your reminders
command-quiet = be quiet unless called

# Whatever the command or the button.
unavailable-now = I can’t get at that just now. Please try again in a minute.
button-stale = This button is from an older message. Give the command again for a fresh one.
