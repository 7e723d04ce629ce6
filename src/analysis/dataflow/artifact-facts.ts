import { NO_FLOWS, type FlowRule, type Package, type Problem } from '../../model/index.js';
import { openTreeProgram } from '../../program/index.js';
import { scriptText } from '../../syntax/index.js';
import type { ArtifactAnswer, ArtifactInput } from '../analysis.js';
import { EntryFollower } from '../follow-entries.js';
import { Interned } from '../interned.js';
import { isLikelyHandler, likelyFirst } from '../likely-handlers.js';
import { ownScripts } from '../own-scripts.js';
import { callNames, wordsOf } from './call-names.js';
import type { DataFlow, FlowEntry, DataFlowFacts } from './flow-facts.js';
import { flowsOfEntry, type EntryFlows } from './flows-of-entry.js';
import { PackageCode } from './package-code.js';
import type { FlowTables } from './flow-tables.js';

/** Collects the ways of data from an artifact's entries: each way is kept once. */
class FoundFlows {
  private readonly flows = new Interned<DataFlow>();
  private readonly entries: FlowEntry[] = [];
  private readonly reasons = new Set<string>();
  private readonly follower: EntryFollower<EntryFlows>;

  constructor(follower: EntryFollower<EntryFlows>) {
    this.follower = follower;
  }

  private indexesOf({ flows }: EntryFlows): number[] {
    return flows.map((flow) => this.flows.indexOf(flow));
  }

  async add(path: string): Promise<void> {
    const found = await this.follower.follow(path);
    if (!found) return;
    const handlers = found.handlers.map(([name, run]) => [name, this.indexesOf(run)] as const);
    for (const run of [found.all, ...found.handlers.map(([, each]) => each)])
      for (const reason of run.reasons) this.reasons.add(`${path}: ${reason}`);
    this.entries.push({ path, all: this.indexesOf(found.all), handlers });
  }

  facts(rules: readonly FlowRule[]): DataFlowFacts {
    const flows = this.flows.values;
    const used = new Set(flows.map(({ rule }) => rule));
    if (this.follower.isCut) this.reasons.add('the time was over, or there are too many files');
    return {
      flows,
      rules: rules.filter(({ id }) => used.has(id)).map(({ sinks: _sinks, ...rule }) => rule),
      entries: this.entries,
      reasons: [...this.reasons].sort(),
    };
  }
}

/** Whether own code has a word without which no rule applies, or holds a package that rules name: minified code has no names of modules. */
async function mayHarm(
  { tree, inventory }: ArtifactInput,
  own: readonly string[],
  { rules, names }: FlowTables,
): Promise<boolean> {
  const isNamed = ({ presence, name }: Package): boolean => presence === 'bundled' && names.modules.has(name);
  if (inventory.packages.some(isNamed)) return true;
  const words = wordsOf(rules);
  for await (const { bytes } of tree.readMany(own)) {
    const text = bytes ? scriptText(bytes) : '';
    if (words.some((word) => text.includes(word))) return true;
  }
  return false;
}

function cutProblems(reasons: ReadonlySet<string> | readonly string[]): Problem[] {
  return [...reasons].map((reason) => ({
    code: 'timed-out',
    path: '',
    message: `Data from events was not followed to its end: ${reason}.`,
    affectsCompleteness: true,
  }));
}

/** Where data from outside goes in the code of an artifact. */
export async function artifactFacts(input: ArtifactInput): Promise<ArtifactAnswer<DataFlowFacts>> {
  const { tree, program, isLate, flows = NO_FLOWS } = input;
  const own = likelyFirst(ownScripts(input));
  const tables = {
    rules: flows.rules,
    names: callNames(flows),
    packages: new PackageCode(input.inventory),
  };
  const files = await openTreeProgram(tree, { scripts: program.scripts, isWanted: () => false });
  const found = new FoundFlows(
    new EntryFollower<EntryFlows>({
      follow: (path, handler) =>
        flowsOfEntry(files, { path, handler: handler === null ? null : [handler] }, { tables, isLate }),
      hasMore: ({ flows: each, exports }) => each.length > 0 && exports.length > 1,
      isLikely: isLikelyHandler,
      isLate,
    }),
  );
  if (flows.rules.length > 0 && (await mayHarm(input, own, tables)))
    for (const path of own) await found.add(path);
  const facts = found.facts(flows.rules);
  return { facts, findings: [], problems: cutProblems(facts.reasons) };
}
