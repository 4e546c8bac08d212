//! Scripted updates: queued as they are written, broken ones too.

use anyhow::{Result, ensure};

use super::queue::Queue;

const KEY: &str = "\"update_id\"";

/// Queues each line verbatim; an object without an `update_id` gets one. Returns the ids.
pub(super) fn queue_lines(queue: &mut Queue, lines: &str) -> Result<Vec<i64>> {
    let lines: Vec<_> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    ensure!(lines.len() <= queue.room(), "the queue has room for {} more", queue.room());
    Ok(lines.into_iter().map(|line| queue_line(queue, line)).collect())
}

fn queue_line(queue: &mut Queue, line: &str) -> i64 {
    match (line.split_once(KEY), line.strip_prefix('{')) {
        (Some((_, after)), _) => queue.push_raw(number_of(after), line.into()),
        (None, Some(rest)) => queue.push_raw(None, with_id(queue.next_id(), rest)),
        (None, None) => queue.push_raw(None, line.into()),
    }
}

fn with_id(id: i64, rest: &str) -> String {
    let comma = if rest.trim_start().starts_with('}') { "" } else { "," };
    format!("{{{KEY}:{id}{comma}{rest}")
}

/// The whole number after the key, if it is one.
fn number_of(after: &str) -> Option<i64> {
    let value = after.trim_start().strip_prefix(':')?.trim_start();
    let end = value.find(|c: char| c != '-' && !c.is_ascii_digit()).unwrap_or(value.len());
    value.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_kept_verbatim_and_get_ids_where_they_have_none() {
        let mut queue = Queue::new(10);
        let lines = "{}\n{\"message\":{\"text\":\"\\ud800\"}}\n[1,\n{\"update_id\": 4294967296, \"x\":1}\n{\"update_id\":\"12\"}";
        let ids = queue_lines(&mut queue, lines).unwrap();
        assert_eq!(ids, [10, 11, 12, 4_294_967_296, 13]);
        let expected = concat!(
            r#"[{"update_id":10},{"update_id":11,"message":{"text":"\ud800"}},[1,,"#,
            r#"{"update_id": 4294967296, "x":1},{"update_id":"12"}]"#
        );
        assert_eq!(queue.batch(100).unwrap(), expected);
    }
}
