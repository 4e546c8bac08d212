# Нагадування: коли озватися, про що, і кнопки під ними.

when-today = сьогодні о { $time }
when-tomorrow = завтра, { $date }, о { $time }
when-yesterday = учора о { $time }
when-date = { $weekday }, { $date }, о { $time }
when-day = { $day } { $month }
when-monday = у понеділок
when-tuesday = у вівторок
when-wednesday = у середу
when-thursday = у четвер
when-friday = у п’ятницю
when-saturday = у суботу
when-sunday = у неділю
when-month-1 = січня
when-month-2 = лютого
when-month-3 = березня
when-month-4 = квітня
when-month-5 = травня
when-month-6 = червня
when-month-7 = липня
when-month-8 = серпня
when-month-9 = вересня
when-month-10 = жовтня
when-month-11 = листопада
when-month-12 = грудня

remind-kept-1 = Гаразд, нагадаю { $when }: <i>{ $what }</i>
remind-kept-2 = Пам’ятаю. Нагадаю { $when }: <i>{ $what }</i>
remind-kept-bare-1 = Гаразд, озвуся { $when }.
remind-kept-bare-2 = Засікаю. Озвуся { $when }.
remind-again = Гаразд, нагадуватиму { $how }: <i>{ $what }</i>. Перший раз { $when }.
remind-again-bare = Гаразд, озиватимуся { $how }. Перший раз { $when }.
remind-hourly = щогодини
remind-daily = щодня
remind-workdays = по буднях
remind-weekends = по вихідних
remind-weekly = щотижня
remind-monthly = щомісяця
remind-yearly = щороку
remind-when-1 = Коли нагадати?
remind-when-2 = А коли саме нагадати?
remind-over = Цей час уже минув. Назви, будь ласка, інший, наприклад: нагадай завтра о 9 купити хліб.
remind-too-many =
    У тебе вже { $most } { $most ->
        [one] нагадування
        [few] нагадування
       *[many] нагадувань
    }, більше не втримаю. Скасуй якесь: /remind
remind-due-1 = ⏰ { $who }, нагадую: { $what }
remind-due-2 = ⏰ { $who }, час: { $what }
remind-due-bare-1 = ⏰ { $who }, час!
remind-due-bare-2 = ⏰ { $who }, пора!
remind-late = <i>Запізнилася: мала озватися { $when }, але була без зв’язку.</i>
remind-list = <b>Твої нагадування тут</b>
remind-row = { $when }: { $what }
remind-row-bare = { $when }
remind-row-again = { $how }, далі { $when }: { $what }
remind-row-birthday = { $when }: день народження, { $who }
remind-none = Нагадувань немає. Щоб додати, напиши, наприклад: нагадай завтра о 9 купити хліб.
remind-cancelled = Скасовано: { $what } ({ $when })
remind-move-when = На коли перенести? Напиши, наприклад: перенеси на 9:30.
remind-put-off = Добре, нагадаю { $when }: { $what }
remind-gone = Цього нагадування вже немає.
remind-not-yours = Змінити може той, хто просив, або адміністратор чату.
remind-button-cancel = Скасувати
remind-button-10m = +10 хв
remind-button-1h = +1 год
remind-button-evening = Увечері
remind-button-morning = Завтра зранку

birthday-kept-1 = Пам’ятатиму: { $date } день народження, { $who }. Зранку привітаю.
birthday-kept-2 = Занотувала. { $who }, день народження { $date }. Привітаю зранку.
birthday-kept-own-1 = Пам’ятатиму: { $date } твій день народження. Зранку привітаю!
birthday-kept-own-2 = { $date } твоє свято? Тепер не забуду, привітаю зранку.
birthday-kept-today = { $who }, з днем народження! Хай рік буде щедрий на добрі новини. Наступного разу згадаю сама.
birthday-today-1 = 🎉 { $who }, з днем народження! Здоров’я, тепла й добрих людей поруч.
birthday-today-2 = 🎂 Сьогодні день народження: { $who }. Вітаймо всім чатом!
birthday-late-1 = { $who }, з минулим днем народження! Вчасно привітати не вийшло, зате щиро.
birthday-kept-whose = Пам’ятатиму: { $date } день народження { $whose }. Зранку нагадаю.
birthday-kept-whose-today = Вітаю! Сьогодні день народження { $whose }, тепер пам’ятатиму щороку.
birthday-today-whose = 🎂 Сьогодні день народження { $whose }. Вітаймо!
birthday-late-whose = Мала нагадати раніше: { $date } був день народження { $whose }.
birthday-known = { $who }, день народження { $date }.
birthday-unknown = Не знаю, коли день народження: { $who }. Скажи, і я запам’ятаю.
birthday-when = Не зрозуміла дати. Напиши, наприклад: в Олени день народження 5 травня.

birthdays = Дні народження, про які знаю:
birthday-row = { $who }: { $date }
birthdays-none = Тут ще ніхто не казав, коли в кого день народження. Напиши, наприклад: у Олі день народження 5 травня.
