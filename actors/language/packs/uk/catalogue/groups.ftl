# Як поводитися в групах: коли додали, підвищили чи покликали не туди; і як назвати те, що надіслали замість слів.

welcome-privacy =
    Одне прохання: Телеграм зараз показує мені лише те, що звернене до мене, решти розмови я не чую. Щоб я могла пам’ятати все, зробіть мене адміністраторкою або нехай мій власник вимкне в @BotFather режим приватності (<code>/setprivacy</code>, Disable) і додасть мене сюди ще раз.

promoted-1 = Дякую за довіру! Тепер чую всю розмову.
promoted-2 = О, дякую! Відтепер я все чую, тож буде що пригадати.

not-listed =
    Вітаю! Я живу в інших чатах, тож тут відповідати не буду й розмови не запам’ятовую.
    Якщо мене кликав мій власник, нехай додасть цей чат до <code>ALLOWED_CHAT_IDS</code>: <code>{ $chat }</code>

shown-1 = Знаю тільки, що це { $what }. Роздивитися чи послухати не вмію.
shown-2 = Мені кажуть, що це { $what }. Ні очей, ні вух у мене нема, тож більше не скажу.
shown-by-1 = Знаю тільки, що це { $what }. Від кого: { $name }. Роздивитися чи послухати не вмію.
shown-by-2 = Мені кажуть, що це { $what } ({ $name }). Ні очей, ні вух у мене нема, тож більше не скажу.

received-1 = Дякую! Бачу, що це { $what }, та роздивитися чи послухати не вмію. Розкажеш словами?
received-2 = О, { $what }! Ні очей, ні вух не маю, тож перекажи словами, і я запам’ятаю.
received-formal-1 = Дякую! Бачу, що це { $what }, проте роздивитися чи послухати не вмію. Розкажіть, будь ласка, словами.
received-formal-2 = Дякую, отримала: { $what }. На жаль, розумію лише слова: перекажіть, будь ласка, що там.

media-animation = гіфка
media-audio = аудіозапис
media-checklist = список справ
media-checklist_tasks_added = нові справи у списку
media-checklist_tasks_done = позначки у списку справ
media-community_chat_added = спільнота, до якої додали чат
media-community_chat_joined = спільнота, до якої приєднався чат
media-connected_website = вхід на сайт
media-contact = контакт
media-dice = кубик
media-document = файл
media-forum_topic_created = нова тема
media-forum_topic_edited = нова назва теми
media-game = гра
media-gift = подарунок
media-giveaway = розіграш
media-giveaway_winners = підсумки розіграшу
media-invoice = рахунок
media-live_photo = жива світлина
media-location = місце на карті
media-paid_media = платний допис
media-photo = світлина
media-poll = опитування
media-poll_option_added = новий варіант в опитуванні
media-poll_option_deleted = вилучений варіант опитування
media-sticker = стікер
media-story = історія
media-suggested_post_declined = відмова публікувати допис
media-unique_gift = унікальний подарунок
media-venue = місце
media-video = відео
media-video_note = відеоповідомлення
media-voice = голосове повідомлення
media-other = щось, чого я не розберу
media-titled = { $media } «{ $title }»
media-captioned = { $media } з підписом «{ $caption }»
media-row = { $media }: { $snippet }
