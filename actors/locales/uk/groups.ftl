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

media-animation = гіфка
media-audio = аудіозапис
media-checklist = список справ
media-contact = контакт
media-dice = кубик
media-document = файл
media-game = гра
media-giveaway = розіграш
media-giveaway_winners = підсумки розіграшу
media-invoice = рахунок
media-location = місце на карті
media-paid_media = платний допис
media-photo = світлина
media-poll = опитування
media-sticker = стікер
media-story = історія
media-venue = місце
media-video = відео
media-video_note = відеокружальце
media-voice = голосове повідомлення
media-other = щось, чого я не розберу
media-titled = { $media } «{ $title }»
media-captioned = { $media } з підписом «{ $caption }»
media-row = { $media }: { $snippet }
