//! "Tea or coffee?", "poll: when do we meet? Friday, Saturday": what to choose among, and the question in front.
//!
//! Options stand on lines of their own, behind marks such as `a)`, or in one sentence, between words such as "or" and
//! commas. A sentence without "or" has options only if something asks to choose: a word, a colon or a question in front.

use language::{packs::List, text::words::Cut};

use super::key;

/// Most options.
const MOST: usize = 50;
/// Bytes of the longest mark before an option on a line: `12)`.
const MARK: usize = 5;
/// Words among which one asks to choose ("будь ласка, вибери").
const OPENING: usize = 4;
/// Words of a short option.
const SHORT: usize = 3;
/// Letters of an infinitive, at least.
const VERB: usize = 4;
/// What parts sentences.
const ENDS: &[char] = &['?', '!', '.', ';', '\n', '…'];
/// What parts options besides words.
const COMMAS: &[char] = &[',', ';', '|'];
/// What stands between a question and its options.
const DASHES: &[&str] = &[" - ", " – ", " — "];
/// What stands around options and is no part of them.
const AROUND: &[char] =
    &['.', ',', ';', ':', '!', '?', '…', '"', '\'', '«', '»', '“', '”', '„', '-', '–', '—', '•', '*', '='];

/// What to choose among.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// As written, without the words that ask for a poll.
    pub question: Option<String>,
    /// As written, at least two.
    pub options: Vec<String>,
}

/// What the text lets choose among, if it does.
pub fn options(text: &str) -> Option<Options> {
    let text = without_names(text);
    let found = on_lines(text).or_else(|| marked(text)).or_else(|| in_a_sentence(text))?;
    told_apart(found)
}

/// Without what names nothing: "just pick one, …", "… or what".
fn told_apart(mut found: Options) -> Option<Options> {
    let keys = |option: &String| said(option).into_iter().map(|word| word.key).collect::<Vec<_>>();
    if found.options.last().is_some_and(|last| List::OrSo.has(&keys(last).join(" "))) {
        found.options.pop();
    }
    let asks = |first: &String| List::Orders.words().begins(&keys(first)).is_some();
    if found.options.len() > 2 && asks(&found.options[0]) {
        found.options.remove(0);
    }
    (found.options.len() > 1).then_some(found)
}

/// A word of the text, and where it stands.
struct Said {
    start: usize,
    end: usize,
    key: String,
}

fn said(text: &str) -> Vec<Said> {
    Cut::Said.runs(text).map(|it| Said { start: it.start, end: it.end, key: key(&text[it]) }).collect()
}

/// The text without the names that call us before it.
fn without_names(text: &str) -> &str {
    let first = Cut::Said.runs(text).find(|it| !List::Names.has(&key(&text[it.clone()])));
    first.map_or("", |it| text[..it.start].rfind(char::is_alphanumeric).map_or(text, |_| &text[it.start..])).trim()
}

fn on_lines(text: &str) -> Option<Options> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (first, rest) = lines.split_first()?;
    let listed = |lines: &[&str]| lines.len() > 1 && lines.iter().all(|line| bullet(line).is_some());
    if listed(&lines) {
        return of_parts(None, &lines);
    }
    let asks = first.ends_with([':', '?'])
        || chooses(first)
        || said(first).iter().any(|word| List::QuestionWords.has(&word.key));
    (rest.len() > 1 && (listed(rest) || asks)).then(|| of_parts(Some(first), rest))?
}

/// The line behind its mark: `-`, `•`, `1.`, `a)`.
fn bullet(line: &str) -> Option<&str> {
    let behind = line.strip_prefix(['-', '–', '—', '•', '*', '·']).filter(|rest| rest.starts_with(' '));
    let mark = || line.find([')', '.']).filter(|at| *at > 0 && *at <= MARK && is_mark(&line[..*at]));
    behind.or_else(|| mark().map(|at| &line[at + 1..])).map(str::trim)
}

/// A letter or a number of two digits.
fn is_mark(mark: &str) -> bool {
    let digits = mark.len() <= 2 && mark.bytes().all(|it| it.is_ascii_digit());
    digits || mark.chars().count() == 1 && mark.chars().all(char::is_alphabetic)
}

