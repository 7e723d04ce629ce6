import type { Artifact, OperationAnswer, OperationUse, ServerlessFunction } from '../../model/index.js';
import { groupBy } from '../../model/index.js';
import type { FunctionAnswer, FunctionInput } from '../analysis.js';
import { exportName, handlerFile } from '../handler-files.js';
import { isOfOtherLanguage, isWithoutPython } from '../own-scripts.js';
import type { EntryFacts, HandlerFacts, OperationFacts, PermissionFacts } from './permission-facts.js';
import { pythonFile } from '../python-handler.js';

const LANGUAGE = /^(?:nodejs|python)/;

const NOTHING: FunctionAnswer = { reachable: new Map(), findings: [], problems: [] };

interface MountIndex {
  readonly path: string;
  readonly artifact: Artifact;
  readonly facts: OperationFacts | null;
  readonly index: { readonly byPath: ReadonlyMap<string, number> } | null;
}

/** Indexes of files by path: those of entries, and behind them those of other files. */
function indexOf(facts: OperationFacts): { readonly byPath: ReadonlyMap<string, number> } {
  const paths = [...facts.entries.map(({ path }) => path), ...facts.inner];
  return { byPath: new Map(paths.map((path, at) => [path, at])) };
}

interface Part {
  readonly facts: OperationFacts;
  readonly handler: HandlerFacts;
}

/** The uses of one operation in several parts of the code. */
function merged([first, ...others]: readonly OperationUse[]): OperationUse[] {
  if (!first) return [];
  if (others.length === 0) return [first];
  const all = [first, ...others];
  const once = <Value>(values: readonly Value[]): Value[] => [
    ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
  ];
  return [
    {
      ...first,
      calls: once(all.flatMap(({ calls }) => calls)),
      places: once(all.flatMap(({ places }) => places)),
    },
  ];
}

function compose(parts: readonly Part[], reasons: readonly string[]): OperationAnswer {
  const uses = parts.flatMap(({ facts, handler: [, indexes] }) =>
    indexes.flatMap((index) => facts.operations[index] ?? []),
  );
  const unresolved = parts.flatMap(({ facts, handler: [, , indexes] }) =>
    indexes.flatMap((index) => facts.reasons[index] ?? []),
  );
  const groups = groupBy(uses, ({ service, operation }) => [`${service}:${operation}`]);
  return {
    operations: [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, group]) => merged(group)),
    unresolved: [...new Set([...unresolved, ...reasons])].sort(),
  };
}

/** What an entry's handler does; null if the file has no such export. */
function handlerIn({ all, handlers }: EntryFacts, name: string | null): HandlerFacts {
  return handlers.find(([each]) => each === name) ?? all;
}

/** Everything that any code of the mounts does. */
function everything(mounts: readonly MountIndex[]): Part[] {
  return mounts.flatMap(({ facts }) => facts?.entries.map(({ all }) => ({ facts, handler: all })) ?? []);
}

/** Whether some code was not read: it may perform any operation. */
function isPartlyUnread({ problems }: Artifact): boolean {
  return problems.some(({ affectsCompleteness }) => affectsCompleteness);
}

/** Whether nothing that Node runs can call AWS. Code that was not seen can. */
function isSilent({ runtime }: ServerlessFunction, mounts: readonly MountIndex[]): boolean {
  const isSeen = mounts.some(({ facts }) => facts !== null && facts.ownScripts > 0);
  const isQuiet = mounts.every(
    ({ facts, artifact }) => facts?.isSilent === true && !isPartlyUnread(artifact),
  );
  return LANGUAGE.test(runtime ?? '') && isSeen && isQuiet;
}

/** Why code beside the handler's file may perform more. Packages of a layer are not followed. */
function besides(mounts: readonly MountIndex[], own: OperationFacts): string[] {
  const isBeside = mounts.some(({ facts }) => facts !== own && facts?.isSilent === false);
  return isBeside ? ['a layer holds code that may call AWS and was not followed'] : [];
}

function unseenIn(mounts: readonly MountIndex[]): string[] {
  const isUnseen = mounts.some(({ facts, artifact }) => facts === null || isPartlyUnread(artifact));
  return isUnseen ? ['some of its code could not be analysed'] : [];
}

function answerOf(
  fn: ServerlessFunction,
  mounts: readonly MountIndex[],
  file: ReturnType<typeof handlerFile>,
): OperationAnswer | null {
  const unseen = unseenIn(mounts);
  if (file === null) return null;
  if (file === 'any') return compose(everything(mounts), unseen);
  const facts = mounts[file.mount]?.facts;
  const entry = facts?.entries[file.file];
  if (facts && entry) {
    const handler = handlerIn(entry, exportName(fn));
    return compose([{ facts, handler }], [...unseen, ...besides(mounts, facts)]);
  }
  return compose(everything(mounts), [
    ...unseen,
    'the file of the handler was only followed together with others',
  ]);
}

type Mounts = FunctionInput<PermissionFacts>['mounts'];

/** The facts of one language. */
function mountsOf(
  mounts: Mounts,
  factsOf: (facts: PermissionFacts) => OperationFacts | null | undefined,
): MountIndex[] {
  return mounts.flatMap(({ path, artifact, facts: all }) => {
    const facts = all && factsOf(all);
    // An artifact without code of the language, not one that was not analysed.
    if (all && facts === null) return [];
    return [{ path, artifact, facts: facts ?? null, index: facts ? indexOf(facts) : null }];
  });
}

/** Whether the handler is one in JavaScript, where both languages could start. */
function startsNode(fn: ServerlessFunction, node: readonly MountIndex[]): boolean {
  const file = handlerFile(fn, node);
  return file !== null && file !== 'any';
}

/** Whether another language's code starts, of which no operation is known: nothing of Node's or Python's is outside of packages. */
function isOfAnotherLanguage({ runtime }: ServerlessFunction, mounts: readonly MountIndex[]): boolean {
  return !LANGUAGE.test(runtime ?? '') && mounts.every(({ facts }) => facts?.ownScripts === 0);
}

function operationsOf(fn: ServerlessFunction, mounts: Mounts): OperationAnswer | null {
  const python = isWithoutPython(fn.runtime) ? [] : mountsOf(mounts, (facts) => facts.python);
  const node = isOfOtherLanguage(fn.runtime) ? [] : mountsOf(mounts, (facts) => facts);
  const isPython = python.some(({ facts }) => facts !== null) && !startsNode(fn, node);
  const indexed = isPython ? python : node;
  if (indexed.length === 0 || isOfAnotherLanguage(fn, indexed)) return null;
  if (isSilent(fn, indexed)) return { operations: [], unresolved: [] };
  return answerOf(fn, indexed, isPython ? pythonFile(fn, python) : handlerFile(fn, node));
}

/** Answers which AWS operations a function's code can perform. */
export function answerPermissions({ fn, mounts }: FunctionInput<PermissionFacts>): FunctionAnswer {
  const operations = operationsOf(fn, mounts);
  return operations ? { ...NOTHING, operations } : NOTHING;
}
