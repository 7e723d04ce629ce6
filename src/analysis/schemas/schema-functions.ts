import { SCHEMA_KINDS, type SchemaKind, type SchemaLibrary, type SchemaUse } from '../../model/index.js';
import type { CallSite } from '../../program/index.js';

/** What is known of a function of a library of schemas. */
interface SchemaFunction {
  readonly kind: SchemaKind | null;
  /** Properties of the argument that hold the schema, of a filter. */
  readonly schemaIn: readonly string[];
  /** The part of a request of which a schema that the function begins describes a field. */
  readonly fieldsOf: string | undefined;
  /** Whether it refuses fields that the schema does not name. */
  readonly isClosed: boolean;
  readonly uses: readonly SchemaUse[];
  readonly checks: readonly SchemaUse[];
  readonly instances: readonly SchemaUse[];
}

/** The functions of a library of schemas, by their names. */
export class SchemaFunctions {
  private readonly kinds = new Map<string, SchemaKind>();
  private readonly library: SchemaLibrary;

  constructor(library: SchemaLibrary) {
    this.library = library;
    for (const kind of SCHEMA_KINDS) for (const name of library[kind]) this.kinds.set(name, kind);
  }

  of(name: string): SchemaFunction {
    const isNamed = ({ names }: SchemaUse): boolean => names.includes(name);
    const { uses, checks, instances, closed } = this.library;
    return {
      kind: this.kinds.get(name) ?? null,
      schemaIn: this.library.schemaIn,
      fieldsOf: new Map(Object.entries(this.library.fieldsOf)).get(name),
      isClosed: closed.includes(name),
      uses: uses.filter(isNamed),
      checks: checks.filter(isNamed),
      instances: instances.filter(isNamed),
    };
  }
}

/** What code sees of a call whose data fits. */
export const HOW_SHOWN = {
  throws: 'returned',
  rejects: 'returned',
  false: 'true',
  result: 'result',
} as const;

export interface CheckingUse extends SchemaUse {
  readonly fails: keyof typeof HOW_SHOWN;
}

/** The ways in which a function checks data. */
export function usesOf(functions: SchemaFunctions, name: string): CheckingUse[] {
  const { uses, checks } = functions.of(name);
  // A schema that is called is a function that checks data.
  if (name === '()' && uses.length === 0) return [{ names: [], data: 0, fails: 'false' }];
  return [
    ...uses.map((use) => ({ ...use, fails: use.fails ?? (use.field === undefined ? 'throws' : 'result') })),
    ...checks.map((use) => ({ ...use, fails: use.fails ?? 'false' })),
  ];
}

/** Characters before a call in which the name that gets its result is searched. */
const BEFORE = 200;
/** `const { value } =`, `result =` */
const GETTING = /(?:\{([^{}]*)\}|([\w$]+))\s*=\s*(?:await\s+)?$/;

/**
 * Whether code never looks at what says whether data fits, so that it takes the data in any case: `schema.validate(body).value`,
 * `const { value } = schema.validate(body)`. @param source the code of the call's file
 */
export function isNeverTold(
  { told = [], field = '' }: SchemaUse,
  { node, scope }: CallSite,
  source: string,
): boolean {
  if (told.length === 0) return false;
  if (source.startsWith(`.${field}`, node.end)) return true;
  const [, taken, name] = GETTING.exec(source.slice(Math.max(0, node.start - BEFORE), node.start)) ?? [];
  if (taken !== undefined)
    return !(taken.match(/\w+|\.{3}/g) ?? []).some((each) => each === '...' || told.includes(each));
  if (name === undefined) return false;
  const rest = source.slice(node.end, scope.owner.node.end);
  const uses = rest
    .split(new RegExp(`(?<![\\w$.])${name.replaceAll('$', String.raw`\$`)}(?![\\w$])`))
    .slice(1);
  return uses.length > 0 && uses.every((use) => use.startsWith(`.${field}`));
}
