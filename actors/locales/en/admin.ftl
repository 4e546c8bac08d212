# For those who keep the bot: /admin.

admin-title = <b>How the service is</b>
admin-up = Version { $version }, up { $hours } h { $minutes } min, { $memory } MiB of memory.
admin-telegram = Telegram answered { $seconds } s ago.
admin-no-telegram = Telegram has not answered yet.
admin-journal = Journal: entry { $seq }.
admin-store = · { $store }: all applied
admin-store-behind = · { $store }: { $behind } behind
admin-store-shut = · { $store }: not open
admin-outbox = Outbox: { $waiting } waiting, { $failed } failed, { $unknown } of unknown outcome.
admin-dead = Dead letters: { $count }.
admin-disk = The databases take { $megabytes } MiB.

admin-health = Refresh
admin-usage = Language model
admin-letters-button = Dead letters
admin-tidy = Tidy up
admin-backup = Back up now
admin-reload = Read personas again

admin-tidied = Tidied up.
admin-backed-up = Backed up: { $name }
admin-not-backed-up = No backup: { $problem }
admin-reloaded = Personas: { $count }.
admin-not-reloaded = All stays as it was: { $problem }
admin-not-you = That is for those who keep this bot, and in private only.

admin-usage-title = <b>Language model</b>
admin-usage-none = Nothing was asked this week.
admin-usage-today = Today, <code>{ $model }</code>: { $requests } requests, { $failures } failures, { $tokens } tokens
admin-usage-week = This week, <code>{ $model }</code>: { $requests } requests, { $failures } failures, { $tokens } tokens

admin-letters = <b>Dead letters</b>: { $count }. What could not be handled; <code>balachka dead-letters</code> shows them whole.
admin-letter = No. { $number }, { $stage }: { $reason }
admin-retry = Retry { $number }
admin-drop = Drop { $number }
admin-retried = Handed over again.
admin-dropped = Forgotten.
admin-no-letter = There is none of that number any more.

command-admin = the service, the language model, backups, dead letters

## Alarms: they come by themselves, once, until it is over.
alarm-disk = ⚠️ The disk is filling: { $free } MiB are left. Below { $floor } MiB I let new messages wait until there is room. Nothing will be lost, but better not put it off.
alarm-store = ⚠️ The database “{ $store }” was damaged or did not fit the journal. What can be recovered from a backup and the journal I recover by myself; the service's log says more.
alarm-dead-letters = ⚠️ There are updates that I could not handle: { $count }. They are set aside: /admin → “Dead letters”.
alarm-budget = ⚠️ Today's budget for the language model is spent. Until the day ends (UTC) I answer by myself, as well as I can.
alarm-backup = ⚠️ A backup did not come about. The service's log says why; I will try again in an hour.
alarm-deaf = ⚠️ For { $minutes } min I could not receive anything. Does somebody else listen with the same token, is the webhook broken, is there a network?
alarm-gave-up = ⚠️ Last time I stopped because a part of the service kept failing: { $reason }. I am working again.
