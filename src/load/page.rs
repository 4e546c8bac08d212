//! A report as a page with charts: one file that needs nothing else.

use std::fmt::Write as _;

use super::{report::Report, table::table, watch::Sample};

/// Units of a chart, which is scaled to the page.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 180.0;
/// Points of a line, at most.
const POINTS: usize = 240;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;\
color:#1b1b1f;background:#fff}pre{overflow-x:auto}svg{width:100%;height:auto}polyline{fill:none;stroke:#0b6bcb;\
stroke-width:2}text{font-size:13px;fill:currentColor}line{stroke:#c4c4cc}\
@media(prefers-color-scheme:dark){body{color:#ececf1;background:#17171c}polyline{stroke:#6cb2ff}line{stroke:#44444f}}";

/// The figures, and how they went over time.
pub fn html(report: &Report) -> String {
    let samples = &report.samples;
    let charts = [
        ("Updates a second that became durable", rates(samples, |it| it.durable as f64)),
        ("Updates a second that reached all stores", rates(samples, |it| it.applied as f64)),
        (
            "Updates that are durable and not yet in all stores",
            points(samples, |it| it.durable as f64 + it.sent as f64 - it.applied as f64),
        ),
        ("CPU, in percent of one core", rates(samples, |it| it.cpu * 100.0)),
        ("Memory, MB", points(samples, |it| it.memory / 1e6)),
    ];
    let charts: String = charts.iter().map(|(title, points)| chart(title, points)).collect();
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Load</title><style>{STYLE}</style><h1>Load</h1><pre>{}</pre>{charts}</html>",
        table(report)
    )
}

/// Times and values.
type Points = Vec<(f64, f64)>;

fn thinned(samples: &[Sample]) -> Vec<Sample> {
    let step = samples.len().div_ceil(POINTS).max(1);
    samples.iter().step_by(step).chain(samples.last()).copied().collect()
}

fn points(samples: &[Sample], value: impl Fn(&Sample) -> f64) -> Points {
    thinned(samples).iter().map(|sample| (sample.at, value(sample).max(0.0))).collect()
}

/// How much a value grows a second.
fn rates(samples: &[Sample], value: impl Fn(&Sample) -> f64) -> Points {
    let thinned = thinned(samples);
    let rate = |pair: &[Sample]| {
        let time = pair[1].at - pair[0].at;
        (time > 0.0).then(|| (pair[1].at, ((value(&pair[1]) - value(&pair[0])) / time).max(0.0)))
    };
    thinned.windows(2).filter_map(rate).collect()
}

fn chart(title: &str, points: &Points) -> String {
    let most = points.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    let end = points.last().map_or(0.0, |(at, _)| *at);
    let mut line = String::new();
    for (at, value) in points {
        let (x, y) = (at / end.max(f64::EPSILON) * WIDTH, HEIGHT - value / most.max(f64::EPSILON) * HEIGHT);
        // Writing to a string cannot fail.
        let _ = write!(line, "{x:.1},{y:.1} ");
    }
    format!(
        "<h2>{title}</h2><svg viewBox=\"-4 -20 {} {}\" role=\"img\" aria-label=\"{title}: at most {most:.0}\">\
         <line x1=\"0\" y1=\"{HEIGHT}\" x2=\"{WIDTH}\" y2=\"{HEIGHT}\"/><polyline points=\"{line}\"/>\
         <text x=\"0\" y=\"-6\">at most {most:.0}</text><text x=\"0\" y=\"{}\">0 s</text>\
         <text x=\"{WIDTH}\" y=\"{}\" text-anchor=\"end\">{end:.1} s</text></svg>",
        WIDTH + 8.0,
        HEIGHT + 44.0,
        HEIGHT + 18.0,
        HEIGHT + 18.0,
    )
}
