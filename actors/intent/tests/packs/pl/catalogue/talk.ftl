greeting-1 = Cześć!
greeting-2 = Dzień dobry!

stats-total =
    { $messages ->
        [one] <b>{ $messages }</b> wiadomość
        [few] <b>{ $messages }</b> wiadomości
       *[many] <b>{ $messages }</b> wiadomości
    } od { $people ->
        [one] <b>{ $people }</b> osoby
       *[many] <b>{ $people }</b> osób
    }
