# For those who keep the bot: /admin.

admin-how =
    That I can’t do. Here is what I can:
    <code>/admin</code>, <code>/admin backup</code>, <code>/admin tidy</code>, <code>/admin reload</code>, <code>/admin usage</code>, <code>/admin letters</code>
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
admin-import = A chat's history can be sent here as a file: result.json of Telegram Desktop.

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
admin-usage-today = Today, <code>{ $model }</code>: { $requests } requests counted, { $failures } tries in vain, { $tokens } tokens
admin-usage-week = This week, <code>{ $model }</code>: { $requests } requests counted, { $failures } tries in vain, { $tokens } tokens

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
alarm-lost = ⚠️ The database of “{ $database }” is damaged. Only a backup helps: stop the service and run “balachka restore”. Where I meet the damage, I stop by myself.
alarm-shut = ⚠️ I cannot open the database “{ $database }”: { $reason }. I keep trying by myself; the rest goes on as well as it can. Check the disk and whose the files are.
alarm-dead-letters = ⚠️ There are updates that I could not handle: { $count }. They are set aside: /admin → “Dead letters”.
alarm-budget = ⚠️ Today's budget for the language model is spent. Until the day ends (UTC) I answer by myself, as well as I can.
alarm-backup = ⚠️ A backup did not come about. The service's log says why; I will try again in an hour.
alarm-deaf = ⚠️ For { $minutes } min I could not receive anything. Does somebody else listen with the same token, is the webhook broken, is there a network?
alarm-gave-up = ⚠️ Last time I stopped because a part of the service kept failing: { $reason }. I am working again.

import-receiving = Receiving the file…
import-progress = Importing: { $read } read, { $imported } new, { $percent } % of the file done.
import-done = Done! Messages read: { $read }. New: { $imported }, already there: { $there }, skipped: { $skipped }.
import-busy = I am still importing the file before. Send this one when I am done.
import-too-large = The file is too large: Telegram hands out no more than 20 MB to bots. Put it on the server and run <code>balachka import result.json</code> there
import-not-received = The file could not be received; the service's log says why. Please send it again.
import-unreadable = The file cannot be read to its end: { $fault }. Imported before that: { $imported }, already there: { $there }. It has to be result.json of Telegram Desktop (“Export chat history”, format JSON).
import-nothing = Nothing of the file could be taken: its messages ({ $read }) have no number or no date, or their chat has no id or no known type. Please export this chat by itself once more (“Export chat history”, format JSON).
