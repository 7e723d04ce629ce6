import {
  type CallArguments,
  type JoinedValue,
  type OutsideValue,
  type PythonDomain,
  type PythonFlow,
  type PythonPlace,
  type PythonReading,
  type PythonValue,
  type StoredMember,
  type TextMethod,
} from '../../program/index.js';
import type { BehaviourNames } from '../behaviour/behaviour-names.js';
import { argumentValues, HELD, marksIn, objectsIn } from './inside-values.js';
import type { CodeSpan } from '../behaviour/marks.js';
import { callHooks, isInside } from './hooks.js';
import { isTypeOfFunction, membersByKey } from './hidden-names.js';
import { joinedName, joinedTexts, isScrambled, methodOfText } from './joined-values.js';
import { builtInValue, formOfMember, givesAnswer, givesItself, keptTexts } from './known-members.js';
import { madeBy } from './made-objects.js';
import { PythonFilesWritten, type PythonHit } from './python-files.js';
import {
  heldIn,
  importedValue,
  isOutside,
  PythonMarks,
  spanOf,
  tokenOf,
  whatIs,
  type PythonMark,
  type PythonName,
} from './taken-values.js';
import { ShortNames } from './short-names.js';
import { sourcesOf, wholeOf } from './taking-calls.js';
import { WatchedPython } from './watched-python.js';

type Values = readonly PythonValue[];

/** The module of an object of which nothing is known. */
const ANY = 'any';

/** What a call gets. */
interface Given {
  readonly args: CallArguments;
  readonly values: Values;
  readonly marks: Values;
}

/** Follows what malicious code takes through a package in Python, to where it takes it. */
export class PythonBehaviourDomain implements PythonDomain {
  private readonly names: BehaviourNames;
  private readonly short: ShortNames;
  private readonly marks = new PythonMarks();
  private readonly watched: WatchedPython;
  private readonly files = new PythonFilesWritten();
  private flow: PythonFlow | null = null;
  private isOnImport = true;
  /** Objects that others write into: `ZipFile(buffer)`. */
  private readonly around = new Map<string, readonly PythonName[]>();
  /** Functions that code puts in the place of others. */
  private readonly replaced: CodeSpan[] = [];

  constructor(names: BehaviourNames) {
    this.names = names;
    this.short = new ShortNames(names);
    this.watched = new WatchedPython(names);
  }

  attach(flow: PythonFlow): void {
    this.flow = flow;
  }

  /** From here on, functions are called that do not run when modules are imported. */
  callFunctions(): void {
    this.isOnImport = false;
  }

  hits(): readonly PythonHit[] {
    return [...this.watched.found.values(), ...this.files.hits()];
  }

  readonly data = importedValue('');

  begin(): void {
    // What was found once stays.
  }

  escape(): void {
    // What other code does with a value is not known.
  }

  imported(name: string): PythonValue {
    return importedValue(name);
  }

  builtIn(name: string): PythonValue | null {
    return builtInValue(name);
  }

  returned(): PythonValue {
    return this.data;
  }

  nameOf(value: OutsideValue): string | null {
    const what = whatIs(value);
    return what.is === 'name' ? [what.module, ...what.path].join('.') : null;
  }

  unites(callee: OutsideValue): boolean {
    const what = whatIs(callee);
    return what.is === 'taken' || !givesAnswer(this.names, what);
  }

  /** What an object is whose single members do not count: the environment. */
  checked(values: Values, reading: PythonReading): Values {
    const marks = values.flatMap((value): Values => {
      const source = isOutside(value) ? wholeOf(this.names, value) : null;
      return source ? [this.take(source.kind, reading, source.whole ? 'whole' : 'value')] : [];
    });
    return marks.length > 0 ? [...values, ...marks] : values;
  }

  private take(kind: string, place: PythonPlace, form: PythonMark['form'] = 'value'): OutsideValue {
    return this.marks.make({ kind, form, code: spanOf(place), hooked: '' });
  }

  private as(mark: PythonMark, form: PythonMark['form']): OutsideValue {
    return this.marks.make({ ...mark, form });
  }

  /** What values hold, as it counts once it is part of another value: of the whole environment, one value of it. */
  private passed(values: Values): OutsideValue[] {
    const marks = this.flow ? marksIn(values, this.flow) : [];
    return marks.map((mark) => this.as(mark, mark.form === 'whole' ? 'value' : mark.form));
  }

  joined(parts: readonly JoinedValue[], place: PythonPlace): Values {
    const values = parts.flatMap((part) => [...part.values]);
    const named = joinedName(parts, place);
    const decoded = isScrambled(place) ? [this.take('decoded', place)] : [];
    return [...(named ? [named] : joinedTexts(parts, place)), ...this.passed(values), ...decoded];
  }

