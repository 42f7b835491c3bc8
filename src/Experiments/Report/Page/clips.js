"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const colors = 7;

  function html(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
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
        pen.strokeStyle = pen.fillStyle = style.getPropertyValue(`--c${person % colors}`);
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

  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const group of data.groups) document.getElementById("clips").append(player(group, still));
})();
