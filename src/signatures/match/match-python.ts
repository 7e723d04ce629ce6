import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { lineAt, shorten, wantedHits, type Hit } from './hit.js';
import type { ScannedFile } from './scanned-file.js';
import type { PythonPattern } from '../signature-schema.js';
import type { TextPattern } from '../text/text-pattern.js';
import { FollowedValues } from '../python/follow-values.js';
import { importedFunctions } from '../python/import-code.js';
import { nameTest } from '../python/name-pattern.js';
import { argumentsOf, sourceOf, type Code, type FunctionUnit } from '../python/python-module.js';
import { PythonNames } from '../python/python-names.js';
import { readPythonModule } from '../python/read-python-module.js';

interface PythonFacts {
  readonly names: PythonNames;
  imported: ReadonlySet<FunctionUnit> | null;
}

const factsOfFile = new WeakMap<ScannedFile, PythonFacts | null>();

function factsOf(file: ScannedFile): PythonFacts | null {
  const known = factsOfFile.get(file);
  if (known !== undefined) return known;
  const script = file.python();
  const facts = script ? { names: new PythonNames(readPythonModule(script)), imported: null } : null;
  if (script === null) file.miss();
  factsOfFile.set(file, facts);
  return facts;
}

interface PythonContext {
  readonly pattern: (source: string) => TextPattern;
  readonly every: boolean;
}

/** The values that a call is given and that a rule asks about. */
function askedValues(
  { node, scope }: Code,
  { arguments: wanted, besides = [] }: PythonPattern,
  names: PythonNames,
): readonly Code[] {
  const all = argumentsOf(node);
  const nameOf = (each: PythonNode): string =>
    each.type === 'keyword_argument' ? sourceOf(fieldOf(each, 'name') ?? each, names.module) : '';
  const asked = all.filter((each, at) => {
    const name = nameOf(each);
    if (!wanted) return !besides.includes(name);
    return name === '' ? wanted.includes(at) : wanted.includes(name);
  });
  const callee = fieldOf(node, 'function');
  const object =
    callee?.type === 'attribute' && (!wanted || wanted.includes('self'))
      ? fieldOf(callee, 'object')
      : undefined;
  return [...asked, ...(object ? [object] : [])].map((each) => ({ node: each, scope }));
}

/** Calls of a file in Python that fit a pattern. */
export function matchPython(
  file: ScannedFile,
  wanted: PythonPattern,
  { pattern, every }: PythonContext,
): readonly Hit[] {
  const facts = factsOf(file);
  if (!facts) return [];
  const { names } = facts;
  const isCalled = nameTest(wanted.call);
  let calls = names.module.calls.filter(({ node, scope }) => {
    const callee = fieldOf(node, 'function');
    const name = callee ? names.nameOf({ node: callee, scope }) : null;
    return name !== null && isCalled(name.name) && (!wanted.composed || name.isComposed);
  });
  if (wanted.runs === 'import' && calls.length > 0) {
    const imported = (facts.imported ??= importedFunctions(names));
    calls = calls.filter(({ scope: { owner } }) => owner === null || imported.has(owner));
  }
  const { from, through } = wanted;
  if (from && calls.length > 0) {
    const { text } = from;
    const isText = text === undefined ? () => false : (each: string) => pattern(text).isIn(each);
    const values = new FollowedValues(names, { from, through, isText });
    calls = calls.filter((call) => askedValues(call, wanted, names).some((each) => values.comes(each)));
  }
  const { text } = names.module;
  return wantedHits(file, calls, every).map(({ node }) => ({
    path: file.path,
    offset: node.start,
    line: lineAt(text, node.start),
    detail: shorten(text.slice(node.start, node.end)),
  }));
}
