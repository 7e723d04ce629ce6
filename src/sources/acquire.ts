import { basename, join } from 'node:path';
import type { Problem, ServerlessFunction } from '../model/index.js';
import { uniqueIds } from './draft.js';
import { kindOf, shownPath } from './host-files.js';
import { resolveTargets } from './resolve-targets.js';
import type { Acquisition, ArtifactReference, BareFunction, Source, Target } from './source.js';

interface Chosen {
  readonly source: Source;
  readonly target: Target;
}

/** Where a source's output may lie below a project; also when the target is the first folder on the way (`.aws-sam`). */
function placesOf(source: Source, target: Target): string[] {
  return source.folders.flatMap((folder) => {
    const [first, ...rest] = folder.split('/');
    const inside = basename(target.hostPath) === first && rest.length > 0 ? [rest.join('/')] : [];
    return [folder, ...inside].map((way) => join(target.hostPath, way));
  });
}

async function outputsBelow(sources: readonly Source[], target: Target): Promise<Chosen[]> {
  const chosen: Chosen[] = [];
  for (const source of sources) {
    for (const hostPath of placesOf(source, target)) {
      if ((await kindOf(hostPath)) !== 'directory') continue;
      const output: Target = { hostPath, path: shownPath(target, hostPath), kind: 'directory' };
      if (await source.recognises(output)) chosen.push({ source, target: output });
    }
  }
  return chosen;
}

/** The sources of one target: the first that knows it, else all whose outputs lie in the project, else the last resort. */
async function chooseSources(sources: readonly Source[], target: Target): Promise<Chosen[]> {
  const specific = sources.slice(0, -1);
  for (const source of specific) if (await source.recognises(target)) return [{ source, target }];
  const outputs = target.kind === 'directory' ? await outputsBelow(specific, target) : [];
  const last = sources.at(-1);
  if (outputs.length > 0 || !last) return outputs;
  return (await last.recognises(target)) ? [{ source: last, target }] : [];
}

async function nothingFound(sources: readonly Source[], target: Target): Promise<Problem> {
  const { path } = target;
  const advice = await Promise.all(sources.map(async (source) => source.advise?.(target) ?? null));
  const folders = sources.flatMap((source) => source.folders);
  const message = [
    `${path} holds no function: no archive, no folder of code, and none of ${folders.join(', ')}.`,
    advice.find((sentence) => sentence !== null) ?? 'Build or package the functions first.',
  ].join(' ');
  return { code: 'missing', path, message, affectsCompleteness: true };
}

/** Joins acquisitions: artifacts of one key once, function ids made unique. */
function merge(acquisitions: readonly Acquisition[]): Acquisition {
  const artifacts = new Map<string, ArtifactReference>();
  const functions = new Map<string, ServerlessFunction>();
  const functionProblems = new Map<string, readonly Problem[]>();
  const unique = uniqueIds();
  for (const acquisition of acquisitions) {
    for (const artifact of acquisition.artifacts)
      if (!artifacts.has(artifact.key)) artifacts.set(artifact.key, artifact);
    for (const found of acquisition.functions) {
      const id = unique(found.id);
      functions.set(id, { ...found, id });
      const problems = acquisition.functionProblems.get(found.id);
      if (problems) functionProblems.set(id, problems);
    }
  }
  return {
    functions: [...functions.values()],
    artifacts: [...artifacts.values()],
    problems: acquisitions.flatMap(({ problems }) => problems),
    functionProblems,
  };
}

async function acquireTarget(
  sources: readonly Source[],
  target: Target,
  bare: BareFunction,
): Promise<Acquisition> {
  const acquisitions: Acquisition[] = [];
  for (const { source, target: found } of await chooseSources(sources, target))
    acquisitions.push(await source.acquire(found, bare));
  const acquisition = merge(acquisitions);
  const { functions, artifacts, problems } = acquisition;
  if (functions.length > 0 || artifacts.length > 0 || problems.length > 0) return acquisition;
  return { ...acquisition, problems: [await nothingFound(sources, target)] };
}

/** What `acquire` of the index does, with the sources to ask in order; the last takes what no other knows. */
export async function acquireFrom(
  sources: readonly Source[],
  args: readonly string[],
  { bare, cwd }: { readonly bare: BareFunction; readonly cwd: string },
): Promise<Acquisition> {
  const acquisitions: Acquisition[] = [];
  for (const target of await resolveTargets(args, cwd))
    acquisitions.push(await acquireTarget(sources, target, bare));
  return merge(acquisitions);
}
