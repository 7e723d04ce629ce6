/** Where signs of progress are counted; null: nobody watches this thread. */
let counter: Int32Array | null = null;

/** Counts signs of progress in shared memory, where another thread sees them. @param shared of 4 bytes; null ends counting. */
export function countBeats(shared: SharedArrayBuffer | null): void {
  counter = shared && new Int32Array(shared);
}

/** A sign of progress: another thread ends this one if there is none for too long. No result depends on it. */
export function beat(): void {
  if (counter) Atomics.add(counter, 0, 1);
}
