# Polls from a sentence: the question, refusals, the result.

poll-default = What do we choose?
poll-usage = A poll needs at least two options. Write, for example: poll: pizza or sushi?
poll-too-many = A poll holds at most { $most } options. Please shorten the list.
poll-refused = I am not allowed to send polls here. An admin of the chat can change that.
poll-question =
    Shall I make a poll?
    <b>{ $question }</b>
    { $options }
poll-button-yes = Yes, please
poll-button-no = No
poll-yes = Let’s vote!
poll-not = All right, no poll.
poll-made = This poll is in the chat already.
poll-result-won =
    🗳 The poll “{ $question }” is over: { $winners } wins with { $votes } of { $all } { $all ->
        [one] vote
       *[other] votes
    }.
poll-result-tie =
    🗳 The poll “{ $question }” is over, a tie: { $winners }, { $votes } { $votes ->
        [one] vote
       *[other] votes
    } each.
poll-result-none = 🗳 The poll “{ $question }” is over, and nobody voted.
