import pLimit from 'p-limit';
import { saveGaps, type WantedRow } from '../../store/index.js';
import { collectArtifact, type ArtifactOptions } from './collect-artifact.js';
import { wantedWork } from './wanted-work.js';
import { artifactEvent, type ArtifactEvent } from '../sweep-events.js';
import { workTogether, type Ending } from '../work-together.js';

export interface CollectOptions extends ArtifactOptions, Ending {
  readonly run: number;
  /** See SweepOptions. */
  readonly reanalyse: number;
  /** Artifacts at once, which bounds the used disk space. */
  readonly jobs: number;
  readonly onArtifact: (event: ArtifactEvent, done: number, of: number) => void;
}

export interface Collected {
  /** New artifacts. */
  readonly fetched: number;
  /** Artifacts that an earlier version had analysed. */
  readonly again: number;
  /** Downloaded. */
  readonly bytes: number;
}

async function collect(row: WantedRow, options: CollectOptions): Promise<ArtifactEvent> {
  const started = performance.now();
  const outcome = await collectArtifact(row, options);
  if (outcome.gap) await saveGaps(options.sql, options.run, [outcome.gap]);
  return artifactEvent(row, outcome, { started, attempt: 1 });
}

/**
 * Fetches and analyses all code that a run saw for the first time, and some again.
 * @throws the first error, once all work has ended.
 */
export async function collectCode(options: CollectOptions): Promise<Collected> {
  const { sql, run, reanalyse, jobs, signal, analyst, onArtifact } = options;
  const wanted = await wantedWork(sql, run, { reanalyse, version: analyst.version });
  const limit = pLimit(jobs);
  let done = 0;
  let bytes = 0;
  await workTogether(
    wanted.map((row) =>
      limit(async () => {
        signal.throwIfAborted();
        const event = await collect(row, options);
        bytes += event.bytes;
        done += 1;
        onArtifact(event, done, wanted.length);
      }),
    ),
    options,
  );
  const again = wanted.filter((row) => row.again).length;
  return { fetched: wanted.length - again, again, bytes };
}
