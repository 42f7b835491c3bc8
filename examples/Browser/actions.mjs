// Scores recorded clips in a browser, with a model that SaveSkeletonOnnx or 'msmclr export' wrote. Nothing leaves the machine.
import * as ort from './node_modules/onnxruntime-web/dist/ort.wasm.min.mjs';

// With more threads the page would need headers of its server (cross-origin isolation).
ort.env.wasm.numThreads = 1;

/** Opens a model. */
export function open(url) {
  return ort.InferenceSession.create(url, { executionProviders: ['wasm'] });
}

/** Scores a clip of T * M * V * C numbers, frame after frame. */
export async function score(session, clip) {
  const [, , bodies, joints, values] = session.inputMetadata[0].shape;
  const shape = [1, clip.length / (bodies * joints * values), bodies, joints, values];
  const input = new ort.Tensor('float32', Float32Array.from(clip), shape);
  const { PredictedLabel, Score } = await session.run({ Clip: input }, ['PredictedLabel', 'Score']);
  return { action: PredictedLabel.data[0], scores: Score.data };
}
