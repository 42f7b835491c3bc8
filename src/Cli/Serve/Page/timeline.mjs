// What is done when: the clip in windows, each person apart.

import { scoreFrames } from "./service.mjs";

const colors = 6;
const sure = .5;

/** Shows windows of a clip, scored one after the other. */
export class TimeLine {
  #tracks; #progress; #model; #seek; #work = null; #frames = 1;

  constructor(tracks, progress, model, seek) {
    this.#tracks = tracks;
    this.#progress = progress;
    this.#model = model;
    this.#seek = seek;
  }

  /** Marks the frame that is seen. */
  mark(frame) {
    this.#tracks.style.setProperty("--at", `${100 * frame / this.#frames}%`);
  }

  /** Scores the windows of a clip. An earlier clip is given up. */
  async show(clip, length) {
    this.#work?.abort();
    const work = this.#work = new AbortController();
    this.#frames = clip.length;
    const people = peopleOf(clip);
    const windows = windowsOf(clip.length, length);
    const rows = people.map(person => this.#row(people.length === 1 ? "Windows" : `Person ${person + 1}`));
    this.#tracks.replaceChildren(...rows.map(row => row.track));
    let done = 0;
    try {
      for (const window of windows) {
        for (const [i, person] of people.entries()) {
          await this.#score(clip, window, person, rows[i].windows, work.signal);
          this.#progress.textContent = `${++done} of ${windows.length * people.length} windows`;
        }
      }
    } catch (error) {
      if (!work.signal.aborted) this.#progress.textContent = error.message;
    }
  }

  async #score(clip, { start, end }, person, windows, signal) {
    const frames = clip.slice(start, end).map(frame => [frame[person]]);
    if (frames.every(([body]) => !body)) return;
    const { action, confidence } = await scoreFrames(frames, this.#model.channels, { signal });
    if (signal.aborted) return;
    const button = document.createElement("button");
    const share = Math.round(100 * confidence);
    button.type = "button";
    button.className = confidence < sure ? "unsure" : `a${this.#model.actions.indexOf(action) % colors}`;
    button.textContent = action;
    button.title = `${action}, ${share} %, frames ${start + 1} to ${end}`;
    button.setAttribute("aria-label", button.title);
    button.style.left = `${100 * start / clip.length}%`;
    button.style.width = `${100 * (end - start) / clip.length}%`;
    button.onclick = () => this.#seek(start);
    windows.append(button);
  }

  #row(name) {
    const track = document.createElement("div"), windows = document.createElement("div"), label = document.createElement("span");
    track.className = "track";
    windows.className = "windows";
    label.textContent = name;
    track.append(label, windows);
    return { track, windows };
  }
}

/** The people who are in some frame. */
export const peopleOf = clip => clip[0].map((_, person) => person).filter(person => clip.some(frame => frame[person]));

/** Windows end to end. A rest of less than half a window belongs to the last one. */
export function windowsOf(frames, length) {
  const count = Math.max(1, Math.round(frames / length));
  return Array.from({ length: count }, (_, i) => ({ start: i * length, end: i === count - 1 ? frames : (i + 1) * length }));
}
