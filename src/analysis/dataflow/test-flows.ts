import { PythonModules } from '../../ecosystems/index.js';
import { textTree } from '../../files/index.js';
import type { FlowRules } from '../../model/index.js';
import { openTreeProgram, PackageCode } from '../../program/index.js';
import { parsePython, type PythonScript } from '../../syntax/index.js';
import { callNames, pythonNames } from '../call-names.js';
import type { EntryFlows } from '../found-flows.js';
import { EventParts } from '../event-parts.js';
import { flowsOfEntry } from './flows-of-entry.js';
import { pythonFlowsOfEntry } from './python-flows-of-entry.js';

/** Code with the result that a rule must have for it. */
export interface FlowExample {
  readonly why: string;
  /** Path → content; the first file is the handler's. */
  readonly files: Readonly<Record<string, string>>;
}

/** An example with the wrong result. */
export interface FlowFailure {
  readonly rule: string;
  readonly kind: 'bad' | 'good';
  readonly why: string;
}

interface RuleExamples {
  readonly id: string;
  readonly examples: { readonly bad: readonly FlowExample[]; readonly good: readonly FlowExample[] };
}

/** Ids of the rules that code breaks. The first file is the handler's. */
export async function rulesBroken(files: FlowExample['files'], flows: FlowRules): Promise<string[]> {
  const found = Object.keys(files).some((path) => path.endsWith('.py'))
    ? await foundInPython(files, flows)
    : await foundInScripts(files, flows);
  const ofEvents = found.flows.filter(({ from }) => !from);
  return [...new Set(ofEvents.flatMap(({ rule }) => rule ?? []))];
}

async function foundInPython(files: FlowExample['files'], flows: FlowRules): Promise<EntryFlows> {
  const scripts = new Map<string, PythonScript>();
  for (const [path, text] of Object.entries(files)) {
    const script = await parsePython(text);
    if (typeof script !== 'string') scripts.set(path, script);
  }
  const [path = ''] = scripts.keys();
  const program = { scripts, modules: new PythonModules([...scripts.keys()]), roots: [''] };
  return pythonFlowsOfEntry(program, { path, handler: null }, pythonNames(flows));
}

async function foundInScripts(files: FlowExample['files'], flows: FlowRules): Promise<EntryFlows> {
  const scripts = Object.keys(files).filter((each) => !each.endsWith('.json'));
  const [path = ''] = scripts;
  const program = await openTreeProgram(textTree(new Map(Object.entries(files))), {
    scripts,
    isWanted: () => false,
    readsSchemas: true,
  });
  const tables = {
    rules: flows.rules,
    names: callNames(flows),
    packages: new PackageCode({ packages: [] }),
    events: new EventParts(flows.events, flows.facts.requestTexts),
  };
  return flowsOfEntry(program, { path, handler: null }, tables);
}

/** Runs the rules' own examples: bad ones must be found, good ones must not. */
export async function testFlows(
  files: readonly RuleExamples[],
  flows: FlowRules,
): Promise<readonly FlowFailure[]> {
  const failures: FlowFailure[] = [];
  const tried = files.flatMap(({ id, examples }) =>
    (['bad', 'good'] as const).flatMap((kind) => examples[kind].map((example) => ({ id, kind, ...example }))),
  );
  for (const { id, kind, why, files: code } of tried) {
    const isFound = (await rulesBroken(code, flows)).includes(id);
    if (isFound !== (kind === 'bad')) failures.push({ rule: id, kind, why });
  }
  return failures;
}
