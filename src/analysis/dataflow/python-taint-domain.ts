import {
  type CallArguments,
  type FunctionUnit,
  type JoinedValue,
  type ModelField,
  type MemberPlace,
  type OutsideValue,
  type PythonDomain,
  type PythonFlow,
  type PythonPlace,
  type PythonReading,
  type OwnMethod,
  type PythonValue,
  type StoredMember,
} from '../../program/index.js';
import { fieldOf } from '../../syntax/index.js';
import type { PythonNames } from '../call-names.js';
import { keptPart, splitAtDots, type EventPart } from '../event-parts.js';
import { PythonChecks, PythonEscapes } from './python-checks.js';
import {
  argumentValues,
  environmentValue,
  isEnvironment,
  readsEnvironment,
  textsIn,
  dataIn,
  isData,
  nameValue,
  PythonDataSet,
  TELLING,
  tokenOf,
  whatIs,
  type PythonData,
  type PythonName,
} from '../python-data.js';
import { PythonFrameworks } from '../python-frameworks.js';
import { PythonModels } from '../python-models.js';
import { mayBeHandler } from '../python-parameters.js';
import { PythonHits } from '../python-hits.js';
import { ANY, hitsOf, sinksOf, type PythonCall } from '../python-sinks.js';
import { PythonStores, type StoreUse } from '../python-stores.js';
import { PythonLimits } from '../schemas/python-limits.js';
import { jsonSchemaOf } from '../schemas/python-json-schema.js';
import { PythonSchemas } from '../schemas/python-schemas.js';
import { rulesByCheck } from '../texts/rules-by-check.js';

import { isEmptied } from './kept-state.js';
import { OutsideNames, PythonCallResults, wayOfMethod } from './python-call-results.js';
import { formattedValues, PythonParts, storedHits } from './python-parts.js';

/** Methods of a dictionary, or of a match, that give a part by its key. */
const BY_KEY = /^(?:get|pop|group)$/;

type Values = readonly PythonValue[];

/** Follows data from outside through a program in Python, to the calls in which it does harm. */
export class PythonTaintDomain extends OutsideNames implements PythonDomain {
  readonly hits = new PythonHits();
  /** Functions that get events. */
  readonly handlers = new Set<FunctionUnit>();
  private readonly set: PythonDataSet;
  private readonly stores: PythonStores;
  private readonly checks: PythonChecks;
  private readonly schemas: PythonSchemas;
  private readonly limits: PythonLimits;
  private readonly parts: PythonParts;
  private readonly results: PythonCallResults;
  readonly frameworks: PythonFrameworks;
  private readonly models: PythonModels;
  private readonly escapes: PythonEscapes;
  private flow: PythonFlow | null = null;
  readonly isReplaced = isData;
  readonly joinsFormats = true;

  constructor(names: PythonNames) {
    super(names);
    const { rules } = names;
    this.set = new PythonDataSet(rulesByCheck(rules).folder);
    this.stores = new PythonStores(names);
    this.schemas = new PythonSchemas(names);
    this.checks = new PythonChecks(rules, this.schemas);
    this.limits = new PythonLimits(this.set, rulesByCheck(rules));
    this.models = new PythonModels(names, this.set, this.checks);
    this.escapes = new PythonEscapes(rules);
    const { set, stores, schemas, limits, escapes } = this;
    this.results = new PythonCallResults(names, { set, stores, schemas });
    this.parts = new PythonParts(names, { set, limits, escapes });
    this.frameworks = new PythonFrameworks(names, this.models, (unit) =>
      this.given(unit, names.events.other),
    );
  }

  /** The program whose functions frameworks call. */
  attach(flow: PythonFlow): void {
    this.flow = flow;
    this.frameworks.attach(flow);
    this.models.attach(flow);
    this.checks.attach(flow);
  }

  private source(place: PythonPlace, trail: string, part: EventPart): PythonValue {
    const given = { cleared: new Set<string>(), place, trail, part };
    return this.set.make({ is: 'data', ...given, from: null, made: [], schema: null });
  }

  event(unit: FunctionUnit, isNamed: boolean): Values {
    if (!isNamed && !mayBeHandler(unit)) return [];
    this.handlers.add(unit);
    const [name] = unit.positions;
    if (name === undefined) return [];
    const events = this.models.event(unit, [this.given(unit, this.names.events.event)]);
    const schema = jsonSchemaOf(this.models.filter(unit));
    return schema
      ? this.limits.ofAll(events, schema, { module: unit.scope.module, node: unit.node })
      : events;
  }

  /** What somebody outside gives a function. Its parameters are the place that is told. */
  private given({ scope: { module }, node }: FunctionUnit, part: EventPart): PythonValue {
    return this.source({ module, node: fieldOf(node, 'parameters') ?? node }, '', part);
  }

  joined(parts: readonly JoinedValue[], place: PythonPlace): Values {
    return this.parts.joined(parts, place, this.dataIn);
  }

