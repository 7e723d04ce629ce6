interface FieldTypes {
  readonly string: string;
  readonly number: number;
  readonly 'string or null': string | null;
}

type Shape = Readonly<Record<string, keyof FieldTypes>>;

/** What `readFields` gives for a shape. */
export type Fields<S extends Shape> = { readonly [Name in keyof S]: FieldTypes[S[Name]] };

function isOf(value: unknown, type: keyof FieldTypes): boolean {
  if (type === 'number') return Number.isFinite(value);
  return typeof value === 'string' || (type === 'string or null' && value === null);
}

/**
 * The fields of a JSON object that one of our own files holds; null when one is missing or of another type. Checked by hand:
 * these files are opened at every scan, and loading a schema library takes longer than reading them.
 */
export function readFields<S extends Shape>(value: unknown, shape: S): Fields<S> | null {
  if (typeof value !== 'object' || value === null) return null;
  const members = new Map<string, unknown>(Object.entries(value));
  const names = Object.keys(shape);
  if (!names.every((name) => isOf(members.get(name), shape[name] as keyof FieldTypes))) return null;
  return Object.fromEntries(names.map((name) => [name, members.get(name)])) as Fields<S>;
}
