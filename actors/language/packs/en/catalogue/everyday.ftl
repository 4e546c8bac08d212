# Everyday talk: plain words, small favours, and an honest "that I cannot do".

social-goodnight-1 = Good night! Sweet dreams.
social-goodnight-2 = Sleep well. See you tomorrow!
social-goodnight-3 = Good night. Have a good rest.
social-goodnight-formal-1 = Good night! I wish you a good rest.
social-apology-1 = It’s all right, no hard feelings.
social-apology-2 = Never mind, it happens.
social-apology-3 = Apology accepted. Friends?
social-affection-1 = Oh, how nice! I like you too.
social-affection-2 = Hugging you back, as well as a program can.
social-affection-3 = Thank you for the warmth. It’s mutual.
social-laugh-1 = Glad you’re having fun!
social-laugh-2 = 😄
social-laugh-3 = It makes me smile when you laugh.
social-agree-1 = Good.
social-agree-2 = It’s a deal!
social-agree-3 = Great, we think alike.
social-disagree-1 = All right, I won’t insist.
social-disagree-2 = No it is, then.
social-disagree-3 = All right, as you like!
social-are_you_there-1 = I’m here, go ahead.
social-are_you_there-2 = Right here, listening. What do you need?
social-are_you_there-3 = I hear every word. Go on.
social-slogan-1 = Glory to the heroes!
social-slogan-2 = Glory to the heroes! 🇺🇦
social-story-1 = Here is one. A village cat walked its owner to the bus every morning. One day she stayed at home, and the cat went to the stop anyway: somebody else might be travelling.
social-story-2 = A curious fact: an octopus has three hearts, and two of them stop while it swims. That is why it would rather crawl.
social-story-3 = Here is one. An old man planted a walnut tree and said: “My grandchildren will eat from it.” The neighbours laughed, and twenty years later they came to him for walnuts.
social-story-4 = A curious fact: honey never spoils. Jars three thousand years old were found in tombs, and the honey could still be eaten.
social-more-1 = More of what? Give me a word or two, I lost the thread.
social-more-2 = Gladly. Just remind me what it was about.
social-just_kidding-1 = Ah, a joke! Then I’m laughing.
social-just_kidding-2 = You joker. I believed it for a moment.
social-just_kidding-3 = All right, I won’t take it to heart.
social-clarify-1 = What exactly do you mean: which person, or which message?
social-clarify-2 = I’m not sure what this is about. Name a person or a topic, and I’ll look for it.
social-share_joy-1 = What news! I’m really happy for you.
social-share_joy-2 = Hooray! That calls for a celebration.
social-share_joy-3 = Wonderful! May there be more of that.
social-share_joy-formal-1 = I am very happy for you!
social-share_sadness-1 = I’m sorry. That really is hard.
social-share_sadness-2 = I’m sorry to hear it. Tell me more if you like, I’ll listen.
social-share_sadness-3 = Hugs. Stay here a while, it’s easier together.
social-share_sadness-formal-1 = I am very sorry. If you would like to talk about it, I will listen.
social-share_anger-1 = I see. That would make anyone angry.
social-share_anger-2 = That would make me furious too. Take a breath, then decide what to do about it.
social-share_anger-3 = Ugh, that really wears one out. Let it all out here.
social-share_fear-1 = I understand, that is scary. I hope it all turns out well.
social-share_fear-2 = Of course it’s scary. I’m right here. Take care of yourself.
social-share_fear-3 = Everybody is afraid sometimes. Write here, it’s easier together.
social-boredom-1 = Here is a joke, then.
social-boredom-2 = Let me cheer you up.
social-boredom-3 = I have a cure for that.
social-settings = My settings are here: /settings.
social-language = The command /language changes my language: uk or en.
social-persona = The command /persona changes my character.
social-privacy = It all stays on the server of whoever runs me, and nothing from here reaches other chats. /privacy tells what I store and how to change or erase it.
social-export_me = The command /export sends you everything I store about you.
social-stop_unasked = To have me speak only when called: /settings, then “Chiming in”.

