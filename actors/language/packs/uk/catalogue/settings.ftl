# Налаштування. Написи на кнопках — без позначок HTML.

settings-title = <b>Налаштування чату</b>
    Змінюють адміністратори.
settings-mine = <b>Твої налаштування</b>
settings-back = ‹ Назад
settings-saved = Записала.
settings-set = Записала. { $what }
settings-unknown-value = «{ $value }»? Такого вибору не маю. Ось усі:
settings-admins-only = Це вирішують адміністратори чату.

setting-language = Мова
setting-persona = Персона
setting-chattiness = Озиваюся
setting-silences = Починаю розмову
setting-reactions = Ставлю реакції
setting-digest = Підсумок дня
setting-night = Нічна тиша
setting-hush = Мовчанка
setting-style = Стиль
setting-length = Відповіді
setting-humour = Гумор

about-language = Якою мовою відповідати.
about-persona = Ким мені бути в цьому чаті:
about-chattiness = Як часто вставляти слово, коли не кличуть.
about-silences = Чи заводити розмову, коли в чаті стихло.
about-reactions = Чи ставити реакції на повідомлення.
about-digest = Щодня коротко розкажу, про що говорили: зранку про вчора або ввечері про сьогодні. Мовчу, якщо говорили мало.
about-night = У ці години не озиваюся й не ставлю реакцій, хіба покличете.
about-hush = «Поки не покличуть»: сама не озиваюся. «Зовсім»: не відповідаю, навіть якщо кличуть; лишаються тільки /settings, /help, /privacy, /forget і <code>/quiet ні</code>.
about-style = Як до тебе говорити.
about-length = Які відповіді тобі до вподоби: короткі чи довгі.
about-humour = Скільки жартів.

about-style-chat = Як тут говорити до тих, хто сам нічого не вибрав.
about-length-chat = Якими мають бути відповіді тим, хто сам нічого не вибрав.
about-humour-chat = Скільки жартів тим, хто сам нічого не вибрав.

style-auto = до кожного свій
length-auto = кому які до вподоби
humour-auto = кому який до вподоби

language-auto = як пишуть

chattiness-never = ніколи
chattiness-rarely = зрідка
chattiness-usual = у міру
chattiness-often = часто

silences-on = так
silences-off = ні

reactions-on = так
reactions-off = ні

digest-off = вимкнено
digest-morning = зранку, о 9:00
digest-evening = увечері, о 21:00
night-off = вимкнено

hush-off = вимкнено
hush-called = поки не покличуть
hush-mute = зовсім

quiet-on = Гаразд, мовчу. Повернуся до розмови { $until }. Покличете, то відповім; <code>/quiet ні</code> поверне мене раніше.
quiet-over = Просили помовчати до { $until }, та цей час уже минув.
quiet-forever = Гаразд, відтепер мовчу. Покличете, то відповім; <code>/quiet ні</code> поверне мене до розмови.
quiet-mute = Мовчу зовсім: не відповім, навіть якщо покличете. Лишаються тільки /help, /privacy і /forget, а від адміністраторів /settings і <code>/quiet ні</code>.
quiet-question = Мені помовчати? Тоді повернуся до розмови { $until }.
quiet-button-yes = Так, помовч
quiet-button-no = Ні
quiet-not = Гаразд, тоді говорю далі.
quiet-off = Я знову тут. Слухаю!
quiet-usage =
    На скільки мені замовкнути? Напиши так:
    <code>/quiet 2 години</code>, <code>/quiet завтра</code>, <code>/quiet до вечора</code>, <code>/quiet назавжди</code>, <code>/quiet ні</code>
    А щоб і на оклик не відповідала: <code>/quiet мовчи</code>, це можуть адміністратори.
