import { reachability } from '../../src/analysis/reachability/index.js';
import { programOf } from '../../src/program/index.js';
import {
  NO_INVENTORY,
  type ArtifactKind,
  type Package,
  type ServerlessFunction,
} from '../../src/model/index.js';
import { extractNpm } from './npm-tree.js';
import { memoryTree } from './memory-tree.js';
import { artifactOf, functionOf } from './model-builders.js';

type Files = Readonly<Record<string, string>>;

/** A package whose main file has the given code. */
export function installed(name: string, code = '', folder = 'node_modules'): Files {
  return {
    [`${folder}/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0' }),
    [`${folder}/${name}/index.js`]: code,
  };
}

interface Given {
  readonly files: Files;
  readonly layer?: Files;
  readonly fn?: Partial<ServerlessFunction>;
}

/** An analysed artifact. */
export async function mountOf(files: Files, kind: ArtifactKind, path: string) {
  const { packages } = await extractNpm(files);
  const tree = memoryTree(files);
  const { facts } = await reachability.analyseArtifact({
    tree,
    inventory: { ...NO_INVENTORY, packages },
    program: programOf(tree, []),
    kind,
  });
  return { path, artifact: artifactOf(kind, { kind, packages }), facts };
}

export type Answer = 'start' | 'call' | 'no' | 'unknown';

/** What is known of each package, by its name. */
export async function answersFor({ files, layer, fn }: Given): Promise<Record<string, Answer>> {
  const mounts = [await mountOf(files, 'function', '/var/task')];
  if (layer) mounts.push(await mountOf(layer, 'layer', '/opt'));
  const mounted = functionOf('fn', {
    ...fn,
    mounts: mounts.map(({ path, artifact }) => ({ path, artifact: artifact.id })),
  });
  const { reachable } = reachability.answerFunction({
    fn: mounted,
    mounts,
    before: { reachable: new Map(), findings: [], problems: [] },
  });
  const answerOf = (key: string): Answer => {
    const found = reachable.get(key);
    if (!found) return 'unknown';
    return found.when ?? 'no';
  };
  return Object.fromEntries(
    mounts.flatMap(({ artifact }) =>
      artifact.packages.map(({ name, id }: Package) => [name, answerOf(`${artifact.id}#${id}`)]),
    ),
  );
}

/** Two packages that load nothing. */
export const A_AND_B = { ...installed('a'), ...installed('b') };
