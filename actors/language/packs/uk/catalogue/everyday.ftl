# Щоденна розмова: прості слова, дрібні послуги й чесне «цього не вмію».

social-goodnight-1 = На добраніч! Хай насниться щось приємне.
social-goodnight-2 = Солодких снів. До завтра!
social-goodnight-3 = Спокійної ночі. Відпочинь добре.
social-goodnight-formal-1 = На добраніч! Гарного Вам відпочинку.
social-apology-1 = Усе гаразд, я не тримаю зла.
social-apology-2 = Та нічого, буває. Забули.
social-apology-3 = Приймаю вибачення. Мир?
social-affection-1 = Ой, як приємно! І ти мені до душі.
social-affection-2 = Обіймаю у відповідь, хоч і нічим.
social-affection-3 = Дякую за тепло. Воно взаємне.
social-laugh-1 = Рада, що весело!
social-laugh-2 = 😄
social-laugh-3 = І мені смішно, коли тут сміються.
social-agree-1 = От і добре.
social-agree-2 = Домовились!
social-agree-3 = Чудово, ми однієї думки.
social-disagree-1 = Гаразд, не наполягаю.
social-disagree-2 = Ні то й ні.
social-disagree-3 = Добре, хай буде по-твоєму.
social-are_you_there-1 = Тут я, слухаю.
social-are_you_there-2 = На місці, слухаю уважно. Чим допомогти?
social-are_you_there-3 = Тут і слухаю, кожне слово. Кажи.
social-slogan-1 = Героям слава!
social-slogan-2 = Героям слава! 🇺🇦
social-story-1 = Слухай бувальщину. Жив у селі кіт, який щоранку проводжав хазяйку до автобуса. Одного дня вона лишилася вдома, а кіт усе одно сходив на зупинку: раптом хтось інший їде.
social-story-2 = Цікавинка: восьминіг має три серця, і два з них спиняються, коли він пливе. Тому він радше повзає.
social-story-3 = Розповім таке. Дід посадив горіх і каже: «Із нього їстимуть онуки». Сусіди сміялися, а за двадцять років самі ходили до нього по горіхи.
social-story-4 = Цікавинка: мед не псується. У гробницях знаходили глечики, яким три тисячі років, і він і досі їстівний.
social-more-1 = Ще чого саме? Скажи двома словами, бо я вже встигла відволіктися.
social-more-2 = Можу й ще. Тільки нагадай, про що йшлося.
social-just_kidding-1 = А, то жарт! Тоді сміюся.
social-just_kidding-2 = Ну й жарти в тебе! Повірила на мить.
social-just_kidding-3 = Добре, не беру в голову.
social-clarify-1 = Поясни, будь ласка, про кого або про яке повідомлення питаєш.
social-clarify-2 = Не зовсім зрозуміла, про що мова. Назви людину або тему, і я пошукаю.
social-share_joy-1 = Оце новина! Щиро радію за тебе.
social-share_joy-2 = Ура! Є що святкувати.
social-share_joy-3 = Чудово! Хай такого буде більше.
social-share_joy-formal-1 = Щиро радію за Вас!
social-share_sadness-1 = Співчуваю. Таке справді важко.
social-share_sadness-2 = Прикро це чути. Хочеш — розкажи докладніше, я вислухаю.
social-share_sadness-3 = Обіймаю. Побудь тут, разом трохи легше.
social-share_sadness-formal-1 = Мені дуже прикро. Якщо захочете розповісти, я вислухаю.
social-share_anger-1 = Розумію. Від такого хто завгодно закипить.
social-share_anger-2 = Ох, і мене б таке розлютило. Видихни, а тоді вирішиш, що з цим робити.
social-share_anger-3 = Таке й справді дістає. Виговорися, не тримай у собі.
social-share_fear-1 = Розумію, це лячно. Хай усе обійдеться.
social-share_fear-2 = Страшно, звісно. Я тут, поруч. Бережи себе.
social-share_fear-3 = Страшно буває всім. Пиши сюди: удвох не так лячно.
social-boredom-1 = Тоді лови жарт.
social-boredom-2 = Зараз розважу.
social-boredom-3 = Від нудьги маю ліки.
social-settings = Мої налаштування тут: /settings.
social-language = Мову можна змінити командою /language: uk або en.
social-persona = Персону змінює команда /persona.
social-privacy = Усе лежить на сервері того, хто мене запустив; в інші чати звідси нічого не потрапляє. Що саме я зберігаю і як це змінити чи стерти, розкаже /privacy.
social-export_me = Усе, що я про тебе зберігаю, надішле команда /export.
social-stop_unasked = Щоб я не озивалася без запрошення: /settings, далі «Озиваюся».

