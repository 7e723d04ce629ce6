import { on } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { Detection } from '../detectors/index.js';
import type { SharedWork, SignatureSet } from '../signatures/index.js';
import { keepSubjects } from './kept-subjects.js';
import { bytesInMemory, countBeats, type Limits } from '../files/index.js';
import type { Package } from '../model/index.js';

/** A thread that takes part in the analysis of one artifact. */
export interface Helper {
  /** Has it open the archive, while the analysing thread does too. */
  open(archive: SharedArchive): void;
  /** Lets it take its share of the artifact's signature work. @param disguised see `Unpacked`. */
  share(packages: readonly Package[], disguised: readonly string[]): SharedWork;
}

/** Input of a helping thread; crosses the thread border. */
export interface HelpJob {
  readonly port: MessagePort;
  readonly archive: SharedArchive;
  readonly limits: Limits;
  readonly signatures: SignatureSet;
  /** Folder of stored results, null to do without. */
  readonly cache: string | null;
  /** Where signs of progress are counted. */
  readonly beats: SharedArrayBuffer;
}

/** The first message on a helper's port: only then is there anything to help with. */
export interface SharedArchive {
  readonly name: string;
  readonly memory: SharedArrayBuffer;
}

interface ShareOrder {
  readonly packages: readonly Package[];
  readonly disguised: readonly string[];
  /** The number of turns that were taken, and what the helper does (`WAITS`, `WORKS`, `CALLED_OFF`). */
  readonly turns: SharedArrayBuffer;
}

/** Messages in order; undefined when the other end is closed, also when its thread was ended. */
function receiver(port: MessagePort): () => Promise<unknown> {
  const messages = on(port, 'message', { close: ['close'] });
  return async () => {
    const { done, value } = (await messages.next()) as { done?: boolean; value: readonly unknown[] };
    return done ? undefined : value[0];
  };
}

/** Where the state of the helper stands, and its values. */
const STATE = 1;
const [WAITS, WORKS, CALLED_OFF] = [0, 1, 2];

/** Lets a helper that waits begin to work, or calls it off. @returns whether it did wait. */
function endWaiting(turns: SharedArrayBuffer, state: number): boolean {
  return Atomics.compareExchange(new Int32Array(turns), STATE, WAITS, state) === WAITS;
}

function turnTaker(turns: SharedArrayBuffer): () => number {
  const counter = new Int32Array(turns);
  return () => Atomics.add(counter, 0, 1);
}

/** The helper at the other end of a channel. If it is lost, the other end does its remaining work. */
export function helperAt(port: MessagePort): Helper {
  const receive = receiver(port);
  return {
    open: (archive) => port.postMessage(archive),
    share(packages, disguised) {
      const turns = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
      port.postMessage({ packages, disguised, turns } satisfies ShareOrder);
      const others = async (): Promise<ReadonlyMap<number, Detection>> => {
        // Its thread may be busy with another artifact, for as long as that takes: nothing is left to do.
        if (endWaiting(turns, CALLED_OFF)) return new Map();
        return ((await receive()) as ReadonlyMap<number, Detection> | undefined) ?? new Map();
      };
      return { next: turnTaker(turns), others };
    },
  };
}

/** The work of a helping thread, until it is done or the channel is closed. */
export async function helpWithArtifact({ port, archive, beats, ...job }: HelpJob): Promise<void> {
  countBeats(beats);
  const receive = receiver(port);
  try {
    const [{ unpack }, { scanShare }] = await Promise.all([
      import('../unpackers/index.js'),
      import('../signatures/index.js'),
    ]);
    const { limits, signatures } = job;
    const bytes = bytesInMemory(new Uint8Array(archive.memory));
    const order = receive() as Promise<ShareOrder | undefined>;
    const disguised = order.then((given) => given?.disguised ?? []);
    const { tree } = await unpack({ kind: 'archive', name: archive.name, bytes }, limits, { disguised });
    const sharing = await order;
    if (!sharing || !endWaiting(sharing.turns, WORKS)) return;
    const { packages, turns } = sharing;
    port.postMessage(
      await scanShare({ tree, packages, signatures, keeper: keepSubjects(job) }, turnTaker(turns)),
    );
  } finally {
    countBeats(null);
    port.close();
  }
}
