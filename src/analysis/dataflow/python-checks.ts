import {
  collectPythonRanges,
  meaningsOf,
  NO_PROOF,
  isOpenCheck,
  isShort,
  pythonName,
  pythonProvedBy,
  strongestKind,
  type CallArguments,
  type CalledCheck,
  type CheckKind,
  type ModuleUnit,
  type PythonConditions,
  type PythonFlow,
  type PythonPlace,
  type PythonProof,
  type PythonReading,
  type PythonValue,
  type Check,
} from '../../program/index.js';
import type { FlowRule } from '../../model/index.js';
import { isData, type PythonSchema } from '../python-data.js';
import { bothSchemas, checkedParts, withoutParts } from '../schemas/python-checked-parts.js';
import type { FoundChecks } from '../schemas/python-limits.js';
import { isEscaped } from '../schemas/text-methods.js';
import type { PythonSchemas } from '../schemas/python-schemas.js';
import { clearedBy, type RulesByCheck, rulesByCheck } from '../texts/rules-by-check.js';

/** Functions that call each other to check the same data. */
const DEEPEST = 3;

const NO_CHECKS: FoundChecks = { cleared: [], schema: null, changed: [] };

/** Where code in Python has checked data. */
export class PythonChecks {
  private readonly known = new WeakMap<ModuleUnit, PythonConditions>();
  private readonly rules: RulesByCheck;
  private readonly schemas: PythonSchemas;
  private flow: PythonFlow | null = null;

  /** The program whose functions check data. */
  attach(flow: PythonFlow): void {
    this.flow = flow;
  }

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
    const called = checks.flatMap(({ called: call }) => call ?? []);
    const fits = called.map((call) => this.shownBy(call, reading));
    const kinds = [...this.kindsOf(checks, reading), ...fits.flatMap((each) => each?.kind ?? [])];
    const cleared = kinds.map((kind) => clearedBy(kind, this.rules));
    const changed = (from: number): readonly string[] => ranges.changedBelow(name, [from, node.start]);
    const byCalls = called.map(({ call }, at) => withoutParts(fits[at] ?? null, changed(call.end)));
    return {
      cleared: cleared.includes(null) ? null : cleared.flatMap((rules) => rules ?? []),
      schema: [...byCalls, checkedParts(this.partsAt(name, reading))].reduce(bothSchemas, null),
      changed: changed(0),
    };
  }

  /** What conditions show by themselves. */
  private kindsOf(checks: readonly Check[], reading: PythonReading): readonly CheckKind[] {
    // A list that is data itself allows everything.
    const isGood = ({ listName }: Check): boolean =>
      listName === undefined || !reading.lookUp(listName).some(isData);
    return checks.filter((check) => !isOpenCheck(check) && isGood(check)).map(({ kind }) => kind);
  }

  /** Parts of what code reads that it has checked there. */
  private partsAt(name: string, reading: PythonReading): ReadonlyMap<string, CheckKind> {
    const { ranges } = this.conditionsOf(reading.module);
    const parts = ranges.below(name).map((each) => {
      const kinds = this.kindsOf(ranges.at(each, reading.node.start), reading);
      return [each.slice(name.length), strongestKind(kinds)] as const;
    });
    return new Map(parts.flatMap(([part, kind]) => (kind ? [[part, kind] as const] : [])));
  }

  /** What data fits that a call has checked: a schema of a library, or checks of a function of the program. */
  private shownBy(call: CalledCheck, reading: PythonReading, depth = DEEPEST): PythonSchema | null {
    const known = this.schemas.shownBy(call, reading);
    const { flow } = this;
    const [value, ...others] = reading.lookUp(call.callee);
    if (known || !flow || depth === 0 || value?.kind !== 'function' || others.length > 0) return known;
    const { scope } = value.unit;
    const { kind, parts, calls } = this.provedBy(call, value);
    const inside = { module: scope.module, node: call.call };
    const inner = calls.map((each) =>
      this.shownBy(each, { ...inside, lookUp: (path) => meaningsOf(flow, path, scope) }, depth - 1),
    );
    return [checkedParts(parts, kind), ...inner].reduce(bothSchemas, null);
  }

  /** What a function of the program has checked. */
  private provedBy(
    { shows, isAwaited, maker, element, ...at }: CalledCheck,
    { unit, self }: PythonValue & { readonly kind: 'function' },
  ): PythonProof {
    const { node, scope, positions, binding } = unit;
    const isMethod = self !== null || (maker !== undefined && binding === 'method');
    const name = at.keyword ?? positions[(at.position ?? 0) + (isMethod ? 1 : 0)];
    if (name === undefined) return NO_PROOF;
    return pythonProvedBy(
      node,
      { name, shows, isAwaited, ...(element !== undefined && { element }) },
      this.conditionsOf(scope.module),
    );
  }
}

/** `name[:64]`: the number of characters that are left. */
const CUT = /\[\s?(?:0\s?)?:\s?(\d{1,4})\s?\]$/;
/** `name.split('/')[-1]`: the sign at which the text was split. */
const SPLIT = /\.r?split\(\s?(["'])(.)\1[^()]{0,9}\)\s?\[[^[\]:]{1,20}\]$/;
/** Characters at the end of an expression that are looked at. */
const LONGEST_END = 60;

/** The character that a text of the code stands for: code writes a line end as two characters. */
function signOf(text: string): string {
  return text === String.raw`\n` ? '\n' : text;
}

/** Whether `text.replace(…)` removes a single character. */
function isTakenOut(text: string, by: readonly PythonValue[]): boolean {
  return signOf(text).length === 1 && by.every((each) => each.kind === 'text' && !each.text.includes(text));
}

/** Characters that code takes out of data. */
export class PythonEscapes {
  private readonly rules: readonly FlowRule[];

  constructor(rules: readonly FlowRule[]) {
    this.rules = rules;
  }

  private without(signs: string): readonly string[] {
    if (signs === '') return [];
    return this.rules
      .filter(({ escapes }) => isEscaped(escapes, (sign) => signs.includes(sign)))
      .map(({ id }) => id);
  }

  /** Rules that do not apply after `name.replace('/', '')`, or after `name.split()`: words and lines contain no line end. */
  replaced(method: string, { positional: [found = [], by = []] }: CallArguments): readonly string[] {
    const [value, ...others] = found;
    if (/^split(?:lines)?$/.test(method) && !value) return this.without('\n');
    if (method !== 'replace' || value?.kind !== 'text' || others.length > 0) return [];
    return isTakenOut(value.text, by) ? this.without(signOf(value.text)) : [];
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
