import {
  collectPythonRanges,
  isOpenCheck,
  isShort,
  pythonName,
  pythonProvedBy,
  type CallArguments,
  type CalledCheck,
  type CheckKind,
  type ModuleUnit,
  type PythonConditions,
  type PythonPlace,
  type PythonReading,
  type Check,
} from '../../program/index.js';
import type { FlowRule } from '../../model/index.js';
import { isData, type PythonSchema } from '../python-data.js';
import type { PythonSchemas } from '../schemas/python-schemas.js';
import { clearedBy, type RulesByCheck, rulesByCheck } from '../schemas/taint.js';

/** What is known of data where code reads it. */
interface FoundChecks {
  /** Rules that do not apply to it; null: none does. */
  readonly cleared: readonly string[] | null;
  /** A schema that it fits. */
  readonly schema: PythonSchema | null;
}

const NO_CHECKS: FoundChecks = { cleared: [], schema: null };

/** Where code in Python has checked data. */
export class PythonChecks {
  private readonly known = new WeakMap<ModuleUnit, PythonConditions>();
  private readonly rules: RulesByCheck;
  private readonly schemas: PythonSchemas;

  constructor(rules: readonly FlowRule[], schemas: PythonSchemas) {
    this.rules = rulesByCheck(rules);
    this.schemas = schemas;
  }

  /** What a module's conditions check. */
  conditionsOf(module: ModuleUnit): PythonConditions {
    const known = this.known.get(module) ?? collectPythonRanges(module);
    this.known.set(module, known);
    return known;
  }

  /** What code has checked of what it reads at a place. */
  at(reading: PythonReading): FoundChecks {
    const { module, node } = reading;
    const name = pythonName(node, module.text);
    if (name === null) return NO_CHECKS;
    const { ranges } = this.conditionsOf(module);
    const checks = [...ranges.at(name, node.start), ...ranges.at('*', node.start)];
    // A list that is data itself allows everything.
    const isGood = ({ listName }: Check): boolean =>
      listName === undefined || !reading.lookUp(listName).some(isData);
    const called = checks.flatMap(({ called: call }) => call ?? []);
    const kinds = [
      ...checks.filter((check) => !isOpenCheck(check) && isGood(check)).map(({ kind }) => kind),
      ...called.flatMap((call) => this.provedBy(call, reading) ?? []),
    ];
    const cleared = kinds.map((kind) => clearedBy(kind, this.rules));
    const [schema = null] = called.flatMap((call) => this.schemas.shownBy(call, reading) ?? []);
    return { cleared: cleared.includes(null) ? null : cleared.flatMap((rules) => rules ?? []), schema };
  }

  /** What a function of the program has checked. */
  private provedBy(
    { callee, shows, isAwaited, ...at }: CalledCheck,
    reading: PythonReading,
  ): CheckKind | null {
    const [value, ...others] = reading.lookUp(callee);
    if (value?.kind !== 'function' || others.length > 0) return null;
    const { node, scope, positions } = value.unit;
    const name = at.keyword ?? positions[(at.position ?? 0) + (value.self ? 1 : 0)];
    if (name === undefined) return null;
    return pythonProvedBy(node, { name, shows, isAwaited }, this.conditionsOf(scope.module));
  }
}

/** `name[:64]`: the number of characters that are left. */
const CUT = /\[\s?(?:0\s?)?:\s?(\d{1,4})\s?\]$/;
/** `name.split('/')[-1]`: the sign at which the text was split. */
const SPLIT = /\.r?split\(\s?(["'])(.)\1[^()]{0,9}\)\s?\[[^[\]:]{1,20}\]$/;
/** Characters at the end of an expression that are looked at. */
const LONGEST_END = 60;

/** Characters that code takes out of data. */
export class PythonEscapes {
  private readonly rules: readonly FlowRule[];

  constructor(rules: readonly FlowRule[]) {
    this.rules = rules;
  }

  private without(signs: string): readonly string[] {
    const isOut = ({ escapes = '' }: FlowRule): boolean =>
      escapes !== '' && Array.from(escapes).every((sign) => signs.includes(sign));
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
    const [, end] = CUT.exec(module.text.slice(Math.max(node.start, node.end - LONGEST_END), node.end)) ?? [];
    const short = this.rules.filter(
      ({ checks }) => end !== undefined && isShort(Number(end)) && checks.includes('short'),
    );
    return [...this.without(sign), ...short.map(({ id }) => id)];
  }
}
