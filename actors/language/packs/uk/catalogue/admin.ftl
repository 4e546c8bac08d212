# Для тих, хто тримає бота: /admin.

admin-how =
    Такого не вмію. Ось що можна:
    <code>/admin</code>, <code>/admin backup</code>, <code>/admin tidy</code>, <code>/admin reload</code>, <code>/admin usage</code>, <code>/admin letters</code>
admin-title = <b>Стан служби</b>
admin-up = Версія { $version }, працюю { $hours } год { $minutes } хв, пам’яті { $memory } МіБ.
admin-telegram = Телеграм озивався { $seconds } с тому.
admin-no-telegram = Телеграм ще не озивався.
admin-journal = Журнал: запис { $seq }.
admin-store = · { $store }: усе застосовано
admin-store-behind = · { $store }: відстає на { $behind }
admin-store-shut = · { $store }: не відкрито
admin-outbox = Вихідні: { $waiting } чекають, { $failed } не вдалося, { $unknown } невідомо чим скінчилися.
admin-dead = Мертвих листів: { $count }.
admin-disk = Бази займають { $megabytes } МіБ.
admin-import = Історію чату можна надіслати сюди файлом: result.json із Telegram Desktop.

admin-health = Оновити
admin-usage = Мовна модель
admin-letters-button = Мертві листи
admin-tidy = Прибрати
admin-backup = Зробити копію
admin-reload = Перечитати особи

admin-tidied = Прибрала.
admin-backed-up = Копія готова: { $name }
admin-not-backed-up = Копія не вдалася: { $problem }
admin-reloaded = Осіб: { $count }.
admin-not-reloaded = Лишаю, як було: { $problem }
admin-not-you = Це лише для тих, хто тримає цього бота, і лише наодинці.

admin-usage-title = <b>Мовна модель</b>
admin-usage-none = За тиждень нічого не питали.
admin-usage-today = Сьогодні, <code>{ $model }</code>: зараховано запитів { $requests }, невдалих спроб { $failures }, токенів { $tokens }
admin-usage-week = За тиждень, <code>{ $model }</code>: зараховано запитів { $requests }, невдалих спроб { $failures }, токенів { $tokens }

admin-letters = <b>Мертві листи</b>: { $count }. Те, з чим не впоралася; цілком їх покаже <code>balachka dead-letters</code>.
admin-letter = № { $number }, { $stage }: { $reason }
admin-retry = Ще раз № { $number }
admin-drop = Забути № { $number }
admin-retried = Віддала ще раз.
admin-dropped = Забула.
admin-no-letter = Такого вже нема.

command-admin = стан служби, мовна модель, копії, мертві листи

## Тривоги: приходять самі, раз, доки не минеться.
alarm-disk = ⚠️ Диск заповнюється: лишилося { $free } МіБ. Коли лишиться менш як { $floor } МіБ, чекатиму з новими повідомленнями, доки не звільниться місце. Нічого не загубиться, але краще не зволікати.
alarm-store = ⚠️ База «{ $store }» пошкоджена або розійшлася з журналом. Що можна відновити з резервної копії та журналу, відновлюю сама; подробиці в журналі служби.
alarm-lost = ⚠️ База «{ $database }» пошкоджена. Допоможе лише резервна копія: зупиніть службу й виконайте «balachka restore». Натрапивши на пошкоджене, я зупиняюся сама.
alarm-shut = ⚠️ Не можу відкрити базу «{ $database }»: { $reason }. Пробую далі сама, решта тим часом працює, як може. Перевірте диск і права на файли.
alarm-dead-letters = ⚠️ Є оновлення, з якими я не впоралася: { $count }. Вони відкладені: /admin → «Мертві листи».
alarm-budget = ⚠️ Денний бюджет мовної моделі вичерпано. До кінця доби (UTC) відповідаю сама, як умію.
alarm-backup = ⚠️ Резервна копія не вдалася. Чому, сказано в журналі служби; спробую ще за годину.
alarm-deaf = ⚠️ { $minutes } хв не могла отримати нових повідомлень. Чи не слухає хтось інший з тим самим токеном, чи не зламався вебхук, чи є мережа?
alarm-gave-up = ⚠️ Минулого разу я зупинилася, бо частина служби раз у раз падала: { $reason }. Тепер знову працюю.

import-receiving = Отримую файл…
import-progress = Імпортую: прочитано { $read }, нових { $imported }, пройдено { $percent } % файлу.
import-done = Готово! Прочитала повідомлень: { $read }. Нових: { $imported }, вже були: { $there }, пропущено: { $skipped }.
import-busy = Я ще імпортую попередній файл. Надішліть цей, коли скінчу.
import-too-large = Файл завеликий: Телеграм віддає ботам не більше ніж 20 МБ. Покладіть його на сервер і виконайте там <code>balachka import result.json</code>
import-not-received = Не вдалося отримати файл; чому, сказано в журналі служби. Надішліть його, будь ласка, ще раз.
import-unreadable = Файл не прочитати до кінця: { $fault }. Імпортовано до цього місця: { $imported }, вже були: { $there }. Потрібен result.json з Telegram Desktop («Експорт історії чату», формат JSON).
import-nothing = З файлу нічого не вдалося взяти: у його повідомлень ({ $read }) немає номера чи дати або в їхнього чату немає id чи відомого типу. Експортуйте, будь ласка, цей чат окремо ще раз («Експорт історії чату», формат JSON).
