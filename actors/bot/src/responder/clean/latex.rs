//! Formulas in LaTeX as plain text.

/// Commands and the signs that they are.
const SIGNS: [(&str, &str); 52] = [
    ("cdot", "·"),
    ("times", "×"),
    ("div", "÷"),
    ("pm", "±"),
    ("mp", "∓"),
    ("leq", "≤"),
    ("le", "≤"),
    ("geq", "≥"),
    ("ge", "≥"),
    ("neq", "≠"),
    ("ne", "≠"),
    ("approx", "≈"),
    ("equiv", "≡"),
    ("infty", "∞"),
    ("sum", "∑"),
    ("prod", "∏"),
    ("int", "∫"),
    ("partial", "∂"),
    ("nabla", "∇"),
    ("rightarrow", "→"),
    ("to", "→"),
    ("leftarrow", "←"),
    ("Rightarrow", "⇒"),
    ("implies", "⇒"),
    ("iff", "⇔"),
    ("in", "∈"),
    ("notin", "∉"),
    ("subset", "⊂"),
    ("cup", "∪"),
    ("cap", "∩"),
    ("forall", "∀"),
    ("exists", "∃"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("Delta", "Δ"),
    ("epsilon", "ε"),
    ("theta", "θ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("phi", "φ"),
    ("omega", "ω"),
    ("Omega", "Ω"),
    ("degree", "°"),
    ("circ", "°"),
    ("ldots", "…"),
    ("dots", "…"),
    ("quad", " "),
];
/// Commands that only shape what they hold.
const SHAPES: [&str; 11] = [
    "text",
    "mathrm",
    "mathbf",
    "mathit",
    "boxed",
    "textbf",
    "textit",
    "operatorname",
    "left",
    "right",
    "displaystyle",
];
const UPPER: [(char, char); 14] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('n', 'ⁿ'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('i', 'ⁱ'),
];
const LOWER: [(char, char); 10] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
];
/// Commands that are told outside of formulas too, by the brace that follows.
const BARE: [&str; 4] = ["\\boxed{", "\\frac{", "\\sqrt{", "\\text{"];
/// Deeper nested formulas stay as they are.
const DEEPEST: usize = 8;

/// The text with its formulas in plain signs.
pub(super) fn plain(text: &str) -> String {
    let mut plain = text.to_owned();
    for (open, close) in [("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)")] {
        plain = each_between(&plain, open, close, |inside| Some(formula(inside, 0).trim().to_owned()));
    }
    plain = each_between(&plain, "$", "$", |inside| is_formula(inside).then(|| formula(inside, 0)));
    if BARE.iter().any(|command| plain.contains(command)) { commands_only(&plain) } else { plain }
}

/// The text with what stands between two signs changed, and the signs gone, wherever it can be.
fn each_between(text: &str, open: &str, close: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        changed.push_str(before);
        let found = after.split_once(close).and_then(|(inside, behind)| Some((change(inside)?, behind)));
        match found {
            Some((inside, behind)) => {
                changed.push_str(&inside);
                rest = behind;
            }
            None => {
                changed.push_str(open);
                rest = after;
            }
        }
    }
    changed + rest
}

/// Whether what stands between dollars is a formula, and no price.
fn is_formula(inside: &str) -> bool {
    let tight = !inside.is_empty() && inside.trim() == inside && !inside.contains('\n') && inside.len() < 200;
    let lone_letter = inside.chars().count() == 1 && inside.chars().all(char::is_alphabetic);
    tight && (lone_letter || inside.contains(['\\', '^', '_', '=']))
}

fn commands_only(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = BARE.iter().filter_map(|command| rest.find(command)).min() {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let (said, behind) = command(from.trim_start_matches('\\'), 0);
        plain.push_str(&said);
        rest = behind;
    }
    plain + rest
}

/// A formula in plain signs.
fn formula(text: &str, depth: usize) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        rest = match letter {
            '\\' => {
                let (said, behind) = command(after, depth);
                plain.push_str(&said);
                behind
            }
            '^' | '_' => {
                let (inside, behind) = argument(after);
                plain.push_str(&raised(letter, &formula_within(inside, depth)));
                behind
            }
            '{' | '}' => after,
            '~' | '&' => {
                plain.push(' ');
                after
            }
            _ => {
                plain.push(letter);
                after
            }
        };
    }
    plain
}

fn formula_within(text: &str, depth: usize) -> String {
    if depth < DEEPEST { formula(text, depth + 1) } else { text.to_owned() }
}

/// What a command is, and what follows it; the text begins after the backslash.
fn command(text: &str, depth: usize) -> (String, &str) {
    let length = text.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at(length);
    match name {
        "" => {
            let sign = text.chars().next().unwrap_or(' ');
            let said = if matches!(sign, ',' | ';' | '!' | ' ' | '\\') { " ".to_owned() } else { sign.to_string() };
            (said, text.get(sign.len_utf8()..).unwrap_or_default())
        }
        "frac" | "dfrac" | "tfrac" => {
            let (above, rest) = argument(rest);
            let (below, rest) = argument(rest);
            (format!("{}/{}", grouped(above, depth), grouped(below, depth)), rest)
        }
        "sqrt" => {
            let (inside, rest) = argument(rest);
            (format!("√{}", grouped(inside, depth)), rest)
        }
        _ if SHAPES.contains(&name) => {
            let (inside, behind) = if rest.starts_with('{') { argument(rest) } else { ("", rest) };
            (formula_within(inside, depth), behind)
        }
        _ => match SIGNS.iter().find(|(command, _)| *command == name) {
            Some((_, sign)) => ((*sign).to_owned(), rest),
            None => (name.to_owned(), rest),
        },
    }
}

/// What a command holds: a group in braces, or one sign.
fn argument(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    if !text.starts_with('{') {
        let name = |rest: &str| rest.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(rest.len());
        let end = match text.strip_prefix('\\') {
            Some(rest) => 1 + name(rest),
            None => text.chars().next().map_or(0, char::len_utf8),
        };
        return text.split_at(end);
    }
    let mut open = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return (text.get(1..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        }
    }
    (text.get(1..).unwrap_or_default(), "")
}

/// In parentheses where it is more than one number or word.
fn grouped(text: &str, depth: usize) -> String {
    let plain = formula_within(text, depth);
    if plain.chars().all(|it| it.is_alphanumeric() || it == '.' || it == ',') { plain } else { format!("({plain})") }
}

fn raised(sign: char, text: &str) -> String {
    let table: &[(char, char)] = if sign == '^' { &UPPER } else { &LOWER };
    let raise = |letter| table.iter().find(|(from, _)| *from == letter).map(|(_, to)| *to);
    let raised: Option<String> = text.chars().map(raise).collect();
    raised.unwrap_or_else(|| match text {
        "°" => "°".to_owned(),
        _ if text.chars().count() == 1 => format!("{sign}{text}"),
        _ => format!("{sign}({text})"),
    })
}
