# Reminders: when to speak up, what about, and the buttons below them.

when-today = today at { $time }
when-tomorrow = tomorrow, { $date }, at { $time }
when-yesterday = yesterday at { $time }
when-date = { $weekday }, { $date }, at { $time }
when-day = { $day } { $month }
when-monday = on Monday
when-tuesday = on Tuesday
when-wednesday = on Wednesday
when-thursday = on Thursday
when-friday = on Friday
when-saturday = on Saturday
when-sunday = on Sunday
when-month-1 = January
when-month-2 = February
when-month-3 = March
when-month-4 = April
when-month-5 = May
when-month-6 = June
when-month-7 = July
when-month-8 = August
when-month-9 = September
when-month-10 = October
when-month-11 = November
when-month-12 = December

remind-kept-1 = Right, I'll remind you { $when }: <i>{ $what }</i>
remind-kept-2 = Got it. I'll remind you { $when }: <i>{ $what }</i>
remind-kept-bare-1 = Right, I'll give you a shout { $when }.
remind-kept-bare-2 = Counting. I'll give you a shout { $when }.
remind-again = Right, I'll remind you { $how }: <i>{ $what }</i>. The first time is { $when }.
remind-again-bare = Right, I'll give you a shout { $how }. The first time is { $when }.
remind-hourly = every hour
remind-daily = every day
remind-workdays = on workdays
remind-weekends = on weekends
remind-weekly = every week
remind-monthly = every month
remind-yearly = every year
remind-when-1 = When shall I remind you?
remind-when-2 = Sure. When exactly?
remind-over = That time is over. Please name another one, for example: remind me tomorrow at 9 to buy bread.
remind-too-many =
    You already have { $most } { $most ->
        [one] reminder
       *[other] reminders
    }, and I can't hold more. Cancel one: /remind
remind-due-1 = ⏰ { $who }, a reminder: { $what }
remind-due-2 = ⏰ { $who }, it's time: { $what }
remind-due-bare-1 = ⏰ { $who }, it's time!
remind-due-bare-2 = ⏰ { $who }, time's up!
remind-late = <i>I'm late: this was for { $when }, but I was offline.</i>
remind-list = <b>Your reminders here</b>
remind-row = { $when }: { $what }
remind-row-bare = { $when }
remind-row-again = { $how }, next { $when }: { $what }
remind-row-birthday = { $when }: birthday, { $who }
remind-none = There are no reminders. To add one, write for example: remind me tomorrow at 9 to buy bread.
remind-cancelled = Cancelled: { $what } ({ $when })
remind-move-when = To when? Write for example: move it to 9:30.
remind-put-off = All right, I'll remind you { $when }: { $what }
remind-gone = That reminder is gone.
remind-not-yours = Whoever asked for it can change it, and so can an admin of the chat.
remind-button-cancel = Cancel
remind-button-10m = +10 min
remind-button-1h = +1 h
remind-button-evening = This evening
remind-button-morning = Tomorrow morning

birthday-kept-1 = I'll remember: { $who }, birthday on { $date }. I'll send wishes that morning.
birthday-kept-2 = Noted. { $who } has a birthday on { $date }. I'll send wishes that morning.
birthday-kept-own-1 = I'll remember: your birthday is on { $date }. Expect wishes that morning!
birthday-kept-own-2 = { $date } is your day? I won't forget it now.
birthday-kept-today = { $who }, happy birthday! May the year bring good news. Next time I'll remember by myself.
birthday-today-1 = 🎉 { $who }, happy birthday! Health, warmth and good people around you.
birthday-today-2 = 🎂 It's a birthday today: { $who }. Let's all send wishes!
birthday-late-1 = { $who }, a belated happy birthday! I missed the day, but I mean it.
birthday-kept-whose = I’ll remember: the birthday of { $whose } is on { $date }. I’ll remind you in the morning.
birthday-kept-whose-today = Congratulations! Today is the birthday of { $whose }, and I’ll remember it every year.
birthday-today-whose = 🎂 Today is the birthday of { $whose }. Congratulations!
birthday-late-whose = I should have said it earlier: the birthday of { $whose } was on { $date }.
birthday-known = { $who } has a birthday on { $date }.
birthday-unknown = I don't know when the birthday is: { $who }. Tell me, and I'll remember.
birthday-when = I did not catch the date. Write for example: Kate's birthday is on 5 May.

birthdays = Birthdays that I know of:
birthday-row = { $who }: { $date }
birthdays-none = Nobody has told me any birthday here. Write for example: Olia’s birthday is on 5 May.
