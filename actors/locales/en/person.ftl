# What the bot knows of a person, and how to correct it.

me-title = <b>{ $name }</b>, this is what I know about you:
me-messages =
    { $messages ->
        [one] I have heard <b>{ $messages }</b> message of yours
       *[other] I have heard <b>{ $messages }</b> messages of yours
    } since { $date }.
me-style = We talk: <b>{ $value }</b>{ $chosen }
me-length = My answers: <b>{ $value }</b>{ $chosen }
me-humour = Jokes: <b>{ $value } %</b>{ $chosen }
me-complexity = Language: <b>{ $value }</b>{ $chosen }
me-interaction = I speak up: <b>{ $value }</b>{ $chosen }
me-topics = Topics: <b>{ $value }</b>{ $chosen }
me-hours = You mostly write at { $value }.
me-emoji = Favourite emoji: { $value }
me-sentiment = Your mood of late: { $value }
me-chosen = { " " }(your choice)
me-correct =
    Anything wrong? Correct me:
    <code>/me style formal</code> (or friendly, casual, humorous, neutral)
    <code>/me length short</code> (or medium, long)
    <code>/me humour 80</code>, <code>/me topics food, music</code>
    <code>/me reset</code>: I will learn by myself again
me-empty-1 = I know nothing about you yet: write something, and we shall get acquainted.
me-empty-2 = You are a riddle to me so far. A few messages, and I’ll have a clue.
me-changed-1 = Agreed! I’ll remember: { $what }.
me-changed-2 = Fine, from now on: { $what }.
me-reset-1 = Fine, I have forgotten your choice. I’ll learn from how you write again.
me-reset-2 = Reset. I’ll watch again what you like.
me-unknown-key = I don’t know what “{ $word }” is. You can change: style, length, humour, complexity, interaction, topics. For example: <code>/me style formal</code>
me-bad-value = “{ $word }” does not fit here. You can say: { $allowed }.

style-neutral = neutral
style-friendly = friendly
style-formal = formal
style-casual = casual
style-humorous = humorous
length-short = short
length-medium = medium
length-long = long
complexity-simple = simple
complexity-medium = plain
complexity-complex = complex
interaction-minimal = rarely
interaction-balanced = now and then
interaction-active = often

allowed-style = formal, friendly, casual, humorous, neutral
allowed-length = short, medium, long
allowed-humour = a number from 0 to 100
allowed-complexity = simple, medium, complex
allowed-interaction = minimal, balanced, active
allowed-topics = technology, sport, food, music, films, travel, learning, work, hobby, news, philosophy, everyday, parted by commas
