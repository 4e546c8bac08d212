# Пошук сторінками, підсумки, люди, час і чесне «не знаю».

search-page = Сторінка { $page } з { $pages }
search-stale = Ця кнопка вже застаріла. Пошукай ще раз: /search
search-later = Пам’ять зараз не відгукується. Спробуй трохи згодом.

summary-today = <b>Сьогодні</b>
summary-yesterday = <b>Учора</b>
summary-day = <b>За останню добу</b>
summary-week = <b>За останній тиждень</b>
summary-since = <b>Від { $when }</b>
summary-span = <b>Розмови { $span }</b>
summary-count =
    { $messages ->
        [one] { $messages } повідомлення
        [few] { $messages } повідомлення
       *[many] { $messages } повідомлень
    } від { $people ->
        [one] { $people } людини
        [few] { $people } людей
       *[many] { $people } людей
    }
summary-topics = Про що: { $list }
summary-read =
    { $messages ->
        [one] Тут лише найновіше { $messages } повідомлення: раніших я не перечитувала.
        [few] Тут лише { $messages } найновіші повідомлення: раніших я не перечитувала.
       *[many] Тут лише { $messages } найновіших повідомлень: раніших я не перечитувала.
    }
summary-few = Розмов було мало. Найпомітніше:
summary-grief = Сумна звістка. { $list }
summary-quarrel = Тут посперечалися: { $list }{ $more ->
        [0] .
       *[other] {" "}та інші.
    }
summary-talk = <b>{ $list }{ $more ->
        [0] {""}
       *[other] {" "}та ще { $more }
    }</b>
summary-said = { $name }: «{ $words }»
summary-said-of = { $name }: «{ $words }» ({ $day })
summary-news = Новини: { $list }
summary-decided = Вирішили: { $list }
summary-plans = Далі за планом: { $list }
summary-promised = Обіцяють: { $list }
summary-open = Лишилося без відповіді: { $list }
summary-rest = <b>А ще</b>
summary-empty-1 = Переказувати нічого: за цей час тут мовчали.
summary-empty-2 = Тиша. За цей час ніхто нічого не написав, принаймні при мені.
summary-empty-3 = Порожня сторінка: за цей час тут ані слова.
summary-empty-then = { $span }: жодної розмови, принаймні при мені.
summary-usage =
    За який час переказати? Ось так:
    <code>/summary</code>, <code>/summary 2 години</code>, <code>/summary тиждень</code>

somebody-who =
    <b>{ $name }</b>: { $messages ->
        [one] { $messages } повідомлення
        [few] { $messages } повідомлення
       *[many] { $messages } повідомлень
    } тут із { $first }, останнє { $last }.
somebody-silent = <b>{ $name }</b> на тему «{ $words }»? Такого не пам’ятаю.
somebody-unknown-1 = Не знаю тут нікого на ім’я «{ $name }»: при мені ніхто з таким ім’ям не писав.
somebody-unknown-2 = «{ $name }»? Серед тих, хто тут писав, такого імені не пам’ятаю.

time-now-1 = { $time }, якщо вірити моєму годиннику.
time-now-2 = На годиннику { $time }.
time-now-3 = Зараз { $time }. Час летить, коли є з ким поговорити.
time-there-1 = Зараз { $place } { $time }.
time-there-2 = Годинники { $place } показують { $time }.
# Місце назване іншою мовою.
time-named-1 = { $place }: там зараз { $time }.
time-elsewhere-1 = Такого годинника не маю: знаю лише тутешній час, а тут { $time }.
time-elsewhere-2 = Котра там година, не скажу. Тут у нас { $time }.
day-then-1 = Це { $weekday }, { $date }.
day-then-2 = { $weekday }, { $date }.
day-today-1 = Сьогодні { $weekday }, { $date }.
day-today-2 = { $date }, { $weekday }.
weekday-monday = понеділок
weekday-tuesday = вівторок
weekday-wednesday = середа
weekday-thursday = четвер
weekday-friday = п’ятниця
weekday-saturday = субота
weekday-sunday = неділя

model-hint-1 = З мовною моделлю знала б більше. Під’єднати її можна в налаштуваннях служби.
model-hint-2 = Якби мені під’єднали мовну модель, відповіла б і на таке.
model-hint-3 = Для таких запитань потрібна мовна модель, а без неї знаю лише нашу розмову.
