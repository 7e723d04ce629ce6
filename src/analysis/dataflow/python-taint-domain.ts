import {
  BEHIND_HOST,
  type CallArguments,
  type ClassUnit,
  type FunctionUnit,
  type JoinedValue,
  type OutsideValue,
  type PythonDomain,
  type PythonFlow,
  type PythonPlace,
  type PythonReading,
  type PythonValue,
} from '../../program/index.js';
import { fieldOf } from '../../syntax/index.js';
import type { PythonNames } from '../call-names.js';
import type { EventPart } from '../event-parts.js';
import { PythonChecks, PythonEscapes } from './python-checks.js';
import {
  argumentValues,
  environmentValue,
  isEnvironment,
  readsEnvironment,
  textsIn,
  dataIn,
  isData,
  isName,
  nameValue,
  PythonDataSet,
  TELLING,
  tokenOf,
  trailOf,
  whatIs,
  type PythonData,
  type PythonName,
} from '../python-data.js';
import { formattedValues } from '../python-formats.js';
import { PythonFrameworks } from '../python-frameworks.js';
import { PythonModels } from '../python-models.js';
import { mayBeHandler } from '../python-parameters.js';
import { PythonHits } from '../python-hits.js';
import { ANY, BUILT_IN, hitsOf, isKnownBuiltIn, sinksOf, type PythonCall } from '../python-sinks.js';
import { PythonStores, type StoreUse } from '../python-stores.js';

type Values = readonly PythonValue[];

/** Follows data from outside through a program in Python, to the calls in which it does harm. */
export class PythonTaintDomain implements PythonDomain {
  readonly hits = new PythonHits();
  /** Functions that get events. */
  readonly handlers = new Set<FunctionUnit>();
  private readonly set = new PythonDataSet();
  private readonly names: PythonNames;
  private readonly stores: PythonStores;
  private readonly checks: PythonChecks;
  private readonly frameworks: PythonFrameworks;
  private readonly models: PythonModels;
  private readonly escapes: PythonEscapes;
  private readonly ofHosts: readonly string[];
  private flow: PythonFlow | null = null;

  constructor(names: PythonNames) {
    const { rules } = names;
    this.names = names;
    this.stores = new PythonStores(names);
    this.checks = new PythonChecks(rules);
    this.models = new PythonModels(names);
    this.escapes = new PythonEscapes(rules);
    this.frameworks = new PythonFrameworks(names, this.models, (unit) =>
      this.given(unit, names.events.other),
    );
    this.ofHosts = rules.filter(({ checks }) => checks.includes('host')).map(({ id }) => id);
  }

  /** The program whose functions frameworks call. */
  attach(flow: PythonFlow): void {
    this.flow = flow;
    this.frameworks.attach(flow);
    this.models.attach(flow);
  }

  /** What no event holds, such as the context. */
  readonly data = nameValue('', []);

  returned(callee: OutsideValue): PythonValue {
    const what = whatIs(callee);
    return what.is === 'name' ? nameValue(what.module, [...what.path, '()'], what.given) : this.data;
  }

  nameOf(value: OutsideValue): string | null {
    const what = whatIs(value);
    return what.is === 'name' ? [what.module, ...what.path].join('.') : null;
  }

  begin(): void {
    // What was found once stays.
  }

  imported(name: string): PythonValue {
    const [module = '', ...path] = name.split('.');
    return nameValue(module, path);
  }

  private source(place: PythonPlace, trail: string, part: EventPart): PythonValue {
    return this.set.make({ is: 'data', cleared: new Set(), place, from: null, made: [], trail, part });
  }

  event(unit: FunctionUnit, isNamed: boolean): Values {
    if (!isNamed && !mayBeHandler(unit)) return [];
    this.handlers.add(unit);
    const [name] = unit.positions;
    return name === undefined ? [] : this.models.event(unit, [this.given(unit, this.names.events.event)]);
  }

  /** What somebody outside gives a function. Its parameters are the place that is told. */
  private given({ scope: { module }, node }: FunctionUnit, part: EventPart): PythonValue {
    return this.source({ module, node: fieldOf(node, 'parameters') ?? node }, '', part);
  }

  builtIn(name: string): PythonValue | null {
    return isKnownBuiltIn(this.names, name) ? nameValue(BUILT_IN, [name]) : null;
  }

  joined(parts: readonly JoinedValue[], place: PythonPlace): Values {
    // `Path('/data') / name` has the methods of a path.
    const named =
      place.node.type === 'binary_operator' ? parts.flatMap(({ values }) => values).find(isName) : undefined;
    const { module = '', path = [] } = named ? (named.what as PythonName) : {};
    const made = named ? [module, ...path] : [];
    const data = parts.flatMap(({ values, before }) => {
      const cleared = BEHIND_HOST.test(before) ? this.ofHosts : [];
      return this.dataIn(values).map((each) => this.set.after(each, place, { cleared, made }));
    });
    return named ? [nameValue(module, path), ...data] : data;
  }

  private readonly dataIn = (values: Values): PythonData[] => dataIn(values, this.flow?.budget ?? null);

  /** Data that goes on at a place. */
  private passed(data: readonly PythonData[], place: PythonPlace, cleared: readonly string[] = []): Values {
    return data.map((each) => this.set.after(each, place, { cleared }));
  }

