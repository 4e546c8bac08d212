// Draws charts from the tables that the page brings, and keeps the page fresh. Without it the page still tells all.
"use strict";

const POINTS = 150;
const lang = document.documentElement.lang;
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const charts = [];

/** What the table of a figure says: places, and a list of numbers for each column. */
function read(figure) {
  const rows = [...figure.querySelectorAll("tbody tr")];
  const cells = (row) => [...row.querySelectorAll("td")];
  const number = (cell) => (cell.dataset.value === "" ? null : Number(cell.dataset.value));
  const width = figure.querySelectorAll("thead th").length - 1;
  const columns = Array.from({ length: width }, (_, nth) => rows.map((row) => number(cells(row)[nth])));
  return { places: rows.map((row) => row.cells[0].textContent), columns };
}

function axis(chart) {
  const style = { stroke: color("soft"), font: `12px ${getComputedStyle(document.body).fontFamily}` };
  const compact = new Intl.NumberFormat(lang, { notation: "compact" });
  const x = {
    ...style,
    grid: { show: false },
    ticks: { show: false },
    size: 30,
    gap: 8,
    splits: (plot) => {
      const count = chart.places.length;
      const step = Math.max(1, Math.ceil(count / Math.max(2, Math.floor(plot.width / 74))));
      return Array.from({ length: Math.ceil(count / step) }, (_, nth) => nth * step);
    },
    values: (_, splits) => splits.map((nth) => chart.places[nth] ?? ""),
  };
  const y = {
    ...style,
    size: 40,
    gap: 8,
    grid: { stroke: color("line"), width: 1 },
    ticks: { show: false },
    values: (_, splits) => splits.map((value) => compact.format(value)),
  };
  const mood = { ...style, scale: "mood", side: 1, size: 32, gap: 6, grid: { show: false }, ticks: { show: false }, splits: [-1, 0, 1], values: (_, splits) => splits.map((value) => String(value).replace("-", "−")) };
  return chart.kind === "mood" ? [x, y, mood] : [x, y];
}

/** Says what is under the pointer in the chart's caption. */
function tell(chart, plot) {
  const nth = plot.cursor.idx;
  const row = nth == null ? null : chart.rows()[nth];
  chart.output.textContent = row ? [...row.cells].map((cell) => cell.textContent).join(" · ") : chart.note;
}

function draw(chart) {
  const { figure, kind } = chart;
  const holder = figure.querySelector(".plot");
  chart.plot?.destroy();
  const filled = { fill: color("bar"), paths: uPlot.paths.bars({ size: [0.7, 40], radius: 0.2 }), points: { show: false } };
  const flowing = { stroke: color("bar"), fill: color("bar-soft"), width: 2, points: { show: false } };
  const mood = { scale: "mood", stroke: color("mood"), width: 2, spanGaps: true, points: { show: false } };
  const series = [{}, kind === "live" ? flowing : filled];
  if (kind === "mood") series.push(mood);
  chart.plot = new uPlot({
    width: holder.clientWidth || figure.clientWidth,
    height: 190,
    legend: { show: false },
    padding: [10, 6, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: false, range: (_, from, to) => [(from ?? 0) - 0.6, Math.max(to ?? 0, 1) + 0.6] },
      y: { range: (_, __, most) => [0, Math.max(most || 0, kind === "live" ? 1 : 4) * 1.12] },
      mood: { range: [-1, 1] },
    },
    axes: axis(chart),
    series,
    hooks: { setCursor: [(plot) => tell(chart, plot)] },
  }, data(chart), holder);
  holder.dataset.drawn = chart.places.length;
}

function data(chart) {
  return [chart.places.map((_, nth) => nth), ...chart.columns];
}

function prepare(figure) {
  const output = figure.querySelector("output");
  const chart = { figure, kind: figure.dataset.chart, output, note: output.textContent, ...read(figure) };
  chart.rows = () => figure.querySelectorAll("tbody tr");
  charts.push(chart);
  figure.querySelector(".plot").append("");
  draw(chart);
}

/** A new point of the live chart, in its table too. */
function push(chart, [place, value]) {
  if (chart.places.at(-1) === place) return;
  const row = chart.figure.querySelector("tbody").insertRow();
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = place;
  row.append(head);
  const cell = row.insertCell();
  cell.dataset.value = value;
  cell.textContent = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(value);
  chart.places.push(place);
  chart.columns[0].push(value);
  if (chart.places.length > POINTS) {
    chart.places.shift();
    chart.columns[0].shift();
    chart.rows()[0].remove();
  }
  chart.plot.setData(data(chart));
  chart.figure.querySelector(".plot").dataset.drawn = chart.places.length;
}

function follow(link) {
  const show = (on) => {
    link.hidden = false;
    link.classList.toggle("off", !on);
    link.textContent = on ? link.dataset.on : link.dataset.off;
  };
  const events = new EventSource(link.dataset.live);
  events.onopen = () => show(true);
  events.onerror = () => show(false);
  events.addEventListener("parts", (event) => {
    for (const [id, html] of Object.entries(JSON.parse(event.data))) replace(document.getElementById(id), html);
  });
  events.addEventListener("point", (event) => {
    const chart = charts.find((chart) => chart.kind === "live");
    if (chart) push(chart, JSON.parse(event.data));
  });
}

/** Who has a button of it in focus keeps that until they leave it. */
function replace(part, html) {
  if (!part || part.innerHTML === html) return;
  if (part.contains(document.activeElement)) {
    part.addEventListener("focusout", () => setTimeout(() => replace(part, html)), { once: true });
    return;
  }
  const said = part.querySelector(".health h2")?.textContent;
  part.innerHTML = html;
  // Who listens rather than looks is told when all is well no longer, or again; not of each second.
  const says = part.querySelector(".health h2")?.textContent;
  if (says !== said) document.getElementById("said").textContent = says;
}

for (const figure of document.querySelectorAll("figure[data-chart]")) prepare(figure);
const link = document.getElementById("link");
if (link) follow(link);

document.addEventListener("submit", (event) => {
  const { ask } = event.target.dataset;
  if (ask && !confirm(ask)) event.preventDefault();
});
const redraw = () => charts.forEach(draw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth === width) return;
  width = innerWidth;
  redraw();
});
