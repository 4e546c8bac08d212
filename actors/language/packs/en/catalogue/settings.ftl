# Settings. What is written on buttons has no HTML marks.

settings-title = <b>Settings of this chat</b>
    Admins may change them.
settings-mine = <b>Your settings</b>
settings-back = ‹ Back
settings-saved = Noted.
settings-set = Noted. { $what }
settings-unknown-value = “{ $value }”? There is no such choice. Here are all:
settings-admins-only = That is for the admins of the chat to decide.

setting-language = Language
setting-persona = Character
setting-chattiness = Chiming in
setting-silences = Breaking silences
setting-reactions = Reactions
setting-digest = Daily digest
setting-night = Quiet hours
setting-hush = Silence
setting-style = Style
setting-length = Answers
setting-humour = Humour

about-language = The language I answer in.
about-persona = My character in this chat:
about-chattiness = How often I say something when nobody calls me.
about-silences = Whether I start a conversation when the chat has gone quiet.
about-reactions = Whether I react to messages with emoji.
about-digest = Every day I tell briefly what was talked about: in the morning about yesterday, or in the evening about today. After a quiet day I say nothing.
about-night = In these hours I neither speak nor react unless you call me.
about-hush = “Unless called”: I do not speak up by myself. “Entirely”: I do not answer even when called; only /settings, /help, /privacy, /forget and <code>/quiet off</code> remain.
about-style = How I speak to you.
about-length = How long you like answers to be.
about-humour = How many jokes.

about-style-chat = How I speak here to those who chose nothing themselves.
about-length-chat = How long answers are for those who chose nothing themselves.
about-humour-chat = How many jokes there are for those who chose nothing themselves.

style-auto = as each likes it
length-auto = as each likes it
humour-auto = as each likes it

language-auto = as you write

chattiness-never = never
chattiness-rarely = rarely
chattiness-usual = now and then
chattiness-often = often

silences-on = yes
silences-off = no

reactions-on = yes
reactions-off = no

digest-off = off
digest-morning = in the morning, at 9:00
digest-evening = in the evening, at 21:00
night-off = off

hush-off = off
hush-called = unless called
hush-mute = entirely

quiet-on = All right, I’ll keep quiet. I’ll be back { $until }. Call me and I’ll answer; <code>/quiet off</code> brings me back sooner.
quiet-over = You wanted quiet until { $until }, but that time has passed.
quiet-forever = All right, quiet from now on. Call me and I will answer; <code>/quiet off</code> brings me back.
quiet-mute = Not a word from me now, even when called. Only /help, /privacy and /forget remain, and /settings and <code>/quiet off</code> from an admin.
quiet-off = I’m back and listening.
quiet-question = Shall I keep quiet? I would be back { $until }.
quiet-button-yes = Yes, please
quiet-button-no = No
quiet-not = All right, I'll carry on.
quiet-usage =
    For how long? Write, for example:
    <code>/quiet 2h</code>, <code>/quiet tomorrow</code>, <code>/quiet until evening</code>, <code>/quiet forever</code>, <code>/quiet off</code>
    Admins can also stop me from answering when called: <code>/quiet mute</code>.
