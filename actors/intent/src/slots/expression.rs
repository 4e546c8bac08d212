//! Sums in a text, and what they come to.
//!
//! An expression is written as one would key it: no spaces, a point before decimals, `+ - * / % ^` and brackets. A share
//! of something is `15%*840`, a price with a discount `1500-20%`.

mod story;
mod value;

use language::packs::List;
use rust_decimal::Decimal;

use super::tokens::{Token, What, tokens};
use story::{So, Step};
pub use value::{ExpressionError, evaluate, rounded, shown};

/// Bytes of an expression.
const LENGTH: usize = 200;
/// Brackets without an end that are overlooked at the beginning.
const BRACKETS: usize = 8;
/// Tokens from one number to the next where a verb behind both tells what is done to them, at most.
const VERB: usize = 3;

/// The sum that the text has in it, the longest if there are several.
pub fn expression(text: &str) -> Option<String> {
    let tokens = tokens(text);
    let adds = tokens.iter().any(|it| it.is_in(List::InAll));
    let mut found: Option<String> = None;
    let mut at = 0;
    while at < tokens.len() {
        let run = Run::from(&tokens, at, adds);
        at = run.end;
        let longer = |sum: &String| found.as_ref().is_none_or(|it| sum.len() > it.len());
        if let Some(sum) = run.sum().filter(longer) {
            found = Some(sum);
        }
    }
    story::percentage(&tokens).or_else(|| story::share(&tokens)).or(found)
}

/// What can stand in a sum, from one token up to where that ends.
struct Run {
    pieces: Vec<String>,
    /// The token after it.
    end: usize,
    /// Whether it is a clock, a date or a telephone as they are written.
    is_no_sum: bool,
}

impl Run {
    /// At least one token is used up.
    fn from(tokens: &[Token], start: usize, adds: bool) -> Self {
        let mut run = Self { pieces: Vec::new(), end: start, is_no_sum: false };
        let is_rate = start.checked_sub(1).is_some_and(|before| tokens[before].is_in(List::EachAt));
        let verb = verb_before(tokens, start).or_else(|| verb_behind(&tokens[start..]));
        while let Some(step) = run.next(tokens, run.so(verb, is_rate, adds)) {
            run.take(step);
        }
        run.is_no_sum = is_a_time(&tokens[start..run.end]) || goes_on(tokens, start);
        run.end = run.end.max(start + 1);
        run
    }

    fn so<'s>(&self, verb: Option<&'s str>, is_rate: bool, adds: bool) -> So<'s> {
        So { verb, is_share: self.ends_in_percent(), is_rate: is_rate && self.pieces.len() == 1, adds }
    }

    fn take(&mut self, step: Step) {
        if step.to_all && self.pieces.len() > 1 {
            self.pieces.insert(0, "(".to_owned());
            self.pieces.push(")".to_owned());
        }
        self.end += step.length;
        self.pieces.extend(Some(step.keyed).filter(|it| !it.is_empty()));
    }

    fn next(&self, tokens: &[Token], so: So) -> Option<Step> {
        let (token, rest) = tokens.get(self.end..)?.split_first()?;
        let operand = self.pieces.last().is_some_and(|last| ends_operand(last));
        match &token.what {
            // Another number right behind a number begins another sum.
            What::Number(number) => (!operand || so.is_share).then(|| Step::new(keyed(*number), 1)),
            What::Sign(',') if operand => story::joint(&tokens[self.end..], so),
            What::Sign(sign) => signs(*sign, rest.first()),
            What::Word(word) if operand => behind_operand(word, &tokens[self.end..], so),
            What::Word(_) => story::part(&tokens[self.end..], false),
        }
    }

    /// Whether the last piece is a percent sign, which may ask for what is left of a division.
    fn ends_in_percent(&self) -> bool {
        self.pieces.last().is_some_and(|last| last == "%")
    }

    /// The sum, without what does not belong to it on either side.
    fn sum(&self) -> Option<String> {
        if self.is_no_sum {
            return None;
        }
        let pieces: Vec<&str> = self.pieces.iter().map(String::as_str).skip_while(|it| "+*/^%)".contains(it)).collect();
        let starts = pieces.iter().take(BRACKETS).take_while(|it| **it == "(").count();
        (0..=starts).find_map(|start| longest(&pieces[start..]))
    }
}

