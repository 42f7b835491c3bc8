"use strict";
(() => {
  const { charts } = JSON.parse(document.getElementById("data").textContent);
  const narrow = 600;

  // The style sheet is the one place for colors; plotly.js wants them by value.
  const color = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  function template() {
    const axis = { gridcolor: color("line"), linecolor: color("line"), color: color("soft") };
    return {
      layout: {
        paper_bgcolor: color("card"), plot_bgcolor: color("card"),
        font: { family: "system-ui, sans-serif", size: 12, color: color("ink") },
        hoverlabel: { bgcolor: color("ink"), bordercolor: color("line"), font: { color: color("card") }, align: "left" },
        modebar: { bgcolor: "transparent", color: color("soft"), activecolor: color("accent") },
        legend: { bgcolor: "transparent" },
        xaxis: axis, yaxis: axis,
      },
      data: {
        scatter: [{ marker: { size: 7, line: { width: .8, color: color("card") } } }],
        heatmap: [{ colorscale: [[0, color("low")], [1, color("high")]], textfont: { color: color("ink") } }],
      },
    };
  }

  function draw(host, chart) {
    // plotly.js writes into what it is given.
    const { data, layout, config } = structuredClone(host.clientWidth < narrow ? chart.narrow : chart.wide);
    for (const { marker } of data) if (marker?.color) marker.color = color(marker.color);
    host.style.height = `${layout.height}px`; // plotly.js forgets the layout's own height when the window is resized.
    Plotly.react(host, data, { ...layout, template: template() }, config);
  }

  const dark = matchMedia("(prefers-color-scheme: dark)");
  for (const [id, chart] of Object.entries(charts)) {
    if (!chart) continue;
    const host = document.querySelector(`#${id} .chart`);
    let wide = null;
    new ResizeObserver(() => {
      const now = host.clientWidth >= narrow;
      if (now !== wide) draw(host, chart);
      wide = now;
    }).observe(host);
    dark.addEventListener("change", () => draw(host, chart));
  }
})();
