# Відповіді з пам’яті: хто, що й коли казав.

moment-past = { $date } о { $time }
day-is-today = сьогодні
day-is-yesterday = учора
span-day-hours = { $day } з { $from } до { $to }
span-days = від { $from } до { $to }
span-since = від { $from }
span-until = до { $to }
span-ever = за весь час

recall-said = <b>{ $name }</b>, { $when }: «{ $quote }»
recall-said-man = <b>{ $name }</b> писав { $when }: «{ $quote }»
recall-said-woman = <b>{ $name }</b> писала { $when }: «{ $quote }»
recall-said-you = Ось твоє, { $when }: «{ $quote }»
recall-said-you-man = Ти писав { $when }: «{ $quote }»
recall-said-you-woman = Ти писала { $when }: «{ $quote }»
recall-said-you-formal = Ви писали { $when }: «{ $quote }»
recall-said-you-man-formal = Ви писали { $when }: «{ $quote }»
recall-said-you-woman-formal = Ви писали { $when }: «{ $quote }»
recall-others = Ще про це: { $names }.
recall-later = А пізніше: { $said }
recall-paid = Про оплату писали: { $names }.
recall-paid-sum = Разом { $sum }.
recall-unpaid = Про оплату ще не писали: { $names }.
recall-all-paid = Усі, хто тут писав, уже здали.
recall-missing = Ще треба { $missing }.
recall-each = <b>Хто скільки:</b>
recall-promised = <b>Хто що взяв на себе:</b>
recall-only-asked = Відповіді не бачила, про це лише питали. { $said }
recall-answered = { $said }. Так відповіли на «{ $question }»
recall-not-then = Про «{ $words }» { $span } тут не писали.
recall-not-then-by = <b>{ $name }</b>: { $span } про «{ $words }» ані слова.
recall-silent-then = <b>{ $name }</b>: { $span } жодного повідомлення.
recall-silent = <b>{ $name }</b>: розмов не пам’ятаю, лише команди чи звертання до мене.
recall-another-time = Зате є з іншого дня. { $said }
recall-about-what = Про кого чи про що згадати? Наприклад: «хто казав про каву?»
recall-more = Ще
recall-next = <b>Ще про це:</b>

mood-of = <b>{ $name }</b>, { $count ->
    [one] судячи з останнього повідомлення
   *[other] судячи з останніх повідомлень
}: { $list }. «{ $quote }»
mood-of-calm = <b>{ $name }</b>: рівний настрій, нічого бурхливого в повідомленнях не бачу.
mood-of-nobody = <b>{ $name }</b>: повідомлень за цей час немає, тож про настрій не скажу.

last-said = Востаннє <b>{ $name }</b>, { $when }: «{ $quote }»
last-said-man = Востаннє <b>{ $name }</b> писав { $when }: «{ $quote }»
last-said-woman = Востаннє <b>{ $name }</b> писала { $when }: «{ $quote }»
last-seen = Останнє повідомлення від <b>{ $name }</b>: { $when }.
last-seen-man = Востаннє <b>{ $name }</b> писав { $when }.
last-seen-woman = Востаннє <b>{ $name }</b> писала { $when }.

which-person = Тут таких кілька. Про кого саме?
which-person-row =
    • { $name }: { $messages ->
        [one] { $messages } повідомлення
        [few] { $messages } повідомлення
       *[many] { $messages } повідомлень
    }

count-over = понад { $count }
count-by =
    <b>{ $name }</b>: «{ $words }» { $span } у <b>{ $figure }</b> { $count ->
        [one] повідомленні
       *[many] повідомленнях
    }.
count-none-by = <b>{ $name }</b>: «{ $words }» { $span } жодного разу.
count-all =
    «{ $words }» { $span }: <b>{ $figure }</b> { $count ->
        [one] повідомлення
        [few] повідомлення
       *[many] повідомлень
    }. Найчастіше пише <b>{ $name }</b> ({ $most }).
count-each =
    «{ $words }» { $span }: <b>{ $figure }</b> { $count ->
        [one] повідомлення
        [few] повідомлення
       *[many] повідомлень
    }.
count-none = «{ $words }» { $span } тут не писали жодного разу.
count-messages =
    <b>{ $name }</b>: { $count ->
        [one] <b>{ $count }</b> повідомлення
        [few] <b>{ $count }</b> повідомлення
       *[many] <b>{ $count }</b> повідомлень
    } { $span }.

recall-refused = Відмовилися:
top-about = Про «{ $words }» найбільше пише <b>{ $name }</b> ({ $count }).
top-about-once = Про «{ $words }» { $span } є лише одне повідомлення, і пише <b>{ $name }</b>.
top-about-next = Далі { $names }.
top-about-span = Рахувала { $span }.
top-about-nobody = Про «{ $words }» { $span } тут ніхто не писав.

search-best = Спершу найвлучніші
search-newest = Спершу найновіші
