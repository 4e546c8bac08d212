# The pages for operators. The bot does not speak here; the pages do.

dash-title = Balachka
dash-brand = Balachka
dash-skip = Skip to the content
dash-nav = Pages
dash-nav-overview = Overview
dash-nav-chats = Chats
dash-language = Language
dash-logout = Log out
dash-metrics = Metrics
dash-back = Back to the start

dash-login-title = Log in
dash-login-words = The password is in the service's settings: dashboard.password.
dash-login-password = Password
dash-login-enter = Log in
dash-login-wrong = That is not the password.
dash-login-wait = Too many tries. Try again in { $count ->
    [one] { $n } minute
   *[other] { $n } minutes
}.

dash-lost-title = Page not found
dash-lost = There is no such page.
dash-no-chat-title = No such chat
dash-no-chat = Nothing is stored about a chat with this id.
dash-busy-title = Not available
dash-busy = A part of the service does not answer at the moment. Try again in a few seconds.

## How the service is
dash-overview = Service status
dash-live-on = Live
dash-live-off = Connection lost
dash-well = All is well
dash-uneasy = Something needs your attention
dash-unwell = The service is not ready
dash-up = Running for
dash-telegram-ago = Telegram answered { $n } s ago
dash-reason-ending = The service is stopping: { $what }
dash-reason-journal = The journal is not open.
dash-reason-journal-why = The journal is not open: { $what }.
dash-reason-store = The store “{ $what }” is not open.
dash-reason-store-why = The store “{ $what }” is not open: { $why }.
dash-reason-unnamed = Telegram has not yet identified the bot.
dash-reason-disk = The disk is nearly full: updates wait at Telegram.
dash-reason-token = Telegram refuses the bot’s token: it was revoked or is wrong. Ask @BotFather for a new one and set TELEGRAM_BOT_TOKEN.
dash-reason-no-such-bot = The Bot API server does not know this bot. Check TELEGRAM_API_URL; if the token was revoked, ask @BotFather for a new one and set TELEGRAM_BOT_TOKEN.
dash-reason-redirect = The Bot API server redirects to another address. Set TELEGRAM_API_URL to the final address.
dash-reason-nonsense = The server does not answer like a Bot API server. Check TELEGRAM_API_URL, and whether a proxy or a login page is in between.
dash-reason-never = Telegram has not answered yet.
dash-reason-silent = Telegram last answered { $seconds } s ago.

dash-updates = Updates received
dash-confirmed = Confirmed
dash-per-second = Per second
dash-journal = Journal entry
dash-outbox = Messages sent
dash-waiting = Waiting
dash-sending = Being sent
dash-failed = Failed
dash-llm = Model requests today
dash-tokens = Tokens
dash-failures = Failures
dash-models = Models
dash-machine = Memory
dash-databases = Databases
dash-disk-free = Disk free
dash-disk-floor = Minimum free

dash-chart-hours = Messages by hour
dash-chart-hours-note = { $count ->
    [one] { $n } message
   *[other] { $n } messages
} in 24 hours
dash-chart-live = Updates per second
dash-chart-live-note = the last minutes

dash-actors = Parts of the service
dash-actors-words = Latency is the average time of a request, or of a group of entries, in milliseconds. Behind is the number of journal entries that a store has yet to apply.
dash-actor = Part
dash-mailbox = In mailbox
dash-latency = Latency, ms
dash-behind = Behind
dash-restarts = Restarts
dash-shut = not open

dash-databases-title = Databases
dash-llm-title = Language models today
dash-llm-none = No requests today.
dash-model = Model
dash-requests = Requests

dash-letters = Dead letters
dash-letters-none = None: all updates were processed.
dash-letters-words = Updates that could not be processed. Retry passes one to the stores again; drop deletes it for good.
dash-retry = Retry
dash-drop = Drop
dash-retry-letter = Retry number { $n }
dash-drop-letter = Drop number { $n }
dash-drop-sure = Drop number { $n } for good?
dash-errors = Recent warnings and errors
dash-errors-none = None since the start.
dash-errors-words = The last 50, newest first. The service’s log has all of them.
dash-times = { $count ->
    [one] { $n } time
   *[other] { $n } times
}

## How the cluster is
dash-cluster = Cluster
dash-seen-by = As the node “{ $what }” sees it
dash-reason-outside = This node has not joined the cluster yet: it waits for NATS. Its log has the reason.
dash-reason-unheard = This node is out of the cluster for now: NATS does not acknowledge its beats. What is shown below may be old.
dash-reason-no-gateway = No node is the gateway: nothing is received from Telegram for now.
dash-gateway = Gateway
dash-nodes = Nodes
dash-nodes-words = A node that left in order vanishes from the list after a day.
dash-node = Node
dash-version = Version
dash-state = State
dash-node-alive = alive
dash-node-lost = lost
dash-node-left = left
dash-node-draining = draining
dash-shards = Shards
dash-shards-words = Lag is the number of updates that the owner has yet to apply. The epoch counts how often the shard changed hands.
dash-shard = Shard
dash-owner = Owner
dash-epoch = Epoch
dash-lag = Lag
dash-snapshot-age = Snapshot age
dash-shard-unserved = not served
dash-shard-stands-still = stands still

## Charts
dash-as-table = As a table
dash-time = Time
dash-hour = Hour
dash-day = Day
dash-messages = Messages
dash-mood = Mood
dash-chart-days = Messages and mood by day
dash-chart-days-note = { $count ->
    [one] { $n } message
   *[other] { $n } messages
}
dash-chart-clock = By hour of the day
dash-chart-clock-note = { $count ->
    [one] the last day
   *[other] the last { $n } days
}

## Chats
dash-messages-count = { $count ->
    [one] { $n } message
   *[other] { $n } messages
}
dash-chats-count = { $count ->
    [one] { $n } chat
   *[other] { $n } chats
}
dash-people-count = { $count ->
    [one] { $n } person
   *[other] { $n } people
}
dash-chats-none = No chat yet. Add the bot to a group, and it will appear here with the first message.
dash-chats-words = Messages by day and mood, the last two weeks:
dash-mood-up = good
dash-mood-even = even
dash-mood-down = gloomy
dash-last = last message
dash-spark = The last 14 days: { $count ->
    [one] { $n } message
   *[other] { $n } messages
}
dash-lately = Last 14 days
dash-total = Total
dash-pages = More pages
dash-newer = Previous
dash-older = Next
dash-span = Period
dash-days = { $count ->
    [one] { $n } day
   *[other] { $n } days
}
dash-people = People
dash-since = Since
dash-average = From −1 to 1
dash-own = Bot's messages
dash-edits = Edits
dash-who = Who writes
dash-nothing = No messages in this period.
dash-nobody = Unknown person
dash-feelings = Feelings
dash-topics = Topics
dash-words = Frequent words:
dash-search = Search in this chat
dash-search-words = Words to look for
dash-find = Find
dash-texts-hidden = Dates only: the texts are hidden because dashboard.show_texts is off in the settings.
dash-found-none = Nothing found.
dash-found = Messages { $first } to { $last }, best first.

## Measures
dash-mib = { $what } MiB
dash-gib = { $what } GiB
dash-span-seconds = { $seconds } s
dash-span-minutes = { $minutes } min
dash-span-hours = { $hours } h { $minutes } min
dash-span-days = { $days } d { $hours } h
