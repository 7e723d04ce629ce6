import type {
  FunctionUnit,
  OwnMethod,
  PythonFlow,
  PythonPlace,
  PythonValue,
  StoredMember,
} from '../../program/index.js';
import type { BehaviourNames } from '../behaviour/behaviour-names.js';
import type { CodeSpan } from '../behaviour/marks.js';
import { ofOverridden } from './overridden-methods.js';
import { spanOf, tokenOf, type PythonMarks, type PythonName } from './taken-values.js';

type Values = readonly PythonValue[];

/** Calls functions that code puts in the place of others, with what these would get. @returns where they stand. */
export function callHooks(flow: PythonFlow, values: Values, mark: PythonValue): CodeSpan[] {
  return values.flatMap((value) => {
    if (value.kind !== 'function') return [];
    const { unit, self } = value;
    const positional = unit.positions.map(() => [mark]);
    flow.callFunction(unit, self, { positional: [...positional, [mark]], named: new Map() });
    return [spanOf({ module: unit.scope.module, node: unit.node })];
  });
}

/** Whether code stands in a stretch. */
export function isInside({ module, node }: PythonPlace, { file, start, end }: CodeSpan): boolean {
  return module.path === file && node.start >= start && node.end <= end;
}

/** What code stores in a member of an object. */
interface Stored extends StoredMember {
  readonly object: Pick<PythonName, 'module' | 'path'>;
}

/** Functions of the program that other code calls with something that rules name. */
export class PythonHooks {
  /** Functions that code puts in the place of others. */
  private readonly replaced: CodeSpan[] = [];
  private readonly names: BehaviourNames;
  private readonly marks: PythonMarks;

  constructor(names: BehaviourNames, marks: PythonMarks) {
    this.names = names;
    this.marks = marks;
  }

  isInside(place: PythonPlace): boolean {
    return this.replaced.some((span) => isInside(place, span));
  }

  /** Functions that replace others: `requests.get = f`. */
  store(flow: PythonFlow, { object, name, values }: Stored, place: PythonPlace): void {
    const hooks = this.names.hooks.find(tokenOf({ ...object, path: [...object.path, name] }));
    for (const { kind } of hooks) {
      const mark = { kind, form: 'value', code: spanOf(place), hooked: object.module } as const;
      this.replaced.push(...callHooks(flow, values, this.marks.make(mark)));
    }
  }

  /** Methods that replace others: `class H(logging.Handler): def emit(self, record)`. */
  override(flow: PythonFlow, { self, ...method }: OwnMethod): void {
    for (const { kind } of ofOverridden(this.names.overrides, method))
      for (const value of method.values) {
        if (value.kind !== 'function') continue;
        const code = spanOf({ module: value.unit.scope.module, node: value.unit.node });
        const mark = this.marks.make({ kind, form: 'value', code, hooked: '' });
        callHooks(flow, [{ ...value, self }], mark);
      }
  }

  /** Functions that a call is given: `keyboard.on_press(f)`. */
  callBack(
    flow: PythonFlow,
    { callee, given }: { readonly callee: PythonName; readonly given: Values },
    place: PythonPlace,
  ): void {
    for (const { kind } of this.names.callbacks.find(tokenOf(callee)))
      callHooks(flow, given, this.marks.make({ kind, form: 'value', code: spanOf(place), hooked: '' }));
  }

  /** Parameters of a function that are sources by their names. */
  givenTo({ positions, scope, node }: FunctionUnit, isInner: boolean): ReadonlyMap<string, Values> {
    const code = spanOf({ module: scope.module, node });
    const given = positions.flatMap((name, at) => {
      const names = positions.slice(at).join(',');
      const sources = this.names.named.filter(
        ({ named, inner }) => (isInner || !inner) && named?.isIn(names) === true,
      );
      const marks = sources.map(({ kind }) => this.marks.make({ kind, form: 'value', code, hooked: '' }));
      return marks.length > 0 ? [[name, marks] as const] : [];
    });
    return new Map(given);
  }

  /** Calls functions with what others that code replaced would have got. */
  hand(flow: PythonFlow, values: Values, marks: Values): void {
    for (const mark of marks) callHooks(flow, values, mark);
  }
}
