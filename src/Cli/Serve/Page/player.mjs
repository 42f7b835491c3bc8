// A skeleton that moves on a canvas.

const framesPerSecond = 30;

/** Plays clips: for each frame, for each body its coordinates, or null where nobody is. */
export class Player {
  #canvas; #model; #clip = null; #box = null; #at = 0; #turn = .35; #playing = false; #before = 0; #request = 0;

  /** Is told of the frame that is seen, and of whether the clip plays. */
  onchange = () => { };

  constructor(canvas, model) {
    this.#canvas = canvas;
    this.#model = model;
    let from = null;
    canvas.onpointerdown = event => { from = event.clientX; canvas.setPointerCapture(event.pointerId); };
    canvas.onpointermove = event => {
      if (from === null) return;
      this.turn((event.clientX - from) / 80);
      from = event.clientX;
    };
    canvas.onpointerup = canvas.onpointercancel = () => { from = null; };
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  get frame() { return Math.floor(this.#at); }
  get playing() { return this.#playing; }

  show(clip, plays) {
    this.#clip = clip;
    this.#box = boxOf(clip, this.#model);
    this.#at = 0;
    this.play(plays && clip.length > 1);
    this.draw();
  }

  play(on) {
    cancelAnimationFrame(this.#request);
    this.#playing = on;
    this.#before = 0;
    this.onchange();
    if (on) this.#request = requestAnimationFrame(now => this.#move(now));
  }

  seek(frame) {
    if (!this.#clip) return;
    this.#at = Math.max(0, Math.min(frame, this.#clip.length - 1));
    this.play(false);
    this.draw();
  }

  turn(angle) {
    this.#turn += angle;
    this.draw();
  }

  draw() {
    const canvas = this.#canvas, ratio = devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
    if (!width || !this.#clip) return;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.lineCap = "round";
    this.#clip[Math.min(this.frame, this.#clip.length - 1)].forEach((body, person) => {
      if (body) this.#drawBody(pen, body, person, width, height);
    });
    this.onchange();
  }

  #drawBody(pen, body, person, width, height) {
    const { channels, bones, joints } = this.#model, box = this.#box;
    const cos = Math.cos(this.#turn), sin = Math.sin(this.#turn);
    const scale = Math.min(width * .88 / box.across, height * .88 / box.tall);
    const thickness = Math.max(2, width / 110);
    const place = joint => {
      const [x, y, z] = [0, 1, 2].map(c => c < channels ? body[joint * channels + c] - box.middle[c] : 0);
      return [width / 2 + (x * cos + z * sin) * scale, height / 2 - y * box.up * scale];
    };
    pen.strokeStyle = pen.fillStyle = getComputedStyle(this.#canvas).getPropertyValue(`--body${person % 4}`);
    pen.lineWidth = thickness;
    const isFound = joint => body[joint * channels] !== null;
    for (const [child, parent] of bones) {
      if (!isFound(child) || !isFound(parent)) continue;
      pen.beginPath();
      pen.moveTo(...place(child));
      pen.lineTo(...place(parent));
      pen.stroke();
    }
    for (let joint = 0; joint < joints.length; joint++) {
      if (!isFound(joint)) continue;
      pen.beginPath();
      pen.arc(...place(joint), thickness, 0, 2 * Math.PI);
      pen.fill();
    }
  }

  #move(now) {
    if (!this.#playing) return;
    if (this.#before) {
      this.#at = (this.#at + (now - this.#before) / 1000 * framesPerSecond) % this.#clip.length;
      this.draw();
    }
    this.#before = now;
    this.#request = requestAnimationFrame(later => this.#move(later));
  }
}

// Where the clip is, how large, and whether y points up: heads are above the rest.
function boxOf(frames, { channels, joints }) {
  const low = [Infinity, Infinity, Infinity], high = low.map(() => -Infinity);
  const head = joints.findIndex(joint => /^(head|nose)$/i.test(joint));
  let lifted = 0;
  for (const body of frames.flat()) {
    if (!body) continue;
    for (let i = 0; i < body.length; i++) {
      if (body[i] === null) continue;
      const c = i % channels;
      low[c] = Math.min(low[c], body[i]);
      high[c] = Math.max(high[c], body[i]);
      if (head >= 0 && c === 1 && body[head * channels + 1] !== null) lifted += body[head * channels + 1] - body[i];
    }
  }
  for (let c = channels; c < 3; c++) low[c] = high[c] = 0;
  const middle = low.map((value, c) => (value + high[c]) / 2);
  const across = Math.hypot(high[0] - low[0], high[2] - low[2]) || 1;
  return { middle, across, tall: high[1] - low[1] || 1, up: lifted < 0 ? -1 : 1 };
}
