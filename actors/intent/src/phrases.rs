//! What people say to a bot, in Ukrainian and English, and in Russian, which is understood and answered in Ukrainian.
//!
//! All of it is folded: lower case, `'` for every apostrophe. Phrases are parted by ` | `, single words by spaces.

use crate::{Intent, SmallTalk, SummaryPeriod};

/// Our name, as people call it; it is no part of what they say.
pub const NAMES: &str = "\
    балачка балачко балачку balachka кумо kuma літописиця літописице літописицю chronicler";

/// Phrases that ask for something, wherever they stand in a message; the first that fits wins.
pub const ASKING: &[(Intent, &str)] = &[
    (
        Intent::OwnStats,
        "\
            моя статистика | мою статистику | скільки я написав | скільки я написала | скільки я наговорив | \
            скільки я наговорила | my stats | my statistics | how much have i written | \
            how many messages have i",
    ),
    (
        Intent::ChatStats,
        "\
            статистика | статистику | скільки повідомлень | скільки тут повідомлень | \
            сколько сообщений | stats | statistics | how many messages",
    ),
    (
        Intent::Summary(SummaryPeriod::Usual),
        "\
            про що говорили | про що ми говорили | про що ви говорили | про що тут говорили | \
            про що балакали | про що ми балакали | про що розмовляли | про що ми розмовляли | про що йшлося | \
            про що була розмова | про що спілкувалися | що обговорювали | що ми обговорювали | що тут обговорювали | \
            що було вчора | що сталося вчора | що відбувалося | що я проґавив | що я проґавила | \
            what happened yesterday | what happened today | перекажи розмову | перекажи коротко | підбий підсумки | підсумуйте | що було в чаті | що було у чаті | про що говорять | про що мова | про що була мова | \
            що я пропустив | що я пропустила | що тут було | підсумуй | підсумок | о чем говорили | \
            what did we discuss | what were we talking about | what have we talked about | what was said here | \
            what happened here | recap | what did i miss | what was discussed | what did we talk about | what was it about | \
            what have i missed | sum up | summarize",
    ),
    (
        Intent::SmallTalk(SmallTalk::HowAreYou),
        "\
            як справи | як твої справи | як ваші справи | як ся маєте | як маєтеся | як почуваєшся | \
            який у тебе настрій | як настрій у тебе | how do you feel | як воно | як життя | як маєшся | як ся маєш | що нового | \
            как дела | how are you | how is it going | how's it going | how do you do | \
            what's up | whats up",
    ),
    (
        Intent::SmallTalk(SmallTalk::WhoAreYou),
        "\
            хто ти | ти хто | хто ви | ви хто | що ти таке | ти бот | ви бот | ти робот | ви робот | ти людина | \
            ти жива | ти живий | ти справжня | ти програма | ти штучний інтелект | як тебе звати | як вас звати | \
            як тебе звуть | як звати тебе | твоє ім'я | ваше ім'я | розкажи про себе | розкажіть про себе | \
            представся | как тебя зовут | your name | are you a robot | are you real | are you an ai | are you alive | \
            are you a human | tell me about yourself | introduce yourself | кто ты | ты кто | who are you | \
            what are you | are you a bot | are you human",
    ),
    (
        Intent::SmallTalk(SmallTalk::Abilities),
        "\
            що ви вмієте | що вмієте | що ви можете | чим можеш допомогти | чим ви можете допомогти | що ти вмієш | \
            what are you able to do | how can you help | що вмієш | що ти можеш | що можеш | допоможи | допомога | \
            что ты умеешь | what can you do | what do you do | help | help me",
    ),
    (
        Intent::SmallTalk(SmallTalk::Age),
        "\
            скільки тобі років | скільки вам років | який твій вік | коли ти народилася | коли твій день народження | \
            сколько тебе лет | how old are you | your age | when is your birthday",
    ),
    (
        Intent::SmallTalk(SmallTalk::Doing),
        "\
            що зараз робиш | що ти зараз робиш | чим зараз займаєшся | що робиш | що ти робиш | що ви робите | чим займаєшся | чим ти займаєшся | чим ви займаєтеся | що поробляєш | \
            что делаешь | what are you doing | what are you up to | whatcha doing",
    ),
    (
        Intent::SmallTalk(SmallTalk::AboutMe),
        "\
            що ти про мене знаєш | що ти знаєш про мене | що знаєш про мене | що ви про мене знаєте | \
            що ви знаєте про мене | що ти пам'ятаєш про мене | розкажи про мене | хто я | що ты обо мне знаешь | \
            what do you know about me | what do you remember about me | tell me about me | who am i",
    ),
    (
        Intent::SmallTalk(SmallTalk::ForgetMe),
        "\
            забудь мене | забудьте мене | забудь усе про мене | забудь про мене | забудь усе | забудь все | видали все | видали мої дані | видали мене | \
            видаліть мої дані | зітри мої повідомлення | видали мої повідомлення | forget me | forget about me | \
            delete my data | erase my data | delete my messages | erase me",
    ),
    (
        Intent::SmallTalk(SmallTalk::Joke),
        "\
            розкажи жарт | розкажи анекдот | розкажіть анекдот | розкажіть жарт | розкажи якийсь жарт | \
            розкажи щось смішне | пожартуй | пожартуйте | розсміши | розвесели | знаєш анекдот | знаєш жарти | \
            ще жарт | давай жарт | давай анекдот | расскажи анекдот | пошути | tell me a joke | tell a joke | \
            tell us a joke | another joke | know any jokes | know a joke | make me laugh | say something funny | \
            tell me something funny",
    ),
    (
        Intent::SmallTalk(SmallTalk::Advice),
        "\
            порадь | порадьте | порекомендуй | порекомендуйте | що подивитися | що подивитись | що б подивитися | \
            що почитати | що послухати | що приготувати | що мені робити | що робити далі | як мені бути | дай пораду | \
            дайте пораду | потрібна порада | посоветуй | recommend | can you suggest | suggest a | suggest some | \
            give me advice | give me some advice | need advice | need your advice | what should i do | \
            what should i watch | what should i read | what should i cook | what to watch | what to read",
    ),
    (
        Intent::SmallTalk(SmallTalk::Fired),
        "\
            мене звільнили | мене сьогодні звільнили | мене скоротили | вигнали з роботи | втратив роботу | втратила роботу | \
            залишився без роботи | залишилася без роботи | лишився без роботи | лишилася без роботи | меня уволили | \
            i got fired | i was fired | got laid off | been laid off | was laid off | lost my job | i've been fired",
    ),
    (
        Intent::SmallTalk(SmallTalk::Congratulate),
        "\
            мене підвищили | я склав іспит | я склала іспит | склав іспит | склала іспит | склали іспит | \
            здав іспит | здала іспит | отримав роботу | отримала роботу | мене взяли на роботу | одружуюся | \
            одружуємося | одружилися | виходжу заміж | вийшла заміж | народився син | народилася донька | \
            народилася дитина | захистив диплом | захистила диплом | got promoted | got the job | got a new job | \
            passed the exam | passed my exam | getting married | got married | got engaged | had a baby | graduated today",
    ),
];

