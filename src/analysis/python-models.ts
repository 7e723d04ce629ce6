import {
  listOf,
  meaningsOf,
  resultsOf,
  type CallArguments,
  type ClassUnit,
  type FunctionUnit,
  type ModelField,
  type ModuleUnit,
  type PythonConditions,
  type PythonFlow,
  type PythonPlace,
  type PythonValue,
} from '../program/index.js';
import { fieldOf } from '../syntax/index.js';
import type { PythonNames } from './call-names.js';
import {
  isData,
  tokenOf,
  whatIs,
  type PythonData,
  type PythonDataSet,
  type PythonName,
} from './python-data.js';
import {
  aliasesIn,
  isTextType,
  limitsPattern,
  namesGivenIn,
  statementAt,
  typeOf,
  type PythonType,
  type TypeNames,
} from './python-types.js';
import { PythonValidators } from './schemas/python-validators.js';
import { clearedBy, rulesByCheck, type RulesByCheck } from './texts/rules-by-check.js';

type Values = readonly PythonValue[];
type Scope = FunctionUnit['scope'];

/** Names of types, as the text of a module shows them. */
type ModuleNames = Pick<TypeNames, 'aliases' | 'given'>;

/** Characters before a function in which its decorators are searched. */
const DECORATED = 400;
const NO_VALUES: Values = [];

function argument(
  { positional, named }: CallArguments,
  { at, name }: { readonly at: number; readonly name: string },
): Values {
  return named.get(name) ?? positional[at] ?? NO_VALUES;
}

/** Classes of the program that keep of data what the types of their fields let through. */
export class PythonModels {
  private readonly names: PythonNames;
  private readonly read = new WeakMap<Scope['module'], ModuleNames>();
  private readonly set: PythonDataSet;
  private readonly rules: RulesByCheck;
  private readonly validators: PythonValidators;
  private flow: PythonFlow | null = null;
  /** Classes that are being filled: a class may hold instances of itself. */
  private readonly open = new Set<ClassUnit>();

  constructor(
    names: PythonNames,
    set: PythonDataSet,
    conditions: { readonly conditionsOf: (module: ModuleUnit) => PythonConditions },
  ) {
    this.names = names;
    this.set = set;
    this.rules = rulesByCheck(names.rules);
    this.validators = new PythonValidators((module) => conditions.conditionsOf(module));
  }

  attach(flow: PythonFlow): void {
    this.flow = flow;
  }

  /** What a type in the code lets through. */
  typeIn(code: string, scope: Scope): PythonType {
    const { flow } = this;
    return typeOf(code, {
      plain: this.names.models.plain,
      ...this.namesOf(scope.module),
      lookUp: (name) => (flow ? meaningsOf(flow, name, scope) : NO_VALUES),
      nameOf: (value) => {
        const what = value.kind === 'outside' ? whatIs(value) : null;
        return what?.is === 'name' ? [what.module, ...what.path].join('.') : null;
      },
    });
  }

  private namesOf(module: Scope['module']): ModuleNames {
    const { text } = module;
    const known = this.read.get(module) ?? { aliases: aliasesIn(text), given: namesGivenIn(text) };
    this.read.set(module, known);
    return known;
  }

  /** What a type keeps of data: nothing, the data, instances of a class. */
  kept(type: PythonType, data: Values, scope: Scope): Values {
    const { flow } = this;
    if (!flow || data.length === 0) return NO_VALUES;
    const made = type.classes.flatMap((unit) => [...this.instances(unit, data, scope)]);
    const left = type.isOpen ? data : NO_VALUES;
    if (!type.isList || made.length === 0) return [...made, ...left];
    return [listOf(flow, made, `model${type.classes.map(({ id }) => id).join()}`), ...left];
  }

  private instances(unit: ClassUnit, data: Values, scope: Scope): Values {
    const value: PythonValue = { kind: 'class', key: `class:${unit.id}`, unit };
    if (this.open.has(unit)) return [{ ...value, kind: 'instance', key: `instance:${unit.id}` }];
    this.open.add(unit);
    const made = this.flow
      ? resultsOf(this.flow, value, { args: { positional: [data], named: new Map() }, scope })
      : NO_VALUES;
    this.open.delete(unit);
    return made;
  }

