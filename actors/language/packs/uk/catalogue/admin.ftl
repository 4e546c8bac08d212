# Для тих, хто тримає бота: /admin.

admin-how =
    Такої команди не знаю. Є такі:
    <code>/admin</code>, <code>/admin backup</code>, <code>/admin tidy</code>, <code>/admin reload</code>, <code>/admin usage</code>, <code>/admin letters</code>
admin-title = <b>Стан служби</b>
admin-up = Версія { $version }, працюю { $hours } год { $minutes } хв, пам’яті { $memory } МіБ.
admin-telegram = Телеграм востаннє відповів { $seconds } с тому.
admin-no-telegram = Телеграм ще не відповідав.
admin-journal = Журнал: запис { $seq }.
admin-store = · { $store }: без відставання
admin-store-behind = · { $store }: відстає на { $behind }
admin-store-shut = · { $store }: не відкрито
admin-outbox = Вихідні: чекають { $waiting }, не вдалося { $failed }, з невідомим результатом { $unknown }.
admin-dead = Необроблених оновлень: { $count }.
admin-disk = Бази займають { $megabytes } МіБ.
admin-import = Щоб імпортувати історію чату, надішліть сюди result.json із Telegram Desktop.

admin-health = Оновити
admin-usage = Мовна модель
admin-letters-button = Необроблені
admin-tidy = Прибрати
admin-backup = Зробити копію
admin-reload = Оновити персони

admin-tidied = Прибрала.
admin-backed-up = Копія готова: { $name }
admin-not-backed-up = Копія не вдалася: { $problem }
admin-reloaded = Персон: { $count }.
admin-not-reloaded = Не вдалося, усе лишилося як було: { $problem }
admin-not-you = Це лише для адмінів бота й лише в особистому чаті.

admin-usage-title = <b>Мовна модель</b>
admin-usage-none = За тиждень запитів не було.
admin-usage-today = Сьогодні, <code>{ $model }</code>: зараховано запитів { $requests }, невдалих спроб { $failures }, токенів { $tokens }
admin-usage-week = За тиждень, <code>{ $model }</code>: зараховано запитів { $requests }, невдалих спроб { $failures }, токенів { $tokens }

admin-letters = <b>Необроблені оновлення</b>: { $count }. Повністю їх показує <code>balachka dead-letters</code>.
admin-letter = № { $number }, { $stage }: { $reason }
admin-retry = Ще раз № { $number }
admin-drop = Відкинути № { $number }
admin-retried = Пробую ще раз.
admin-dropped = Відкинуто.
admin-no-letter = Такого оновлення вже немає.

command-admin = стан служби, мовна модель, копії, необроблені оновлення

## Тривоги: приходять самі, раз, доки не минеться.
alarm-disk = ⚠️ Диск заповнюється: лишилося { $free } МіБ. Коли вільного місця стане менше ніж { $floor } МіБ, я не отримуватиму нових повідомлень, доки місце не звільниться. Нічого не загубиться, але краще не зволікати.
alarm-store = ⚠️ База «{ $store }» пошкоджена або не збігається з журналом. Відновлюю, що можна, з резервної копії та журналу. Подробиці в логах служби.
alarm-lost = ⚠️ База «{ $database }» пошкоджена. Допоможе лише резервна копія: зупиніть службу й виконайте «balachka restore». Якщо прочитаю пошкоджене місце, зупинюся.
alarm-shut = ⚠️ Не можу відкрити базу «{ $database }»: { $reason }. Пробую далі, решта служби тим часом працює. Перевірте диск і права на файли.
alarm-dead-letters = ⚠️ Не вдалося обробити оновлень: { $count }. Вони відкладені: /admin → «Необроблені».
alarm-budget = ⚠️ Денний бюджет мовної моделі вичерпано. До кінця доби (UTC) відповідаю без неї.
alarm-backup = ⚠️ Резервна копія не вдалася. Причина в логах служби; за годину спробую ще раз.
alarm-deaf = ⚠️ Уже { $minutes } хв не отримую оновлень. Перевірте, чи не користується токеном інша програма, чи працює вебхук і чи є мережа.
alarm-gave-up = ⚠️ Минулого разу служба зупинилася, бо одна з її частин постійно збоїла: { $reason }. Тепер служба знову працює.
alarm-cluster-node-lost = ⚠️ Вузол «{ $what }» зник: він не завершив роботу як слід. Його шарди беруть інші вузли. Запустіть його знову, а якщо він не повернеться, виконайте «balachka cluster forget-node { $what }».
alarm-cluster-updates-lost = ⚠️ Шарди стоять, бо в NATS більше немає потрібних їм оновлень: { $what }. Відновіть NATS із резервної копії або зупиніть усі вузли й виконайте «balachka cluster restore».
alarm-cluster-unserved = ⚠️ Понад хвилину жоден вузол не обслуговує ці шарди: { $what }. Їхні чати лишаються без відповідей, але нічого не губиться. Перевірте, чи працюють вузли: причину покажуть «balachka doctor» і логи вузлів.
alarm-cluster-snapshot-old = ⚠️ Уже давно не вдається зробити знімок цих шардів: { $what }. Якщо вузол зникне, вони довше ставатимуть до роботи. Причина в логах вузлів.
alarm-cluster-replica = ⚠️ Сервери NATS зникли або відстають, тож зберігаються не всі копії: { $what }. Усе ще працює, але втрата ще одного сервера може зупинити бота. Запустіть їх знову; подробиці покаже «balachka doctor».
alarm-cluster-over-node-lost = Вузол «{ $what }» повернувся, або його прибрано зі списку.
alarm-cluster-over-updates-lost = Шарди, що стояли, знову працюють: { $what }.
alarm-cluster-over-unserved = Шарди, які ніхто не обслуговував, знову обслуговуються: { $what }.
alarm-cluster-over-snapshot-old = Свіжі знімки всіх шардів знову є: { $what }.
alarm-cluster-over-replica = NATS знову зберігає всі копії, ці сервери повернулися: { $what }.

import-receiving = Отримую файл…
import-progress = Імпортую: прочитано { $read }, нових { $imported }, пройдено { $percent } % файлу.
import-done = Готово! Прочитала повідомлень: { $read }. Нових: { $imported }, вже були: { $there }, пропущено: { $skipped }.
import-busy = Я ще імпортую попередній файл. Надішліть цей, коли закінчу.
import-too-large = Файл завеликий: Телеграм передає ботам щонайбільше 20 МБ. Покладіть його на сервер і виконайте там <code>balachka import result.json</code>
import-not-received = Не вдалося отримати файл; причина в логах служби. Надішліть його, будь ласка, ще раз.
import-unreadable = Не вдалося прочитати файл до кінця: { $fault }. Імпортовано до цього місця: { $imported }, вже були: { $there }. Потрібен result.json із Telegram Desktop («Експорт історії чату», формат JSON).
import-nothing = З файлу нічого не вдалося імпортувати: його повідомлення ({ $read }) не мають номера чи дати або їхній чат не має id чи має невідомий тип. Експортуйте, будь ласка, цей чат окремо («Експорт історії чату», формат JSON) і надішліть ще раз.
