# Сторінки для тих, хто тримає бота. Тут говорить не вона, а сторінка.

dash-title = Балачка
dash-brand = Балачка
dash-skip = До змісту
dash-nav = Сторінки
dash-nav-overview = Огляд
dash-nav-chats = Чати
dash-language = Мова
dash-logout = Вийти
dash-metrics = Метрики
dash-back = На початок

dash-login-title = Вхід
dash-login-words = Пароль записано в налаштуваннях служби: dashboard.password.
dash-login-password = Пароль
dash-login-enter = Увійти
dash-login-wrong = Пароль не той.
dash-login-wait = Забагато спроб. Спробуйте ще за { $count ->
    [one] { $n } хвилину
    [few] { $n } хвилини
   *[other] { $n } хвилин
}.

dash-lost-title = Сторінку не знайдено
dash-lost = Такої сторінки немає.
dash-no-chat-title = Такого чату немає
dash-no-chat = Про чат із таким id нічого не збережено.
dash-busy-title = Тимчасово недоступно
dash-busy = Частина служби зараз не відповідає. Спробуйте за кілька секунд.

## Стан служби
dash-overview = Стан служби
dash-live-on = Наживо
dash-live-off = Зв’язок утрачено
dash-well = Усе гаразд
dash-uneasy = Потрібна ваша увага
dash-unwell = Служба не готова
dash-up = Працює вже
dash-telegram-ago = Телеграм відповів { $n } с тому
dash-reason-ending = Служба зупиняється: { $what }
dash-reason-journal = Журнал не відкрито.
dash-reason-journal-why = Журнал не відкрито: { $what }.
dash-reason-store = Сховище «{ $what }» не відкрито.
dash-reason-store-why = Сховище «{ $what }» не відкрито: { $why }.
dash-reason-unnamed = Телеграм ще не підтвердив, що це за бот.
dash-reason-disk = Диск майже повний: оновлення чекають у Телеграмі.
dash-reason-token = Телеграм не приймає токен бота: його відкликано або він неправильний. Візьміть новий у @BotFather і задайте TELEGRAM_BOT_TOKEN.
dash-reason-no-such-bot = Сервер Bot API не знає цього бота. Перевірте TELEGRAM_API_URL; якщо токен відкликано, візьміть новий у @BotFather і задайте TELEGRAM_BOT_TOKEN.
dash-reason-redirect = Сервер Bot API переспрямовує на іншу адресу. Задайте в TELEGRAM_API_URL остаточну адресу.
dash-reason-nonsense = Сервер відповідає не так, як сервер Bot API. Перевірте TELEGRAM_API_URL і чи немає на шляху проксі або сторінки входу.
dash-reason-never = Телеграм ще не відповідав.
dash-reason-silent = Телеграм востаннє відповів { $seconds } с тому.

dash-updates = Отримано оновлень
dash-confirmed = Підтверджено
dash-per-second = За секунду
dash-journal = Запис журналу
dash-outbox = Надіслано повідомлень
dash-waiting = Чекають
dash-sending = Надсилаються
dash-failed = Не вдалося
dash-llm = Запитів до моделі сьогодні
dash-tokens = Токени
dash-failures = Невдачі
dash-models = Моделі
dash-machine = Пам’ять
dash-databases = Бази
dash-disk-free = Вільно на диску
dash-disk-floor = Мінімум вільного

dash-chart-hours = Повідомлення за годинами
dash-chart-hours-note = { $count ->
    [one] { $n } повідомлення
    [few] { $n } повідомлення
   *[other] { $n } повідомлень
} за добу
dash-chart-live = Оновлень за секунду
dash-chart-live-note = останні хвилини

dash-actors = Частини служби
dash-actors-words = Затримка — середній час запиту або застосування групи записів, у мілісекундах. Відставання — скільки записів журналу сховище ще не застосувало.
dash-actor = Частина
dash-mailbox = У скриньці
dash-latency = Затримка, мс
dash-behind = Відставання
dash-restarts = Перезапуски
dash-shut = не відкрито

dash-databases-title = Бази даних
dash-llm-title = Мовні моделі сьогодні
dash-llm-none = Сьогодні запитів не було.
dash-model = Модель
dash-requests = Запити

