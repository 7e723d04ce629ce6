import type { BundleText } from '../bundle-text.js';
import type { Metafile, Stats, StatsModule } from './schema.js';

/** A module of a bundle as its build described it. */
export interface BuildModule {
  readonly path: string;
  readonly bytes: number;
  /** Bytes of its source; null if unknown. */
  readonly size: number | null;
  /** Paths of modules that it imports. */
  readonly imports: readonly string[];
  /** Paths of modules that import it. */
  readonly importedBy: readonly string[];
}

export interface BuildDescription {
  readonly modules: readonly BuildModule[];
  /** Whether the described output is as large as the file: then the description is of this build. */
  readonly isOfFile: boolean;
  /** Whether `bytes` counts the output and not the source. */
  readonly isExact: boolean;
}

/** Bytes that a tool may add to webpack's output: ncc puts a line before it. */
const MAX_ADDED = 64;

/** How many segments two paths share at their ends. */
function sharedSegments(a: string, b: string): number {
  const left = a.split('/').reverse();
  const right = b.split('/').reverse();
  const differs = left.findIndex((segment, index) => segment !== right[index]);
  return differs < 0 ? left.length : differs;
}

/** The described output that is the file: of those with its name, the one of its size, else the one with the most similar path. */
function outputOf<T>(
  outputs: readonly T[],
  { path, size }: BundleText,
  facts: (output: T) => { readonly name: string; readonly bytes: number | undefined },
): T | undefined {
  let best: T | undefined;
  let bestRank = 0;
  for (const output of outputs) {
    const { name, bytes } = facts(output);
    const shared = sharedSegments(name, path);
    const rank = shared === 0 ? 0 : shared + (bytes === size ? 1000 : 0);
    if (rank > bestRank) [best, bestRank] = [output, rank];
  }
  return best;
}

/** The modules that esbuild lists for the file; null if the metafile has no such output. */
export function modulesOfMetafile(
  { inputs, outputs }: Metafile,
  bundle: BundleText,
): BuildDescription | null {
  const entry = outputOf(Object.entries(outputs), bundle, ([name, { bytes }]) => ({ name, bytes }));
  if (!entry) return null;
  const [, output] = entry;
  const known = new Map(Object.entries(inputs));
  const modules = Object.entries(output.inputs).map(([path, { bytesInOutput }]): BuildModule => ({
    path,
    bytes: bytesInOutput,
    size: known.get(path)?.bytes ?? null,
    imports: (known.get(path)?.imports ?? []).map((each) => each.path),
    importedBy: [],
  }));
  return { modules, isOfFile: output.bytes === bundle.size, isExact: true };
}

/** A module's name without the count in `./x.js + 3 modules`, which stands for a module made of several listed ones. */
function plainName(name = ''): string {
  return name.replace(/ \+ \d{1,9} modules?$/, '');
}

function moduleOf({ name, size, reasons }: StatsModule): BuildModule {
  return {
    path: plainName(name),
    bytes: size ?? 0,
    size: size ?? null,
    imports: [],
    importedBy: (reasons ?? []).flatMap(({ moduleName }) => (moduleName ? [plainName(moduleName)] : [])),
  };
}

/** The modules that webpack, rspack or ncc list for the file; null if the statistics have no such asset. */
export function modulesOfStats({ assets, modules }: Stats, bundle: BundleText): BuildDescription | null {
  const asset = outputOf(assets, bundle, ({ name, size }) => ({ name, bytes: size }));
  if (!asset) return null;
  const chunks = new Set(asset.chunks);
  const own = modules.filter(
    (each) => !asset.chunks || !each.chunks || each.chunks.some((id) => chunks.has(id)),
  );
  return {
    modules: own.flatMap((each) => (each.modules ?? [each]).map(moduleOf)),
    isOfFile: Math.abs((asset.size ?? 0) - bundle.size) <= MAX_ADDED,
    isExact: false,
  };
}
