# Те, що розповідає пам’ять.

stats-title = <b>{ $title }</b>
stats-total =
    { $messages ->
        [one] <b>{ $messages }</b> повідомлення
        [few] <b>{ $messages }</b> повідомлення
       *[many] <b>{ $messages }</b> повідомлень
    } від { $people ->
        [one] <b>{ $people }</b> людини
        [few] <b>{ $people }</b> людей
       *[many] <b>{ $people }</b> людей
    }
stats-to-bot =
    { $messages ->
        [one] і ще <b>{ $messages }</b> звертання до мене
       *[other] і ще <b>{ $messages }</b> звертань до мене
    }
stats-own =
    { $messages ->
        [one] і ще <b>{ $messages }</b> моє
        [few] і ще <b>{ $messages }</b> моїх
       *[many] і ще <b>{ $messages }</b> моїх
    }
stats-since = Пам’ятаю цю розмову з { $date }.
stats-top = Найбалакучіші:
stats-top-row =
    { $place }. { $name }: { $messages ->
        [one] { $messages } повідомлення
        [few] { $messages } повідомлення
       *[many] { $messages } повідомлень
    }
stats-empty-1 = Рахувати поки що нічого: розмова тільки починається.
stats-empty-2 = Поки що тут чистий аркуш. Напишіть щось, і я почну лічбу.

my-stats =
    <b>{ $name }</b>: { $messages ->
        [one] <b>{ $messages }</b> повідомлення
        [few] <b>{ $messages }</b> повідомлення
       *[many] <b>{ $messages }</b> повідомлень
    } з { $first }
    Останнє: { $last }
my-stats-empty-1 = Твоїх слів тут іще не пам’ятаю. Напиши щось, і буде що лічити.
my-stats-empty-2 = Поки що за тобою жодного повідомлення. Скромність прикрашає, але поговорити теж можна.

search-found = Ось що пам’ятаю за словами «{ $words }»:
search-nothing-1 = За словами «{ $words }» не пам’ятаю нічого.
search-nothing-2 = Перерила всю пам’ять. «{ $words }»: ані сліду.
search-nothing-3 = «{ $words }»? Такого тут не писали, принаймні при мені.

related-found-1 = Певної відповіді не маю, але дещо про це пам’ятаю. { $said }
related-found-2 = Сама не скажу, а от що пам’ятаю. { $said }
related-found-3 = Напевно не знаю. Зате в пам’яті є таке. { $said }
nothing-of-that-1 = Про таке тут при мені не писали.
nothing-of-that-2 = Не пригадую, щоб про це тут ішлося.
nothing-of-that-3 = Шукала в пам’яті, але такого не знайшла.
said-nothing-1 = Не пригадую, щоб хтось писав на тему «{ $words }». Принаймні при мені.
said-nothing-2 = На тему «{ $words }» тут мовчали, як риби.
said-nothing-3 = Шукала в пам’яті «{ $words }» і не знайшла ані слова.

hit-row = • <b>{ $name }</b>, { $when }: { $snippet }
nameless = хтось без імені

unavailable-1 = Пам’ять зараз не відгукується. Спитай, будь ласка, трохи згодом.
unavailable-2 = Крутиться на язиці, а згадати не можу: пам’ять зайнята. Спробуй ще раз за хвильку.
unavailable-3 = Не можу зараз дістатися до спогадів. Вигадувати не буду, спитай пізніше.