  ofText(text: string, method: TextMethod | null, place: PythonPlace): Values {
    const { values, isConstant } = methodOfText(text, method);
    return isConstant ? [...values, this.take('constant', place)] : values;
  }

  member(value: OutsideValue, name: string): Values {
    const what = whatIs(value);
    if (what.is === 'name') return this.short.memberOf(what, name, value);
    if (what.form !== 'whole') return [value];
    const form = formOfMember(name);
    if (form) return [this.as(what, form)];
    return givesItself(name) ? [value] : [];
  }

  item(value: OutsideValue, keys: Values, place: PythonPlace): Values {
    const what = whatIs(value);
    if (what.is === 'taken') return what.form === 'whole' ? [] : [value];
    const named = keys.flatMap((key) => membersByKey(what, key));
    if (named.length > 0) return named;
    const callee = { ...what, path: [...what.path, '[]'] };
    const args = { positional: [keys], named: new Map() };
    return [this.short.value(callee), ...this.taken(callee, args, place)];
  }

  stored(value: OutsideValue, { name, values }: StoredMember, place: PythonPlace): void {
    const what = whatIs(value);
    const { flow } = this;
    if (what.is !== 'name' || !flow) return;
    if (what.at !== '') this.keep(what, values);
    const hooks = this.names.hooks.find(tokenOf({ ...what, path: [...what.path, name] }));
    for (const { kind } of hooks) {
      const mark = { kind, form: 'value', code: spanOf(place), hooked: what.module } as const;
      this.replaced.push(...callHooks(flow, values, this.marks.make(mark)));
    }
  }

  /** An object keeps what it is given. */
  private keep(object: PythonName, values: Values): void {
    const marks = this.passed(values);
    if (marks.length === 0) return;
    for (const each of [object, ...(this.around.get(object.at) ?? [])])
      this.flow?.setOutside(heldIn(each), HELD, marks);
  }

  call(value: OutsideValue, args: CallArguments, place: PythonPlace): Values {
    const what = whatIs(value);
    return what.is === 'taken'
      ? [value, ...this.passed(argumentValues(args))]
      : this.callNamed(what, args, place);
  }

  /** What a call takes by its name. */
  private taken(callee: PythonName, args: CallArguments, place: PythonPlace): OutsideValue[] {
    if (!this.flow) return [];
    const sources = sourcesOf(this.names, this.flow, { callee, args, place });
    return sources.map(({ kind }) => this.take(kind, place));
  }

  private callNamed(callee: PythonName, args: CallArguments, place: PythonPlace): Values {
    const { flow, isOnImport } = this;
    if (!flow) return [];
    const isOwnCall = this.replaced.some((span) => isInside(place, span));
    this.watched.watch(flow, { callee, args, place, isOnImport, isOwnCall });
    const object = this.short.objectOf(callee);
    if (callee.at !== '' && givesItself(callee.path.at(-1) ?? '')) return [object];
    const values = argumentValues(args);
    if (isTypeOfFunction(callee, values)) return [importedValue('types.FunctionType')];
    const marks = this.taken(callee, args, place);
    const use = { callee, values: [object, ...values], marks, place, isOnImport };
    const read = this.files.use(this.names, flow, use).map((mark) => this.marks.make(mark));
    return [...read, ...marks, ...this.results(callee, { args, values, marks }, place)];
  }

  /** What a call gives beside what it takes by its name. */
  private results(callee: PythonName, { args, values, marks }: Given, place: PythonPlace): Values {
    const token = tokenOf(callee);
    const at = callee.at === '' ? `${place.module.path}:${String(place.node.start)}` : callee.at;
    if (callee.at === '') this.around.set(at, objectsIn(values));
    const made = madeBy(this.names, { ...callee, at, isMade: callee.at !== '' }, args).map((name) =>
      this.short.value(name),
    );
    // The function that code replaced gives what it would have given to others, also to functions that it calls.
    const isReplaced = this.names.hooks.find(token).length > 0;
    const passed = this.passed([...values, ...made]);
    if (isReplaced) this.hand(values, passed);
    if (givesAnswer(this.names, callee)) return [...made, ...(isReplaced ? passed : [])];
    if (callee.at !== '') this.keep(callee, [...values, ...marks]);
    return [...made, ...keptTexts(callee, values), ...passed];
  }

  /** Calls functions with what others that code replaced would have got. */
  private hand(values: Values, marks: readonly OutsideValue[]): void {
    const { flow } = this;
    if (flow) for (const mark of marks) callHooks(flow, values, mark);
  }

  callUnknown(name: string, args: CallArguments, place: PythonPlace): Values {
    const callee: PythonName = { is: 'name', module: ANY, path: [name], at: '', text: null };
    return this.callNamed(callee, args, place).filter(
      (value) => !isOutside(value) || whatIs(value).is === 'taken',
    );
  }
}
