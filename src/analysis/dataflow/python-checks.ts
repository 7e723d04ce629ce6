import {
  CheckedRanges,
  collectPythonRanges,
  type CallArguments,
  type ModuleUnit,
  pythonName,
  type PythonPlace,
  type PythonReading,
  type Check,
} from '../../program/index.js';
import type { FlowRule } from '../../model/index.js';
import { isData } from '../python-data.js';
import { clearedBy, type RulesByCheck, rulesByCheck } from '../schemas/taint.js';

/** Where code in Python has checked data. */
export class PythonChecks {
  private readonly ranges = new WeakMap<ModuleUnit, CheckedRanges>();
  private readonly rules: RulesByCheck;

  constructor(rules: readonly FlowRule[]) {
    this.rules = rulesByCheck(rules);
  }

  /** Rules that do not apply to what code reads at a place; null: none does. */
  clearedAt(reading: PythonReading): readonly string[] | null {
    const { module, node } = reading;
    const name = pythonName(node, module.text);
    if (name === null) return [];
    const ranges = this.ranges.get(module) ?? new CheckedRanges(collectPythonRanges(module));
    this.ranges.set(module, ranges);
    const checks = [...ranges.at(name, node.start), ...ranges.at('*', node.start)];
    // A list that is data itself allows everything.
    const isGood = ({ listName }: Check): boolean =>
      listName === undefined || !reading.lookUp(listName).some(isData);
    const cleared = checks.filter(isGood).map(({ kind }) => clearedBy(kind, this.rules));
    return cleared.includes(null) ? null : cleared.flatMap((rules) => rules ?? []);
  }
}

/** `name.split('/')[-1]`: the sign at which the text was split. */
const SPLIT = /\.r?split\(\s?(["'])(.)\1[^()]{0,9}\)\s?\[[^[\]:]{1,20}\]$/;
/** Characters at the end of an expression that are looked at. */
const LONGEST_END = 60;

/** Characters that code takes out of data. */
export class PythonEscapes {
  private readonly rules: readonly FlowRule[];

  constructor(rules: readonly FlowRule[]) {
    this.rules = rules.filter(({ escapes }) => escapes !== undefined);
  }

  private without(signs: string): readonly string[] {
    const isOut = ({ escapes = '' }: FlowRule): boolean =>
      Array.from(escapes).every((sign) => signs.includes(sign));
    return signs === '' ? [] : this.rules.filter(isOut).map(({ id }) => id);
  }

  /** Rules that do not apply after `name.replace('/', '')`. */
  replaced(method: string, { positional: [found = [], by = []] }: CallArguments): readonly string[] {
    const [value] = found;
    if (method !== 'replace' || found.length !== 1 || value?.kind !== 'text') return [];
    const { text } = value;
    // Code writes the end of a line as two characters.
    const sign = text === String.raw`\n` ? '\n' : text;
    const isOut = by.every((each) => each.kind === 'text' && !each.text.includes(text));
    return isOut && sign.length === 1 ? this.without(sign) : [];
  }

  /** Rules that do not apply to an element of a text that was split. */
  splitAt({ module, node }: PythonPlace): readonly string[] {
    const [, , sign = ''] =
      SPLIT.exec(module.text.slice(Math.max(node.start, node.end - LONGEST_END), node.end)) ?? [];
    return this.without(sign);
  }
}
