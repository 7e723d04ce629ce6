import type { PendingArtifacts } from './analyse.js';
import { storedByFunction, type JoinableArtifact, type StoredData } from './functions/index.js';
import { groupBy, type Mount, type ServerlessFunction } from './model/index.js';

interface Mounted {
  /** By id. */
  readonly artifacts: ReadonlyMap<string, JoinableArtifact>;
  readonly mounts: readonly Mount[];
}

/** Waits for the artifacts that a function mounts. */
export async function mountedArtifacts(
  { mounts }: ServerlessFunction,
  pending: PendingArtifacts,
): Promise<Mounted> {
  const mounted = await Promise.all(
    mounts.flatMap(
      ({ artifact, path }) => pending.get(artifact)?.then((analysed) => ({ analysed, path })) ?? [],
    ),
  );
  return {
    artifacts: new Map(mounted.map(({ analysed }) => [analysed.id, analysed])),
    mounts: mounted.map(({ analysed, path }) => ({ artifact: analysed.id, path })),
  };
}

/** Functions that one template declares are one application; a function without a template is one of its own. */
function applicationOf({ id, declaredIn }: ServerlessFunction): string {
  return declaredIn ? `template ${declaredIn.path}` : `function ${id}`;
}

/** Resources that data passes from the first function to the last one. */
const MOST_HOPS = 4;

/** The same data in the same resource: of several ways the shortest one is kept. */
function keyOf({ fn, resource, cleared }: StoredData): string {
  return JSON.stringify([fn.id, resource, [...cleared].sort()]);
}

/** What the functions of each application put into resources. */
export class ApplicationStores {
  private readonly applications: ReadonlyMap<string, readonly ServerlessFunction[]>;
  private readonly pending: PendingArtifacts;
  private readonly known = new Map<string, Promise<readonly StoredData[]>>();

  constructor(functions: readonly ServerlessFunction[], pending: PendingArtifacts) {
    this.applications = groupBy(functions, (fn) => [applicationOf(fn)]);
    this.pending = pending;
  }

  /** @param stored what the functions hand on; null: data of their own events. */
  private async storedBy(
    functions: readonly ServerlessFunction[],
    stored: readonly StoredData[] | null,
  ): Promise<readonly StoredData[]> {
    const found = await Promise.all(
      functions.map(async (fn) => {
        const { artifacts, mounts } = await mountedArtifacts(fn, this.pending);
        return storedByFunction({ ...fn, mounts }, artifacts, stored);
      }),
    );
    return found.flat();
  }

  private async collect(functions: readonly ServerlessFunction[]): Promise<readonly StoredData[]> {
    const known = new Map<string, StoredData>();
    let stored = await this.storedBy(functions, null);
    for (let hops = 1; stored.length > 0; hops += 1) {
      const added = stored.filter((one) => {
        const key = keyOf(one);
        const isNew = !known.has(key);
        if (isNew) known.set(key, one);
        return isNew;
      });
      if (hops === MOST_HOPS) break;
      stored = await this.storedBy(functions, added);
    }
    return [...known.values()];
  }

  /** What the functions of a function's application put into resources, itself included: waits until they are analysed. */
  of(fn: ServerlessFunction): Promise<readonly StoredData[]> {
    const application = applicationOf(fn);
    const known = this.known.get(application) ?? this.collect(this.applications.get(application) ?? []);
    this.known.set(application, known);
    return known;
  }
}
