import {
  ancestry,
  meaningsOf,
  pythonProvedBy,
  type CheckKind,
  type ClassUnit,
  type ModelField,
  type ModuleUnit,
  type PythonConditions,
  type PythonFlow,
  type PythonValue,
} from '../../program/index.js';
import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { whatIs, type PythonName } from '../python-data.js';
import { partsOf } from '../python-types.js';
import {
  decoratedIn,
  isPlainBody,
  mayChange,
  membersIn,
  parameterAt,
  returnsOnly,
  type Decorated,
} from './model-methods.js';

type Conditions = (module: ModuleUnit) => PythonConditions;

/** A function, and the name in it of what it may prove. */
interface Proving {
  readonly method: PythonNode;
  /** The name that the function must return; null: callers ignore what it returns. */
  readonly returned: string | null;
  readonly name: string;
  readonly module: ModuleUnit;
}

/** What a method is for a field: it checks the field, may change it, or has nothing to do with it. */
type Role = CheckKind | 'unknown' | 'other';

const PLAIN = /^@\s?(?:classmethod|staticmethod)$/;
const OF_FIELD = /^pydantic\.(?:\w+\.)*(?:field_)?validator$/;
const OF_MODEL = /^pydantic\.(?:\w+\.)*(?:model|root)_validator$/;
/** Options after which a validator gets what the field's type has made, and gives what the field holds. */
const AFTER = /^(?:mode\s?=\s?(["'])after\1|check_fields\s?=\s?\w+|always\s?=\s?\w+|allow_reuse\s?=\s?\w+)$/;
const MODE_AFTER = /^mode\s?=\s?(["'])after\1$/;
/** A name of a field, or all of them, in quotes. */
const TEXT = /^(["'])(\w+|\*)\1$/;
/** Methods that may make another instance than the library does. */
const CHANGING = ['model_post_init', '__init__', '__new__', '__setattr__', '__getattribute__'];
/** `AfterValidator(check)` */
const VALIDATED = /^([\w.]{1,80})\(\s?([\w.]{1,80})\s?\)$/;
/** Types of the library whose `host` is the server of the address. */
const ADDRESS = /^pydantic\.(?:networks\.)?(?:HttpUrl|AnyHttpUrl|AnyUrl|AnyWebsocketUrl|WebsocketUrl)$/;
const AFTER_VALIDATOR = /^pydantic\.(?:\w+\.)*AfterValidator$/;

/** What validators of pydantic's models prove of fields: they raise unless a value fits. */
export class PythonValidators {
  private readonly conditionsOf: Conditions;

  constructor(conditionsOf: Conditions) {
    this.conditionsOf = conditionsOf;
  }

  /** What is known of a field of an instance; null: nothing. */
  kindOf(flow: PythonFlow, field: ModelField): CheckKind | null {
    const { unit, made } = field;
    const classes = [...ancestry(made)];
    if (unit !== made || !classes.every((each) => this.isKnown(each))) return null;
    if (!field.isTyped) return kindIn(this.afterInit(flow, field));
    const roles = decoratedIn(made).map((each) => this.roleOf(flow, each, field));
    const others = classes.slice(1).flatMap((each) => decoratedIn(each));
    const above = others.map((each) => this.roleOf(flow, each, field));
    if ([...roles, ...above].includes('unknown')) return null;
    return kindIn(roles.findLast((role) => role !== 'other') ?? this.annotated(flow, field));
  }

  /** Whether all that makes an instance of a class is pydantic's, or a decorated method. */
  private isKnown({ bases, scope, node }: ClassUnit): boolean {
    const isOther = (base: PythonValue): boolean =>
      base.kind !== 'class' && !/^pydantic\b/.test(nameOf(base) ?? '');

    const isOurs =
      ![...bases.values.values()].some(isOther) && !CHANGING.some((name) => scope.names.has(name));
    return isOurs && isPlainBody(node, scope.module.text);
  }

  private roleOf(flow: PythonFlow, { method, decorators }: Decorated, field: ModelField): Role {
    const { scope } = field.made;
    const { text } = scope.module;
    const codeOf = ({ start, end }: PythonNode): string => text.slice(start, end);
    const others = decorators.filter((each) => !PLAIN.test(codeOf(each)));
    const [call, ...more] = others.flatMap(({ children: [expression] }) => expression ?? []);
    if (!call) return 'other';
    const { callee, given } = calledIn(call, text);
    const name = nameIn(flow, callee, field);
    const isOfModel = OF_MODEL.test(name);
    if (more.length > 0) return 'unknown';
    if (!isOfModel && !OF_FIELD.test(name)) return 'other';
    if (isOfModel) return this.ofModel(flow, { method, given }, field);
    const isStatic = decorators.some((each) => codeOf(each).includes('staticmethod'));
    return this.ofField(
      flow,
      { method, given, parameter: parameterAt(method, isStatic ? 0 : 1, text) },
      field,
    );
  }

  private ofModel(
    flow: PythonFlow,
    { method, given }: { method: PythonNode; given: readonly string[] },
    field: ModelField,
  ): Role {
    const { module } = field.made.scope;
    const { text } = module;
    const self = parameterAt(method, 0, text);
    const isAfter = given.length > 0 && given.every((each) => MODE_AFTER.test(each));
    if (!isAfter || mayChange(method, self, text)) return 'unknown';
    return this.proved(flow, { method, returned: self, name: `${self}.${field.name}`, module }, field);
  }

  /** What `__post_init__` of a data class proves of a field. */
  private afterInit(flow: PythonFlow, field: ModelField): Role {
    const { scope } = field.made;
    const [value] = scope.names.get('__post_init__')?.values.values() ?? [];
    if (value?.kind !== 'function') return 'other';
    const { node: method } = value.unit;
    const { module } = scope;
    const self = parameterAt(method, 0, module.text);
    if (mayChange(method, self, module.text)) return 'unknown';
    return this.proved(flow, { method, returned: null, name: `${self}.${field.name}`, module }, field);
  }

  private ofField(
    flow: PythonFlow,
    { method, given, parameter }: { method: PythonNode; given: readonly string[]; parameter: string },
    field: ModelField,
  ): Role {
    const options = given.filter((each) => /^\w+\s?=/.test(each));
    const texts = given.flatMap((each) => (options.includes(each) ? [] : [TEXT.exec(each)?.[2]]));
    const names = new Set(texts);
    if (names.has(undefined)) return 'unknown';
    if (!names.has(field.name) && !names.has('*')) return 'other';
    if (!options.every((each) => AFTER.test(each))) return 'unknown';
    return this.proved(
      flow,
      { method, returned: parameter, name: parameter, module: field.made.scope.module },
      field,
    );
  }

  /** What a function proves that returns what it is given, and raises unless that fits. */
  private proved(flow: PythonFlow, { method, returned, name, module }: Proving, field: ModelField): Role {
    if (returned !== null && !returnsOnly(method, returned, module.text)) return 'unknown';
    const conditions = this.conditionsOf(module);
    const provedOf = (each: string): CheckKind | null =>
      pythonProvedBy(method, { name: each, shows: 'returned', isAwaited: false }, conditions).kind;
    const kind = provedOf(name);
    if (kind) return kind;
    const host = provedOf(`${name}.host`);
    return host === 'value' && isAddress(flow, field) ? 'host' : 'unknown';
  }

  /** `Annotated[str, AfterValidator(check)]` */
  private annotated(flow: PythonFlow, field: ModelField): Role {
    const [, validator, check] = VALIDATED.exec(lastAnnotation(field)) ?? [];
    if (validator === undefined || check === undefined) return 'other';
    if (!AFTER_VALIDATOR.test(nameIn(flow, validator, field))) return 'other';
    const [value, ...others] = meaningsOf(flow, check, field.made.scope);
    if (value?.kind !== 'function' || others.length > 0) return 'unknown';
    const { node: method, scope, positions } = value.unit;
    const [name = ''] = positions;
    return this.proved(flow, { method, returned: name, name, module: scope.module }, field);
  }
}

function kindIn(role: Role): CheckKind | null {
  return role === 'other' || role === 'unknown' ? null : role;
}

/** The last of what `Annotated` says of a field's type. */
function lastAnnotation(field: ModelField): string {
  const [, inner = ''] = /^(?:\w+\.)?Annotated\[(.*)\]$/s.exec(typeCode(field)) ?? [];
  return partsOf(inner, ',').findLast(Boolean) ?? '';
}

/** What a decorator calls, and the code of what it gives. */
function calledIn(
  call: PythonNode,
  text: string,
): { readonly callee: string; readonly given: readonly string[] } {
  const codeOf = ({ start, end }: PythonNode): string => text.slice(start, end);
  if (call.type !== 'call') return { callee: codeOf(call), given: [] };
  const callee = fieldOf(call, 'function');
  return { callee: callee ? codeOf(callee) : '', given: membersIn(fieldOf(call, 'arguments')).map(codeOf) };
}

function isAddress(flow: PythonFlow, field: ModelField): boolean {
  return ADDRESS.test(nameIn(flow, typeCode(field), field));
}

/** The type of a field, as code writes it. */
function typeCode({ unit, name }: ModelField): string {
  const type = unit.types.get(name);
  return type ? unit.scope.module.text.slice(type.start, type.end) : '';
}

function nameOf(value: PythonValue): string | null {
  const what = value.kind === 'outside' ? (whatIs(value) as PythonName) : null;
  return what?.is === 'name' ? [what.module, ...what.path].join('.') : null;
}

/** The name by which other code knows what the program's code writes; empty if it is not known. */
function nameIn(flow: PythonFlow, code: string, { made }: ModelField): string {
  if (!/^[\w.]{1,200}$/.test(code)) return '';
  const [value, ...others] = meaningsOf(flow, code, made.scope);
  return value && others.length === 0 ? (nameOf(value) ?? '') : '';
}