/// `a) tea b) coffee` in one line.
fn marked(text: &str) -> Option<Options> {
    let mut marks = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, sign)| matches!(sign, ')' | '.')) {
        let mark = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let number = mark.starts_with(|it: char| it.is_ascii_digit()) && text[at + 1..].starts_with(' ');
        if is_mark(mark) && (sign == ')' || number) {
            marks.push((at - mark.len(), at + 1));
        }
    }
    if marks.len() < 2 {
        return None;
    }
    let ends = marks.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let parts: Vec<&str> = marks.iter().zip(ends).map(|((_, from), to)| &text[*from..to]).collect();
    of_parts(Some(&text[..marks[0].0]), &parts)
}

/// A sentence with "or", or what stands behind a colon, a question or a verb that asks to choose.
fn in_a_sentence(text: &str) -> Option<Options> {
    let asks = chooses(text);
    if let Some((front, rest)) = behind_colon(text) {
        let inner = behind_question(rest).and_then(|(front, rest)| listed(front, rest, asks));
        let asked_behind = || chosen(front).map(|it| Options { question: question(rest), ..it });
        return inner.or_else(|| listed(front, rest, asks)).or_else(|| has_or(front).then(asked_behind).flatten());
    }
    let asked = behind_question(text).and_then(|(front, rest)| listed(front, rest, asks));
    asked.or_else(|| sentences(text).find_map(chosen))
}

/// Sentences, each with what ends it; a point inside of a word or a number ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let ends = |at: usize, sign: char| rest[at + sign.len_utf8()..].chars().next().is_none_or(char::is_whitespace);
        let end = rest.match_indices(ENDS).find(|(at, sign)| sign.chars().all(|sign| ends(*at, sign)));
        let (sentence, after) = rest.split_at(end.map_or(rest.len(), |(at, sign)| at + sign.len()));
        rest = after;
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// What stands before and behind a colon that is none of a clock's or an address's.
fn behind_colon(text: &str) -> Option<(&str, &str)> {
    let colon = text.match_indices(':').find(|(at, _)| text[at + 1..].starts_with(char::is_whitespace))?;
    Some((&text[..colon.0], &text[colon.0 + 1..]))
}

/// A question, with its mark, and what stands behind it; a question that is a choice itself is none.
fn behind_question(text: &str) -> Option<(&str, &str)> {
    let (front, rest) = text.split_at(text.find('?')? + 1);
    let choice = has_or(front) && chosen(front).is_some();
    (!choice && !rest.trim().is_empty()).then_some((front, rest))
}

/// Options between commas and words, if something asks to choose: a word, "or", or a question before a list of short
/// ones ("куди їдемо: Львів, Одеса"; but "як справи? добре, дякую" is none).
fn listed(front: &str, rest: &str, asks: bool) -> Option<Options> {
    let rest = sentences(rest).next()?;
    let asks_first = said(rest).first().is_some_and(|word| List::Or.has(&word.key));
    let parts = parts(rest, false);
    let (front, parts) = match parts.as_slice() {
        // "Whether we buy a lock, yes / no / all the same".
        [first, rest @ ..] if rest.len() > 1 && asks_first => (*first, rest),
        [first, rest @ ..] if rest.len() > 1 && is_asking(first) => (*first, rest),
        parts => (front, parts),
    };
    let least = if front.ends_with('?') { 3 } else { 2 };
    let short = || parts.len() >= least && parts.iter().all(|part| said(part).len() <= SHORT);
    let words = || front.ends_with('?') || parts.len() < 3 || parts.iter().any(|part| said(part).len() > 1);
    let asks = asks || has_or(rest) || is_asking(front) && short() || !words();
    if asks { of_parts(Some(front), parts) } else { None }
}

fn has_or(text: &str) -> bool {
    said(text).iter().any(|word| List::Or.has(&word.key))
}