  private readonly dataIn = (values: Values): PythonData[] => dataIn(values, this.flow?.budget ?? null);

  /** Data that goes on at a place. */
  private passed(data: readonly PythonData[], place: PythonPlace, cleared: readonly string[] = []): Values {
    return data.map((each) => this.set.after(each, place, { cleared }));
  }

  field(field: ModelField, values: Values): Values {
    return this.models.field(field, values);
  }

  checked(values: Values, reading: PythonReading): Values {
    if (!values.some(isData)) return values;
    const checks = this.checks.at(reading);
    return values.flatMap((value): Values =>
      isData(value) ? this.limits.checked(whatIs(value) as PythonData, checks, reading) : [value],
    );
  }

  member(value: OutsideValue, name: string, place: MemberPlace): Values {
    const what = whatIs(value);
    if (what.is === 'data')
      return name === '[]' ? this.parts.elements(what, place) : this.parts.read(what, name, place);
    if (name === '[]' || name === '*') return [];
    const path = [...what.path, name];
    const isSource = this.names.sources.find(tokenOf({ module: what.module, path })).length > 0;
    if (isSource) return [this.source(place, name, this.parts.ofRequest(name))];
    return [nameValue(what.module, path, what.given ?? this.schemas.ofClass(what, place.of))];
  }

  item(value: OutsideValue, keys: Values, place: PythonPlace): Values {
    const what = whatIs(value);
    if (what.is === 'data') return this.parts.item(what, keys, place);
    if (isEnvironment(what)) return textsIn(keys).map(environmentValue);
    return [nameValue(what.module, [...what.path, '[]'], what.given)];
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
    const [keys = [], ...others] = args.positional;
    if (data.schema && BY_KEY.test(name)) return [...this.parts.item(data, keys, place), ...others.flat()];
    const cleaned = this.results.cleansOf({ module, path }, '').flatMap((rule) => rule?.id ?? []);
    const cleared = [...this.escapes.replaced(name, args), ...cleaned];
    if (name === 'split' && textsIn(keys).includes('.'))
      return [this.set.after(data, place, { cleared, part: splitAtDots(data.part) })];
    const given = [data, ...this.dataIn(argumentValues(args))];
    return this.passed(wayOfMethod(name, given, this.set), place, cleared);
  }

  private callNamed(what: PythonName, args: CallArguments, place: PythonPlace): Values {
    const { module, path } = what;
    if (readsEnvironment(what)) return textsIn(args.positional[0] ?? []).map(environmentValue);
    const use: StoreUse = { what, args, place };
    for (const hit of this.stores.writes(use)) this.hits.add(hit);
    const stored = this.stores.reads(use).map((part) => this.source(place, '', part));
    this.find({ module, path }, { args, place, given: what.given, object: [] });
    this.frameworks.call({ module, path }, args);
    const functions = (args.positional[0] ?? []).filter(({ kind }) => kind === 'function');
    // What a decorator makes of a function is the function, with something around it.
    if (functions.length > 0) return functions;
    const used = this.schemas.used(what, args);
    if (used) return this.dataIn(used.data).flatMap((data) => this.limits.limited(data, used.schema, place));
    return (
      this.models.parsed({ module, path }, args, place) ?? [
        ...this.results.of(use, this.dataIn(argumentValues(args))),
        ...stored,
      ]
    );
  }

  used(value: OutsideValue, args: CallArguments, place: PythonPlace): void {
    const what = whatIs(value);
    if (what.is === 'name') this.find(what, { args, place, given: what.given, object: [] });
  }

  kept(values: Values, name: string | null, place: PythonPlace): Values {
    if (name !== null && isEmptied(place.module.text, name)) return [];
    return this.dataIn(values).map((data) => this.set.after(data, place, { part: keptPart(data.part) }));
  }

  callUnknown(name: string, args: CallArguments, place: PythonPlace): Values {
    this.find({ module: ANY, path: [name] }, { args, place, object: [] });
    const values = name === 'format' ? formattedValues(args, place) : argumentValues(args);
    return this.passed(this.dataIn(values), place);
  }

  unpacked(value: OutsideValue, at: number, place: PythonPlace): Values {
    const what = whatIs(value);
    return what.is === 'data' ? this.parts.unpacked(what, at, place) : [value];
  }

  stored(value: OutsideValue, { name, values }: StoredMember, place: PythonPlace): void {
    const what = whatIs(value);
    if (what.is === 'name' && values.some(isData))
      for (const hit of storedHits(this.names, { what, name, data: this.dataIn(values), place }))
        this.hits.add(hit);
  }

  method(method: OwnMethod): void {
    this.frameworks.method(method, (base) => this.names.callbacks.find(tokenOf(base)).length > 0);
  }

  private find(name: Pick<PythonName, 'module' | 'path'>, call: PythonCall): void {
    for (const sink of sinksOf(this.names, name))
      for (const hit of hitsOf(sink, { ...call, budget: this.flow?.budget ?? null })) this.hits.add(hit);
  }
}
