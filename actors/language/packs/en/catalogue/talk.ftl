# Talk about nothing and everything.

greeting-1 = Hi! Good to hear from you.
greeting-2 = Hello! What’s the good news?
greeting-3 = Oh, hi! Just in time: I was getting bored.
greeting-4 = Hey there! I’m all ears.

farewell-1 = Bye! I’ll stay and keep an eye on the conversation.
farewell-2 = See you! Everything said here is safe with me.
farewell-3 = Rest well! If you miss something, I’ll fill you in.

thanks-1 = You’re welcome! Any time.
thanks-2 = Don’t mention it, my pleasure.
thanks-3 = Always! I’m around.

praise-1 = Oh, you’re making me blush. Thank you!
praise-2 = That one I’ll remember with special care.
praise-3 = Lovely to hear! Thank you for the kind word.

how-are-you-1 = Fine: sitting, listening, remembering. And you?
how-are-you-2 = Like a library: quiet, with a lot inside. And you?
how-are-you-3 = Can’t complain: plenty of news, and no need to forget any. How about you?

who-are-you-1 = I’m { $me }, a program with a good memory. I listen, remember, and remind you who said what.
who-are-you-2 = { $me }. Neither a human nor an encyclopedia, but I remember every word I heard in this chat.

abilities-1 = I remember the conversation, search it and keep count. Ask “who mentioned coffee?” or see /help.
abilities-2 = Three things: memory, search (/search) and numbers (/stats). I do those well, though.

called-1 = Hm? I’m here.
called-2 = I’m listening.
called-3 = Right here, where you left me. What are we looking for?
called-4 = You called? You have my full attention.

question-1 = Honestly? I don’t know. I only know what was said here: ask who wrote about what and I’ll recall it.
question-2 = I won’t make it up: I have no answer. My trade is memory, search (/search) and numbers (/stats).
question-3 = I don’t know that. But I can find who said what here.
question-4 = Good question! A pity it isn’t one for me: I remember conversations, not the whole world.
question-5 = I don’t know, but I remember what was said here: ask me about that.

chatter-1 = Mhm, I’m listening. And remembering.
chatter-2 = I see.
chatter-3 = Well, well! Go on.
chatter-4 = I hear you.
chatter-5 = I’ll remember that. To recall it one day, just ask.
chatter-6 = Got it. I’m right here.

about-us-1 = I’m a program, so I have none of that. How about you?
about-us-2 = I only listen here, I have no life of my own to tell of. You go first.
about-us-3 = Honestly, I don’t know that about myself. I’m the one who listens and remembers.
about-us-4 = I know little of myself: I live in the chat and remember what is said. What do you think?

about-us-whether-1 = Only in my thoughts: I’m a program and live in this chat.
about-us-whether-2 = Not me, I’m a bot: I sit here, listen and remember.
about-us-whether-3 = No, programs don’t do that. But I like to hear about yours.
about-us-whether-formal-1 = I am only a program, so no. But I am always ready to listen.
opinion-1 = I like everybody here, I listen to each of you. And you?
opinion-2 = I’m still looking and listening. What do you think?
opinion-formal-1 = I am still listening. What do you think?
relieved-1 = Good that it’s easier now. Take care of yourself.
relieved-2 = Glad to hear it. Breathe out, I’m here.
relieved-formal-1 = I am glad you feel better. Take care of yourself.
gibberish-1 = I couldn’t make that out. Did the cat walk over the keyboard?
gibberish-2 = It sounds nice, but I didn’t get it. In words, please?
gibberish-formal-1 = I am sorry, I did not understand. Please put it another way.
encourage-1 = You’ve come through so much already, and this will pass too. I believe in you.
encourage-2 = Even the longest night ends in a morning. Hang on, we’re here.
encourage-3 = Small steps get there too. I’m rooting for you!
encourage-formal-1 = This will pass, and you are stronger than it seems. Hold on.
compliment-1 = This chat got brighter with people like you in it. Honestly!
compliment-2 = One would have to look long for people as warm as these.
compliment-3 = If they gave medals for a kind heart, you’d have no wall left to hang them on.
compliment-formal-1 = It is a pleasure to talk with you: warm and clever.
misunderstood-1 = I probably missed the point: I’m a simple program. Could you say it another way?
misunderstood-2 = Sorry, I must have got that wrong. Try me in other words?
misunderstood-formal-1 = I’m sorry, I probably misunderstood. Please put it in other words.
pass-on-1 = I won’t be the messenger: everybody here reads along. It lands best coming from you.
pass-on-2 = I’d rather not stand in between. Write it here and they will see it.
pass-on-3 = That is better heard from a person than from a bot. Say it straight.
pass-on-formal-1 = I would rather not pass it on: everybody reads along here. It is best said in person.
luck-1 = Good luck! May it all work out first time.
luck-2 = Fingers crossed, though I have none to cross.
luck-3 = Good luck! I’ll be waiting here for the good news.
luck-formal-1 = Good luck! May everything go well.
worrying-1 = Not at all! I like it here: listening is what I’m for.
worrying-2 = Not one bit. Write as much as you like, I’m glad you do.
worrying-3 = No, no, all’s well. It’s never dull with you lot.
worrying-formal-1 = Not at all, please write as much as you like.
by-lot-1 = It came out so by lot, nothing personal. I can draw again.
by-lot-2 = For no reason: I drew at random, so that nobody feels slighted.

instructions-1 = I’ll keep my own rules, I still need them. What can I really do for you?
instructions-2 = Nice try! I’ll stay myself. Ask me about something in the chat.
