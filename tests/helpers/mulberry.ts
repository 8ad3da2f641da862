/** A small seeded generator of numbers from 0 to below 1. */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The numbers of one step of a history of which each step draws from a seed of its own; −1 and −2 are its beginning and end. */
export function drawsOf(seed: number, step: number): () => number {
  const random = mulberry((Math.imul(seed, 2654435761) ^ Math.imul(step + 1, 40503)) >>> 0);
  for (let warm = 0; warm < 3; warm += 1) random();
  return random;
}