dash-letters = Необроблені оновлення
dash-letters-none = Немає: усі оновлення оброблено.
dash-letters-words = Оновлення, які не вдалося обробити. «Ще раз» передає оновлення сховищам знову, «Відкинути» видаляє його назавжди.
dash-retry = Ще раз
dash-drop = Відкинути
dash-retry-letter = Ще раз № { $n }
dash-drop-letter = Відкинути № { $n }
dash-drop-sure = Відкинути № { $n } назавжди?
dash-errors = Останні попередження й помилки
dash-errors-none = Від запуску не було.
dash-errors-words = Останні 50, новіші згори; усі є в логах служби.
dash-times = { $count ->
    [one] { $n } раз
    [few] { $n } рази
   *[other] { $n } разів
}

## Стан кластера
dash-cluster = Кластер
dash-seen-by = Яким його бачить вузол «{ $what }»
dash-reason-outside = Цей вузол ще не приєднався до кластера: чекає на NATS. Причина в його логах.
dash-reason-unheard = Цей вузол поки що поза кластером: NATS не підтверджує його сигналів. Показане нижче може бути застарілим.
dash-reason-no-gateway = Жоден вузол не є шлюзом: поки що з Телеграму нічого не надходить.
dash-gateway = Шлюз
dash-nodes = Вузли
dash-nodes-words = Вузол, що завершив роботу як слід, зникає зі списку за добу.
dash-node = Вузол
dash-version = Версія
dash-state = Стан
dash-node-alive = працює
dash-node-lost = зник
dash-node-left = завершив роботу
dash-node-draining = звільняється
dash-shards = Шарди
dash-shards-words = Відставання — скільки оновлень власник ще не застосував. Епоха — скільки разів шард переходив до іншого власника.
dash-shard = Шард
dash-owner = Власник
dash-epoch = Епоха
dash-lag = Відставання
dash-snapshot-age = Вік знімка
dash-shard-unserved = не обслуговується
dash-shard-stands-still = стоїть

## Графіки
dash-as-table = Таблицею
dash-time = Час
dash-hour = Година
dash-day = День
dash-messages = Повідомлення
dash-mood = Настрій
dash-chart-days = Повідомлення й настрій за днями
dash-chart-days-note = { $count ->
    [one] { $n } повідомлення
    [few] { $n } повідомлення
   *[other] { $n } повідомлень
}
dash-chart-clock = За годинами доби
dash-chart-clock-note = { $count ->
    [one] останній { $n } день
    [few] останні { $n } дні
   *[other] останні { $n } днів
}

## Чати
dash-messages-count = { $count ->
    [one] { $n } повідомлення
    [few] { $n } повідомлення
   *[other] { $n } повідомлень
}
dash-chats-count = { $count ->
    [one] { $n } чат
    [few] { $n } чати
   *[other] { $n } чатів
}
dash-people-count = { $count ->
    [one] { $n } людина
    [few] { $n } людини
   *[other] { $n } людей
}
dash-chats-none = Чатів ще немає. Додайте бота до групи — з першим повідомленням вона з’явиться тут.
dash-chats-words = Повідомлення за днями й настрій за два тижні:
dash-mood-up = добрий
dash-mood-even = рівний
dash-mood-down = похмурий
dash-last = останнє повідомлення
dash-spark = Останні 14 днів: { $count ->
    [one] { $n } повідомлення
    [few] { $n } повідомлення
   *[other] { $n } повідомлень
}
dash-lately = За 14 днів
dash-total = Усього
dash-pages = Інші сторінки
dash-newer = Назад
dash-older = Далі
dash-span = Період
dash-days = { $count ->
    [one] { $n } день
    [few] { $n } дні
   *[other] { $n } днів
}
dash-people = Людей
dash-since = Відколи
dash-average = Від −1 до 1
dash-own = Повідомлень бота
dash-edits = Правок
dash-who = Хто пише
dash-nothing = За цей період повідомлень немає.
dash-nobody = Невідома людина
dash-feelings = Почуття
dash-topics = Теми
dash-words = Часті слова:
dash-search = Пошук у цьому чаті
dash-search-words = Слова, які шукати
dash-find = Знайти
dash-texts-hidden = Лише дати: тексти приховано, бо dashboard.show_texts у налаштуваннях вимкнено.
dash-found-none = Нічого не знайдено.
dash-found = Повідомлення з { $first } по { $last }, найкращі згори.

## Міри
dash-mib = { $what } МіБ
dash-gib = { $what } ГіБ
dash-span-seconds = { $seconds } с
dash-span-minutes = { $minutes } хв
dash-span-hours = { $hours } год { $minutes } хв
dash-span-days = { $days } д { $hours } год
