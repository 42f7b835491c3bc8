// The service behind the page: what it scores with, clips to try, and scores.

const unreachable = "The service cannot be reached.";

/** Tells what the service scores with. */
export const describe = () => ask("model");

/** Gives a made-up clip and the action it is meant as. */
export const sample = number => ask(`sample?number=${number}`);

/** Scores a clip: a file, or frames of bodies of joints. */
export function score(content, type, { clip = false, neighbors = 0, signal } = {}) {
  const address = `score?clip=${clip}&top=5&neighbors=${neighbors}`;
  return ask(address, { method: "POST", headers: { "Content-Type": type }, body: content, signal });
}

/** Scores frames as the service draws them: for each frame, for each body its coordinates, or null. */
export function scoreFrames(frames, channels, options) {
  return score(JSON.stringify({ frames: framesOfBodies(frames, channels) }), "application/json", options);
}

/** Frames of bodies of joints, of frames of bodies of coordinates. */
export function framesOfBodies(frames, channels) {
  const joints = body => body && Array.from({ length: body.length / channels }, (_, v) => body.slice(v * channels, (v + 1) * channels));
  return frames.map(frame => frame.map(joints));
}

async function ask(address, options) {
  const response = await fetch(address, options).catch(error => { throw error.name === "AbortError" ? error : new Error(unreachable); });
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? problem.title ?? `The service answered ${response.status}.`);
}
