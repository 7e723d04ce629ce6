import { reachability } from '../../src/analysis/reachability/index.js';
import { pypi } from '../../src/extractors/pypi/index.js';
import { NO_INVENTORY, type ArtifactKind, type ServerlessFunction } from '../../src/model/index.js';
import { programOf } from '../../src/program/index.js';
import type { Answer } from './loaded-packages.js';
import { memoryTree } from './memory-tree.js';
import { artifactOf, functionOf } from './model-builders.js';

type Files = Readonly<Record<string, string>>;

/** A distribution with files of code below a folder; '' is the root. */
export function distribution(name: string, code: Files, folder = ''): Files {
  const site = folder === '' ? '' : `${folder}/`;
  const metadata = `${site}${name}-1.0.dist-info`;
  const record = Object.keys(code).map((path) => `${path},,\n`);
  return {
    [`${metadata}/METADATA`]: `Name: ${name}\nVersion: 1.0\n`,
    [`${metadata}/RECORD`]: `${record.join('')}${name}-1.0.dist-info/METADATA,,\n`,
    ...Object.fromEntries(Object.entries(code).map(([path, text]) => [`${site}${path}`, text])),
  };
}

interface Given {
  readonly files: Files;
  readonly layers?: readonly Files[];
  readonly fn?: Partial<ServerlessFunction>;
}

async function mountOf(files: Files, kind: ArtifactKind, path: string) {
  const tree = memoryTree(files);
  const { packages } = await pypi.extract(tree, { isImage: false, scripts: new Set() });
  const { facts, problems } = await reachability.analyseArtifact({
    tree,
    inventory: { ...NO_INVENTORY, packages },
    program: programOf(tree, []),
    kind,
  });
  return {
    path,
    artifact: artifactOf(`${kind}${Object.keys(files).join()}`, { kind, packages }),
    facts,
    problems,
  };
}

/** What is known of each distribution, by its name; that of a layer by its name and `@layer`. */
export async function pythonAnswers({ files, layers = [], fn }: Given): Promise<Record<string, Answer>> {
  const mounts = [await mountOf(files, 'function', '/var/task')];
  for (const layer of layers) mounts.push(await mountOf(layer, 'layer', '/opt'));
  const mounted = functionOf('fn', {
    handler: 'app.handler',
    runtime: 'python3.12',
    ...fn,
    mounts: mounts.map(({ path, artifact }) => ({ path, artifact: artifact.id })),
  });
  const before = { reachable: new Map(), findings: [], problems: [] };
  const { reachable } = reachability.answerFunction({ fn: mounted, mounts, before });
  return Object.fromEntries(
    mounts.flatMap(({ artifact, path }) =>
      artifact.packages.map(({ name, id }): [string, Answer] => {
        const found = reachable.get(`${artifact.id}#${id}`);
        const answer = found ? (found.when ?? 'no') : 'unknown';
        return [path === '/opt' ? `${name}@layer` : name, answer];
      }),
    ),
  );
}