beyond-translate-1 = I can’t translate: I only know what people write in this chat.
beyond-translate-2 = I’m no help with translations, to be honest.
beyond-translate-formal-1 = I am sorry, I cannot translate.
beyond-weather-1 = I have no window to look out of, so I can’t tell the weather.
beyond-weather-2 = I don’t know the weather: I only see what people write here.
beyond-weather-formal-1 = I am sorry, I do not know the weather: I only see what is written here.
beyond-knowledge-1 = I don’t know that, and I won’t make it up.
beyond-knowledge-2 = Honestly, I don’t know. I remember conversations, not an encyclopedia.
beyond-knowledge-3 = I’m no expert here. Maybe somebody in the chat knows?
beyond-knowledge-formal-1 = I am sorry, I do not know that, and I will not make it up.
beyond-knowledge-friendly-1 = Oh, I don’t know that one. Maybe somebody here does!
beyond-knowledge-casual-1 = No idea, honestly. I only remember this chat.
beyond-knowledge-humorous-1 = That page of my textbook is torn out. I don’t know!
beyond-advice-1 = I have no good advice, and I won’t give you bad advice. Maybe people here can help?
beyond-advice-2 = I would advise you if I knew. Ask those who have been through it.
beyond-advice-3 = That one is for you to decide. I’ll listen for as long as you need.
beyond-advice-4 = I can’t decide it for you. What does your heart say?
beyond-advice-formal-1 = I am sorry, I have no good advice. Please ask those who have been through it.
beyond-recommend-1 = I have no taste of my own, so I can’t recommend anything. Better ask people.
beyond-recommend-2 = I make a poor adviser: I have never seen, tasted or given any of it.
beyond-recommend-formal-1 = I am sorry, I cannot recommend anything. Please ask in the chat.
beyond-write-1 = I can’t write texts, I can only remember other people’s.
beyond-write-2 = I’m a poor writer: I can only find what was written here.
beyond-write-formal-1 = I am sorry, I cannot write texts.
beyond-news-1 = I can’t see the news outside, check a trusted source. What was written here, /summary tells.
beyond-news-2 = I don’t know what happens in the world: check a trusted source. The news of this chat: /summary.
beyond-news-formal-1 = I am sorry, I do not read the news of the world. /summary tells the news of this chat.
beyond-code-1 = I’m no help with programming.
beyond-code-2 = I neither read nor write code, sorry.
beyond-code-formal-1 = I am sorry, I know nothing of programming.
beyond-currency-1 = I don’t know exchange rates: I have no money, and no internet either.
beyond-currency-2 = I can’t tell you the rate, I don’t follow it.
beyond-currency-formal-1 = I am sorry, I do not know exchange rates.

favour-choose-1 = At a guess: { $option }.
favour-choose-2 = The lot says: { $option }.
favour-choose-3 = Let’s go with { $option }.
favour-choose-rest = My advice: { $option }. Everything is easier with a fresh head.
favour-yes-1 = Yes. Go for it.
favour-yes-2 = I’d say yes.
favour-no-1 = No, not this time.
favour-no-2 = I wouldn’t.
favour-pick-1 = The lot fell on { $option }.
favour-pick-2 = Today it’s { $option }.
favour-pick-3 = { $option }, it’s your turn!
favour-pick-nobody = Too few people have written here to pick from.
favour-heads-1 = Heads!
favour-heads-2 = It’s heads.
favour-tails-1 = Tails!
favour-tails-2 = It’s tails.
favour-chances-1 = I’d say { $number }%. By eye, no guarantees.
favour-chances-2 = { $number } out of a hundred, in my opinion. And I’m wrong more often than the forecast.
favour-number-1 = { $number }
favour-number-2 = It’s { $number }.
favour-numbers = { $numbers }, together { $sum }.
favour-sum = { $sum } = <b>{ $result }</b>
favour-sum-about = { $sum } ≈ <b>{ $result }</b>
favour-sum-less = <b>{ $one }</b>, which is less than { $other }.
favour-sum-more = <b>{ $one }</b>, which is more than { $other }.
favour-sum-equal = { $one } and { $other }: the same.
favour-sum-unclear = I don’t see what to calculate. Write, for example: 15% of 840.
favour-sum-too-large = That number is too large for me.
favour-sum-zero = Nothing can be divided by zero.
favour-days-left =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    } left until { $date }.
favour-time-between =
    { $hours ->
        [0] { $minutes ->
            [one] That is { $minutes } minute
           *[other] That is { $minutes } minutes
        }
        [one] That is { $hours } hour
       *[other] That is { $hours } hours
    }{ $hours ->
        [0] .
       *[other] { $minutes ->
            [0] .
           *[other] {" "}{ $minutes } min.
        }
    }
favour-time-left =
    { $hours ->
        [0] { $minutes ->
            [one] { $minutes } minute
           *[other] { $minutes } minutes
        }
        [one] { $hours } hour { $minutes } min
       *[other] { $hours } hours { $minutes } min
    } left until { $time }.
favour-days-passed =
    { $days ->
        [one] { $days } day has
       *[other] { $days } days have
    } passed since { $date }.
favour-days-today = { $date } is today!
favour-days-unclear = Until which date? Write, for example: how many days until 25 December.
