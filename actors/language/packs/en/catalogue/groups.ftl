# How to behave in groups: when added, promoted, or called to the wrong place; and what to call what comes in place of words.

welcome-privacy =
    One request: for now Telegram shows me only what is said to me, and I hear nothing of the rest. To let me remember it all, make me an admin, or ask my owner to switch privacy mode off in @BotFather (<code>/setprivacy</code>, Disable) and to add me here once more.

promoted-1 = Thank you for your trust! Now I hear the whole conversation.
promoted-2 = Oh, thank you! From now on I hear everything, so there will be something to remember.

not-listed =
    Hello! I live in other chats, so I will not answer here, and I remember nothing of what is said.
    If it was my owner who called me, let them add this chat to <code>ALLOWED_CHAT_IDS</code>: <code>{ $chat }</code>

shown-1 = All I know is that this is { $what }. I can neither look at it nor listen to it.
shown-2 = I am told this is { $what }. I have neither eyes nor ears, so that is all I can say.
shown-by-1 = All I know is that this is { $what }. It is from { $name }. I can neither look at it nor listen to it.
shown-by-2 = I am told this is { $what } ({ $name }). I have neither eyes nor ears, so that is all I can say.

received-1 = Thank you! I can tell this is { $what }, but I can neither look at it nor listen to it. Could you put it into words?
received-2 = Oh, { $what }! I have neither eyes nor ears, so tell me in words, and I’ll remember.
received-formal-1 = Thank you! I can tell this is { $what }, yet I can neither look at it nor listen to it. Would you put it into words?
received-formal-2 = Thank you, I have received { $what }. I am afraid I understand words only: please tell me what it says.

media-animation = a GIF
media-audio = a recording
media-checklist = a checklist
media-checklist_tasks_added = new tasks on a checklist
media-checklist_tasks_done = marked tasks of a checklist
media-community_chat_added = a community that the chat was added to
media-community_chat_joined = a community that the chat joined
media-connected_website = a login to a website
media-contact = a contact
media-dice = a die
media-document = a file
media-forum_topic_created = a new topic
media-forum_topic_edited = a topic’s new name
media-game = a game
media-gift = a gift
media-giveaway = a giveaway
media-giveaway_winners = the winners of a giveaway
media-invoice = an invoice
media-live_photo = a live photo
media-location = a place on the map
media-paid_media = a paid post
media-photo = a photo
media-poll = a poll
media-poll_option_added = a new option of a poll
media-poll_option_deleted = a deleted option of a poll
media-sticker = a sticker
media-story = a story
media-suggested_post_declined = a declined post
media-unique_gift = a unique gift
media-venue = a place
media-video = a video
media-video_note = a video message
media-voice = a voice message
media-other = something I cannot make out
media-titled = { $media } “{ $title }”
media-captioned = { $media } with the caption “{ $caption }”
media-row = { $media }: { $snippet }
