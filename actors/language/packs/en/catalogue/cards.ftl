# Words on the pictures and below them.

top-usage =
    Which period? Write, for example:
    <code>/top</code>, <code>/top today</code>, <code>/top month</code>, <code>/top ever</code>, <code>/stats</code>, <code>/stats me</code>
top-today = Most talkative today
top-without-calls = This counts what you say to each other, without what is said to me.
top-week = Most talkative this week
top-month = Most talkative in the last 30 days
top-ever = Most talkative ever

card-title = Our conversation
card-stats = How much was said here
card-messages =
    { $count ->
        [one] message
       *[other] messages
    }
card-people =
    { $count ->
        [one] person
       *[other] people
    }
card-today =
    { $count ->
       *[other] today
    }
card-own =
    { $count ->
       *[other] mine
    }
card-by-hour = By the hour
card-by-day = By the day
card-stats-today =
    { $messages ->
        [one] <b>{ $messages }</b> message today.
       *[other] <b>{ $messages }</b> messages today.
    }
card-stats-busiest = Busiest around { $hour }.
card-stats-top = Most talkative: { $list }.

card-mood = The mood of the last seven days
card-mood-radiant = radiant
card-mood-good = good
card-mood-even = even
card-mood-low = gloomy
card-mood-bad = heavy
card-day-by-day = Day by day
card-emotions = Feelings
card-topics = About

weekday-mon = Mon
weekday-tue = Tue
weekday-wed = Wed
weekday-thu = Thu
weekday-fri = Fri
weekday-sat = Sat
weekday-sun = Sun
