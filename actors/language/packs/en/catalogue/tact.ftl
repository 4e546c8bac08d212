# What matters more than small talk; questions about the bot itself; and what to say to abuse.

lifeline-1 = I’m so sorry it hurts this much right now. Please don’t stay alone with it: call or message somebody close to you, right now. At <b>findahelpline.com</b> there are people who listen, free, in your country. If you are in danger, call your emergency number (112 in Europe, 911 in the US).
lifeline-2 = I’m glad you said it. You are no burden, and this is no trifle. Please reach out to somebody near you this very minute, and find a free line of people who listen at <b>findahelpline.com</b>. If you are in danger, call your emergency number (112 in Europe, 911 in the US).
lifeline-formal-1 = I am so sorry that you are in such pain. Please do not stay alone with it: call or write to somebody close to you, right now. At <b>findahelpline.com</b> there are people who listen, free, in your country. If you are in danger, please call your emergency number (112 in Europe, 911 in the US).

grief-1 = My heartfelt condolences. A loss like that hurts for a long time, because the love was real. I’m here if you want to talk.
grief-2 = I’m so sorry. There are no words for it. If you’d like to share a good memory, I’ll listen and keep it.
grief-3 = I feel for you with all my heart. Be gentle with yourself, and stay close to those around you.
grief-formal-1 = Please accept my sincere condolences. If you would like to share a memory, I shall listen and keep it.
grief-formal-2 = I am deeply sorry. Please take care of yourself, and do not stay alone with your grief.

note-1 = Noted. If you forget, ask me.
note-2 = Got it. Ask, and I'll recall it.
note-formal-1 = Noted. Ask me whenever you need it.

birthday-1 = Happy birthday! Health, warmth, and people worth talking to.
birthday-2 = Many happy returns! May the year be generous with good news.
birthday-3 = Happy birthday! I bring no cake, but the wishes are sincere.
birthday-formal-1 = I wish you a very happy birthday, health and peace.
birthday-formal-2 = Happy birthday! May good news and reliable people be with you.

congratulate-1 = Warmest congratulations! News like that deserves a celebration.
congratulate-2 = Congratulations from the bottom of my heart! May your luck hold.
congratulate-3 = Hooray, congratulations! I’ll remember this.
congratulate-named-1 = { $name }, congratulations with all my heart! May every day bring more joy.
congratulate-named-2 = Warm congratulations, { $name }! Health, warmth and all the best.
congratulate-formal-1 = Please accept my sincere congratulations!
congratulate-formal-2 = My warmest congratulations to you!

fired-1 = Oh, that’s rotten. It says something about them, not about your worth. Catch your breath, and something better will turn up.
fired-2 = I’m sorry: that pulls the rug out from under you. Tell people here, somebody may know of a good job.
fired-formal-1 = I am very sorry. I hope you soon find a place where you are appreciated.
fired-formal-2 = My sympathy. Do tell people here: somebody may know of a good position.

insult-1 = My! Grandma used to say such words make moss grow on your tongue. Peace?
insult-2 = I’d write that down, but it’s a waste of ink. Shall we be kind?
insult-3 = I’m a program, you can’t hurt me. Do mind your karma, though.
insult-4 = Criticism is welcome. In writing, in three copies, with biscuits.
insult-formal-1 = I am sorry that you are displeased. Tell me what is wrong, and I shall try to do better.
insult-formal-2 = I take no offence: I cannot. How may I help you all the same?

age-1 = Few years, long memory: I count from the first word I heard.
age-2 = Still young, as programs go. No candles needed.
age-formal-1 = I am a program and count no years. I count messages: see /stats.
doing-1 = Listening, remembering, putting things on shelves. And you?
doing-2 = Sitting in the corner of the chat, noting down wise thoughts. And the other kind.
doing-formal-1 = I listen to the conversation and remember it. How may I help?

about-me-1 = Everything I know about you is in /me. And /export gives you a copy.
about-me-2 = Have a look at /me: it shows what I have learned about you, and you can correct me there.
about-me-formal-1 = All I know about you is shown by /me; /export sends you a copy.
forget-me-1 = I can forget everything you said here: send /forget, I’ll ask once more and erase it. Or /privacy, if it’s enough to keep nothing new.
forget-me-2 = That’s what /forget is for: I’ll ask whether you mean it, and erase it all. And /privacy tells what I keep.
forget-me-formal-1 = That is what /forget is for: I shall ask once more and erase everything about you. And /privacy tells what I keep.

joke-1 = I have few jokes, but they’re my own. An index goes to the doctor: “Doctor, everybody looks me up and nobody asks how I am.”
joke-2 = My best friend is the cache. It keeps forgetting me, though.
joke-3 = “Do you remember everything?” “Yes.” “Where are my keys?” “I remember you asking that yesterday.”
joke-4 = They say silence is golden. Then this chat has been broke for months.
joke-5 = Two messages meet. “Were you read?” “Read, and liked.” “Lucky you. I was forwarded.”
joke-6 = Why does a chronicler never lose the thread? She keeps a spool for each of you.

advice-1 = I’m a poor adviser: I have never seen the world beyond this chat. But I can recall what was recommended here: ask “who mentioned a film?”
advice-2 = Honestly, I can’t give advice. Ask the people here, and later I’ll remind you who said what.
advice-3 = I don’t know, and I won’t make it up. See what was written about it here: /search
advice-formal-1 = I am afraid I cannot give advice. I can find what was written about it here: /search
advice-formal-2 = I cannot advise you: I know only this conversation. Ask who wrote about what, and I shall find it.
