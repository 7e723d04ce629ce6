import {
  type CallArguments,
  type JoinedValue,
  type OutsideValue,
  type OwnMethod,
  type PythonDomain,
  type PythonFlow,
  type PythonPlace,
  type PythonReading,
  type PythonValue,
  type StoredMember,
  type TextMethod,
} from '../../program/index.js';
import type { FlowPattern } from '../flow-schema.js';
import { isOnChoice } from '../python/on-choice.js';
import type { BehaviourNames } from '../behaviour/behaviour-names.js';
import { argumentValues, objectsIn } from './inside-values.js';
import { decodedTexts, partOf } from './computed-texts.js';
import { HeldValues } from './held-values.js';
import { PythonHooks } from './hooks.js';
import { membersByKey, ofHiding } from './hidden-names.js';
import { joinedName, joinedTexts, isScrambled, methodOfText } from './joined-values.js';
import { builtInValue, formOfMember, givesAnswer, givesItself, keptTexts } from './known-members.js';
import { isPath, madeBy, textOfItem } from './made-objects.js';
import { PythonFilesWritten, type PythonHit } from './python-files.js';
import {
  ANY,
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
import { methodOf, sourcesOf, unknownMethod, wholeOf } from './taking-calls.js';
import { codeOf, WatchedPython } from './watched-python.js';

type Values = readonly PythonValue[];

interface Given {
  readonly args: CallArguments;
  readonly values: Values;
  readonly marks: Values;
  readonly place: PythonPlace;
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
  /** Rounds over all code that began. */
  private rounds = 0;
  private readonly hooks: PythonHooks;
  private readonly held: HeldValues;

  constructor(names: BehaviourNames) {
    this.names = names;
    this.short = new ShortNames(names);
    this.watched = new WatchedPython(names);
    this.hooks = new PythonHooks(names, this.marks);
    this.held = new HeldValues(this.marks);
  }

  attach(flow: PythonFlow): void {
    this.flow = flow;
    this.held.flow = flow;
  }

  /** From here on, functions are called that do not run when modules are imported. */
  callFunctions(): void {
    this.isOnImport = false;
    this.rounds = 0;
  }

  hits(): readonly PythonHit[] {
    return [...this.watched.hits(), ...this.files.hits()];
  }

  /** Whether code takes what a rule names, and calls what would take it away. True as long as not all code ran once. */
  hasBothEnds({ from, to }: Pick<FlowPattern, 'from' | 'to'>): boolean {
    const { kinds } = this.marks;
    if (this.isOnImport || this.rounds < 2) return true;
    return from.some((kind) => kinds.has(kind)) && to.some((kind) => this.watched.reached.has(kind));
  }

  readonly data = importedValue('');
  readonly runsLater = isOnChoice;
  readonly parameters: NonNullable<PythonDomain['parameters']> = (...given) => this.hooks.givenTo(...given);

  begin(): void {
    this.rounds += 1;
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
    return what.is === 'taken' || !(givesAnswer(this.names, what) || isPath(this.names, what));
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

  joined(parts: readonly JoinedValue[], place: PythonPlace): Values {
    const values = parts.flatMap((part) => [...part.values]);
    const named = joinedName(parts, place);
    const decoded = isScrambled(place) ? [this.take('decoded', place)] : [];
    return [...(named ? [named] : joinedTexts(parts, place)), ...this.held.passed(values), ...decoded];
  }

  ofText(text: string, method: TextMethod | null, place: PythonPlace): Values {
    const { values, isConstant } = methodOfText(text, method);
    const part = method ? [] : partOf(text, codeOf(place));
    return [...values, ...part, ...(isConstant ? [this.take('constant', place)] : [])];
  }

  member(value: OutsideValue, name: string): Values {
    const what = whatIs(value);
    if (what.is === 'name') return this.short.memberOf(what, name, value);
    if (what.form !== 'whole') return [value];
    const form = formOfMember(name);
    if (form) return [this.held.as(what, form)];
    return givesItself(name) ? [value] : [];
  }

  item(value: OutsideValue, keys: Values, place: PythonPlace): Values {
    const what = whatIs(value);
    if (what.is === 'taken') return what.form === 'whole' ? [] : [value];
    const named = keys.flatMap((key) => membersByKey(what, key));
    if (named.length > 0) return named;
    const callee = { ...what, path: [...what.path, '[]'] };
    const args = { positional: [keys], named: new Map() };
    const text = textOfItem(callee, args);
    return [this.short.value({ ...callee, text }), ...this.taken(callee, args, place)];
  }

  stored(value: OutsideValue, stored: StoredMember, place: PythonPlace): void {
    const what = whatIs(value);
    const { flow } = this;
    if (what.is !== 'name' || !flow) return;
    if (what.at !== '') this.held.keep(what, stored.values);
    this.hooks.store(flow, { ...stored, object: what }, place);
    this.storedUnknown(stored, place);
  }

  storedUnknown(stored: StoredMember, place: PythonPlace): void {
    if (this.flow) this.hooks.store(this.flow, { ...stored, object: { module: ANY, path: [] } }, place);
  }

  method(method: OwnMethod): void {
    if (!this.flow) return;
    this.hooks.override(this.flow, method);
    this.watched.give(this.flow, method);
  }

  call(value: OutsideValue, args: CallArguments, place: PythonPlace): Values {
    const what = whatIs(value);
    if (what.is === 'name') return this.callNamed(what, args, place);
    const values = argumentValues(args);
    // `picture.save(buffer)`
    for (const object of objectsIn(values)) this.held.keep(object, [value]);
    return [value, ...this.taken(methodOf(place), args, place), ...this.held.passed(values)];
  }

  private taken(callee: PythonName, args: CallArguments, place: PythonPlace): OutsideValue[] {
    if (!this.flow) return [];
    const sources = sourcesOf(this.names, this.flow, { callee, args, place });
    return sources.map(({ kind }) => this.take(kind, place));
  }

  private callNamed(callee: PythonName, args: CallArguments, place: PythonPlace): Values {
    const { flow, isOnImport } = this;
    if (!flow) return [];
    const isOwnCall = this.hooks.isInside(place);
    this.watched.watch(flow, { callee, args, place, isOnImport, isOwnCall });
    const object = this.short.objectOf(callee);
    if (callee.at !== '' && givesItself(callee.path.at(-1) ?? '')) return [object];
    const values = argumentValues(args);
    const hidden = ofHiding(callee, values);
    if (hidden.length > 0) return hidden;
    const named = this.taken(callee, args, place);
    const use = { callee, values: [object, ...values], marks: named, place, isOnImport };
    const read = this.files.use(this.names, flow, use).map((mark) => this.marks.make(mark));
    const marks = [...read, ...named];
    return [...marks, ...this.results(flow, callee, { args, values, marks, place })];
  }

  /** What a call gives beside what it takes by its name. */
  private results(flow: PythonFlow, callee: PythonName, { args, values, marks, place }: Given): Values {
    const token = tokenOf(callee);
    const at = callee.at === '' ? `${place.module.path}:${String(place.node.start)}` : callee.at;
    if (callee.at === '') this.held.put(at, values);
    const made = madeBy(this.names, { ...callee, at, isMade: callee.at !== '' }, args).map((name) =>
      this.short.value(name),
    );
    // The function that code replaced gives what it would have given to others, also to functions that it calls.
    const isReplaced = this.names.hooks.find(token).length > 0;
    const passed = this.held.passed([...values, ...made]);
    if (isReplaced) this.hooks.hand(flow, values, passed);
    this.hooks.callBack(flow, { callee, given: values }, place);
    const kept = keptTexts(callee, values, args);
    const isAnswer = givesAnswer(this.names, callee);
    this.held.keepOfCall({ callee, values, marks, isAnswer });
    if (isAnswer) return [...made, ...kept, ...(isReplaced ? passed : [])];
    return [...made, ...decodedTexts(callee, args), ...kept, ...passed];
  }

  callUnknown(name: string, args: CallArguments, place: PythonPlace): Values {
    return this.callNamed(unknownMethod(name), args, place).filter(
      (value) => !isOutside(value) || whatIs(value).is === 'taken',
    );
  }
}
