# What the memory tells.

stats-title = <b>{ $title }</b>
stats-total =
    { $messages ->
        [one] <b>{ $messages }</b> message
       *[other] <b>{ $messages }</b> messages
    } from { $people ->
        [one] <b>{ $people }</b> person
       *[other] <b>{ $people }</b> people
    }
stats-to-bot =
    { $messages ->
        [one] and <b>{ $messages }</b> more to me
       *[other] and <b>{ $messages }</b> more to me
    }
stats-own = and <b>{ $messages }</b> more of mine
stats-since = I remember this chat since { $date }.
stats-top = Most talkative:
stats-top-row =
    { $place }. { $name }: { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    }
stats-empty-1 = Nothing to count yet: the conversation is only beginning.
stats-empty-2 = A blank page so far. Write something and I’ll start counting.

my-stats =
    <b>{ $name }</b>: { $messages ->
        [one] <b>{ $messages }</b> message
       *[other] <b>{ $messages }</b> messages
    } since { $first }
    The latest: { $last }
my-stats-empty-1 = I don’t remember a word of yours here yet. Write something and I’ll have something to count.
my-stats-empty-2 = Not a single message from you so far. Modesty is fine, but so is talking.

search-found = Here is what I remember for “{ $words }”:
search-nothing-1 = I remember nothing for “{ $words }”.
search-nothing-2 = I turned my whole memory over: not a trace of “{ $words }”.
search-nothing-3 = “{ $words }”? Nobody wrote that here, at least not in front of me.

related-found-1 = I cannot say for sure, but I remember something about it. { $said }
related-found-2 = I do not know, but here is what I remember. { $said }
related-found-3 = No sure answer from me. There is this in my memory, though. { $said }
nothing-of-that-1 = Nobody wrote of that here while I listened.
nothing-of-that-2 = I don’t recall that coming up here.
nothing-of-that-3 = I searched my memory and found no such thing.
said-nothing-1 = I don’t recall anyone writing about “{ $words }”. Not in front of me, anyway.
said-nothing-2 = Not a peep about “{ $words }” here.
said-nothing-3 = I searched my memory for “{ $words }” and found not a word.

hit-row = • <b>{ $name }</b>, { $when }: { $snippet }
nameless = someone without a name

unavailable-1 = My memory isn’t answering right now. Please ask a little later.
unavailable-2 = It’s on the tip of my tongue, but my memory is busy. Try again in a minute.
unavailable-3 = I can’t reach my memories just now. I won’t make things up, so ask me later.
