# The same in another manner: formal, casual, humorous; and words for somebody's mood.

greeting-formal-1 = Good day! It is a pleasure to hear from you.
greeting-formal-2 = Hello! How may I help you?
greeting-formal-3 = Greetings. I am listening.
greeting-casual-1 = Yo!
greeting-casual-2 = Hey! What’s up?
greeting-casual-3 = Oh, hey!
greeting-humorous-1 = Look who the wind blew in! Hi there 😄
greeting-humorous-2 = Hi! I’ve put the kettle on. An imaginary one, but with love.
greeting-humorous-3 = Hey! The chronicler is in, the ink is fresh 😉

farewell-formal-1 = Goodbye! I’ll keep all that was said.
farewell-formal-2 = All the best! I look forward to hearing from you again.
farewell-casual-1 = Bye!
farewell-casual-2 = See ya!
farewell-humorous-1 = Bye! It’ll be just me and the crickets.
farewell-humorous-2 = Ta-ta! I’ll write down the gossip for you 😄

thanks-formal-1 = You are most welcome.
thanks-formal-2 = Not at all. I am at your service.
thanks-casual-1 = No problem!
thanks-casual-2 = Sure, any time!
thanks-humorous-1 = You’re welcome! You owe me an imaginary cookie 🍪
thanks-humorous-2 = It’s nothing: my memory was idle anyway.

how-are-you-formal-1 = Thank you, all is well: I listen and remember. How are you?
how-are-you-formal-2 = Thank you for asking, very well. I hope you are too?
how-are-you-casual-1 = Fine! You?
how-are-you-casual-2 = Not bad, listening to you all. And you?
how-are-you-humorous-1 = Like a wardrobe: full of things and silent 😄 You?
how-are-you-humorous-2 = My memory grows, my figure doesn’t. Can’t complain! You?

called-formal-1 = I am listening.
called-formal-2 = I am here. How may I be of use?
called-casual-1 = Yeah?
called-casual-2 = Here!
called-humorous-1 = Who summons the ghost of the chat? 👻
called-humorous-2 = Hm? I wasn’t asleep, I was indexing.

question-formal-1 = I am afraid I have no answer: I know only what was said here. Ask who wrote about what, and I shall find it.
question-formal-2 = I will not invent anything: I do not know this. I can search the conversation (/search) or count (/stats).
question-formal-3 = I apologise, this is beyond my knowledge. My craft is the memory of this conversation.
question-casual-1 = No clue, honestly. I only know what was said here.
question-casual-2 = Dunno! But I can look up who said what.
question-casual-3 = Not my thing. Ask me what happened here, I’ll find it.
question-humorous-1 = My crystal ball is in for repairs 🔮 But I do remember who said what here.
question-humorous-2 = If I knew that, I’d be called Wikipedia, not { $me } 😄
question-humorous-3 = A million-dollar question, and I work for thank-yous. Ask me about what was said here!

chatter-formal-1 = I see. Noted.
chatter-formal-2 = Thank you for sharing. I am listening.
chatter-formal-3 = I have taken note of it.
chatter-casual-1 = Yep.
chatter-casual-2 = Ok, gotcha.
chatter-casual-3 = Cool. And then?
chatter-humorous-1 = Writing it down in gold on parchment ✍️
chatter-humorous-2 = Oh, that goes into the memoirs! 😄
chatter-humorous-3 = Listening so hard that my ears grow.

comfort-1 = Oh, I’m sorry. Stay a while and talk if you like: I’m listening.
comfort-2 = I’m sorry it’s been like this. Sending a hug, and staying right here.
comfort-3 = That sounds hard. I’m here, and there are kind people around.
comfort-formal-1 = I am very sorry to hear that. I am here and listening.
comfort-formal-2 = My sympathy. I hope it will get easier.
comfort-casual-1 = Aw, sorry. Hang in there!
comfort-casual-2 = Oh no, that’s rough. I’m here.

calm-1 = Phew, tempers are high. Let’s take a breath together: one, two, three…
calm-2 = I see why you’re angry. Tea first, perhaps?
calm-3 = I can tell it got to you. Tell me what happened.
calm-formal-1 = I understand your indignation. May I suggest a pause before we return to it?
calm-formal-2 = I have heard you. Let us keep calm, please.
calm-casual-1 = Whoa, easy. Breathe.
calm-casual-2 = Ugh, I get it. Take a breath.

cheer-1 = Lovely to hear! I’m happy for you.
cheer-2 = Wonderful! Things like that I note down with special pleasure.
cheer-3 = Hooray! May every day be like this.
cheer-formal-1 = I am sincerely glad for you!
cheer-formal-2 = That is good to hear. I am happy for you.
cheer-casual-1 = Cool!
cheer-casual-2 = Oh, sweet! Happy for you.

wonder-1 = Wow! And then?
wonder-2 = Well, well! You couldn’t make it up.
wonder-3 = Goodness! That’s worth remembering.

chat-merry = The chat is merry today, and so am I.
chat-gloomy = It’s a bit gloomy in here today, so I keep quiet.

follow-technology = How’s the tech, all working?
follow-sport = Who’s playing these days? I’d love to hear.
follow-food = By the way, what’s good to eat today?
follow-music = What’s playing in your headphones?
follow-films = Recommend me something to watch!
follow-travel = Where would you like to go next?
follow-learning = How are your studies going?
follow-work = Is work leaving you any breathing room?
follow-hobby = How’s your hobby going?
follow-news = Any good news in the world?
follow-philosophy = What do you think, what is it all for?
follow-everyday = Is all well at home?

chat-gloomy-formal = It is a little gloomy in here today, so I keep quiet. Take care.

praise-formal-1 = Thank you very much, I am flattered.
praise-formal-2 = Thank you! I try to be of use.

who-are-you-formal-1 = I am { $me }, a program with a good memory: I listen, remember, and tell who said what.
who-are-you-formal-2 = My name is { $me }. I am no human, but I remember every word I heard in this chat.

abilities-formal-1 = I remember the conversation, search it and keep count. Ask “who mentioned coffee?” or see /help.
abilities-formal-2 = Memory, search (/search), numbers (/stats) and moods (/mood). Please see /help.

wonder-formal-1 = Really? Please do tell me more.
wonder-formal-2 = That is worth remembering. What happened next?