  field(unit: ClassUnit, name: string, values: Values): Values {
    return this.models.field(unit, name, values);
  }

  checked(values: Values, reading: PythonReading): Values {
    if (!values.some(isData)) return values;
    const cleared = this.checks.clearedAt(reading);
    if (cleared !== null && cleared.length === 0) return values;
    return values.flatMap((value): Values => {
      if (!isData(value)) return [value];
      return cleared === null ? [] : this.passed([whatIs(value) as PythonData], reading, cleared);
    });
  }

  private read(data: PythonData, name: string, place: PythonPlace): Values {
    const trail = trailOf(data.trail, name);
    if (this.names.trusted.some((each) => `.${trail}`.endsWith(`.${each}`))) return [];
    const part = data.part.part(name);
    if (part === null) return [];
    const made = data.made.length > 0 ? [...data.made, name] : [];
    const [module = '', ...path] = made;
    const cleans = made.length > 0 ? this.names.cleans.find(tokenOf({ module, path })) : [];
    if (cleans.includes(null)) return [];
    const cleared = cleans.flatMap((rule) => rule?.id ?? []);
    return [this.set.after(data, place, { trail, part, made, cleared })];
  }

  member(value: OutsideValue, name: string, place: PythonPlace): Values {
    const what = whatIs(value);
    if (what.is === 'data') return name === '[]' ? [value] : this.read(what, name, place);
    if (name === '[]' || name === '*') return [];
    const path = [...what.path, name];
    const isSource = this.names.sources.find(tokenOf({ module: what.module, path })).length > 0;
    if (isSource) return [this.source(place, name, this.names.events.other)];
    return [nameValue(what.module, path, what.given)];
  }

  item(value: OutsideValue, keys: Values, place: PythonPlace): Values {
    const what = whatIs(value);
    const names = textsIn(keys);
    if (what.is === 'name' && isEnvironment(what)) return names.map(environmentValue);
    if (what.is === 'name') return [nameValue(what.module, [...what.path, '[]'], what.given)];
    return names.length === 0
      ? this.passed([what], place, this.escapes.splitAt(place))
      : names.flatMap((name) => this.read(what, name, place));
  }

  call(value: OutsideValue, args: CallArguments, place: PythonPlace): Values {
    const what = whatIs(value);
    return what.is === 'data' ? this.callData(what, args, place) : this.callNamed(what, args, place);
  }

  /** A method of data. */
  private callData(data: PythonData, args: CallArguments, place: PythonPlace): Values {
    const name = data.trail.slice(data.trail.lastIndexOf('.') + 1);
    const [module = ANY, ...path] = data.made.length > 0 ? data.made : [ANY, name];
    this.find({ module, path }, { args, place, object: [data] });
    if (TELLING.test(name)) return [];
    const cleaned = this.names.cleans.find(tokenOf({ module, path })).flatMap((rule) => rule?.id ?? []);
    const cleared = [...this.escapes.replaced(name, args), ...cleaned];
    return this.passed([data, ...this.dataIn(argumentValues(args))], place, cleared);
  }

  private callNamed(what: PythonName, args: CallArguments, place: PythonPlace): Values {
    const { module, path } = what;
    if (readsEnvironment(what)) return textsIn(args.positional[0] ?? []).map(environmentValue);
    const use: StoreUse = { what, args, place };
    for (const hit of this.stores.writes(use)) this.hits.add(hit);
    const stored = this.stores.reads(use).map((part) => this.source(place, '', part));
    this.find({ module, path }, { args, place, object: [] });
    this.frameworks.call({ module, path }, args);
    const functions = (args.positional[0] ?? []).filter(({ kind }) => kind === 'function');
    // What a decorator makes of a function is the function, with something around it.
    if (functions.length > 0) return functions;
    return this.models.parsed({ module, path }, args, place) ?? [...this.made(use), ...stored];
  }

  /** What a call of a function of another module gives. */
  private made({ what, args, place }: StoreUse): Values {
    const { module, path } = what;
    const made = [module, ...path, '()'];
    const named = nameValue(module, [...path, '()'], this.stores.given({ what, args, place }));
    const cleans = this.names.cleans.find(tokenOf({ module, path }));
    const isAnswer =
      this.names.answers(module) && this.names.objects.find(tokenOf({ module, path })).length === 0;
    if (cleans.includes(null) || (isAnswer && cleans.length === 0)) return [named];
    const cleared = cleans.flatMap((rule) => rule?.id ?? []);
    const data = this.dataIn(argumentValues(args)).map((each) =>
      this.set.after(each, place, { made, cleared }),
    );
    return [named, ...data];
  }

  callUnknown(name: string, args: CallArguments, place: PythonPlace): Values {
    this.find({ module: ANY, path: [name] }, { args, place, object: [] });
    const values = name === 'format' ? formattedValues(args, place) : argumentValues(args);
    return this.passed(this.dataIn(values), place);
  }

  escape(): void {
    // What unknown code does with data is not known.
  }

  private find(name: Pick<PythonName, 'module' | 'path'>, call: PythonCall): void {
    for (const sink of sinksOf(this.names, name))
      for (const hit of hitsOf(sink, { ...call, budget: this.flow?.budget ?? null })) this.hits.add(hit);
  }
}