/// The options of a sentence.
fn chosen(sentence: &str) -> Option<Options> {
    let words = said(sentence);
    let between = words.iter().any(|word| List::Among.has(&word.key)) && chooses(sentence);
    // "Or" that opens a question ("чи хтось …") parts nothing.
    let stroke = sentence.char_indices().any(|(at, sign)| is_stroke(sentence, at, sign));
    let parted = words.iter().skip(1).any(|word| List::Or.has(&word.key)) || between || stroke;
    if !parted && !chooses(sentence) {
        return None;
    }
    let parts = parts(sentence, between);
    let (front, rest) = split_question(&parts);
    if front.is_none() && rest.len() > 1 && words.first().is_some_and(|word| List::QuestionWords.has(&word.key)) {
        return of_parts_after_question(&rest);
    }
    of_parts(front, &rest)
}

/// Cuts at commas, at "or" and its like, and at strokes. What stands behind a comma behind the last option is none.
fn parts(text: &str, between: bool) -> Vec<&str> {
    let ors = ors(text, between);
    let end = end_of_options(text, &ors);
    let mut cuts: Vec<(usize, usize)> = ors.into_iter().chain(signs(text)).filter(|(from, _)| *from < end).collect();
    cuts.sort_unstable();
    let starts = std::iter::once(0).chain(cuts.iter().map(|(_, to)| *to));
    let stops = cuts.iter().map(|(from, _)| *from).chain([end]);
    let parts = starts.zip(stops).map(|(from, to)| trim(&text[from..to]));
    without_reasons(parts.filter(|part| !part.is_empty()).collect())
}

/// Where words and strokes part options.
fn ors(text: &str, between: bool) -> Vec<(usize, usize)> {
    let joins = |word: &Said| List::Or.has(&word.key) || between && List::And.has(&word.key);
    let words = said(text).into_iter().filter(joins).map(|word| (word.start, word.end));
    let strokes = text.char_indices().filter(|(at, sign)| is_stroke(text, *at, *sign)).map(|(at, _)| (at, at + 1));
    words.chain(strokes).collect()
}

/// Where commas part options, and a dash behind a question.
fn signs(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let commas = text.char_indices().filter(|(at, sign)| COMMAS.contains(sign) && !in_number(text, *at));
    let dash = DASHES.iter().filter_map(|dash| text.find(dash).map(|at| (at, at + dash.len()))).min();
    let asked = dash.filter(|(at, _)| is_asking(&text[..*at]));
    commas.map(|(at, sign)| (at, at + sign.len_utf8())).chain(asked)
}

/// The first comma behind what the last "or" stands before. One that opens the text stands before no last option.
fn end_of_options(text: &str, ors: &[(usize, usize)]) -> usize {
    let last = ors.iter().max().filter(|(from, _)| !trim(&text[..*from]).is_empty());
    let ends = |at: usize| last.is_some_and(|(_, or)| at > *or && !trim(&text[*or..at]).is_empty());
    signs(text).map(|(at, _)| at).find(|at| ends(*at)).unwrap_or(text.len())
}

/// The parts before one that asks for help with the choice or tells why it is needed.
fn without_reasons(mut parts: Vec<&str>) -> Vec<&str> {
    let reason = |part: &&str| said(part).first().is_some_and(|word| List::BehindOptions.has(&word.key));
    let end = parts.iter().skip(2).position(reason).map_or(parts.len(), |at| at + 2);
    parts.truncate(end);
    parts
}

/// Whether the sign stands between digits.
fn in_number(text: &str, at: usize) -> bool {
    let digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
    digit(text[..at].chars().next_back()) && digit(text[at + 1..].chars().next())
}

/// A stroke between words, or between spaces, but none of a date or an address.
fn is_stroke(text: &str, at: usize, sign: char) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at + sign.len_utf8()..].chars().next());
    let both = |fits: fn(char) -> bool| before.is_some_and(fits) && after.is_some_and(fits);
    sign == '/' && !text.contains("//") && (both(char::is_alphabetic) || both(char::is_whitespace))
}

/// The parts without the first, if that is a question ("what shall we take, soup or salad").
fn split_question<'t>(parts: &[&'t str]) -> (Option<&'t str>, Vec<&'t str>) {
    match parts {
        [first, rest @ ..] if rest.len() > 1 && is_question(first) => (Some(first), rest.to_vec()),
        _ => (None, parts.to_vec()),
    }
}

/// Whether a question word stands in the clause.
pub(super) fn is_asking(clause: &str) -> bool {
    said(clause).iter().any(|word| List::QuestionWords.has(&word.key) && !List::Or.has(&word.key))
}

