# Слова на картинках і під ними.

top-usage =
    За який час? Напиши так:
    <code>/top</code>, <code>/top сьогодні</code>, <code>/top місяць</code>, <code>/top за весь час</code>, <code>/stats</code>, <code>/stats я</code>
top-today = Найбалакучіші сьогодні
top-without-calls = Рахую лише розмову між собою, без звертань до мене.
top-week = Найбалакучіші за тиждень
top-month = Найбалакучіші за місяць
top-ever = Найбалакучіші за весь час

card-title = Наша розмова
card-stats = Скільки тут наговорили
card-messages =
    { $count ->
        [one] повідомлення
        [few] повідомлення
       *[many] повідомлень
    }
card-people =
    { $count ->
        [one] людина
        [few] людини
       *[many] людей
    }
card-today =
    { $count ->
       *[other] сьогодні
    }
card-own =
    { $count ->
        [one] моє
        [few] мої
       *[many] моїх
    }
card-by-hour = За годинами
card-by-day = За днями
card-stats-today =
    { $messages ->
        [one] Сьогодні <b>{ $messages }</b> повідомлення.
        [few] Сьогодні <b>{ $messages }</b> повідомлення.
       *[many] Сьогодні <b>{ $messages }</b> повідомлень.
    }
card-stats-busiest = Найжвавіше тут близько { $hour }.
card-stats-top = Найбалакучіші: { $list }.

card-mood = Настрій за тиждень
card-mood-radiant = чудовий
card-mood-good = добрий
card-mood-even = рівний
card-mood-low = похмурий
card-mood-bad = важкий
card-day-by-day = День за днем
card-emotions = Почуття
card-topics = Про що

weekday-mon = пн
weekday-tue = вт
weekday-wed = ср
weekday-thu = чт
weekday-fri = пт
weekday-sat = сб
weekday-sun = нд
