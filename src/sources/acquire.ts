import { basename, join, relative } from 'node:path';
import type { Problem, ServerlessFunction } from '../model/index.js';
import { refuseUnused } from './bare-function.js';
import { distinctNames } from './distinct-names.js';
import { isReallyInside, kindOf, leadsOut, namesIn, shownPath } from './host-files.js';
import { resolveTargets } from './resolve-targets.js';
import type { Acquisition, ArtifactReference, BareFunction, Source, Target } from './source.js';

interface Chosen {
  readonly source: Source;
  readonly target: Target;
}

/** Folders of a project in which a source's output may lie. The target may also be the first folder of such a path (`.aws-sam`). */
function placesOf(source: Source, target: Target): string[] {
  return source.folders.flatMap((folder) => {
    const [first, ...rest] = folder.split('/');
    const inside = basename(target.hostPath) === first && rest.length > 0 ? [rest.join('/')] : [];
    return [folder, ...inside].map((way) => join(target.hostPath, way));
  });
}

/** Sources that recognise a target, and problems that kept others from reading it. */
interface Choice {
  readonly chosen: readonly Chosen[];
  readonly refused: readonly Problem[];
}

/** Output folders of these sources that the target contains. A folder that a link leads out of the target is a problem. */
async function toolFolders(
  sources: readonly Source[],
  target: Target,
): Promise<{ readonly folders: readonly Chosen[]; readonly refused: readonly Problem[] }> {
  const folders: Chosen[] = [];
  const refused: Problem[] = [];
  for (const source of target.kind === 'directory' ? sources : []) {
    for (const hostPath of placesOf(source, target)) {
      if ((await kindOf(hostPath)) !== 'directory') continue;
      const path = shownPath(target, hostPath);
      if (await isReallyInside(target.root, hostPath))
        folders.push({ source, target: { ...target, hostPath, path } });
      else refused.push(leadsOut(path));
    }
  }
  return { folders, refused };
}

/** Name of an archive that a tool packs into a folder of its own, such as `.serverless`. */
const PACKED = /\.zip$/i;

/** Tools' own folders that contain archives without a description of them. These archives are deployed. */
async function archiveFolders(folders: readonly Chosen[], { hostPath }: Target): Promise<Target[]> {
  const found: Target[] = [];
  for (const { target } of folders) {
    const isOfTool = relative(hostPath, target.hostPath).startsWith('.');
    if (isOfTool && (await namesIn(target.hostPath)).some((name) => PACKED.test(name))) found.push(target);
  }
  return found;
}

/** The candidates whose source recognises the target. */
async function recognising(candidates: readonly Chosen[], refused: Problem[]): Promise<Chosen[]> {
  const chosen: Chosen[] = [];
  for (const candidate of candidates) {
    const isKnown = await candidate.source.recognises(candidate.target);
    if (isKnown === true) chosen.push(candidate);
    else if (isKnown) refused.push(isKnown);
  }
  return chosen;
}

/**
 * Chooses the sources of one target: the first that recognises the target itself, else all that recognise an output
 * folder in it. Otherwise the last source reads the archives in tools' folders, or, without any, the target.
 */
