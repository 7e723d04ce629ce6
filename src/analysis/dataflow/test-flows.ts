import { textTree } from '../../files/index.js';
import type { FlowRules } from '../../model/index.js';
import { openTreeProgram } from '../../program/index.js';
import { callNames } from './call-names.js';
import { PackageCode } from './package-code.js';
import { flowsOfEntry } from './flows-of-entry.js';

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
  const scripts = Object.keys(files);
  const [path = ''] = scripts;
  const program = await openTreeProgram(textTree(new Map(Object.entries(files))), {
    scripts,
    isWanted: () => false,
  });
  const tables = { rules: flows.rules, names: callNames(flows), packages: new PackageCode({ packages: [] }) };
  const found = await flowsOfEntry(program, { path, handler: null }, { tables, isLate: () => false });
  return [...new Set(found.flows.map(({ rule }) => rule))];
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