/// Phrases that mean something only if nothing else is said ("як ти думаєш" does not ask how we are).
pub const WHOLE: &[(Intent, &str)] =
    &[(Intent::SmallTalk(SmallTalk::HowAreYou), "як ти | а ти | а ти як | а як ти | and you | you")];

/// "What is this?", and nothing more.
pub const WHAT_IS_THIS: &str = "\
    що це | шо це | що це таке | що тут | що там | що на фото | що на світлині | хто це | хто тут | хто на фото | \
    а це що | а що це | what is this | what's this | what is that | what's that | who is this | who's this | \
    who is that";

/// Questions for the time, wherever they stand.
pub const CLOCK: &str = "\
    котра година | котра зараз година | котра зараз | котра вже година | яка зараз година | яка година | \
    скільки зараз часу | який час | який зараз час | скажи час | скажіть час | скажи котра | підкажи час | \
    которий час | который час | сколько времени сейчас | what time is it | what time it is | what's the time | \
    whats the time | what is the time | tell me the time | current time";
/// Questions for the time that say nothing else.
pub const CLOCK_WHOLE: &str = "час | котра | а котра | скільки часу | скільки годин | time | the time | time please";

/// Who says most, wherever it stands.
pub const TOPPING: &str = "\
    покажи топ | топ чату | топ балакунів | топ учасників | рейтинг балакунів | рейтинг учасників | show top | \
    show the top | show me the top | top talkers | leaderboard";
