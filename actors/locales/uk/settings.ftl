# Налаштування. Написи на кнопках — без позначок HTML.

settings-title = <b>Налаштування чату</b>
    Змінюють адміністратори.
settings-mine = <b>Твої налаштування</b>
settings-back = ‹ Назад
settings-saved = Записала.
settings-unavailable = Зараз не можу до цього дістатися. Спробуй ще раз за хвилину.
settings-stale = Ця кнопка вже застаріла. Надішли /settings, буде свіжа.
settings-admins-only = Це вирішують адміністратори чату.

setting-language = Мова
setting-persona = Хто я тут
setting-chattiness = Озиваюся
setting-silences = Розбиваю тишу
setting-reactions = Ставлю реакції
setting-style = Тон
setting-length = Відповіді
setting-humour = Гумор

about-language = Якою мовою відповідати.
about-persona = Ким мені бути в цьому чаті:
about-chattiness = Як часто вставляти слово, коли не кличуть.
about-silences = Чи заводити розмову, коли в чаті стихло.
about-reactions = Чи ставити реакції на повідомлення.
about-style = Як до тебе говорити.
about-length = Якої довжини відповіді тобі до вподоби.
about-humour = Скільки жартів.

language-auto = як пишуть
language-uk = українська
language-en = English

chattiness-never = ніколи
chattiness-rarely = зрідка
chattiness-usual = у міру
chattiness-often = охоче

silences-on = так
silences-off = ні

reactions-on = так
reactions-off = ні

quiet-on = Гаразд, до { $until } мовчу. Покличете, то відповім; <code>/quiet ні</code> поверне мене раніше.
quiet-off = Я знову тут і слухаю з охотою.
quiet-usage =
    Не второпала, скільки мовчати. Ось так зрозумію:
    <code>/quiet 2 години</code>, <code>/quiet 30 хв</code>, <code>/quiet ні</code>