/// Whether the clause asks, and names nothing to choose.
fn is_question(clause: &str) -> bool {
    let words = said(clause);
    let undecided = words.last().is_some_and(|word| List::Choosing.has(&word.key));
    is_asking(clause) || undecided || is_vote(&words) || words.iter().all(|word| List::BeforeOptions.has(&word.key))
}

/// "Get everyone to vote on the meeting day".
fn is_vote(words: &[Said]) -> bool {
    let votes = |word: &Said| List::Polls.has(&word.key) && List::Choosing.has(&word.key);
    let about = words.iter().position(votes).map_or(&[][..], |at| &words[at + 1..]);
    about.len() > SHORT && List::Prepositions.has(&about[0].key)
}

/// "Що взяти на обід борщ чи салат": the first option has as many words as the last.
fn of_parts_after_question(parts: &[&str]) -> Option<Options> {
    let (first, rest) = parts.split_first()?;
    if said(first).first().is_some_and(|word| List::VerbQuestions.has(&word.key)) {
        return of_parts(None, parts);
    }
    let bare = bare(first, false);
    let length = said(rest.last()?).len();
    let words = said(bare);
    let start = words
        .len()
        .checked_sub(length)
        .filter(|start| *start > 0)
        .and_then(|at| words.get(at))
        .map_or(0, |it| it.start);
    let front = trim(&first[..first.len() - bare.len() + start]);
    let options: Vec<&str> = std::iter::once(&bare[start..]).chain(rest.iter().copied()).collect();
    // What is left in front is a question if it says more than that one is asked.
    of_parts(Some(front).filter(|_| start > 0), &options)
}

/// Options without what stands before them, and the question without what asks for a poll.
fn of_parts(front: Option<&str>, parts: &[&str]) -> Option<Options> {
    let mut options: Vec<String> = Vec::new();
    let mut seen = Vec::new();
    let parts: Vec<&str> = parts.iter().map(|part| trim(bullet(part).unwrap_or(part))).collect();
    let to_do = parts.iter().skip(1).any(|part| said(part).first().is_some_and(is_infinitive));
    let parts: Vec<&str> = parts.into_iter().map(|part| bare(part, to_do)).collect();
    for part in alike(&parts) {
        let key = key(part);
        if !part.is_empty() && !seen.contains(&key) && options.len() < MOST {
            options.push(part.to_owned());
            seen.push(key);
        }
    }
    let question = front.and_then(question);
    (options.len() > 1).then_some(Options { question, options })
}

/// The options without what stands before the first for all of them: "скидаємось по двісті чи по триста".
fn alike<'t>(parts: &[&'t str]) -> Vec<&'t str> {
    let preposition = |word: &Said| List::Prepositions.has(&word.key);
    let led = |part: &&str| said(part).first().filter(|word| preposition(word)).map(|word| word.key.clone());
    let mut alike = parts.to_vec();
    let [first, rest @ ..] = parts else { return alike };
    let words = said(first);
    let leads: Vec<String> = rest.iter().filter_map(led).collect();
    if leads.is_empty() || leads.len() < rest.len() || led(first).is_some() {
        return alike;
    }
    let same = words.iter().find(|word| leads.contains(&word.key));
    if let Some(start) = same.or_else(|| words.iter().find(|word| preposition(word))) {
        alike[0] = &first[start.start..];
    }
    alike
}

/// The question in front of options, with its question mark.
fn question(front: &str) -> Option<String> {
    let front = front.trim();
    let words = said(front);
    let first = words.iter().find(|word| !List::Polls.has(&word.key) && !List::Names.has(&word.key))?;
    let is_sentence = front.ends_with('?') && words.len() > 1;
    let told =
        is_sentence || words.iter().any(|word| !List::Polls.has(&word.key) && !List::BeforeOptions.has(&word.key));
    let question = front[first.start..].trim_end_matches(|it| it != '?' && AROUND.contains(&it)).trim();
    (told && !question.is_empty()).then(|| question.to_owned())
}