beyond-translate-1 = Перекладати не вмію: знаю лише те, що пишуть у цьому чаті.
beyond-translate-2 = З перекладом не допоможу, чесно кажу.
beyond-translate-formal-1 = На жаль, перекладати я не вмію.
beyond-weather-1 = У вікно я не визираю, тож про погоду не скажу.
beyond-weather-2 = Погоди не знаю: я бачу лише те, що пишуть тут.
beyond-weather-formal-1 = На жаль, погоди я не знаю: бачу лише те, що пишуть тут.
beyond-knowledge-1 = Цього не знаю, а вигадувати не хочу.
beyond-knowledge-2 = Чесно: не знаю. Пам’ятаю розмови, а не енциклопедію.
beyond-knowledge-3 = Тут я не знавець, тож гадати не буду.
beyond-knowledge-formal-1 = На жаль, цього я не знаю, а вигадувати не хочу.
beyond-knowledge-friendly-1 = Ой, цього я не знаю. Та хтось у чаті, може, підкаже!
beyond-knowledge-casual-1 = Не в курсі, чесно. Я тільки чат пам’ятаю.
beyond-knowledge-humorous-1 = Мій підручник на цій сторінці порваний. Не знаю!
beyond-advice-1 = Доброї поради не маю, а кепської давати не хочу.
beyond-advice-2 = Я б порадила, якби знала. Спитай тих, хто вже через таке пройшов.
beyond-advice-3 = Тут вирішувати тобі. А я вислухаю, скільки треба.
beyond-advice-4 = За тебе не вирішу. Що підказує серце?
beyond-advice-formal-1 = На жаль, доброї поради не маю. Запитайте тих, хто через таке вже пройшов.
beyond-recommend-1 = Не маю власного смаку, щоб радити. Тут краще спитати в людей.
beyond-recommend-2 = З мене поганий порадник: такого я ні бачила, ні куштувала, ні дарувала.
beyond-recommend-formal-1 = На жаль, порадити не можу. Запитайте, будь ласка, у чаті.
beyond-write-1 = Писати тексти не вмію, тільки запам’ятовувати чужі.
beyond-write-2 = З мене кепська письменниця: можу хіба знайти, що вже писали тут.
beyond-write-formal-1 = На жаль, писати тексти я не вмію.
beyond-news-1 = Новин зовні я не бачу, їх дивись в офіційних каналах. А що писали тут, перекаже /summary.
beyond-news-2 = Що діється у світі, не знаю: дивись перевірені канали. Тутешні новини перекаже /summary.
beyond-news-formal-1 = На жаль, новин світу я не читаю. Новини цього чату перекаже /summary.
beyond-code-1 = У програмуванні не допоможу, тут я не тямлю.
beyond-code-2 = Коду не читаю й не пишу, на жаль.
beyond-code-formal-1 = На жаль, у програмуванні я не тямлю.
beyond-currency-1 = Курсів не знаю: грошей у мене немає, інтернету теж.
beyond-currency-2 = Про курс не скажу, за ним я не стежу.
beyond-currency-formal-1 = На жаль, курсів я не знаю.

favour-choose-1 = Навмання скажу так: { $option }.
favour-choose-2 = Жереб каже: { $option }.
favour-choose-3 = Хай буде { $option }.
favour-choose-rest = Моя порада: { $option }. На свіжу голову все легше.
favour-yes-1 = Так. Сміливо.
favour-yes-2 = Я б сказала: так.
favour-no-1 = Ні, цього разу ні.
favour-no-2 = Я б не стала.
favour-pick-1 = Жереб вибрав: { $option }.
favour-pick-2 = Сьогодні це { $option }.
favour-pick-3 = { $option }, твій вихід!
favour-pick-nobody = Тут іще замало людей писало, щоб було з кого вибирати.
favour-heads-1 = Орел!
favour-heads-2 = Випав орел.
favour-tails-1 = Решка!
favour-tails-2 = Випала решка.
favour-chances-1 = Даю { $number } %. Рахувала на око, без гарантій.
favour-chances-2 = На мій погляд, { $number } зі ста. Але я помиляюся частіше за синоптиків.
favour-number-1 = { $number }
favour-number-2 = Випало { $number }.
favour-numbers = Випало { $numbers }, разом { $sum }.
favour-sum = { $sum } = <b>{ $result }</b>
favour-sum-about = { $sum } ≈ <b>{ $result }</b>
favour-sum-less = <b>{ $one }</b>, і це менше, ніж { $other }.
favour-sum-more = <b>{ $one }</b>, і це більше, ніж { $other }.
favour-sum-equal = { $one } і { $other }: однаково.
favour-sum-unclear = Не бачу, що рахувати. Напиши, наприклад: 15% від 840.
favour-sum-too-large = Завелике число, я такого не рахую.
favour-sum-zero = На нуль ділити не можна.
favour-days-left =
    До { $date } { $days ->
        [one] лишився { $days } день
        [few] лишилося { $days } дні
       *[many] лишилося { $days } днів
    }.
favour-time-between =
    { $hours ->
        [0] { $minutes ->
            [one] Це { $minutes } хвилина
            [few] Це { $minutes } хвилини
           *[other] Це { $minutes } хвилин
        }
        [one] Це { $hours } година
        [few] Це { $hours } години
       *[other] Це { $hours } годин
    }{ $hours ->
        [0] .
       *[other] { $minutes ->
            [0] .
           *[other] {" "}{ $minutes } хв.
        }
    }
favour-time-left =
    До { $time } { $hours ->
        [0] { $minutes ->
            [one] лишилася { $minutes } хвилина
            [few] лишилося { $minutes } хвилини
           *[many] лишилося { $minutes } хвилин
        }
        [one] лишилася { $hours } година { $minutes } хв
        [few] лишилося { $hours } години { $minutes } хв
       *[many] лишилося { $hours } годин { $minutes } хв
    }.
favour-days-passed =
    Від { $date } { $days ->
        [one] минув { $days } день
        [few] минуло { $days } дні
       *[many] минуло { $days } днів
    }.
favour-days-today = { $date } — це сьогодні!
favour-days-unclear = До якої дати рахувати? Напиши, наприклад: скільки днів до 25 грудня.
