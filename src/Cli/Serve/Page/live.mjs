// A clip pushed as a stream, frame by frame as it is shown, and what is recognized as it comes.

import { framesOfBodies } from "./service.mjs";

const colors = 6;

/** Pushes clips to the service, and shows what it tells of each person. */
export class Live {
  #tracks; #told; #model; #socket = null; #clip = []; #next = 0; #actions = 0; #people = new Map();

  constructor(tracks, told, model) {
    this.#tracks = tracks;
    this.#told = told;
    this.#model = model;
  }

  /** Opens a stream for a clip. An earlier one is given up. Frames that are seen are pushed from then on. */
  open(clip) {
    this.close();
    this.#clip = clip;
    this.#next = this.#actions = 0;
    const socket = this.#socket = new WebSocket(new URL("stream", location.href.split("#")[0]).href.replace(/^http/, "ws"));
    const mine = act => event => { if (socket === this.#socket) act(event); };
    socket.onopen = mine(() => this.push(0));
    socket.onmessage = mine(event => this.#hear(JSON.parse(event.data)));
    socket.onclose = mine(() => this.#end("the service cannot be reached, or takes no more streams."));
    this.#told.textContent = "Connecting.";
  }

  /** Gives the stream up, and forgets what was told. */
  close() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#people.clear();
    this.#tracks.replaceChildren();
    this.#told.textContent = "";
  }

  /** Pushes the frames up to the one that is seen. Where that is before them, the clip has begun anew, and the rest is pushed. */
  push(frame) {
    this.#tracks.style.setProperty("--at", `${100 * frame / Math.max(1, this.#clip.length)}%`);
    if (this.#socket?.readyState !== WebSocket.OPEN || this.#next >= this.#clip.length) return;
    const end = frame + 1 < this.#next ? this.#clip.length : frame + 1;
    for (; this.#next < end; this.#next++) {
      const bodies = framesOfBodies([this.#clip[this.#next]], this.#model.channels)[0].filter(body => body);
      this.#socket.send(JSON.stringify({ number: this.#next, bodies: bodies.map(joints => ({ joints })) }));
    }
    if (this.#next === this.#clip.length) this.#socket.send('{"end":true}');
  }

  #hear(message) {
    if (message.kind === "end") return this.#end(message.problem);
    if (message.kind === "ready") return;
    const row = this.#people.get(message.person) ?? this.#row(message.person);
    if (message.ended) this.#add(row, message.ended);
    const share = Math.round(100 * message.confidence);
    const now = message.kind === "window" && message.action ? `${message.action}, ${share} %` : "nothing that it knows";
    row.now.textContent = message.kind === "left" ? "" : now;
    this.#told.textContent = `Frame ${message.frame + 1} of ${this.#clip.length}.`;
  }

  #end(problem) {
    this.#socket = null;
    this.#told.textContent = problem ? `The stream broke off: ${problem}` : `The stream is over: ${this.#actions} action${this.#actions === 1 ? "" : "s"}.`;
  }

  #add(row, { action, start, end, confidence }) {
    this.#actions++;
    const bar = document.createElement("span");
    bar.className = `done a${this.#model.actions.indexOf(action) % colors}`;
    bar.textContent = action;
    bar.title = `${action}, ${Math.round(100 * confidence)} %, frames ${start + 1} to ${end + 1}`;
    bar.style.left = `${100 * start / this.#clip.length}%`;
    bar.style.width = `${100 * (end + 1 - start) / this.#clip.length}%`;
    row.windows.append(bar);
  }

  #row(person) {
    const [track, label, windows, now] = ["div", "span", "div", "span"].map(tag => document.createElement(tag));
    track.className = "track";
    windows.className = "windows";
    now.className = "now";
    label.textContent = `Person ${person}`;
    track.append(label, windows, now);
    this.#tracks.append(track);
    const row = { windows, now };
    this.#people.set(person, row);
    return row;
  }
}