/// What a word behind a number does to it.
fn behind_operand(word: &str, tokens: &[Token], so: So) -> Option<Step> {
    if let Some((sign, length)) = operator(tokens) {
        return Some(Step::new(sign, length));
    }
    let numbered = tokens.get(1).is_some_and(|next| next.number().is_some() || next.is_sign(&['(']));
    let of = List::PercentOf.has(word) && so.is_share;
    let link = pair(List::SumLinks, word).filter(|_| numbered).map(|link| so.verb.unwrap_or(link));
    let sign = if of { Some("*") } else { link.filter(|sign| !sign.is_empty()) };
    let money = || List::Money.has(word).then(|| Step::new("", 1));
    let near = sign.map(|sign| Step::new(sign, 1)).or_else(|| story::part(tokens, true));
    near.or_else(|| story::joint(tokens, so)).or_else(money)
}

/// The longest beginning that is a sum.
fn longest(pieces: &[&str]) -> Option<String> {
    if pieces.iter().map(|it| it.len()).sum::<usize>() > LENGTH {
        return None;
    }
    (1..=pieces.len()).rev().map(|end| pieces[..end].concat()).find(|sum| does_something(sum) && value::is_sum(sum))
}

/// Whether there is an operator between numbers.
fn does_something(sum: &str) -> bool {
    let operator = |(at, sign): (usize, char)| match sign {
        '%' => sum[at + 1..].starts_with(|it: char| it.is_ascii_digit()),
        sign => "+-*/^".contains(sign) && ends_operand(&sum[..at]),
    };
    sum.char_indices().any(operator)
}

/// Whether what is written so far ends with something to go on counting with.
fn ends_operand(sum: &str) -> bool {
    sum.ends_with(|it: char| it.is_ascii_digit() || matches!(it, '%' | ')'))
}

fn keyed(number: Decimal) -> String {
    number.normalize().to_string()
}

/// A sign as it is keyed; nothing for signs of money.
fn signs(sign: char, next: Option<&Token>) -> Option<Step> {
    let twice = sign == '*' && next.is_some_and(|next| next.is_sign(&['*']));
    let keyed = match sign {
        '*' if twice => return Some(Step::new("^", 2)),
        '×' | '·' | '∙' | '⋅' => "*",
        '÷' | ':' => "/",
        '−' | '–' | '—' => "-",
        '²' => "^2",
        '³' => "^3",
        '+' => "+",
        '-' => "-",
        '*' => "*",
        '/' => "/",
        '%' => "%",
        '^' => "^",
        '(' => "(",
        ')' => ")",
        '₴' | '$' | '€' | '£' => "",
        _ => return None,
    };
    Some(Step::new(keyed, 1))
}

/// The words for an operator that the tokens begin with: its sign, and how many they are.
fn operator(tokens: &[Token]) -> Option<(&'static str, usize)> {
    let fits = |(phrase, sign): (&'static str, &'static str)| {
        let mut said = tokens.iter();
        let whole = phrase.split(' ').all(|word| said.next().and_then(Token::word) == Some(word));
        whole.then(|| (sign, phrase.split(' ').count()))
    };
    List::Operators.words().pairs().filter_map(fits).max_by_key(|(_, length)| *length)
}

/// What a verb right before the first number does ("divide 840 by 3").
fn verb_before(tokens: &[Token], start: usize) -> Option<&'static str> {
    tokens[..start].iter().rev().take(2).find_map(|token| pair(List::SumVerbs, token.word()?))
}

/// The same right behind two numbers ("17 на 23 помножити").
fn verb_behind(tokens: &[Token]) -> Option<&'static str> {
    let (first, rest) = tokens.split_first()?;
    let second = rest.iter().take(VERB).position(|it| it.number().is_some()).filter(|_| first.number().is_some())?;
    rest[second + 1..].iter().take(2).find_map(|token| pair(List::SumVerbs, token.word()?))
}

