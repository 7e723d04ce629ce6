import { limitOf } from '../../files/index.js';
import { NO_FLOWS, type FlowRule, type Package, type Problem } from '../../model/index.js';
import { openTreeProgram, type TreeProgram } from '../../program/index.js';
import { scriptText } from '../../syntax/index.js';
import type { ArtifactAnswer, ArtifactInput } from '../analysis.js';
import { isLikelyHandler, likelyFirst } from '../likely-handlers.js';
import { ownScripts } from '../own-scripts.js';
import { callNames, wordsOf } from './call-names.js';
import type { DataFlow, FlowEntry, DataFlowFacts } from './flow-facts.js';
import { flowsOfEntry, type EntryFlows } from './flows-of-entry.js';
import { PackageCode } from './package-code.js';
import type { FlowTables } from './flow-tables.js';

/** Follows data through an artifact from each file that a function may start. */
class ArtifactFlows {
  private readonly flows = new Map<string, { readonly index: number; readonly flow: DataFlow }>();
  private readonly entries: FlowEntry[] = [];
  private readonly inner = new Set<string>();
  private readonly reasons = new Set<string>();
  private readonly files: TreeProgram;
  private readonly tables: FlowTables;
  private readonly isLate: () => boolean;
  private runs = 0;

  constructor(files: TreeProgram, tables: FlowTables, isLate: () => boolean) {
    this.files = files;
    this.tables = tables;
    this.isLate = isLate;
  }

  private indexOf(flow: DataFlow): number {
    const key = JSON.stringify(flow);
    const index = this.flows.get(key)?.index ?? this.flows.size;
    this.flows.set(key, { index, flow });
    return index;
  }

  private async follow(path: string, handler: string | null): Promise<EntryFlows | null> {
    if (this.isLate() || this.runs >= limitOf('followed-handlers')) {
      this.reasons.add(`${path} was not followed: the time was over, or there are too many files`);
      return null;
    }
    this.runs += 1;
    const entry = { path, handler: handler === null ? null : [handler] };
    const found = await flowsOfEntry(this.files, entry, { tables: this.tables, isLate: this.isLate });
    for (const reason of found.reasons) this.reasons.add(`${path}: ${reason}`);
    return found;
  }

  /** The ways of data from each export, if there are several. */
  private async handlersOf(path: string, { flows, exports }: EntryFlows): Promise<FlowEntry['handlers']> {
    const handlers: [string, readonly number[]][] = [];
    if (flows.length === 0 || exports.length < 2) return handlers;
    for (const name of exports) {
      const found = await this.follow(path, name);
      if (found) handlers.push([name, found.flows.map((flow) => this.indexOf(flow))]);
    }
    return handlers;
  }

  async add(path: string): Promise<void> {
    if (this.inner.has(path) && !isLikelyHandler(path)) return;
    const whole = await this.follow(path, null);
    if (!whole) return;
    for (const file of whole.files) if (file !== path) this.inner.add(file);
    const all = whole.flows.map((flow) => this.indexOf(flow));
    this.entries.push({ path, all, handlers: await this.handlersOf(path, whole) });
  }

  facts(rules: readonly FlowRule[]): DataFlowFacts {
    const flows = [...this.flows.values()].map(({ flow }) => flow);
    const used = new Set(flows.map(({ rule }) => rule));
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
  const found = new ArtifactFlows(files, tables, isLate);
  if (flows.rules.length > 0 && (await mayHarm(input, own, tables)))
    for (const path of own) await found.add(path);
  const facts = found.facts(flows.rules);
  return { facts, findings: [], problems: cutProblems(facts.reasons) };
}
