# Для тих, хто тримає бота: /admin.

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
admin-usage-today = Сьогодні, <code>{ $model }</code>: запитів { $requests }, невдач { $failures }, токенів { $tokens }
admin-usage-week = За тиждень, <code>{ $model }</code>: запитів { $requests }, невдач { $failures }, токенів { $tokens }

admin-letters = <b>Мертві листи</b>: { $count }. Те, з чим не впоралася; цілком їх покаже <code>balachka dead-letters</code>.
admin-letter = № { $number }, { $stage }: { $reason }
admin-retry = Ще раз № { $number }
admin-drop = Забути № { $number }
admin-retried = Віддала ще раз.
admin-dropped = Забула.
admin-no-letter = Такого вже нема.

command-admin = стан служби, мовна модель, копії, мертві листи
