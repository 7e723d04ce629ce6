import type { ServerlessFunction } from '../../model/index.js';
import type { Problem } from '../../model/index.js';
import type { MountedFacts } from '../analysis.js';
import { exportName, handlerFile, type MountedFiles } from '../handler-files.js';
import { isOfOtherLanguage, isWithoutPython } from '../own-scripts.js';
import { pythonFile } from '../python-handler.js';
import { notFollowed, type DataFlow, type DataFlowFacts, type LanguageFlows } from '../flow-facts.js';

const HANDLER_IS_INNER = 'the file of the handler was only followed together with others';

/** Files that a function without a handler may start: those of usual handlers, if there are any. Tools' files are none. */
function likelyEntries({ entries }: LanguageFlows): LanguageFlows['entries'] {
  const likely = entries.filter(({ isLikely }) => isLikely);
  return likely.length > 0 ? likely : entries.filter(({ path }) => !/(?:^|\/)\./.test(path));
}

/** The entries of a mount that a function starts. Where none is its handler's file, each of them may hold the handler. */
function startedEntries(facts: LanguageFlows, file: number | 'any' | null): LanguageFlows['entries'] {
  if (file === 'any') return likelyEntries(facts);
  return file === null || file >= facts.entries.length ? facts.entries : facts.entries.slice(file, file + 1);
}

/** The ways of data in code of a mount that a function's handler starts. */
function flowsIn(facts: LanguageFlows, file: number | 'any' | null, name: string | null): DataFlow[] {
  const indexes = startedEntries(facts, file).flatMap(
    ({ all, handlers }) => handlers.find(([each]) => each === name)?.[1] ?? all,
  );
  return [...new Set(indexes)].flatMap((index) => facts.flows[index] ?? []);
}

/** Paths of files, those of entries first. */
function pathsOf({ entries, inner }: LanguageFlows): readonly string[] {
  return [...entries.map(({ path }) => path), ...inner];
}

/** A way of data in a function's code, with the facts that it stands in. */
export interface FunctionFlow {
  readonly flow: DataFlow;
  readonly facts: LanguageFlows;
}

interface FunctionFlows {
  readonly flows: readonly FunctionFlow[];
  readonly problems: readonly Problem[];
}

interface LanguageMount {
  readonly path: string;
  readonly flows: LanguageFlows | null;
}

type FindFile = (fn: ServerlessFunction, mounts: readonly MountedFiles[]) => ReturnType<typeof handlerFile>;

/** Where data goes in code of one language. */
function flowsOfLanguage(
  fn: ServerlessFunction,
  mounts: readonly LanguageMount[],
  findFile: FindFile,
): FunctionFlows {
  const indexed = mounts.map(({ path, flows }) => ({
    path,
    index: flows && { byPath: new Map(pathsOf(flows).map((each, at) => [each, at])) },
  }));
  const file = findFile(fn, indexed);
  const isOne = file !== null && file !== 'any';
  const flows = mounts.flatMap(({ flows: facts }, at) => {
    if (!facts || (isOne && file.mount !== at)) return [];
    const found = flowsIn(facts, isOne ? file.file : file, exportName(fn));
    return found.map((flow) => ({ flow, facts }));
  });
  const isInner = isOne && file.file >= (mounts[file.mount]?.flows?.entries.length ?? 0);
  const inner = isInner ? [notFollowed('unresolved', fn.handler ?? '', HANDLER_IS_INNER)] : [];
  return { flows, problems: [...mounts.flatMap((mount) => mount.flows?.problems ?? []), ...inner] };
}

/** Where event data goes in the code that a serverless function starts. */
export function flowsOfFunction(
  fn: ServerlessFunction,
  mounts: readonly MountedFacts<DataFlowFacts>[],
): FunctionFlows {
  const of = (language: keyof DataFlowFacts): LanguageMount[] =>
    mounts.map(({ path, facts }) => ({ path, flows: facts?.[language] ?? null }));
  const found = [
    ...(isOfOtherLanguage(fn.runtime) ? [] : [flowsOfLanguage(fn, of('javascript'), handlerFile)]),
    ...(isWithoutPython(fn.runtime) ? [] : [flowsOfLanguage(fn, of('python'), pythonFile)]),
  ];
  return {
    flows: found.flatMap(({ flows }) => flows),
    problems: found.flatMap(({ problems }) => problems),
  };
}