async function chooseSources(sources: readonly Source[], target: Target): Promise<Choice> {
  const specific = sources.slice(0, -1);
  const refused: Problem[] = [];
  for (const source of specific) {
    const chosen = await recognising([{ source, target }], refused);
    if (chosen.length > 0) return { chosen, refused };
  }
  const below = await toolFolders(specific, target);
  refused.push(...below.refused);
  const outputs = await recognising(below.folders, refused);
  const last = sources.at(-1);
  if (outputs.length > 0 || !last) return { chosen: outputs, refused };
  const archives = await archiveFolders(below.folders, target);
  const own = archives.length > 0 ? archives : [target];
  const chosen = own.map((one) => ({ source: last, target: one }));
  return { chosen: archives.length > 0 ? chosen : await recognising(chosen, refused), refused };
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

/** The acquisition of one source from one target. */
interface Found {
  readonly place: string;
  readonly acquisition: Acquisition;
}

/** Each artifact once, by its key. */
function mergedArtifacts(found: readonly Found[]): ArtifactReference[] {
  const byKey = new Map<string, { readonly artifact: ArtifactReference; readonly place: string }>();
  for (const { place, acquisition } of found)
    for (const artifact of acquisition.artifacts)
      if (!byKey.has(artifact.key)) byKey.set(artifact.key, { artifact, place });
  const once = [...byKey.values()];
  const names = distinctNames(once.map(({ artifact, place }) => ({ name: artifact.name, place })));
  return once.map(({ artifact }, at) => ({ ...artifact, name: names[at] ?? artifact.name }));
}

/** Merges functions that two targets contain, when one target lies in the other or both name the same file. */
function distinctFunctions<Held extends { readonly fn: ServerlessFunction }>(found: readonly Held[]): Held[] {
  const byFacts = new Map<string, Held>();
  for (const each of found) {
    const { id, mounts, handler, runtime } = each.fn;
    // Functions without code are never merged: nothing proves that they are the same.
    const key = JSON.stringify([id, mounts.length > 0 ? mounts : byFacts.size, handler, runtime]);
    if (!byFacts.has(key)) byFacts.set(key, each);
  }
  return [...byFacts.values()];
}

/** Joins acquisitions and makes their ids and names unique. */
function merge(found: readonly Found[]): Acquisition {
  const functions = distinctFunctions(
    found.flatMap(({ place, acquisition }) =>
      acquisition.functions.map((fn) => ({
        fn,
        problems: acquisition.functionProblems.get(fn.id),
        name: fn.id,
        place,
      })),
    ),
  );
  const ids = distinctNames(functions);
  const identified = functions.map((each, at) => ({ ...each, id: ids[at] ?? each.name }));
  return {
    functions: identified.map(({ fn, id }) => ({ ...fn, id })),
    artifacts: mergedArtifacts(found),
    problems: found.flatMap(({ acquisition }) => acquisition.problems),
    functionProblems: new Map(identified.flatMap(({ id, problems }) => (problems ? [[id, problems]] : []))),
  };
}

function foundNothing({ hostPath: place }: Target, problems: readonly Problem[]): Found {
  return { place, acquisition: { functions: [], artifacts: [], problems, functionProblems: new Map() } };
}

/** Settings of functions that a tool would write into its output, where only their code is read. */
async function unreadSettings(specific: readonly Source[], target: Target): Promise<Problem[]> {
  const advice = await Promise.all(specific.map(async (source) => source.advise?.(target) ?? null));
  const { path } = target;
  return advice
    .filter((sentence) => sentence !== null)
    .map((sentence) => {
      const message = `${path} was read as code: the settings of its functions were not read. ${sentence}`;
      return { code: 'unsupported', path, message, affectsCompleteness: false };
    });
}

async function acquireTarget(
  sources: readonly Source[],
  target: Target,
  bare: BareFunction,
): Promise<Found[]> {
  const { chosen, refused } = await chooseSources(sources, target);
  const found: Found[] = refused.length > 0 ? [foundNothing(target, refused)] : [];
  for (const { source, target: output } of chosen)
    found.push({ place: output.hostPath, acquisition: await source.acquire(output, bare) });
  const isNothing = found.every(
    ({ acquisition: { functions, artifacts, problems } }) =>
      functions.length === 0 && artifacts.length === 0 && problems.length === 0,
  );
  if (!isNothing) {
    const isCode = chosen.some(({ source, target: own }) => source === sources.at(-1) && own === target);
    const unread = isCode ? await unreadSettings(sources.slice(0, -1), target) : [];
    return unread.length === 0 ? found : [...found, foundNothing(target, unread)];
  }
  return [foundNothing(target, [await nothingFound(sources, target)])];
}

/** Implements `acquire` of the index. @param sources in order of precedence; the last accepts any target. */
export async function acquireFrom(
  sources: readonly Source[],
  args: readonly string[],
  { bare, cwd }: { readonly bare: BareFunction; readonly cwd: string },
): Promise<Acquisition> {
  const found: Found[] = [];
  for (const target of await resolveTargets(args, cwd))
    found.push(...(await acquireTarget(sources, target, bare)));
  const acquisition = merge(found);
  await refuseUnused(bare, acquisition);
  return acquisition;
}