  /** What a field of a model keeps of values. */
  field(field: ModelField, values: Values): Values {
    const { types, scope } = field.unit;
    const type = types.get(field.name);
    const data = values.filter(isData);
    if (!type || data.length === 0) return values;
    const others = values.filter((value) => !isData(value));
    const { text } = scope.module;
    const place = { module: scope.module, node: type };
    if (!field.isTyped) return [...others, ...this.validated(field, data, place)];
    if (limitsPattern(statementAt(text, type.start))) return others;
    const code = text.slice(type.start, type.end);
    const kept = this.texts(code, this.kept(this.typeIn(code, scope), data, scope));
    return [...others, ...this.validated(field, kept, place)];
  }

  /** Data that a type makes a text. */
  texts(code: string, values: Values): Values {
    if (!isTextType(code)) return values;
    return values.map((value) =>
      isData(value)
        ? this.set.make({
            ...(whatIs(value) as PythonData),
            cleared: new Set([...(whatIs(value) as PythonData).cleared, ...this.rules.text]),
          })
        : value,
    );
  }

  /** What validators of a field let through. */
  private validated(field: ModelField, values: Values, place: PythonPlace): Values {
    const kind = this.flow ? this.validators.kindOf(this.flow, field) : null;
    const cleared = kind === null ? [] : clearedBy(kind, this.rules);
    return values.flatMap((value): Values => {
      if (!isData(value) || cleared?.length === 0) return [value];
      return cleared ? [this.set.after(whatIs(value) as PythonData, place, { cleared })] : [];
    });
  }

  /** What a function that is given a class and data makes of them; null: the function is none. */
  parsed(name: Pick<PythonName, 'module' | 'path'>, args: CallArguments, place: PythonPlace): Values | null {
    const [parser] = this.names.models.parsers.find(tokenOf(name));
    const { flow } = this;
    if (!parser || !flow) return null;
    const classes = argument(args, parser.model).flatMap((value) =>
      value.kind === 'class' ? [value.unit] : [],
    );
    const data = argument(args, parser.data);
    if (classes.length === 0) return data;
    const made = classes.flatMap((unit) => [...this.instances(unit, data, place.module.scope)]);
    // An envelope may hold several.
    return [...made, listOf(flow, made, `parsed${place.node.start}:${place.module.id}`)];
  }

  /** The event of a function whose decorator makes it an instance of a class: `@event_parser(model=Order)`. */
  event({ node, scope, positions }: FunctionUnit, data: Values): Values {
    const { text } = scope.module;
    const before = text.slice(Math.max(0, node.start - DECORATED), node.start);
    const at = before.lastIndexOf('\n\n');
    const [found, given = ''] = this.names.models.decoration.exec(before.slice(at + 1)) ?? [];
    if (found === undefined) return data;
    const [, model] = /\bmodel\s?=\s?([\w.]+)/.exec(given) ?? [];
    const code = model ?? this.typeOfParameter(node, positions[0] ?? '', text);
    return code === '' ? data : this.kept(this.typeIn(code, scope.parent ?? scope), data, scope);
  }

  /** The schema that a decorator of a function lets the event through: `@validator(inbound_schema=ORDER)`. */
  filter({ node, scope }: FunctionUnit): Values {
    const { text } = scope.module;
    const before = text.slice(Math.max(0, node.start - DECORATED), node.start);
    const [, name] = this.names.models.filtering.exec(before.slice(before.lastIndexOf('\n\n') + 1)) ?? [];
    return this.flow && name !== undefined ? meaningsOf(this.flow, name, scope.parent ?? scope) : NO_VALUES;
  }

  private typeOfParameter(node: FunctionUnit['node'], name: string, text: string): string {
    for (const each of fieldOf(node, 'parameters')?.children ?? []) {
      const type = fieldOf(each, 'type');
      if (type && text.slice(each.start, each.start + name.length) === name)
        return text.slice(type.start, type.end);
    }
    return '';
  }
}
