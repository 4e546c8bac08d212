//! A report as a table for a terminal.

use std::fmt::Write as _;

use super::report::{Report, Spread};

/// The figures of a run, one a line.
pub fn table(report: &Report) -> String {
    let Report { plan, .. } = report;
    let mut lines = String::new();
    let mut row = |name: &str, value: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{name:<28} {value}");
    };
    let times = |it: &Spread| format!("p50 {:.1}  p90 {:.1}  p99 {:.1}  max {:.1} ms", it.p50, it.p90, it.p99, it.max);
    row("updates", format!("{} in {} chats of {} people", plan.updates, plan.chats, plan.people));
    row("durable", format!("{}, {} not", report.durable, plan.updates.saturating_sub(report.durable)));
    row("through all stores", format!("{:.0} a second, {:.1} s", report.per_second, report.seconds));
    row("receipt to durable", times(&report.until_durable));
    if let Some(until_stored) = &report.until_stored {
        row("receipt to all stores", times(until_stored));
    }
    row(
        "answers",
        format!(
            "{} of {}, {:.1} a second, {} twice",
            report.answered, plan.calls, report.answers_per_second, report.doubled
        ),
    );
    row("call to answer", times(&report.until_answered));
    row("CPU", format!("{:.0} us an update", report.cpu_micros_an_update));
    row(
        "memory",
        format!(
            "{:.0} MB before, {:.0} at most, {:.0} after",
            report.memory_before, report.memory_most, report.memory_after
        ),
    );
    for node in &report.nodes {
        row(
            &format!("node {}", node.address),
            format!(
                "{:.0} us an update, {:.0} entries a second, {:.0} MB after",
                node.cpu_micros_an_update, node.entries_per_second, node.memory_after
            ),
        );
    }
    row("deliveries made again", report.refused.to_string());
    let process = if report.process_restarted { ", and the process" } else { "" };
    row("restarted", format!("{:.0} actors{process}", report.restarts));
    row("the generator's own CPU", format!("{:.0} us an update", report.own_cpu_micros_an_update));
    lines
}