fn pair(list: List, word: &str) -> Option<&'static str> {
    list.words().pairs().find(|(it, _)| *it == word).map(|(_, other)| other)
}

/// Whether the token belongs to what looked like a number before it, such as a telephone.
fn goes_on(tokens: &[Token], start: usize) -> bool {
    let Some(before) = start.checked_sub(1).and_then(|before| tokens.get(before)) else { return false };
    let numeric = before.word().is_some_and(|word| word.starts_with(|it: char| it.is_ascii_digit()));
    numeric && before.place.end == tokens[start].place.start
}

/// `10:30`, `2026-11-20`, `20/11/2026`.
fn is_a_time(tokens: &[Token]) -> bool {
    let written = tokens.iter().rposition(|it| it.number().is_some()).map_or(0, |last| last + 1);
    let tokens = &tokens[..written];
    let near = tokens.windows(2).all(|it| it[0].place.end == it[1].place.start);
    let length = |at: usize| tokens[at].number().map(|_| tokens[at].place.len());
    near && match tokens.len() {
        3 => tokens[1].is_sign(&[':']) && length(0) <= Some(2) && length(2) == Some(2),
        5 => {
            let dashes = tokens[1].is_sign(&['-', '/']) && tokens[3].what == tokens[1].what;
            dashes && (length(0) == Some(4) || length(4) == Some(4))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_found_and_evaluated() {
        for (text, sum, value) in [
            ("5+5", "5+5", "10"),
            ("скільки буде 5 + 5?", "5+5", "10"),
            ("скільки буде 15% від 840", "15%*840", "126"),
            ("15 % of 840", "15%*840", "126"),
            ("20 відсотків від 1500", "20%*1500", "300"),
            ("знижка 20% від 1500", "20%*1500", "300"),
            ("20% знижки від 1500 грн", "20%*1500", "300"),
            ("1500 зі знижкою 20%", "1500-20%", "1200"),
            ("1500 - 20%", "1500-20%", "1200"),
            ("200 + 10%", "200+10%", "220"),
            ("840 на трьох", "840/3", "280"),
            ("840 грн на трьох, скільки з кожного?", "840/3", "280"),
            ("поділи 840 на 3", "840/3", "280"),
            ("помнож 7 на 8", "7*8", "56"),
            ("додай 5 до 7", "5+7", "12"),
            ("divide 10 by 4", "10/4", "2.5"),
            ("multiply 6 by 7", "6*7", "42"),
            ("split 90 among 4 people", "90/4", "22.5"),
            ("раздели 100 на троих", "100/3", "33.3333333333"),
            ("два плюс два", "2+2", "4"),
            ("two plus two", "2+2", "4"),
            ("двадцять п'ять помножити на чотири", "25*4", "100"),
            ("сто поділити на вісім", "100/8", "12.5"),
            ("100 мінус 37", "100-37", "63"),
            ("від 100 відняти 37", "100-37", "63"),
            ("5 x 5", "5*5", "25"),
            ("5х5", "5*5", "25"),
            ("2 × 3 ÷ 4", "2*3/4", "1.5"),
            ("10 : 4", "10/4", "2.5"),
            ("2+2*2", "2+2*2", "6"),
            ("(2+2)*2", "(2+2)*2", "8"),
            ("2+2=?", "2+2", "4"),
            ("0,1 + 0,2", "0.1+0.2", "0.3"),
            ("1 000 + 1,5", "1000+1.5", "1001.5"),
            ("5к + 3 тис", "5000+3000", "8000"),
            ("2 млн / 4", "2000000/4", "500000"),
            ("2**10", "2^10", "1024"),
            ("2^10", "2^10", "1024"),
            ("3 в квадраті", "3^2", "9"),
            ("5² + 1", "5^2+1", "26"),
            ("2 в степені 8", "2^8", "256"),
            ("17 % 5", "17%5", "2"),
            ("-5 + 3", "-5+3", "-2"),
            ("порахуй 12.50 * 4", "12.5*4", "50"),
            ("$20 + $30", "20+30", "50"),
            ("2+2 :)", "2+2", "4"),
            ("((2+3)*4", "(2+3)*4", "20"),
            ("2 ^ 3 ^ 2", "2^3^2", "512"),
            ("2^-2", "2^-2", "0.25"),
            ("дім 5, квартира 12 2+2", "2+2", "4"),
            ("сколько будет 7 умножить на 6", "7*6", "42"),
        ] {
            assert_eq!(expression(text).as_deref(), Some(sum), "{text}");
            assert_eq!(evaluate(sum).map(shown).as_deref(), Ok(value), "{text}");
        }
    }

    #[test]
    fn sums_are_told_in_stories() {
        for (text, sum, value) in [
            ("три піци по двісті сорок гривень", "3*240", "720"),
            ("8 метрів тканини по 150, скільки вийде?", "8*150", "1200"),
            ("двадцать пять билетов по сто рублей", "25*100", "2500"),
            ("six tickets at 15 dollars each, how much?", "6*15", "90"),
            ("4 tickets at $12.50 each", "4*12.5", "50"),
            ("2 кави по 60 і 3 круасани по 85", "2*60+3*85", "375"),
            ("кава за 55 і тістечко за 70", "55+70", "125"),
            ("сік за 40, булка за 25 та йогурт за 38", "40+25+38", "103"),
            ("пів кіло масла по 420", "0.5*420", "210"),
            ("півтора кіла яблук по 30", "1.5*30", "45"),
            ("пів тисячі поділити на чотири", "1000/2/4", "125"),
            ("чек на 1240, нас четверо, скільки з кожного?", "1240/4", "310"),
            ("нас пятеро, счет 2500, по сколько скидываемся", "2500/5", "500"),
            ("dinner was 96 and there are 4 of us, how much each", "96/4", "24"),
            ("таксі вийшло 300 гривень, ділимо на двох", "300/2", "150"),
            ("поділи 960 порівну між шістьма людьми", "960/6", "160"),
            ("12 на 12 помножити", "12*12", "144"),
            ("сто на чотири поділи", "100/4", "25"),
            ("100 на 8 умножь", "100*8", "800"),
            ("чоботи були 4000, зараз мінус 25 відсотків", "4000-25%", "3000"),
            ("до сорока додати два і все це помножити на три", "(40+2)*3", "126"),
            ("add 10 to 20 and then multiply it by 3", "(10+20)*3", "90"),
            ("500 розділити навпіл", "500/2", "250"),
            ("третина від 90", "90/3", "30"),
            ("чверть від тисячі двохсот", "1200/4", "300"),
            ("дві третини від 90", "2*90/3", "60"),
            ("половина от 350", "350/2", "175"),
            ("a quarter of 200", "200/4", "50"),
            ("20% чайових від 350", "20%*350", "70"),
            ("15% tip on a bill of 80", "15%*80", "12"),
            ("скільки разом 45, 60 і 82?", "45+60+82", "187"),
            ("250 and 340 in total", "250+340", "590"),
            ("було 900 гривень, витратив 240, скільки лишилось?", "900-240", "660"),
            ("якщо молоко по 48, то скільки за 6 пачок", "48*6", "288"),
            ("нас п'ятеро, скинулись на подарунок за 1500, скільки з носа", "1500/5", "300"),
            ("4 bags with 6 apples each, how many apples", "4*6", "24"),
            ("ціна 800 і ще 10 відсотків зверху", "800+10%", "880"),
        ] {
            assert_eq!(expression(text).as_deref(), Some(sum), "{text}");
            assert_eq!(evaluate(sum).map(shown).as_deref(), Ok(value), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_sums() {
        for text in [
            "",
            "п'ять",
            "купив 5 яблук",
            "15%",
            "о 10:30",
            "23:55 : хочу їсти",
            "2026-11-20",
            "20.11.2026",
            "20/11/2026",
            "050-123-45-67",
            "-5",
            "чай чи кава",
            "я на роботі",
            "1, 2, 3",
            "x",
            "плюс",
            "від 1 до 10",
        ] {
            assert_eq!(expression(text), None, "{text}");
        }
    }

    #[test]
    fn long_sums_are_not_read() {
        assert_eq!(expression(&"1+".repeat(5_000)), None);
        assert_eq!(expression(&"(".repeat(10_000)), None);
    }
}