/// The same in words: one of each list.
pub const WHO_WORDS: &str = "хто кто who";
pub const MOST: &str = "\
    найбільше найчастіше найактивніше більше больше most найактивніший найактивніша найбалакучіший найбалакучіша \
    найговіркіший найговіркіша talkative chattiest";
pub const TALKING: &str = "\
    активний активна active talkative chattiest найактивніший найактивніша найбалакучіший найбалакучіша найговіркіший \
    найговіркіша";

/// How many people there are, and what may stand around that.
pub const PEOPLE: &str = "\
    скільки людей | скільки нас | скільки учасників | скільки народу | скільки осіб | скільки людей | \
    сколько людей | how many people | how many members | how many of us";
pub const AROUND_PEOPLE: &str = "\
    скільки людей нас учасників народу осіб сколько how many people members of us є був пише пишуть зараз всього усього \
    are there is have we got in this the chat group here у в нас чаті групі цьому цій тут чату а і";

/// Words for a chat's mood, and those that ask for it.
pub const MOOD: &str = "настрій настрої атмосфера mood vibe atmosphere";
pub const ASKING_MOOD: &str = "який яка яке як якою які what what's whats how how's покажи скажи show";
/// One of us two.
pub const YOURS: &str = "\
    ти тебе тобі тобою твій твоя твоє твого твоєї твої твоїх ви вас вам вами ваш ваша ваше ваші ты тебя тебе твой you your \
    yours yourself you're youre you've";
pub const MINE: &str = "я мене мені мій моя моє мого моєї меня мой i my me mine i'm im";

/// Words of abuse; they are meant for us where nobody else is.
pub const ABUSE: &str = "\
    дурна дурний дурне дурень дурепа дурко тупа тупий тупе ідіот ідіотка ідіотко нікчема нікчемна нікчемний бовдур \
    бовдурка йолоп нездара безмозка безмозкий недолуга недолугий тупица тупая дура дурак stupid idiot dumb dumbass moron \
    loser worthless brainless";
/// What may be said of the weather as well.
pub const SLIGHTS: &str = "\
    жахлива погана паскудна гидка огидна бридка найгірша найгірший безглузда лайно гівно гидота useless trash garbage \
    pathetic sucks suck crap terrible awful horrible worst";
pub const DISMISSALS: &str = "\
    заткнись | замовкни | стули пельку | відвали | відчепися | іди геть | йди геть | пішла геть | пішов геть | \
    ти мені набридла | ти дістала | ненавиджу тебе | shut up | go away | get lost | fuck off | i hate you | screw you";
/// Words of such a message at most.
pub const ABUSE_WORDS: usize = 8;

/// A joke that is asked for, in a message that has both, or little more than the first.
pub const JOKES: &str = "жарт жарти жарту жарта анекдот анекдоти анекдота joke jokes";
pub const TELLING: &str = "\
    розкажи розкажіть давай дай знаєш знаєте хочу хочемо ще кинь утни чекаю tell know another give hear got more";

/// Somebody's birthday, and what tells whose.
pub const BIRTHDAY: &str = "днюха | день народження | днем народження | дня народження | birthday | bday";
pub const WISHING: &str = "\
    вітаю вітаємо вітання привітай привітайте привітаємо привітаймо привітати поздравь happy congratulate congratulations \
    congrats wish";

