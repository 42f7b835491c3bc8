// The page: a recording is chosen, moves, and is named.

import { Live } from "./live.mjs";
import { Player } from "./player.mjs";
import { describe, sample, score } from "./service.mjs";
import { Taught } from "./taught.mjs";
import { TimeLine } from "./timeline.mjs";

const $ = id => document.getElementById(id);
const element = (tag, text, className) => Object.assign(document.createElement(tag), { textContent: text, className: className ?? "" });
const percent = share => (100 * share).toFixed(share < .0995 ? 1 : 0) + " %";
const megabytes = (bytes, digits) => (bytes / 1048576).toFixed(digits) + " MB";
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const taught = new Taught();
let model = null, player = null, timeLine = null, live = null, answer = null, asked = 0;

function fail(message) {
  $("error").textContent = message;
  $("error").hidden = !message;
}

async function scoreContent(content, type, name, meant) {
  const mine = ++asked;
  fail("");
  $("hint").textContent = name;
  $("answer").classList.remove("waiting");
  if (content.size > model.maxBytes)
    return fail(`${name} has ${megabytes(content.size, 1)}; the service takes ${megabytes(model.maxBytes, 1)}.`);
  $("answer").classList.add("waiting");
  try {
    const found = await score(content, type, { clip: true, neighbors: 5 });
    if (mine === asked) show(found, meant);
  } catch (error) {
    if (mine !== asked) return;
    $("answer").hidden = $("more").hidden = true;
    fail(error.message);
  } finally {
    if (mine === asked) $("answer").classList.remove("waiting");
  }
}

const scoreFile = file => scoreContent(file, /\.json$/i.test(file.name) ? "application/json" : "text/plain", file.name, "");

async function scoreSample(number) {
  const mine = ++asked;
  fail("");
  try {
    const made = await sample(number);
    if (mine !== asked) return;
    await scoreContent(new Blob([JSON.stringify({ frames: made.frames })]), "application/json", "a made-up clip", made.action);
  } catch (error) {
    if (mine === asked) fail(error.message);
  }
}

function show(found, meant) {
  answer = found;
  $("action").textContent = answer.action;
  $("meant").textContent = `${percent(answer.confidence)} confident${meant ? `; meant as “${meant}”` : ""}`;
  $("scores").replaceChildren(...answer.scores.flatMap(scoreRow));
  $("near").hidden = !answer.neighbors.length;
  $("neighbors").replaceChildren(...answer.neighbors.map(neighborRow));
  $("length").textContent = `${answer.frames} frame${answer.frames === 1 ? "" : "s"}.`;
  $("frame").max = answer.clip.length - 1;
  $("answer").hidden = $("more").hidden = false;
  live.close();
  player.show(answer.clip, !still);
  timeLine.show(answer.clip, +$("window").value);
  showTaught();
}

function scoreRow(one, rank) {
  const bar = element("i", "", rank ? "" : "best"), cell = element("span", ""), name = element("span", one.action);
  bar.style.width = 100 * one.score + "%";
  cell.append(bar);
  name.title = one.action;
  return [name, cell, element("span", percent(one.score))];
}

function neighborRow(one) {
  const row = document.createElement("tr");
  row.append(element("td", one.action), element("td", one.name), element("td", one.similarity.toFixed(3)));
  return row;
}

function showTaught() {
  const nearest = taught.nearest(answer.embedding);
  if (!nearest)
    $("verdict").textContent = "";
  else if (nearest.known)
    $("verdict").textContent = `Like what you taught: ${nearest.action} (cosine ${nearest.similarity.toFixed(3)})`;
  else
    $("verdict").textContent = `Unknown: the nearest that you taught is ${nearest.action} (cosine ${nearest.similarity.toFixed(3)})`;
  $("taught").replaceChildren(...taught.actions.map(([action, count]) => {
    const row = element("li", ""), forget = element("button", "Forget");
    forget.type = "button";
    forget.setAttribute("aria-label", `Forget ${action}`);
    forget.onclick = () => { taught.forget(action); showTaught(); };
    row.append(element("span", `${action}: ${count} example${count === 1 ? "" : "s"}`), forget);
    return row;
  }));
}

function teach(event) {
  event.preventDefault();
  const name = $("name").value.trim();
  if (!name) return;
  taught.teach(name, answer.embedding);
  showTaught();
}

// A key that a control uses itself is left to it.
function press(event) {
  const isOurs = !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, select, button, label");
  if (!answer || !isOurs) return;
  const act = {
    " ": () => player.play(!player.playing),
    ArrowLeft: () => player.seek(player.frame - 1),
    ArrowRight: () => player.seek(player.frame + 1),
    Home: () => player.seek(0),
    End: () => player.seek(answer.clip.length - 1),
    "[": () => player.turn(-.2),
    "]": () => player.turn(.2),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function about() {
  const files = model.contentTypes.includes("text/plain") ? "NTU RGB+D .skeleton, or JSON" : "JSON";
  return `${model.model}: ${model.actions.length} actions (${model.actions.join(", ")}); skeleton ${model.layout}, ${model.joints.length} joints; `
    + `at most ${model.maxFrames} frames and ${megabytes(model.maxBytes, 0)}. Files: ${files} with frames of bodies of joints.`;
}

function listen() {
  player.onchange = () => {
    $("play").textContent = player.playing ? "Pause" : "Play";
    $("frame").value = player.frame;
    timeLine.mark(player.frame);
    live.push(player.frame);
  };
  $("play").onclick = () => player.play(!player.playing);
  $("frame").oninput = () => player.seek(+$("frame").value);
  $("window").onchange = () => timeLine.show(answer.clip, +$("window").value);
  $("live").onclick = () => { player.seek(0); live.open(answer.clip); player.play(true); };
  $("teach").onsubmit = teach;
  addEventListener("keydown", press);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => player.draw());
  $("file").onchange = () => { if ($("file").files.length) scoreFile($("file").files[0]); $("file").value = ""; };
  addEventListener("dragover", event => { event.preventDefault(); $("drop").classList.add("over"); });
  addEventListener("dragleave", event => { if (!event.relatedTarget) $("drop").classList.remove("over"); });
  addEventListener("drop", event => {
    event.preventDefault();
    $("drop").classList.remove("over");
    if (event.dataTransfer.files.length) scoreFile(event.dataTransfer.files[0]);
  });
  $("sample").hidden = !model.samples;
  $("sample").onclick = () => scoreSample(Math.floor(Math.random() * 1000));
}

try {
  model = await describe();
  player = new Player($("canvas"), model);
  timeLine = new TimeLine($("tracks"), $("progress"), model, frame => player.seek(frame));
  live = new Live($("people"), $("heard"), model);
  listen();
  $("about").textContent = about();
  const wanted = /^#sample=(\d+)$/.exec(location.hash);
  if (wanted && model.samples) scoreSample(wanted[1]);
} catch (error) {
  fail(error.message);
}
