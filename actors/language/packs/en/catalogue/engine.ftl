# Pages of a search, summaries, people, time, and an honest “I don’t know”.

search-page = Page { $page } of { $pages }
search-stale = This button is out of date. Please search again: /search
search-later = My memory isn’t answering right now. Try again a little later.

summary-today = <b>Today</b>
summary-yesterday = <b>Yesterday</b>
summary-day = <b>The last 24 hours</b>
summary-week = <b>The last week</b>
summary-since = <b>Since { $when }</b>
summary-span = <b>Talk: { $span }</b>
summary-count =
    { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } from { $people ->
        [one] { $people } person
       *[other] { $people } people
    }
summary-topics = About: { $list }
summary-read =
    { $messages ->
        [one] Only the newest { $messages } message is in here: I did not read the earlier ones.
       *[other] Only the newest { $messages } messages are in here: I did not read the earlier ones.
    }
summary-few = Little was said. What stood out:
summary-grief = Sad news. { $list }
summary-quarrel = There was an argument: { $list }{ $more ->
        [0] .
       *[other] {" "}and others.
    }
summary-talk = <b>{ $list }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }</b>
summary-said = { $name }: “{ $words }”
summary-said-of = { $name }: “{ $words }” ({ $day })
summary-news = News: { $list }
summary-decided = Decided: { $list }
summary-plans = Coming up: { $list }
summary-promised = Promised: { $list }
summary-open = Still unanswered: { $list }
summary-rest = <b>Also</b>
summary-empty-1 = Nothing to retell: it was quiet here all that time.
summary-empty-2 = Silence. Nobody wrote a thing, at least not in front of me.
summary-empty-3 = A blank page: not a word was written here in that time.
summary-empty-then = { $span }: not a word, at least not while I was here.
summary-usage =
    Which period? Write, for example:
    <code>/summary</code>, <code>/summary 2h</code>, <code>/summary week</code>

somebody-who =
    <b>{ $name }</b>: { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } here since { $first }, the latest { $last }.
somebody-silent = <b>{ $name }</b> and “{ $words }”? I don’t remember those together.
somebody-unknown-1 = I know nobody called “{ $name }” here: no one by that name wrote in front of me.
somebody-unknown-2 = “{ $name }”? I don’t remember that name among those who wrote here.

time-now-1 = { $time }, if my clock is to be trusted.
time-now-2 = The clock says { $time }.
time-now-3 = It’s { $time }. Time flies in good company.
time-there-1 = It’s { $time } { $place } now.
time-there-2 = Right now it’s { $time } { $place }.
# The place is named in another language.
time-named-1 = { $place }: it’s { $time } there now.
time-elsewhere-1 = I have no such clock: I only know the time here, and that is { $time }.
time-elsewhere-2 = I can’t tell what time it is there. Here it’s { $time }.
day-then-1 = That’s { $weekday }, { $date }.
day-then-2 = { $weekday }, { $date }.
day-today-1 = Today is { $weekday }, { $date }.
day-today-2 = { $date }, { $weekday }.
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday

model-hint-1 = With a language model I’d know more. One can be added in the service’s settings.
model-hint-2 = If I had a language model, I could answer that too.
model-hint-3 = Questions like that need a language model; without one I only know this chat.
