import { SCHEMA_KINDS, type SchemaKind, type SchemaLibrary, type SchemaUse } from '../../model/index.js';

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