fn trim(part: &str) -> &str {
    let part = part.trim_matches(|it: char| it.is_whitespace() || AROUND.contains(&it));
    // "(tea or coffee)"
    let (opened, closed) = (part.matches('(').count(), part.matches(')').count());
    let whole = match () {
        () if opened > closed => part.trim_start_matches('('),
        () if closed > opened => part.trim_end_matches(')'),
        () => part,
    };
    whole.trim()
}

/// The option without the words before it that tell nothing of it; never without all of its words.
/// Where things to do are chosen among, a verb is told.
fn bare(part: &str, to_do: bool) -> &str {
    let words = said(part);
    // "На" is said of polls too, but begins an option of its own.
    let asks = words.first().is_some_and(|word| !List::Prepositions.has(&word.key));
    let empty = |word: &Said| List::BeforeOptions.has(&word.key) || asks && List::Polls.has(&word.key);
    let told = words.iter().find(|word| !empty(word) || to_do && is_infinitive(word));
    match told.or(words.last()) {
        // A sign before a word, as in "+1" and "🍕 pizza", stays.
        Some(word) if words.first().is_some_and(|first| first.start < word.start) => &part[word.start..],
        _ => part,
    }
}

fn is_infinitive(word: &Said) -> bool {
    let long = word.key.chars().nth(VERB - 1).is_some();
    long && List::InfinitiveEndings.iter().any(|ending| word.key.ends_with(ending))
}

