import type { PolicyStatement, RolePolicy } from '../../src/model/index.js';

/**
 * A second evaluator of policies, written from IAM's documentation by another way: statements become predicates over a request whose
 * conditions are tried as met and as not met. It decides concrete resources only.
 */
export interface Request {
  readonly action: string;
  readonly resource: string;
}

function likeness(pattern: string, flags: string): RegExp {
  const source = Array.from(pattern)
    .map((letter) =>
      letter === '*' ? '.*' : letter === '?' ? '.' : letter.replace(/[^\w]/u, String.raw`\$&`),
    )
    .join('');
  return new RegExp(`^${source}$`, `s${flags}`);
}

function some(patterns: readonly string[], text: string, flags = ''): boolean {
  return patterns.some((pattern) => likeness(pattern, flags).test(text));
}

type World = (statement: PolicyStatement) => boolean;

function applies(statement: PolicyStatement, request: Request, world: World): boolean {
  const { actions, notActions, resources, notResources } = statement;
  const action =
    notActions.length > 0 ? !some(notActions, request.action, 'i') : some(actions, request.action, 'i');
  const resource =
    notResources.length > 0 ? !some(notResources, request.resource) : some(resources, request.resource);
  return action && resource && (statement.conditions.length === 0 || world(statement));
}

function permits(policies: readonly RolePolicy[], request: Request, world: World): boolean {
  const hits = policies
    .flatMap(({ statements }) => statements ?? [])
    .filter((one) => applies(one, request, world));
  return hits.some(({ effect }) => effect === 'Allow') && hits.every(({ effect }) => effect === 'Allow');
}

/** Every way in which up to eight conditions can hold. */
function worlds(policies: readonly RolePolicy[]): World[] {
  const conditional = policies
    .flatMap(({ statements }) => statements ?? [])
    .filter(({ conditions }) => conditions.length > 0);
  return Array.from({ length: 2 ** conditional.length }, (_, bits): World => (statement) => {
    return Math.floor(bits / 2 ** conditional.indexOf(statement)) % 2 === 1;
  });
}

/** In how many of the worlds the request is allowed: all, some or none. */
export function evaluate(policies: readonly RolePolicy[], request: Request): 'all' | 'some' | 'none' {
  const grants = policies.filter(({ kind }) => kind !== 'boundary');
  const limits = policies.filter(({ kind }) => kind === 'boundary');
  const answers = worlds(policies).map(
    (world) => permits(grants, request, world) && (limits.length === 0 || permits(limits, request, world)),
  );
  if (answers.every(Boolean)) return 'all';
  return answers.some(Boolean) ? 'some' : 'none';
}
