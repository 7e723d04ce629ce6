import {
  CheckedRanges,
  collectPythonRanges,
  type ModuleUnit,
  pythonName,
  type PythonReading,
  type Check,
} from '../../program/index.js';
import type { FlowRule } from '../../model/index.js';
import { isData } from '../python-data.js';
import { clearedBy, type RulesByCheck, rulesByCheck } from './taint.js';

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
