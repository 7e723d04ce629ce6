import type { FlowRule } from '../model/index.js';
import {
  meaningsOf,
  resultsOf,
  type CallArguments,
  type FunctionUnit,
  type OwnMethod,
  type PythonFlow,
  type PythonValue,
} from '../program/index.js';
import type { PythonNames } from './call-names.js';
import { argumentValues, isName, tokenOf, whatIs, type PythonName } from './python-data.js';
import type { PythonModels } from './python-models.js';
import { writtenParameters, type WrittenParameter } from './python-parameters.js';
import { limitsPattern } from './python-types.js';

type Values = readonly PythonValue[];

/** Functions that fill in parameters of each other. */
const DEEPEST = 6;

interface Filling {
  readonly unit: FunctionUnit;
  /** What somebody outside gives the function. */
  readonly data: Values;
  readonly depth: number;
}

/** Characters before a function in which its decorators are searched. */
const DECORATED = 400;

/** Whether a route answers with HTML. Routes of Flask do; other frameworks name `HTMLResponse`. */
function isPage(module: string, { node, scope }: FunctionUnit): boolean {
  if (module === 'flask') return true;
  const before = scope.module.text.slice(Math.max(0, node.start - DECORATED), node.start);
  return before.slice(before.lastIndexOf('\n\n') + 1).includes('HTMLResponse');
}

/** Names of methods that answer requests of a kind. */
const ANSWERING =
  /^(?:get|post|put|patch|delete|head|options|dispatch_request|on_get|on_post|on_put|on_delete|on_patch)$/;

/** Functions of the program that frameworks call with parts of a request. */
export class PythonFrameworks {
  private readonly names: PythonNames;
  private readonly models: PythonModels;
  private readonly data: (unit: FunctionUnit) => PythonValue;
  /** Functions whose texts go to a browser, with the rule about these. */
  readonly views = new Map<FunctionUnit, FlowRule>();
  private flow: PythonFlow | null = null;

  /** @param data what somebody outside gives a function */
  constructor(names: PythonNames, models: PythonModels, data: (unit: FunctionUnit) => PythonValue) {
    this.names = names;
    this.models = models;
    this.data = data;
  }

  attach(flow: PythonFlow): void {
    this.flow = flow;
  }

  /** A framework calls the functions that it is given. */
  call(name: Pick<PythonName, 'module' | 'path'>, args: CallArguments): void {
    const { module } = name;
    for (const rule of this.names.views.find(tokenOf(name)))
      for (const value of argumentValues(args))
        if (value.kind === 'function' && isPage(module, value.unit)) this.views.set(value.unit, rule);
    if (this.names.callbacks.find(tokenOf(name)).length === 0) return;
    for (const value of argumentValues(args))
      if (value.kind === 'function')
        this.flow?.callFunction(value.unit, value.self, this.argumentsFor(value.unit, DEEPEST));
  }

  /** A framework calls methods of classes that inherit from its own: `class Orders(MethodView)`. */
  method({ name, bases, values, self }: OwnMethod, isBase: (name: PythonName) => boolean): void {
    const isMeant = bases.some((base) => isName(base) && isBase(whatIs(base) as PythonName));
    if (!isMeant || !ANSWERING.test(name)) return;
    for (const value of values)
      if (value.kind === 'function')
        this.flow?.callFunction(value.unit, self, this.argumentsFor(value.unit, DEEPEST));
  }

  private argumentsFor(unit: FunctionUnit, depth: number): CallArguments {
    const filling = { unit, data: [this.data(unit)], depth };
    const named = new Map(writtenParameters(unit).map((each) => [each.name, this.given(each, filling)]));
    return { positional: [], named };
  }

  /** What a parameter gets: what another function returns, what its type lets through of a request, or all of it. */
  private given({ type, byDefault }: WrittenParameter, filling: Filling): Values {
    const { unit, data } = filling;
    const [, injected] =
      this.names.models.injection.exec(byDefault) ?? this.names.models.injection.exec(type) ?? [];
    if (injected !== undefined) return this.injected(injected || firstType(type), filling);
    if (limitsPattern(byDefault)) return [];
    if (type === '') return data;
    const { scope } = unit;
    return this.models.texts(
      type,
      this.models.kept(this.models.typeIn(type, scope.parent ?? scope), data, scope),
    );
  }

  /** What the framework makes of a name in `Depends(name)`; data if it is not the program's, nothing as long as its module has not run. */
  private injected(name: string, { unit, data, depth }: Filling): Values {
    const { flow } = this;
    const { scope } = unit;
    const found = flow ? meaningsOf(flow, name, scope.parent ?? scope) : [];
    const known = found.filter(({ kind }) => kind === 'function' || kind === 'class');
    if (!flow || depth === 0) return data;
    if (known.length === 0) return found.length > 0 ? data : [];
    return known.flatMap((value) => [...this.made(flow, value, { unit, data, depth: depth - 1 })]);
  }

  private made(flow: PythonFlow, value: PythonValue, { unit, data, depth }: Filling): Values {
    const { scope } = unit;
    if (value.kind === 'function')
      return resultsOf(flow, value, { args: this.argumentsFor(value.unit, depth), scope });
    if (value.kind !== 'class') return [];
    const [start] = value.unit.scope.names.get('__init__')?.values.values() ?? [];
    const args =
      start?.kind === 'function'
        ? this.argumentsFor(start.unit, depth)
        : { positional: [data], named: new Map() };
    return resultsOf(flow, value, { args, scope });
  }
}

/** `Filter` of `Annotated[Filter, Depends()]`. */
function firstType(type: string): string {
  const [, inner] = /^(?:\w+\.)?Annotated\[\s*([\w.]+)/.exec(type) ?? [];
  return inner ?? type;
}
