# Що бот знає про людину, і як це виправити.

me-title = <b>{ $name }</b>, ось що я про тебе знаю:
me-messages =
    { $messages ->
        [one] Почула <b>{ $messages }</b> твоє повідомлення
        [few] Почула <b>{ $messages }</b> твої повідомлення
       *[many] Почула <b>{ $messages }</b> твоїх повідомлень
    } з { $date }.
me-style = Стиль: <b>{ $value }</b>{ $chosen }
me-length = Відповіді: <b>{ $value }</b>{ $chosen }
me-humour = Гумор: <b>{ $value } %</b>{ $chosen }
me-interaction = Участь: <b>{ $value }</b>{ $chosen }
me-topics = Теми: <b>{ $value }</b>{ $chosen }
me-hours = Найчастіше пишеш у такі години: { $value }
me-emoji = Улюблені емодзі: { $value }
me-sentiment = Настрій останнім часом: { $value }
me-chosen = { " " }(твій вибір)
me-correct =
    Щось не так? Виправ мене:
    <code>/me стиль офіційний</code> (або дружній, простий, жартівливий, нейтральний)
    <code>/me відповіді короткі</code> (або середні, довгі)
    <code>/me гумор 80</code>, <code>/me теми їжа, музика</code>
    <code>/me озиватися ні</code>: говоритиму до тебе, лише коли покличеш
    <code>/me скинути</code>: знову вчитимуся сама
me-empty-1 = Ще не знаю про тебе нічого: напиши щось, і познайомимося.
me-empty-2 = Поки що ти для мене загадка. Кілька повідомлень, і я щось збагну.
me-changed-1 = Домовилися! Запам’ятала: { $what }.
me-changed-2 = Гаразд, відтепер так: { $what }.
me-reset-1 = Гаразд, забула твій вибір. Знову вчитимуся з того, як ти пишеш.
me-reset-2 = Скинула. Тепер знову дивитимуся, що тобі до душі.
me-unknown-key = Не знаю, що таке «{ $word }». Можна змінити: стиль, відповіді, гумор, участь, теми. Наприклад: <code>/me стиль офіційний</code>
me-bad-value = «{ $word }» тут не підходить. Можна так: { $allowed }.

style-neutral = нейтральний
style-friendly = дружній
style-formal = офіційний
style-casual = простий
style-humorous = жартівливий
length-short = короткі
length-medium = середні
length-long = довгі
complexity-simple = проста
complexity-medium = звичайна
complexity-complex = складна
interaction-minimal = рідко
interaction-balanced = помірно
interaction-active = часто

allowed-style = офіційний, дружній, простий, жартівливий, нейтральний
allowed-length = короткі, середні, довгі
allowed-humour = число від 0 до 100
allowed-complexity = просто, середньо, складно
allowed-interaction = рідко, помірно, часто
allowed-topics = техніка, спорт, їжа, музика, кіно, подорожі, навчання, робота, хобі, новини, філософія, побут (через кому)

key-style = стиль
key-length = відповіді
key-humour = гумор
key-complexity = складність
key-interaction = участь
key-topics = теми

me-which = А як саме ({ $key })? Можна так: { $allowed }.
me-unasked = Гаразд, зрідка озиватимуся й сама.
me-only-asked = Гаразд, до тебе говоритиму, лише коли покличеш.
me-privately = Решту (теми, звички, настрій) розкажу в приватному чаті: там теж спрацює /me.

me-title-formal = <b>{ $name }</b>, ось що я про Вас знаю:
me-messages-formal =
    { $messages ->
        [one] Почула <b>{ $messages }</b> Ваше повідомлення
        [few] Почула <b>{ $messages }</b> Ваші повідомлення
       *[many] Почула <b>{ $messages }</b> Ваших повідомлень
    } з { $date }.
me-hours-formal = Найчастіше пишете в такі години: { $value }
me-sentiment-formal = Ваш настрій останнім часом: { $value }
me-chosen-formal = { " " }(Ваш вибір)
me-correct-formal =
    Щось не так? Виправте мене:
    <code>/me стиль дружній</code> (або офіційний, простий, жартівливий, нейтральний)
    <code>/me відповіді короткі</code> (або середні, довгі)
    <code>/me гумор 80</code>, <code>/me теми їжа, музика</code>
    <code>/me озиватися ні</code>: говоритиму до Вас, лише коли покличете
    <code>/me скинути</code>: знову вчитимуся сама
me-empty-formal = Ще не знаю про Вас нічого: напишіть щось, і познайомимося.
me-reset-formal = Гаразд, забула Ваш вибір. Знову вчитимуся з того, як Ви пишете.
me-only-asked-formal = Гаразд, до Вас говоритиму, лише коли покличете.
