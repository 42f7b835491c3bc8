// Actions that were taught by example, kept in the page.

/** Embeddings of examples. Two clips are as like as the cosine of the angle between theirs. */
export class Taught {
  #examples = [];

  get actions() {
    const counts = new Map();
    for (const { action } of this.#examples) counts.set(action, (counts.get(action) ?? 0) + 1);
    return [...counts];
  }

  teach(action, embedding) {
    this.#examples.push({ action, direction: directionOf(embedding) });
  }

  forget(action) {
    this.#examples = this.#examples.filter(example => example.action !== action);
  }

  /** The action of the nearest example, how like it is, and whether that is enough. Null where nothing was taught. */
  nearest(embedding) {
    const found = nearestTo(directionOf(embedding), this.#examples);
    return found && { ...found, known: found.similarity >= this.#threshold() };
  }

  // The least that an example is like the nearest other one of its action. Without two of one action, anything goes.
  #threshold() {
    const alike = this.#examples.flatMap(example => {
      const others = this.#examples.filter(other => other !== example && other.action === example.action);
      return others.length ? [nearestTo(example.direction, others).similarity] : [];
    });
    return alike.length ? Math.min(...alike) : -1;
  }
}

function nearestTo(direction, examples) {
  let best = null;
  for (const example of examples) {
    const similarity = direction.reduce((sum, value, i) => sum + value * example.direction[i], 0);
    if (!best || similarity > best.similarity) best = { action: example.action, similarity };
  }
  return best;
}

function directionOf(embedding) {
  const length = Math.hypot(...embedding) || 1;
  return embedding.map(value => value / length);
}
