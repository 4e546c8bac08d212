//! What people say to a bot, in Ukrainian and English, and in Russian, which is understood and answered in Ukrainian.
//!
//! All of it is folded: lower case, `'` for every apostrophe. Phrases are parted by ` | `, single words by spaces.

use super::lines::Line;

/// Our name, as people call it; it is no part of what they say.
pub(super) const NAMES: &str = "\
    балачка балачко балачку balachka кума кумо куму kuma літописиця літописице літописицю chronicler";

/// Phrases that ask for something, wherever they stand in a message; the first that fits wins.
pub(super) const ASKING: &[(Line, &str)] = &[
    (
        Line::MyStats,
        "\
            моя статистика | скільки я написав | скільки я написала | скільки я наговорив | \
            скільки я наговорила | my stats | my statistics | how much have i written | \
            how many messages have i",
    ),
    (
        Line::StatsTotal,
        "\
            статистика | статистику | скільки повідомлень | хто найбільше пише | \
            хто найбалакучіший | сколько сообщений | stats | statistics | how many messages | \
            who writes most | who writes the most | who talks the most",
    ),
    (
        Line::TimeNow,
        "\
            котра година | котра зараз година | котра зараз | яка зараз година | скільки зараз часу | \
            который час | сколько времени сейчас | what time is it | what's the time | what is the time",
    ),
    (
        Line::DayToday,
        "\
            який сьогодні день | який день сьогодні | яке сьогодні число | яке число сьогодні | \
            яка сьогодні дата | яка дата сьогодні | какой сегодня день | какое сегодня число | \
            what day is it | which day is it | what day is today | what's the date | what is the date | \
            what date is it",
    ),
    (
        Line::SummaryToday,
        "\
            про що говорили | про що тут говорили | про що говорять | про що мова | про що була мова | \
            що я пропустив | що я пропустила | що тут було | підсумуй | підсумок | о чем говорили | \
            what did i miss | what was discussed | what did we talk about | what was it about | \
            what have i missed | sum up | summarize",
    ),
    (
        Line::HowAreYou,
        "\
            як справи | як воно | як життя | як маєшся | як ся маєш | що нового | \
            как дела | how are you | how is it going | how's it going | how do you do | \
            what's up | whats up",
    ),
    (
        Line::WhoAreYou,
        "\
            хто ти | ти хто | що ти таке | ти бот | ти жива | кто ты | ты кто | who are you | \
            what are you | are you a bot | are you human",
    ),
    (
        Line::Abilities,
        "\
            що ти вмієш | що вмієш | що ти можеш | що можеш | допоможи | допомога | \
            что ты умеешь | what can you do | what do you do | help | help me",
    ),
];

/// Phrases that mean something only if nothing else is said ("як ти думаєш" does not ask how we are).
pub(super) const WHOLE: &[(Line, &str)] = &[(Line::HowAreYou, "як ти | а ти | а ти як | а як ти | and you | you")];

/// Phrases that are a whole message, or nearly.
pub(super) const BRIEF: &[(Line, &str)] = &[
    (
        Line::Thanks,
        "\
            дякую | дяка | дяки | дякуємо | спасибі | спасибо | thanks | thank you | \
            thx | cheers",
    ),
    (
        Line::Praise,
        "\
            молодець | розумниця | красуня | люблю тебе | ти класна | ти чудова | ти найкраща | \
            ти супер | good bot | good girl | well done | love you | you are great | \
            you're great | you are the best",
    ),
    (
        Line::Farewell,
        "\
            бувай | бувайте | до побачення | на добраніч | добраніч | до завтра | па па | \
            пока | bye | goodbye | good night | see you",
    ),
    (
        Line::Greeting,
        "\
            привіт | привітик | вітаю | вітання | здоров | здоровенькі | здрастуй | добридень | \
            добрий день | доброго дня | добрий ранок | доброго ранку | добрий вечір | \
            доброго вечора | хай | салют | привет | здравствуй | здравствуйте | hi | hello | \
            hey | howdy | good morning | good evening | good afternoon",
    ),
];

/// Most words of a message that is nothing but one of [`BRIEF`].
pub(super) const BRIEF_WORDS: usize = 6;

/// Words that open a question about what was said.
pub(super) const WONDERING: &str = "\
    хто коли що чи де хтось кто когда что где who when what where did has have was were anyone \
    anybody someone somebody";

/// Verbs of speaking, as they stand.
pub(super) const SPEAKING: &str = "\
    каже кажуть говорить говорять пише пишуть згадує згадують йшлося ішлося said say says \
    saying wrote write writes written mention mentions mentioned talk talks talked talking \
    discuss discussed discussing speak spoke spoken told post posted asked";

/// Verbs of speaking without the endings of [`PAST`].
pub(super) const SPEAKING_STEMS: &str = "\
    каза сказа говори поговори писа написа згадува згада розповіда розказува обговорюва \
    обговори балака пита запитува радив говорил писал написал сказал упоминал обсуждал";

/// Endings of the past tense.
pub(super) const PAST: &str = "\
    в ла ли ло а и";

/// Words that ask to search when a sentence begins with them.
pub(super) const SEEKING: &str = "\
    знайди знайдіть пошукай пошукайте шукай найди find search";

/// What stands around the words looked for and is not one of them.
pub(super) const FILLERS: &str = "\
    про за о об у в на що це той ця цю цей тут там чаті групі нас нашому нашій цьому цій вчора \
    сьогодні востаннє останній раз слово слова мені щось будь ласка небудь what about of on \
    in at for to with that the a an this here there our us me you it chat group yesterday today тиждень тижня week \
    last time word please anything something ever most much more найбільше багато більше";

/// Words that make a question without a question mark.
pub(super) const QUESTION_WORDS: &str = "\
    хто що чому навіщо як який яка яке які де куди звідки коли скільки чи почему как где когда \
    who what why how where when which can could do does is are will should";

/// Whether the list has the word, which is folded.
pub(super) fn has_word(list: &str, word: &str) -> bool {
    list.split(' ').any(|it| it == word)
}
