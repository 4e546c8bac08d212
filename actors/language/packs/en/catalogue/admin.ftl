# For the bot's operators: /admin.

admin-how =
    I don’t know that command. These work:
    <code>/admin</code>, <code>/admin backup</code>, <code>/admin tidy</code>, <code>/admin reload</code>, <code>/admin usage</code>, <code>/admin letters</code>
admin-title = <b>Service status</b>
admin-up = Version { $version }, running for { $hours } h { $minutes } min, { $memory } MiB of memory.
admin-telegram = Telegram last answered { $seconds } s ago.
admin-no-telegram = Telegram has not answered yet.
admin-journal = Journal: entry { $seq }.
admin-store = · { $store }: up to date
admin-store-behind = · { $store }: { $behind } behind
admin-store-shut = · { $store }: not open
admin-outbox = Outbox: { $waiting } waiting, { $failed } failed, { $unknown } with unknown outcome.
admin-dead = Dead letters: { $count }.
admin-disk = Size of the databases: { $megabytes } MiB.
admin-import = To import a chat’s history, send result.json of Telegram Desktop here.

admin-health = Refresh
admin-usage = Language model
admin-letters-button = Dead letters
admin-tidy = Tidy up
admin-backup = Back up now
admin-reload = Reload personas

admin-tidied = Tidied up.
admin-backed-up = Backup made: { $name }
admin-not-backed-up = The backup failed: { $problem }
admin-reloaded = Personas: { $count }.
admin-not-reloaded = Reload failed, nothing has changed: { $problem }
admin-not-you = Only the bot’s admins can use this, and only in a private chat.

admin-usage-title = <b>Language model</b>
admin-usage-none = No requests this week.
admin-usage-today = Today, <code>{ $model }</code>: { $requests } requests counted, { $failures } failed attempts, { $tokens } tokens
admin-usage-week = This week, <code>{ $model }</code>: { $requests } requests counted, { $failures } failed attempts, { $tokens } tokens

admin-letters = <b>Dead letters</b>: { $count }. These updates could not be processed; <code>balachka dead-letters</code> shows them in full.
admin-letter = No. { $number }, { $stage }: { $reason }
admin-retry = Retry { $number }
admin-drop = Drop { $number }
admin-retried = Trying it again.
admin-dropped = Dropped.
admin-no-letter = This dead letter no longer exists.

command-admin = the service, the language model, backups, dead letters

## Alarms: sent by themselves, once until the problem is over.
alarm-disk = ⚠️ The disk is filling up: { $free } MiB are left. Below { $floor } MiB I stop receiving messages until there is room. Nothing will be lost, but please free some space soon.
alarm-store = ⚠️ The database “{ $store }” was damaged or did not match the journal. I am restoring what I can from a backup and the journal. The service’s log has the details.
alarm-lost = ⚠️ The database “{ $database }” is damaged. Only a backup helps: stop the service and run “balachka restore”. If I read the damaged part, I stop.
alarm-shut = ⚠️ I cannot open the database “{ $database }”: { $reason }. I keep trying, and the rest of the service keeps running. Check the disk and the file permissions.
alarm-dead-letters = ⚠️ Some updates could not be processed: { $count }. They are set aside: /admin → “Dead letters”.
alarm-budget = ⚠️ Today’s budget for the language model is spent. Until the end of the day (UTC) I answer without it.
alarm-backup = ⚠️ A backup failed. The service’s log has the reason; I will try again in an hour.
alarm-deaf = ⚠️ I have received no updates for { $minutes } min. Check whether another program uses the same token, whether the webhook works, and the network.
alarm-gave-up = ⚠️ The previous run stopped because a part of the service kept failing: { $reason }. The service is running again.
alarm-cluster-node-lost = ⚠️ The node “{ $what }” was lost: it did not stop in order. Other nodes take over its shards. Start it again; if it is gone for good, run “balachka cluster forget-node { $what }”.
alarm-cluster-updates-lost = ⚠️ Shards stand still because NATS no longer has updates that they need: { $what }. Restore NATS from a backup, or stop all nodes and run “balachka cluster restore”.
alarm-cluster-unserved = ⚠️ For more than a minute no node has served these shards: { $what }. Their chats get no answers; nothing is lost. Check that the nodes run: “balachka doctor” and their logs have the reason.
alarm-cluster-snapshot-old = ⚠️ For a long time no snapshot of these shards could be made: { $what }. If a node is lost, they take longer to go on. The logs of the nodes have the reason.
alarm-cluster-replica = ⚠️ Servers of NATS are missing or behind, so not all copies are kept: { $what }. Everything still works, but the loss of one more server may stop the bot. Start the missing ones again: “balachka doctor” has the details.
alarm-cluster-over-node-lost = The node “{ $what }” is back, or was taken off the list.
alarm-cluster-over-updates-lost = The shards that stood still are at work again: { $what }.
alarm-cluster-over-unserved = The shards that no node had served are served again: { $what }.
alarm-cluster-over-snapshot-old = There are recent snapshots of all shards again: { $what }.
alarm-cluster-over-replica = NATS keeps all copies again; these servers are back: { $what }.

import-receiving = Receiving the file…
import-progress = Importing: { $read } read, { $imported } new, { $percent } % of the file done.
import-done = Done! Messages read: { $read }. New: { $imported }, already there: { $there }, skipped: { $skipped }.
import-busy = I am still importing the previous file. Send this one when I have finished.
import-too-large = The file is too large: bots can get at most 20 MB from Telegram. Put it on the server and run <code>balachka import result.json</code> there
import-not-received = I could not receive the file; the service’s log has the reason. Please send it again.
import-unreadable = I could not read the file to its end: { $fault }. Imported before that: { $imported }, already there: { $there }. It must be result.json of Telegram Desktop (“Export chat history”, format JSON).
import-nothing = Nothing in the file could be imported: its messages ({ $read }) have no number or no date, or their chat has no id or an unknown type. Please export this chat by itself (“Export chat history”, format JSON) and send it again.
