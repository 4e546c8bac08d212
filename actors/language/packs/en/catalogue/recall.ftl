# Answers from the memory: who said what, and when.

moment-past = { $date } at { $time }
day-is-today = today
day-is-yesterday = yesterday
span-day-hours = { $day } from { $from } to { $to }
span-days = from { $from } to { $to }
span-since = since { $from }
span-until = before { $to }
span-ever = of all time

recall-said = <b>{ $name }</b> wrote { $when }: “{ $quote }”
recall-said-man = <b>{ $name }</b> wrote { $when }: “{ $quote }”
recall-said-woman = <b>{ $name }</b> wrote { $when }: “{ $quote }”
recall-said-you = You wrote { $when }: “{ $quote }”
recall-said-you-man = You wrote { $when }: “{ $quote }”
recall-said-you-woman = You wrote { $when }: “{ $quote }”
recall-said-you-formal = You wrote { $when }: “{ $quote }”
recall-said-you-man-formal = You wrote { $when }: “{ $quote }”
recall-said-you-woman-formal = You wrote { $when }: “{ $quote }”
recall-others = Others wrote about it too: { $names }.
recall-later = Later on: { $said }
recall-paid = These wrote that they paid: { $names }.
recall-paid-sum = { $sum } in all.
recall-unpaid = Nothing about paying yet from { $names }.
recall-all-paid = Everybody who wrote here has paid.
recall-missing = { $missing } to go.
recall-each = <b>Who has what:</b>
recall-promised = <b>Who does what:</b>
recall-only-asked = I saw no answer, only questions. { $said }
recall-answered = { $said }. That answered “{ $question }”
recall-not-then = Nobody wrote about “{ $words }” here: { $span }.
recall-not-then-by = <b>{ $name }</b>: not a word about “{ $words }” ({ $span }).
recall-silent-then = <b>{ $name }</b>: no messages ({ $span }).
recall-silent = <b>{ $name }</b>: I remember no talk, only commands or words to me.
recall-another-time = There is something of another day, though. { $said }
recall-about-what = Whom or what shall I look for? For example: “who mentioned coffee?”
recall-more = More
recall-next = <b>More about it:</b>

mood-of = <b>{ $name }</b>, going by { $count ->
    [one] the last message
   *[other] the last messages
}: { $list }. “{ $quote }”
mood-of-calm = <b>{ $name }</b>: an even mood, nothing stormy in the messages.
mood-of-nobody = <b>{ $name }</b>: no messages in that time, so I cannot tell the mood.

last-said = <b>{ $name }</b> wrote last { $when }: “{ $quote }”
last-said-man = <b>{ $name }</b> wrote last { $when }: “{ $quote }”
last-said-woman = <b>{ $name }</b> wrote last { $when }: “{ $quote }”
last-seen = <b>{ $name }</b> wrote last { $when }.
last-seen-man = <b>{ $name }</b> wrote last { $when }.
last-seen-woman = <b>{ $name }</b> wrote last { $when }.

which-person = There are several here. Whom do you mean?
which-person-row =
    • { $name }: { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    }

count-over = over { $count }
count-by =
    <b>{ $name }</b>: “{ $words }” in <b>{ $figure }</b> { $count ->
        [one] message
       *[other] messages
    } ({ $span }).
count-none-by = <b>{ $name }</b>: “{ $words }” not once ({ $span }).
count-all =
    “{ $words }”: <b>{ $figure }</b> { $count ->
        [one] message
       *[other] messages
    } ({ $span }). Most often it is <b>{ $name }</b> ({ $most }).
count-each =
    “{ $words }”: <b>{ $figure }</b> { $count ->
        [one] message
       *[other] messages
    } ({ $span }).
count-none = “{ $words }”: not once ({ $span }).
count-messages =
    <b>{ $name }</b>: { $count ->
        [one] <b>{ $count }</b> message
       *[other] <b>{ $count }</b> messages
    } ({ $span }).

recall-refused = Those who said no:
top-about = <b>{ $name }</b> writes most about “{ $words }” ({ $count }).
top-about-once = There is only one message about “{ $words }” ({ $span }), by <b>{ $name }</b>.
top-about-next = Then { $names }.
top-about-span = Counted: { $span }.
top-about-nobody = Nobody wrote about “{ $words }” here ({ $span }).

search-best = Best first
search-newest = Newest first
