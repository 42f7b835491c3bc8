"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const section = id => document.getElementById(id);
  const colours = 7;

  function html(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function svg(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  // Charts are drawn at the width they have, so that text keeps its size on a phone.
  function chart(host, label, draw) {
    let drawn = 0;
    new ResizeObserver(() => requestAnimationFrame(() => {
      const width = host.clientWidth;
      if (!width || width === drawn) return;
      drawn = width;
      const { height, nodes } = draw(width);
      host.replaceChildren(svg("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "img", "aria-label": label }, ...nodes));
    })).observe(host);
  }

  const tip = document.getElementById("tip");
  for (const kind of ["pointermove", "pointerdown"]) {
    document.addEventListener(kind, event => {
      const text = event.target.closest?.("[data-tip]")?.dataset.tip;
      tip.hidden = !text;
      if (!text) return;
      tip.textContent = text;
      tip.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 4)) + "px";
      tip.style.top = (event.clientY + tip.offsetHeight + 24 > innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 16) + "px";
    });
  }

  const percent = share => (100 * share).toFixed(1) + "\u00a0%";
  const colour = index => `var(--c${index % colours})`;

  function ticks(low, high, wanted) {
    const rough = (high - low) / wanted || 1;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough * .999);
    const result = [];
    for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + step * 1e-9; value += step) result.push(+value.toPrecision(10));
    return result;
  }

  // A class is told by colour and shape, so that twenty classes need no twenty colours.
  function mark(label, x, y, r, extra) {
    const shapes = [
      () => svg("circle", { cx: x, cy: y, r }),
      () => svg("path", { d: `M${x} ${y - r * 1.25}l${r * 1.2} ${r * 2.1}h${-r * 2.4}z` }),
      () => svg("rect", { x: x - r * .9, y: y - r * .9, width: r * 1.8, height: r * 1.8 }),
      () => svg("path", { d: `M${x} ${y - r * 1.35}l${r * 1.35} ${r * 1.35}l${-r * 1.35} ${r * 1.35}l${-r * 1.35} ${-r * 1.35}z` }),
    ];
    const element = shapes[Math.floor(label / colours) % shapes.length]();
    for (const [name, value] of Object.entries({ class: "mark", fill: colour(label), ...extra })) element.setAttribute(name, value);
    return element;
  }

  function map() {
    const { x, y, label, of } = data.map;
    if (!x.length) return section("map").remove();
    const host = section("map").querySelector(".chart");
    const range = values => [Math.min(...values), Math.max(...values)];
    const [x0, x1] = range(x), [y0, y1] = range(y), span = Math.max(x1 - x0, y1 - y0) || 1;
    chart(host, "Embeddings in two dimensions, coloured by class", width => {
      const height = Math.min(width, 520), side = Math.min(width, height) - 24, scale = side / span;
      const at = i => [width / 2 + (x[i] - (x0 + x1) / 2) * scale, height / 2 - (y[i] - (y0 + y1) / 2) * scale];
      const r = x.length > 500 ? 3.2 : 4.2;
      return { height, nodes: x.map((_, i) => mark(label[i], ...at(i).map(v => +v.toFixed(1)), r, { "data-tip": data.classes[label[i]], "data-label": label[i] })) };
    });
    const legend = section("map").querySelector(".legend");
    let pinned = -1;
    const light = which => {
      host.classList.toggle("faded", which >= 0);
      for (const element of host.querySelectorAll(".mark")) element.classList.toggle("lit", +element.dataset.label === which);
    };
    const seen = new Set(label);
    data.classes.forEach((name, index) => {
      if (!seen.has(index)) return;
      const button = html("button", { type: "button" }, svg("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, mark(index, 7, 7, 5, {})), name);
      button.setAttribute("aria-pressed", "false");
      button.onpointerenter = () => light(index);
      button.onpointerleave = () => light(pinned);
      button.onclick = () => {
        pinned = pinned === index ? -1 : index;
        legend.querySelectorAll("button").forEach(other => other.setAttribute("aria-pressed", String(other === button && pinned >= 0)));
        light(pinned);
      };
      legend.append(button);
    });
    section("map").querySelector(".note").textContent = (of > x.length ? `${x.length} of ${of} clips, ` : `${of} clips, `)
      + "laid out by t-SNE: nearness means something, the axes do not. Choose a class to single it out.";
  }

  function loss() {
    if (!data.loss.length) return section("loss").remove();
    const series = [["total", "Total", 0], ["contrast", "Contrast", 1]];
    const epochs = data.loss.map(point => point.epoch);
    const values = data.loss.flatMap(point => [point.total, point.contrast]).filter(value => value !== null);
    if (!values.length) values.push(0);
    let low = Math.min(...values), high = Math.max(...values);
    const pad = (high - low || Math.abs(high) || 1) * .06;
    low -= pad; high += pad;
    const e0 = Math.min(...epochs), e1 = Math.max(...epochs, e0 + 1);
    chart(section("loss").querySelector(".chart"), "Loss by epoch", width => {
      const height = 260, left = 46, right = 66, top = 10, bottom = 38, nodes = [];
      const px = epoch => left + (epoch - e0) / (e1 - e0) * (width - left - right);
      const py = value => top + (high - value) / (high - low) * (height - top - bottom);
      for (const value of ticks(low, high, 5)) {
        nodes.push(svg("line", { class: "grid", x1: left, x2: width - right, y1: py(value), y2: py(value) }),
          svg("text", { x: left - 8, y: py(value) + 4, "text-anchor": "end" }, String(value)));
      }
      for (const epoch of ticks(e0, e1, Math.max(2, Math.floor((width - left - right) / 60))).filter(Number.isInteger))
        nodes.push(svg("text", { x: px(epoch), y: height - bottom + 18, "text-anchor": "middle" }, String(epoch)));
      nodes.push(svg("text", { x: (left + width - right) / 2, y: height - 3, "text-anchor": "middle" }, "Epoch"));
      const ends = [];
      for (const [key, name, index] of series) {
        let path = "", pen = "M", last = null;
        for (const point of data.loss) {
          if (point[key] === null) { pen = "M"; continue; }
          path += `${pen}${px(point.epoch).toFixed(1)} ${py(point[key]).toFixed(1)}`;
          pen = "L"; last = point;
        }
        if (!last) continue;
        nodes.push(svg("path", { class: "curve", d: path, stroke: colour(index), ...(index ? { "stroke-dasharray": "6 4" } : {}) }));
        if (data.loss.length <= 40) {
          for (const point of data.loss) {
            if (point[key] !== null) nodes.push(svg("circle", { cx: px(point.epoch), cy: py(point[key]), r: 2.6, fill: colour(index) }));
          }
        }
        ends.push({ name, index, x: px(last.epoch) + 8, y: py(last[key]) + 4 });
      }
      if (ends.length === 2 && Math.abs(ends[0].y - ends[1].y) < 15) {
        const middle = (ends[0].y + ends[1].y) / 2, upper = ends[0].y <= ends[1].y ? 0 : 1;
        ends[upper].y = middle - 7.5; ends[1 - upper].y = middle + 7.5;
      }
      for (const end of ends) nodes.push(svg("text", { x: end.x, y: end.y, style: `fill:${colour(end.index)};font-weight:600` }, end.name));
      const step = (width - left - right) / Math.max(data.loss.length - 1, 1), show = value => value === null ? "not finite" : value.toPrecision(4);
      for (const point of data.loss) {
        nodes.push(svg("rect", { x: px(point.epoch) - step / 2, y: top, width: step, height: height - top - bottom, fill: "transparent",
          "data-tip": `Epoch ${point.epoch}\nTotal ${show(point.total)}\nContrast ${show(point.contrast)}` }));
      }
      return { height, nodes };
    });
    const gaps = data.loss.filter(point => point.total === null || point.contrast === null).length;
    if (gaps) section("loss").querySelector(".note").textContent = `${gaps} of ${data.loss.length} epochs had a loss that is not finite; they are left out.`;
  }

  const rows = data.confusion.map(row => row.reduce((sum, count) => sum + count, 0));

  function classes() {
    const order = data.classes.map((_, index) => index).filter(index => rows[index])
      .sort((a, b) => data.confusion[b][b] / rows[b] - data.confusion[a][a] / rows[a] || a - b);
    if (!order.length) { section("classes").remove(); return section("confusion").remove(); }
    const host = section("classes").querySelector(".bars");
    for (const head of ["Class", "Right", "", "Clips"]) host.append(html("span", { className: "head" }, head));
    for (const index of order) {
      const share = data.confusion[index][index] / rows[index], bar = html("i", {});
      bar.style.width = 100 * share + "%";
      host.append(html("span", { title: data.classes[index] }, data.classes[index]), html("span", {}, percent(share)), html("span", {}, bar), html("span", {}, String(rows[index])));
    }
  }

  function confusion() {
    const count = data.classes.length;
    if (!section("confusion") || !count) return;
    chart(section("confusion").querySelector(".chart"), "Confusion matrix", width => {
      const longest = Math.max(...data.classes.map(name => name.length));
      const gutter = Math.min(longest * 6.8 + 12, width < 600 ? 96 : 190);
      // The slanting names above the columns reach past the last one.
      const named = (width - gutter * 1.5) / count >= 9, left = named ? gutter : 0, right = named ? gutter * .5 : 0, top = named ? gutter * .82 + 10 : 0;
      const cell = Math.min((width - left - right) / count, 44);
      const size = Math.max(8, Math.min(12, cell - 1)), letters = Math.floor((gutter - 12) / size * 1.9), nodes = [];
      const short = name => name.length > letters ? name.slice(0, Math.max(letters - 1, 1)) + "…" : name;
      for (let t = 0; t < count; t++) {
        if (named) {
          const across = left + (t + .5) * cell, down = top + (t + .5) * cell;
          nodes.push(svg("text", { x: left - 8, y: down, "text-anchor": "end", "dominant-baseline": "central", "font-size": size, "data-tip": data.classes[t] }, short(data.classes[t])),
            svg("text", { transform: `translate(${across + 3} ${top - 8}) rotate(-55)`, "font-size": size, "data-tip": data.classes[t] }, short(data.classes[t])));
        }
        for (let p = 0; p < count; p++) {
          const clips = data.confusion[t][p], share = rows[t] ? clips / rows[t] : 0;
          nodes.push(svg("rect", { class: "cell", x: left + p * cell, y: top + t * cell, width: cell, height: cell, rx: cell > 16 ? 3 : 0,
            "stroke-width": cell > 16 ? 2 : .5, "fill-opacity": clips ? .08 + .92 * share : .035,
            "data-tip": `True: ${data.classes[t]}\nPredicted: ${data.classes[p]}\n${clips} of ${rows[t]} clips (${percent(share)})` }));
          if (clips && cell >= 20) nodes.push(svg("text", { class: share > .5 ? "count over" : "count", x: left + (p + .5) * cell, y: top + (t + .5) * cell, "font-size": size }, String(clips)));
        }
      }
      return { height: top + count * cell + 2, nodes };
    });
  }

  function clips() {
    if (!data.groups.length) return section("clips").remove();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const group of data.groups) section("clips").append(player(group, still));
  }

  function player(group, still) {
    const frames = Math.max(...group.clips.map(clip => clip.frames.length));
    const button = html("button", { type: "button" }), slider = html("input", { type: "range", min: 0, max: frames - 1, value: 0, step: 1 });
    slider.setAttribute("aria-label", "Frame");
    const pictures = group.clips.map(clip => picture(clip));
    let playing = !still, visible = false, at = 0, before = 0;
    const show = () => { slider.value = at; pictures.forEach(one => one.draw(Math.floor(at))); };
    const name = () => { button.textContent = playing ? "Pause" : "Play"; };
    const step = now => {
      if (!playing || !visible) { before = 0; return; }
      if (before) { at = (at + (now - before) / 1000 * 24) % frames; show(); }
      before = now;
      requestAnimationFrame(step);
    };
    const start = () => { if (!before) requestAnimationFrame(step); };
    button.onclick = () => { playing = !playing; name(); start(); };
    slider.oninput = () => { playing = false; name(); at = +slider.value; show(); };
    name();
    const element = html("div", { className: "group" }, html("div", { className: "bar" }, html("h3", {}, group.name), button, slider),
      html("div", { className: "clips" }, ...pictures.map(one => one.figure)));
    new IntersectionObserver(entries => { visible = entries.at(-1).isIntersecting; start(); }).observe(element);
    new ResizeObserver(show).observe(element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    return element;
  }

  function picture(clip) {
    const canvas = html("canvas", {}), figure = html("figure", {}, canvas, html("figcaption", {}, clip.title));
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", clip.title);
    let turn = .35, frame = 0, from = null;
    canvas.onpointerdown = event => { from = event.clientX; canvas.setPointerCapture(event.pointerId); };
    canvas.onpointermove = event => { if (from !== null) { turn += (event.clientX - from) / 80; from = event.clientX; draw(frame); } };
    canvas.onpointerup = canvas.onpointercancel = () => { from = null; };
    function draw(index) {
      frame = Math.min(index, clip.frames.length - 1);
      const ratio = devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
      if (!width) return;
      if (canvas.width !== Math.round(width * ratio)) { canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio); }
      const pen = canvas.getContext("2d"), style = getComputedStyle(canvas), cos = Math.cos(turn), sin = Math.sin(turn);
      const scale = Math.min(width / 2.1, height / 2.15) / 1000;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, width, height);
      pen.lineCap = "round";
      clip.frames[frame].forEach((body, person) => {
        if (!body) return;
        const x = joint => width / 2 + (body[3 * joint] * cos + body[3 * joint + 2] * sin) * scale;
        const y = joint => height / 2 - body[3 * joint + 1] * scale;
        pen.strokeStyle = pen.fillStyle = style.getPropertyValue(`--c${person % colours}`);
        pen.lineWidth = Math.max(1.5, width / 70);
        for (const [child, parent] of data.bones) {
          pen.beginPath();
          pen.moveTo(x(child), y(child));
          pen.lineTo(x(parent), y(parent));
          pen.stroke();
        }
        for (let joint = 0; joint < body.length / 3; joint++) {
          pen.beginPath();
          pen.arc(x(joint), y(joint), Math.max(1.5, width / 75), 0, 2 * Math.PI);
          pen.fill();
        }
      });
    }
    return { figure, draw };
  }

  map();
  loss();
  classes();
  confusion();
  clips();
})();
