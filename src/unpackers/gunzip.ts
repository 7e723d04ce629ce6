// https://www.rfc-editor.org/rfc/rfc1952
import { createGunzip, type Gunzip } from 'node:zlib';

import { beat } from '../files/index.js';

const CHUNK_BYTES = 256 * 1024;

/** Inflated output of `gunzip` that is not yet yielded, and the state of the stream. */
interface State {
  readonly inflated: Uint8Array[];
  failure?: Error;
  ended: boolean;
}

/** Resolves when the piece is inflated, or when the stream has failed or ended. */
function settled(engine: Gunzip, give: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      engine.off('close', done).off('end', done);
      resolve();
    };
    engine.once('close', done).once('end', done);
    give(done);
  });
}

function checkRest(rest: Uint8Array): void {
  if (rest.some((byte) => byte !== 0)) throw new Error('bytes follow the end of the compressed data');
}

function* taken(state: State): Generator<Uint8Array> {
  yield* state.inflated.splice(0);
  if (state.failure) throw state.failure;
}

/**
 * Inflates gzip data of one or several members and verifies their checksums. Yields the output of one piece before it
 * takes the next. Memory is therefore bounded by one piece times deflate's highest ratio (1032).
 * @throws when the data are broken, cut off, or followed by anything but zeros; all output before that point was
 * yielded.
 */
export async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const engine = createGunzip({ chunkSize: CHUNK_BYTES });
  const state: State = { inflated: [], ended: false };
  engine.on('data', (chunk: Uint8Array) => state.inflated.push(chunk));
  engine.on('error', (error) => (state.failure = error));
  engine.on('end', () => (state.ended = true));
  let fed = 0;
  try {
    for await (const piece of packed) {
      beat();
      fed += piece.byteLength;
      if (state.ended) checkRest(piece);
      else await settled(engine, (done) => engine.write(piece, done));
      yield* taken(state);
      if (state.ended && engine.bytesWritten < fed) {
        checkRest(piece.subarray(Math.max(0, piece.byteLength - (fed - engine.bytesWritten))));
      }
    }
    if (!state.ended && !engine.destroyed) await settled(engine, () => engine.end());
    yield* taken(state);
  } finally {
    engine.destroy();
  }
}