/// Whether the text begins with a word that asks to choose.
fn chooses(text: &str) -> bool {
    said(text).iter().take(OPENING).any(|word| List::Choosing.has(&word.key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let mut wrong = Vec::new();
        for (text, question, wanted) in [
            ("чай чи кава?", "", "чай|кава"),
            ("Балачко, чай чи кава?", "", "чай|кава"),
            ("йти чи не йти", "", "йти|не йти"),
            ("піца, суші або бургери", "", "піца|суші|бургери"),
            ("піца, суші, або бургери?", "", "піца|суші|бургери"),
            ("вибери: а) чай б) кава", "", "чай|кава"),
            ("вибери: 1) чай 2) кава з молоком 3) сік", "", "чай|кава з молоком|сік"),
            ("або море, або гори", "", "море|гори"),
            ("або чай або кава", "", "чай|кава"),
            ("чи чай, чи кава", "", "чай|кава"),
            ("що краще взяти на обід, борщ чи салат?", "що краще взяти на обід", "борщ|салат"),
            ("куди їдемо: Львів чи Одеса", "куди їдемо", "Львів|Одеса"),
            ("куди їдемо, Львів, Одеса чи Карпати?", "куди їдемо", "Львів|Одеса|Карпати"),
            ("зроби опитування: піца чи суші?", "", "піца|суші"),
            ("опитування коли збираємось? п'ятниця, субота, неділя", "коли збираємось?", "п'ятниця|субота|неділя"),
            ("створи опитування куди йдемо: кіно, боулінг, паб", "куди йдемо", "кіно|боулінг|паб"),
            ("опитування: коли гуляємо? субота чи неділя", "коли гуляємо?", "субота|неділя"),
            ("зроби опитування що їмо\nпіца\nсуші\nборщ", "що їмо", "піца|суші|борщ"),
            ("Куди йдемо?\n- кіно\n- театр", "Куди йдемо?", "кіно|театр"),
            ("1. чай\n2. кава\n3. сік", "", "чай|кава|сік"),
            ("• море\n• гори", "", "море|гори"),
            ("вибери чай, каву, сік", "", "чай|каву|сік"),
            ("вибери між чаєм і кавою", "", "чаєм|кавою"),
            ("що краще чай чи кава", "", "чай|кава"),
            ("що взяти на обід борщ чи салат", "що взяти на обід", "борщ|салат"),
            ("слухай, чай чи кава?", "", "чай|кава"),
            ("не можу вибрати, чай чи кава", "не можу вибрати", "чай|кава"),
            ("мені взяти чай чи каву?", "", "чай|каву"),
            ("піти в кіно чи залишитись вдома?", "", "піти в кіно|залишитись вдома"),
            ("Android чи iPhone", "", "Android|iPhone"),
            ("чай/кава?", "", "чай|кава"),
            ("«Дюна» чи «Матриця»", "", "Дюна|Матриця"),
            ("чай чи кава? тільки чесно", "", "чай|кава"),
            ("йдемо на пляж, чи ні?", "", "йдемо на пляж|ні"),
            ("1,5 літра чи 2 літри", "", "1,5 літра|2 літри"),
            ("tea or coffee?", "", "tea|coffee"),
            ("which is better, tea or coffee?", "", "tea|coffee"),
            ("should I take the bus or walk?", "", "bus|walk"),
            ("choose between tea and coffee", "", "tea|coffee"),
            ("either pizza or sushi", "", "pizza|sushi"),
            ("poll: best day? Friday, Saturday, Sunday", "best day?", "Friday|Saturday|Sunday"),
            ("make a poll: pizza or sushi", "", "pizza|sushi"),
            ("cats vs dogs", "", "cats|dogs"),
            ("чай или кофе?", "", "чай|кофе"),
            ("сделай опрос: куда едем? море, горы", "куда едем?", "море|горы"),
            ("что лучше, кошки или собаки", "", "кошки|собаки"),
            ("червона чи синя, допоможи обрати, бо я запізнююсь", "", "червона|синя"),
            ("стіл, шафа або комод, що думаєш?", "", "стіл|шафа|комод"),
            ("pasta or rice, help me out", "", "pasta|rice"),
            ("поезд или самолет, а то я запутался", "", "поезд|самолет"),
            ("вибери чай, каву, сік, бо я не можу", "", "чай|каву|сік"),
            ("Іра, Настя чи Богдан: хто миє посуд?", "хто миє посуд?", "Іра|Настя|Богдан"),
            ("на море їхати чи вдома сидіти?", "", "на море їхати|вдома сидіти"),
            ("їдемо в Карпати чи на море?", "", "в Карпати|на море"),
            ("здаємо по сто чи по двісті", "", "по сто|по двісті"),
            ("should we call them now or wait a bit?", "", "call them now|wait a bit"),
            ("should I buy a bike or keep walking?", "", "bike|keep walking"),
            ("Кого звемо: Петра, Галю, Юру", "Кого звемо", "Петра|Галю|Юру"),
            ("ставлю на голосування назву: Зубр, Лис, Бобер", "ставлю на голосування назву", "Зубр|Лис|Бобер"),
            ("голосовалка за новий стіл: так, ні, байдуже", "за новий стіл", "так|ні|байдуже"),
            ("start a vote on the name of our team, Foxes or Wolves", "on the name of our team", "Foxes|Wolves"),
            ("make a vote about where we go: park, lake, home", "about where we go", "park|lake|home"),
            ("купити новий диван чи відремонтувати старий, як гадаєш?", "", "купити новий диван|відремонтувати старий"),
            ("взяти відпустку або почекати літа?", "", "взяти відпустку|почекати літа"),
            ("сделай опрос: где встречаемся - парк, кафе или дома?", "где встречаемся", "парк|кафе|дома"),
            ("опитування: що краще, чай чи кава", "", "чай|кава"),
            ("голосуем за цвет стены: белый, серый", "за цвет стены", "белый|серый"),
        ] {
            let read = options(text).unwrap_or_default();
            let read = (read.question.unwrap_or_default(), read.options.join("|"));
            if read != (question.to_owned(), wanted.to_owned()) {
                wrong.push(format!("{text}: {read:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn one_thing_is_no_choice() {
        for text in [
            "",
            "чай",
            "чай чи чай?",
            "чи хтось бачив мій парасоль?",
            "привіт, як справи?",
            "так, добре, йдемо",
            "чи",
            "або",
            "?",
            "о 10:30 зустріч",
            "https://example.com/a/b",
            "привіт, як справи? добре, дякую",
            "Хочу в кіно, але на такий, щоб страшно було",
            "думаю, буде весело",
            "без вас, а з вами краще",
        ] {
            assert_eq!(options(text), None, "{text}");
        }
    }

    #[test]
    fn options_are_at_most_fifty() {
        let text = format!("вибери: {}", (0..200).map(|it| format!("варіант{it}")).collect::<Vec<_>>().join(", "));
        assert_eq!(options(&text).map(|it| it.options.len()), Some(MOST));
    }
}
