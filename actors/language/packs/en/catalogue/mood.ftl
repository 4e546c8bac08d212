# The chat's mood, names of emotions and topics.

mood-title = <b>The mood of this chat</b>
mood-today = <b>Today</b>: { $mood }
mood-week = <b>Last seven days</b>: { $mood }
mood-month = <b>Last 30 days</b>: { $mood }
mood-usage =
    Which period? Write, for example:
    <code>/mood</code>, <code>/mood today</code>, <code>/mood week</code>, <code>/mood month</code>
mood-quiet-today = <b>Today</b>: quiet so far.
mood-activity =
    { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } from { $people ->
        [one] { $people } person
       *[other] { $people } people
    }
mood-emotions = Feelings: { $list }
mood-topics = About: { $list }
mood-words = Frequent words: { $list }
mood-share = { $emotion } { $percent }%
mood-better = The mood is getting brighter.
mood-worse = Spirits are sinking a little: cheer each other up.
mood-empty-1 = Nothing to say about the mood: it has been quiet here all week.
mood-empty-2 = So quiet that I can’t hear any mood. Start a conversation!

mood-radiant = ☀️ radiant
mood-good = 🙂 good
mood-even = 😐 even
mood-low = 🌧 gloomy
mood-bad = ⛈ heavy

emotion-anger = anger
emotion-disgust = disgust
emotion-fear = fear
emotion-joy = joy
emotion-sadness = sadness
emotion-surprise = surprise
emotion-neutral = calm

topic-general = a bit of everything
topic-technology = technology
topic-sport = sport
topic-food = food
topic-music = music
topic-films = films
topic-travel = travel
topic-learning = learning
topic-work = work
topic-hobby = hobbies
topic-news = news
topic-philosophy = philosophy
topic-everyday = daily life
