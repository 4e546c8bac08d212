# Настрій чату, назви емоцій і тем.

mood-title = <b>Настрій у чаті</b>
mood-today = <b>Сьогодні</b>: { $mood }
mood-week = <b>За тиждень</b>: { $mood }
mood-month = <b>За місяць</b>: { $mood }
mood-usage =
    За який час? Напиши так:
    <code>/mood</code>, <code>/mood сьогодні</code>, <code>/mood тиждень</code>, <code>/mood місяць</code>
mood-quiet-today = <b>Сьогодні</b> ще тихо.
mood-activity =
    { $messages ->
        [one] { $messages } повідомлення
        [few] { $messages } повідомлення
       *[many] { $messages } повідомлень
    } від { $people ->
        [one] { $people } людини
        [few] { $people } людей
       *[many] { $people } людей
    }
mood-emotions = Почуття: { $list }
mood-topics = Про що: { $list }
mood-words = Часті слова: { $list }
mood-share = { $emotion } { $percent } %
mood-better = Що далі, то веселіше.
mood-worse = Настрій трохи падає: підтримайте одне одного.
mood-empty-1 = Про настрій поки що нема чого сказати: увесь тиждень тут тихо.
mood-empty-2 = Тиша така, що й настрою не чути. Почніть розмову!

mood-radiant = ☀️ чудовий
mood-good = 🙂 добрий
mood-even = 😐 рівний
mood-low = 🌧 похмурий
mood-bad = ⛈ важкий

emotion-anger = гнів
emotion-disgust = відраза
emotion-fear = страх
emotion-joy = радість
emotion-sadness = смуток
emotion-surprise = подив
emotion-neutral = спокій

topic-general = про все потроху
topic-technology = техніка
topic-sport = спорт
topic-food = їжа
topic-music = музика
topic-films = кіно
topic-travel = подорожі
topic-learning = навчання
topic-work = робота
topic-hobby = захоплення
topic-news = новини
topic-philosophy = філософія
topic-everyday = побут
