# What the bot knows of a person, and how to correct it.

me-title = <b>{ $name }</b>, this is what I know about you:
me-messages =
    { $messages ->
        [one] I have heard <b>{ $messages }</b> message of yours
       *[other] I have heard <b>{ $messages }</b> messages of yours
    } since { $date }.
me-style = Style: <b>{ $value }</b>{ $chosen }
me-length = Answers: <b>{ $value }</b>{ $chosen }
me-humour = Humour: <b>{ $value }%</b>{ $chosen }
me-interaction = Interaction: <b>{ $value }</b>{ $chosen }
me-topics = Topics: <b>{ $value }</b>{ $chosen }
me-hours = You mostly write at { $value }.
me-emoji = Favourite emoji: { $value }
me-sentiment = Your mood lately: { $value }
me-chosen = { " " }(your choice)
me-correct =
    Anything wrong? Correct me:
    <code>/me style formal</code> (or friendly, casual, humorous, neutral)
    <code>/me answers short</code> (or medium, long)
    <code>/me humour 80</code>, <code>/me topics food, music</code>
    <code>/me unasked no</code>: I’ll speak to you only when you call
    <code>/me reset</code>: I will learn by myself again
me-empty-1 = I know nothing about you yet: write something, and we’ll get to know each other.
me-empty-2 = You are a riddle to me so far. Write a few messages, and I’ll get to know you.
me-changed-1 = Agreed! I’ll remember: { $what }.
me-changed-2 = Fine, from now on: { $what }.
me-reset-1 = Fine, I have forgotten your choice. I’ll learn from how you write again.
me-reset-2 = Reset. I’ll go back to learning what you like.
me-unknown-key = I don’t know what “{ $word }” is. You can change: style, answers, humour, interaction, topics. For example: <code>/me style formal</code>
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
complexity-medium = everyday
complexity-complex = complex
interaction-minimal = minimal
interaction-balanced = balanced
interaction-active = active

allowed-style = formal, friendly, casual, humorous, neutral
allowed-length = short, medium, long
allowed-humour = a number from 0 to 100
allowed-complexity = simple, medium, complex
allowed-interaction = minimal, balanced, active
allowed-topics = technology, sport, food, music, films, travel, learning, work, hobby, news, philosophy, everyday (separated by commas)

key-style = style
key-length = answers
key-humour = humour
key-complexity = complexity
key-interaction = interaction
key-topics = topics

me-which = Which { $key } would you like? You can say: { $allowed }.
me-unasked = Fine, I’ll speak up by myself now and then.
me-only-asked = Fine, I’ll speak to you only when you call.
me-privately = The rest (topics, habits, mood) I tell in a private chat: /me works there too.

me-title-formal = <b>{ $name }</b>, this is what I know about you:
me-messages-formal =
    { $messages ->
        [one] I have heard <b>{ $messages }</b> message of yours
       *[other] I have heard <b>{ $messages }</b> messages of yours
    } since { $date }.
me-hours-formal = You mostly write at { $value }
me-sentiment-formal = Your mood lately: { $value }
me-chosen-formal = { " " }(your choice)
me-correct-formal =
    Is anything wrong? Please correct me:
    <code>/me style friendly</code> (or formal, casual, humorous, neutral)
    <code>/me answers short</code> (or medium, long)
    <code>/me humour 80</code>, <code>/me topics food, music</code>
    <code>/me unasked no</code>: I shall speak to you only when you call
    <code>/me reset</code>: I shall learn by myself again
me-empty-formal = I know nothing about you yet: please write something, and we shall get acquainted.
me-reset-formal = Very well, I have forgotten your choice. I shall learn from how you write again.
me-only-asked-formal = Very well, I shall speak to you only when you call.
