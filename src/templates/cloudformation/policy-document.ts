import { limitOf } from '../../files/index.js';
import { readStatements } from '../../iam/index.js';
import type { PolicyStatement } from '../../model/index.js';
import { entriesOf, field, itemsOf } from '../data.js';
import { branchOf, intrinsicOf, textOf, type Scope } from './intrinsics.js';

/** Stands for a value that only the deployment knows, and that no placeholder describes. */
const UNKNOWN = Symbol('unknown');

type Plain = string | symbol | readonly Plain[] | { readonly [key: string]: Plain };

/** A value with its intrinsic functions resolved, or written as placeholders. */
function plainOf(value: unknown, scope: Scope, depth = 0): Plain {
  const branch = branchOf(value, scope);
  const text = textOf(branch, scope);
  if (text !== null) return text;
  if (depth > limitOf('template-functions') || intrinsicOf(branch)) return UNKNOWN;
  if (!Array.isArray(branch))
    return Object.fromEntries(
      entriesOf(branch).map(([key, inner]) => [key, plainOf(inner, scope, depth + 1)]),
    );
  const items = itemsOf(branch).filter((item) => branchOf(item, scope) !== undefined);
  return items.map((item) => plainOf(item, scope, depth + 1));
}

function hasUnknown(value: Plain | undefined): boolean {
  if (Array.isArray(value)) return value.some((item: Plain) => item === UNKNOWN);
  return value === UNKNOWN;
}

/** Elements of a statement that decide what it covers. An action cannot be a placeholder: nobody knows then what is allowed. */
const ACTIONS = ['Action', 'NotAction'];
const ELEMENTS = ['Effect', 'Resource', 'NotResource', ...ACTIONS];

function isReadable(statement: Plain): boolean {
  if (typeof statement !== 'object' || Array.isArray(statement)) return false;
  const elements = statement as Readonly<Record<string, Plain>>;
  const actions = ACTIONS.flatMap((name) => elements[name] ?? []);
  return (
    ELEMENTS.every((name) => !hasUnknown(elements[name])) &&
    actions.every((action) => typeof action === 'string' && !action.includes('<'))
  );
}

/**
 * The statements of a policy in a template. References that only the deployment resolves are placeholders (`<Table.Arn>`).
 * @param value the document's `Statement`.
 * @returns null if it depends on the deployment what the statements allow.
 */
export function statementsInTemplate(value: unknown, scope: Scope): readonly PolicyStatement[] | null {
  const plain = plainOf(value, { ...scope, placeholders: true });
  const statements = Array.isArray(plain) ? (plain as readonly Plain[]) : [plain];
  return statements.every(isReadable) ? readStatements(statements) : null;
}

/** The statements of a `PolicyDocument`. */
export function documentStatements(document: unknown, scope: Scope): readonly PolicyStatement[] | null {
  return statementsInTemplate(field(branchOf(document, scope), 'Statement'), scope);
}

/**
 * The statements of a resource policy's document, with its principals and the values of its conditions, for `accessByPolicy`.
 * What only the deployment knows is a placeholder (`<account>`), or no string.
 */
export function rawStatements(document: unknown, scope: Scope): unknown {
  return plainOf(field(branchOf(document, scope), 'Statement'), { ...scope, placeholders: true });
}
