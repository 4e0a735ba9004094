/* Charts: drawn as SVG from the JSON beside them. The table below says the same; it folds away once the drawing stands. */
(() => {
  "use strict";
  const drawn = new Map();
  const INK = "var(--ink-2)";
  const FONT = "Be Vietnam Pro, Segoe UI, Roboto, Arial, sans-serif";
  // Colour is never the only sign: bars differ by their pattern, lines by their marks.
  const PATTERNS = [
    { symbol: "none" },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: "var(--page)" },
    { symbol: "circle", symbolSize: 0.6, color: "var(--page)" },
  ];
  const LINES = [
    { symbol: "triangle", type: "dashed" },
    { symbol: "diamond", type: "dotted" },
  ];
  const PART_PATTERNS = { late: PATTERNS[1], open_without_deadline: PATTERNS[2], done_without_deadline: PATTERNS[1] };
  const number = new Intl.NumberFormat("vi-VN");

  /** "11/2025" as "T11"; the year stands below the first month of the drawing and below January. Quarters stay. */
  function shortMonth(name, at) {
    const [month, year] = name.split("/");
    if (!/^\d+$/.test(month)) return name;
    return at === 0 || month === "1" ? `T${month}\n${year}` : `T${month}`;
  }

  function seriesOf(one, at, all) {
    // The style sheet's variables are written into the drawing: dark mode and paper change them without a script.
    const colour = `var(--${one.colour})`;
    const of = { name: one.name, data: one.values, emphasis: { disabled: true }, cursor: one.urls ? "pointer" : "default" };
    if (one.kind === "bar") {
      return {
        ...of,
        type: "bar",
        barMaxWidth: 18,
        barGap: "10%",
        itemStyle: { color: colour, borderColor: colour, borderWidth: 1, decal: PATTERNS[at % PATTERNS.length] },
      };
    }
    const line = LINES[all.slice(0, at).filter((other) => other.kind === "line").length % LINES.length];
    return {
      ...of,
      type: "line",
      symbol: line.symbol,
      symbolSize: 9,
      lineStyle: { color: colour, width: 2, type: line.type },
      itemStyle: { color: colour },
    };
  }

  /** Bars below one another, each in its parts; both rates stand at their right. */
  function stackedOf(data, text) {
    const names = { ...text, color: "var(--ink)", width: text.fontSize * 14, overflow: "truncate" };
    const plain = { axisTick: { show: false }, axisLine: { show: false } };
    return {
      animation: false,
      textStyle: text,
      grid: { left: 8, right: 8, top: text.fontSize * 3.5, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemGap: 20, itemWidth: 18, itemHeight: 12, textStyle: text, selectedMode: false },
      xAxis: { type: "value", show: false, max: "dataMax" },
      yAxis: [
        { type: "category", inverse: true, data: data.labels, axisLabel: names, ...plain },
        { type: "category", inverse: true, position: "right", data: data.notes, axisLabel: names, ...plain },
      ],
      series: data.series.map((one) => ({
        name: one.name,
        type: "bar",
        stack: "whole",
        data: one.values.map((value) => value || null),
        emphasis: { disabled: true },
        barMaxWidth: text.fontSize * 1.5,
        itemStyle: {
          color: `var(--${one.colour})`,
          borderColor: "var(--page)",
          borderWidth: 1,
          decal: PART_PATTERNS[one.part] ?? PATTERNS[0],
        },
        label: { show: one.part === "overdue", ...text, color: "var(--on-chart-late)", fontWeight: 600 },
        labelLayout: { hideOverlap: true },
      })),
    };
  }

  function optionOf(data, text) {
    if (data.stacked) return stackedOf(data, text);
    return {
      animation: false,
      textStyle: text,
      grid: { left: 8, right: 8, top: text.fontSize * 3.3, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemGap: 20, itemWidth: 18, itemHeight: 12, textStyle: text, selectedMode: false },
      tooltip: {
        trigger: "axis",
        renderMode: "richText", // a layer of HTML would need styles of its own, which the policy refuses
        backgroundColor: "var(--raised)",
        borderColor: "var(--line-strong)",
        padding: 10,
        textStyle: { ...text, color: "var(--ink)" },
        axisPointer: { type: "line", lineStyle: { color: "var(--line-strong)" } },
        formatter: (all) =>
          [
            `Tháng ${all[0].name}`,
            ...all
              .filter((one) => typeof one.value === "number") // a month may have no figure of a series
              .map((one) => `${one.seriesName}: ${number.format(one.value)} ${data.unit ?? ""}`.trim()),
          ].join("\n"),
      },
      xAxis: {
        type: "category",
        data: data.labels,
        axisLabel: { ...text, interval: 0, margin: 12, lineHeight: text.fontSize * 1.35, formatter: shortMonth },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: "var(--line-strong)" } },
      },
      yAxis: {
        type: "value",
        minInterval: data.unit ? undefined : 1, // what is counted has no halves, what is measured may
        splitNumber: 4,
        axisLabel: { ...text, formatter: (value) => number.format(value) },
        splitLine: { lineStyle: { color: "var(--line)" } },
      },
      series: data.series.map(seriesOf),
    };
  }

  function draw(figure) {
    const place = figure.querySelector(".chart-drawing");
    const data = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
    figure.classList.add("drawn"); // gives the place its height
    const chart = window.echarts.init(place, null, { renderer: "svg" });
    // From across a room the words are as large as those around them.
    const size = "large" in figure.dataset ? parseFloat(getComputedStyle(figure).fontSize) * 0.8 : 12;
    chart.setOption(optionOf(data, { color: INK, fontFamily: FONT, fontSize: size }));
    chart.on("click", (event) => {
      const urls = data.series[event.seriesIndex].urls;
      if (urls) window.location.assign(urls[event.dataIndex]);
    });
    // With its measures as a view box a narrower sheet of paper shrinks the drawing and cuts nothing off.
    const frame = () => {
      const svg = place.querySelector("svg");
      svg?.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
    };
    frame();
    const watch = new ResizeObserver(() => {
      chart.resize();
      frame();
    });
    watch.observe(place);
    drawn.set(figure, () => {
      watch.disconnect();
      chart.dispose();
    });
    const table = figure.querySelector(".chart-table"); // none where the table is a part of the page itself
    if (table) table.open = false;
  }

  function drawAll() {
    for (const [figure, undo] of drawn) {
      if (figure.isConnected) continue;
      undo();
      drawn.delete(figure);
    }
    if (!window.echarts) return; // it did not come: the tables stay
    document.querySelectorAll("[data-chart]").forEach((figure) => drawn.has(figure) || draw(figure));
  }

  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:afterSettle", drawAll);
  document.addEventListener("picture:shown", drawAll); // the wallboard
})();