/// Words that tell nothing of what a question is about.
pub const TRIVIAL: &str = "\
    робити робиш робить роблю зробити думаєш думаєте думати гадаєш знаєш знаєте знати знає треба можна може можуть хочу \
    хочеш хоче люблю любиш любить добре погано добрий гарний день дня час часу люди людей людям людина річ речі сьогодні \
    завтра вчора зараз такий така таке такі інший інша більше менше дуже взагалі потім тепер буде буває є бути було \
    життя жити живе живу жив жила світ світі краще кращий краща ліпше ліпший найкраще найкращий найкраща тобі мені людині make makes doing know think thing things people time good bad better really \
    want need like just life live lives living world someone something today tomorrow now";

/// Phrases that are a whole message, or nearly.
pub const BRIEF: &[(Intent, &str)] = &[
    (
        Intent::SmallTalk(SmallTalk::Thanks),
        "\
            дякую | дяка | дяки | дякуємо | спасибі | спасибо | thanks | thank you | \
            thx | cheers",
    ),
    (
        Intent::SmallTalk(SmallTalk::Praise),
        "\
            молодець | розумниця | красуня | люблю тебе | ти класна | ти чудова | ти найкраща | \
            ти супер | good bot | good girl | well done | love you | you are great | \
            you're great | you are the best",
    ),
    (
        Intent::SmallTalk(SmallTalk::Farewell),
        "\
            бувай | бувайте | до побачення | на добраніч | добраніч | до завтра | па па | \
            пока | bye | goodbye | good night | see you",
    ),
    (
        Intent::SmallTalk(SmallTalk::Greeting),
        "\
            привіт | привітик | вітаю | вітання | здоров | здоровенькі | здрастуй | добридень | \
            добрий день | доброго дня | добрий ранок | доброго ранку | добрий вечір | \
            доброго вечора | хай | салют | привет | здравствуй | здравствуйте | hi | hello | \
            hey | howdy | good morning | good evening | good afternoon",
    ),
];

/// Most words of a message that is nothing but one of [`BRIEF`].
pub const BRIEF_WORDS: usize = 6;

/// Words that open a question about what was said.
pub const WONDERING: &str = "\
    хто коли що чи де хтось кто когда что где who when what where did has have was were anyone \
    anybody someone somebody";

/// Verbs of speaking, as they stand.
pub const SPEAKING: &str = "\
    каже кажуть говорить говорять пише пишуть згадує згадують йшлося ішлося said say says \
    saying wrote write writes written mention mentions mentioned talk talks talked talking \
    discuss discussed discussing speak spoke spoken told post posted asked";

/// Verbs of speaking without the endings of [`PAST`].
pub const SPEAKING_STEMS: &str = "\
    каза сказа говори поговори писа написа згадува згада розповіда розказува обговорюва \
    обговори балака пита запитува радив говорил писал написал сказал упоминал обсуждал";

/// Endings of the past tense.
pub const PAST: &str = "\
    в ла ли ло а и";

/// Words that ask to search when a sentence begins with them.
pub const SEEKING: &str = "\
    знайди знайдіть пошукай пошукайте шукай найди find search";

/// What stands around the words looked for and is not one of them.
pub const FILLERS: &str = "\
    про за о об у в на що це той ця цю цей тут там чаті групі нас нашому нашій цьому цій вчора \
    сьогодні востаннє останній раз слово слова мені щось будь ласка небудь what about of on \
    in at for to with that the a an this here there our us me you it chat group yesterday today тиждень тижня week \
    last time word please anything something ever most much more найбільше багато більше";

/// Words that make a question without a question mark.
pub const QUESTION_WORDS: &str = "\
    хто що шо чому чого навіщо нащо як який яка яке які якого якої яку яким якою яких котрий котра котре котрі котру де \
    куди звідки коли доки відколи скільки чи чий чия чиє почему зачем как какой какая где куда когда сколько \
    who whom whose what why how where when which can could would do does did is are was were will should";

/// Whether the folded word is a name of ours.
pub fn is_name(word: &str) -> bool {
    has_word(NAMES, word)
}

/// Whether the list has the word, which is folded.
pub fn has_word(list: &str, word: &str) -> bool {
    list.split(' ').any(|it| it == word)
}
