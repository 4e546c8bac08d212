//! Calls of tools and functions that a server left in the text, in the forms of different families of models.

use serde_json::{Deserializer, Value};

use super::parts::is_code;

/// What opens a call and what closes it. One that is not closed reaches to the end.
const CALLS: [(&str, &str); 20] = [
    ("<tool_call>", "</tool_call>"),
    ("<tool_calls>", "</tool_calls>"),
    ("<tool_use>", "</tool_use>"),
    ("<tool_code>", "</tool_code>"),
    ("<tool_response>", "</tool_response>"),
    ("<tool>", "</tool>"),
    ("<function_call>", "</function_call>"),
    ("<function_calls>", "</function_calls>"),
    ("<function=", "</function>"),
    ("<invoke ", "</invoke>"),
    ("<|tool_call>", "<tool_call|>"),
    ("<|tool_call_begin|>", "<|tool_call_end|>"),
    ("<start_function_call>", "<end_function_call>"),
    ("<｜tool▁calls▁begin｜>", "<｜tool▁calls▁end｜>"),
    ("```tool_code", "\n```"),
    ("```tool_call", "\n```"),
    ("```tool_output", "\n```"),
    ("[TOOL_CALLS]", "[/TOOL_CALLS]"),
    ("<|python_tag|>", "<|eom_id|>"),
    ("functools[", "]\n"),
];

/// The text without calls.
pub(super) fn without_calls(text: &str) -> String {
    let mut rest = without_marked(text.trim());
    while let Some((start, end)) = json_call(&rest) {
        rest.replace_range(start..end, "");
    }
    let bare = rest.trim();
    if is_fenced_call(bare) || is_code_call(bare) { String::new() } else { bare.to_owned() }
}

fn without_marked(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in CALLS {
        let is_fence = open.starts_with('`');
        while let Some(start) = text.match_indices(open).map(|(at, _)| at).find(|at| is_fence || !is_code(&text, *at)) {
            let inside = start + open.len();
            let end = text.get(inside..).and_then(|rest| rest.find(close)).map(|at| inside + at + close.len());
            text.replace_range(start..end.unwrap_or(text.len()), "");
        }
    }
    text
}

/// Where a call in bare JSON stands at the start of a line.
fn json_call(text: &str) -> Option<(usize, usize)> {
    let starts = text.match_indices(['{', '[']).map(|(at, _)| at);
    let at_line = |at: &usize| text.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
    starts.filter(at_line).filter(|at| !is_code(text, *at)).find_map(|start| {
        let rest = text.get(start..)?;
        let mut values = Deserializer::from_str(rest).into_iter::<Value>();
        match values.next()? {
            Ok(value) => is_call(&value).then(|| (start, start + values.byte_offset())),
            // Cut off, or not quite JSON.
            Err(_) => looks_like_a_call(rest).then_some((start, text.len())),
        }
    })
}

fn is_call(value: &Value) -> bool {
    let has = |name: &str| value.get(name).is_some();
    match value {
        Value::Array(all) => !all.is_empty() && all.iter().all(is_call),
        Value::Object(_) => {
            let arguments = ["arguments", "parameters", "args", "input", "action_input"].iter().any(|name| has(name));
            let named = ["name", "function", "tool", "action", "tool_name"].iter().any(|name| has(name));
            (named && arguments) || has("tool_calls") || has("function_call")
        }
        _ => false,
    }
}

fn looks_like_a_call(text: &str) -> bool {
    let start: String = text.chars().filter(|letter| !letter.is_whitespace()).take(200).collect();
    let named = ["{\"name\":", "[{\"name\":", "{\"function\":", "{\"tool\":", "{\"action\":", "{\"tool_calls\":"];
    let arguments = ["\"arguments\":", "\"parameters\":", "\"args\":", "\"action_input\":", "\"tool_calls\":"];
    named.iter().any(|it| start.starts_with(it)) && arguments.iter().any(|it| start.contains(it))
}

/// Whether all of the text is one block of code that holds a call. Beside words it is an example.
fn is_fenced_call(text: &str) -> bool {
    let inside = || text.strip_prefix("```")?.strip_suffix("```")?.split_once('\n').map(|(_, inside)| inside.trim());
    inside()
        .is_some_and(|inside| serde_json::from_str(inside).is_ok_and(|value| is_call(&value)) || is_code_call(inside))
}

/// Whether all of the text is a call in the shape of Python: `[search(query="…")]`, `print(default_api.search())`.
fn is_code_call(text: &str) -> bool {
    let text = text.trim_matches('`').trim();
    if text.contains('\n') {
        return false;
    }
    let listed = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let api = text.contains("default_api.") || text.starts_with("print(");
    let call = listed.unwrap_or(text);
    let name: &str = call.split('(').next().unwrap_or_default();
    let is_name = !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_' || it == '.');
    (listed.is_some() || api) && is_name && call.contains('(') && call.ends_with(')')
}
