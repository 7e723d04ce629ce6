import type {
  CallArguments,
  CalledCheck,
  OwnValue,
  PythonReading,
  PythonValue,
} from '../../program/index.js';
import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { PythonNames } from '../call-names.js';
import { isName, whatIs, type PythonName, type PythonSchema } from '../python-data.js';
import { HOW_SHOWN, usesOf, type CheckingUse, type SchemaFunctions } from './schema-functions.js';
import { fieldSchemaOf } from './python-field-schemas.js';
import { jsonSchemaOf } from './python-json-schema.js';

type Values = readonly PythonValue[];

/** A function of a library of schemas, or a method of a schema. */
interface Called {
  readonly functions: SchemaFunctions;
  readonly name: string;
  /** The schema whose method it is. */
  readonly of: PythonValue | null;
}

type Named = Omit<PythonName, 'is'>;

function isOneObject(values: Values): boolean {
  return values.length === 1 && values[0]?.kind === 'object';
}

/** The code of an argument, by its place or its name. */
function argumentNode(call: PythonNode, { schema, schemaIn }: CheckingUse, text: string): PythonNode | null {
  const given = fieldOf(call, 'arguments')?.children.filter(({ type }) => type !== 'comment') ?? [];
  const named = given.find((each) => {
    const name = fieldOf(each, 'name');
    return name !== undefined && text.slice(name.start, name.end) === schemaIn;
  });
  const placed = schema === undefined ? undefined : given[schema];
  const value = named ? fieldOf(named, 'value') : placed;
  return value && value.type !== 'keyword_argument' ? value : null;
}

/** Schemas that libraries of Python check data by. */
export class PythonSchemas {
  private readonly table: PythonNames['schemas'];

  constructor({ schemas }: Pick<PythonNames, 'schemas'>) {
    this.table = schemas;
  }

  private called({ module, path, given }: Named): Called | null {
    const functions = this.table.get(module);
    if (!functions) return null;
    const name = path.at(-1) ?? '';
    return { functions, name, of: given ?? null };
  }

  /** The schema that is given to a function that makes an object of it: `Draft7Validator(schema)`. */
  given(what: Named, { positional, named }: CallArguments): PythonValue | null {
    const called = this.called(what);
    const kind = called?.functions.of(called.name).kind;
    const values = positional[0] ?? named.get('schema') ?? [];
    if (kind === 'pattern') return values.find((value) => value.kind === 'text') ?? null;
    return kind === 'given' ? (isOneObject(values) ? (values[0] ?? null) : null) : null;
  }

  /** The class of the program that is a schema itself; null of others. */
  ofClass(what: Named, of: OwnValue | undefined): PythonValue | null {
    return of && this.called(what)?.functions.of(what.path.at(-1) ?? '').kind === 'named' ? of : null;
  }

  /** What the data fits that a call has checked, as far as code shows how it went. */
  shownBy(check: CalledCheck, reading: PythonReading): PythonSchema | null {
    const { callee, call, maker, shows, ...at } = check;
    const { text } = reading.module;
    for (const value of check.element === undefined ? reading.lookUp(callee).filter(isName) : []) {
      const called = this.called(this.madeBy(maker, whatIs(value) as PythonName, reading));
      const uses = called ? usesOf(called.functions, called.name) : [];
      const use = uses.find((each) => HOW_SHOWN[each.fails] === shows && isArgument(each, at));
      if (!called || !use) continue;
      const node = argumentNode(call, use, text);
      const name = node ? text.slice(node.start, node.end) : '';
      return called.of ? schemaOf(called.of) : jsonSchemaOf(reading.lookUp(name));
    }
    return null;
  }

  /** A method of an object that a call makes of a schema. */
  private madeBy(maker: PythonNode | undefined, what: Named, reading: PythonReading): Named {
    if (!maker) return what;
    const { module, path } = what;
    const kind = this.table.get(module)?.of(path.at(-2) ?? '').kind;
    const [node] = fieldOf(maker, 'arguments')?.children ?? [];
    const { text } = reading.module;
    const values = node && kind === 'given' ? reading.lookUp(text.slice(node.start, node.end)) : [];
    const [given] = isOneObject(values) ? values : [];
    return { module, path, ...(given && { given }) };
  }

  /** The data that a call gives as a schema lets it through, and the schema; null: the call is none of a library. */
  used(
    what: Named,
    { positional, named }: CallArguments,
  ): { readonly data: Values; readonly schema: PythonSchema | null } | null {
    const called = this.called(what);
    const use = called?.functions
      .of(called.name)
      .uses.find(({ schema }) => (schema === undefined) === (called.of !== null));
    if (!called || !use) return null;
    const argument = (at: number | undefined, name: string | undefined): Values =>
      named.get(name ?? '') ?? positional[at ?? -1] ?? [];
    return {
      data: argument(use.data, use.dataIn),
      schema: called.of ? schemaOf(called.of) : jsonSchemaOf(argument(use.schema, use.schemaIn)),
    };
  }
}

/** The schema that a value is: a class with fields, or a JSON schema. */
function schemaOf(value: PythonValue): PythonSchema | null {
  return value.kind === 'instance' || value.kind === 'class'
    ? fieldSchemaOf(value.unit)
    : jsonSchemaOf([value]);
}

function isArgument(
  use: CheckingUse,
  { position, keyword }: Pick<CalledCheck, 'position' | 'keyword'>,
): boolean {
  return keyword === undefined ? use.data === position : use.dataIn === keyword;
}
