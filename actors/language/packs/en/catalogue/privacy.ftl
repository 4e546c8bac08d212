# Privacy. Labels of buttons have no HTML.

privacy =
    <b>What I keep</b>
    All of it is on the computer of whoever runs me, and nowhere else. If they connected a language model, it sees the bits of talk that an answer needs.

    • messages of this chat with names, edits and reactions: <b>{ $messages }</b>
    • moods and topics of messages: <b>{ $analysis } { $analysis ->
        [one] day
       *[other] days
    }</b>
    • your profile and how you like to be spoken to: until you ask me to forget; its history: <b>{ $events } { $events ->
        [one] day
       *[other] days
    }</b>
    • everything as it came from Telegram, in case something breaks: <b>{ $journal } { $journal ->
        [one] hour
       *[other] hours
    }</b>
    • backups, if whoever runs me makes any: until newer ones take their place. Old ones still hold what /forget took away, but what is restored from them I forget again

    What is said in one chat never reaches another.
    /forget: I forget everything about you, everywhere. /export: I send you all I keep about you.
privacy-is-in = I keep your texts. Say the word and I won’t: I’ll only count that somebody wrote something, and you can call me as before.
privacy-is-out = I don’t keep your texts: I only count that somebody wrote something.

privacy-confirm =
    <b>Forget you altogether?</b>
    Everything goes, in every chat we were in together: your messages and edits, reactions, name, profile, moods and topics, your settings, and with them my answers in those chats. Counts without a name stay.
    I can’t bring it back. Backups, if any are made, hold the old until newer ones take their place. In Telegram itself your messages stay: those are yours to delete.
privacy-confirm-chat =
    <b>Forget all that was said as “{ $name }”?</b>
    Everything goes, everywhere: messages and edits under that name, profile, moods and topics, and with them my answers in those chats. Counts without a name stay. I can’t bring it back.
    The admins of “{ $name }” decide: with the button or, where I can’t see who they are, with a message under the same name: <code>/forget yes</code>
privacy-chat-how = The admins of “{ $name }” decide: with the button or with a message under the same name. <code>/privacy no</code>: keep nothing, <code>/privacy yes</code>: keep it.
privacy-chat-unknown = I can’t see who the admins are there. Write under the same name, as the message says.
# Yes and no as they may be written after the command: words with a space between them.
privacy-answer-yes = yes
privacy-answer-no = no off
privacy-button-forget = Yes, forget me
privacy-button-stay = No, leave it all
privacy-button-out = Don’t keep my texts
privacy-button-in = Keep my texts again
privacy-done-forget = Done, all forgotten. If you write again, we’ll meet anew.
privacy-done-stay = Fine, everything stays as it was.
privacy-done-out = Fine, from now on I keep none of your texts. What I had before stays; /forget takes that away too.
privacy-done-in = Agreed, I remember what you write again.
privacy-not-yours = This button isn’t for you. Send the command to get your own.

export-in-private = I send that in a private chat only. Write /export to me there.
export-part = Everything I keep about you: part { $part } of { $parts }.
export-cut = There are more messages than I can send: these are the newest.

command-privacy = what I keep, and for how long
command-forget = forget everything about you
command-export = send you everything I keep about you

setting-keep = I remember
about-keep = How long to keep the messages of this chat. Older ones I forget; the counts stay.
keep-forever = for ever
keep-365d = a year
keep-90d = 90 days
keep-30d = 30 days
keep-7d = a week
