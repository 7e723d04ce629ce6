import type { RolePolicy } from '../../../src/model/index.js';

/**
 * A second evaluator of requests, written from IAM's documentation by another way than the product's: it takes policies as JSON, tries each
 * condition as met and as not met, and applies the documented steps to one request of one session of one role.
 */
export interface RawStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: object;
}

export interface Session {
  readonly account: string;
  readonly role: string;
  readonly session: string;
}

export interface Scene {
  readonly session: Session;
  readonly identity: readonly RawStatement[];
  /** Null: the role has no boundary. */
  readonly boundary: readonly RawStatement[] | null;
  readonly resource: readonly RawStatement[];
  readonly resourceAccount: string;
  readonly action: string;
  readonly arn: string;
}

function like(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const holes = parts.map((part) => part.replace(/[^\w?]/gu, String.raw`\$&`).replaceAll('?', '.'));
  return new RegExp(`^${holes.join('.*')}$`, 's').test(text);
}

function isAbout(statement: RawStatement, { action, arn }: Scene): boolean {
  const lower = action.toLowerCase();
  const names = (list: readonly string[]) => list.some((one) => like(one.toLowerCase(), lower));
  const places = (list: readonly string[]) => list.some((one) => like(one, arn));
  if (statement.Action ? !names(statement.Action) : names(statement.NotAction ?? [])) return false;
  return statement.Resource ? places(statement.Resource) : !places(statement.NotResource ?? []);
}

/** How a principal element meets a session: by itself, by its role, by its account, or not. */
function meetings(principal: unknown, { account, role, session }: Session): Set<string> {
  const found = new Set<string>();
  const entries = typeof principal === 'string' ? [['AWS', principal]] : Object.entries(principal as object);
  for (const [kind, value] of entries as [string, string | string[]][])
    for (const name of kind === 'AWS' ? [value].flat() : []) {
      if (name === '*' || name === `arn:aws:sts::${account}:assumed-role/${role}/${session}`)
        found.add('session');
      if (name === `arn:aws:iam::${account}:role/${role}`) found.add('role');
      if (name === account || name === `arn:aws:iam::${account}:root`) found.add('account');
    }
  return found;
}

type Holds = (statement: RawStatement) => boolean;

function covered(statements: readonly RawStatement[], scene: Scene, holds: Holds): RawStatement[] {
  return statements.filter((one) => isAbout(one, scene) && (one.Condition === undefined || holds(one)));
}

function hasEffect(statements: readonly RawStatement[], effect: string): boolean {
  return statements.some(({ Effect }) => Effect === effect);
}

/** Statements of the resource that are about the session. */
function addressed(scene: Scene, holds: Holds): RawStatement[] {
  return covered(scene.resource, scene, holds).filter(
    ({ Principal }) => meetings(Principal, scene.session).size > 0,
  );
}

interface Granting {
  readonly ways: ReadonlySet<string>;
  readonly within: boolean;
  readonly byIdentity: boolean;
}

function isGranted(scene: Scene, { ways, within, byIdentity }: Granting): boolean {
  if (scene.session.account !== scene.resourceAccount) return byIdentity && ways.size > 0;
  if (ways.has('session') || (ways.has('role') && within)) return true;
  return byIdentity && (!scene.action.startsWith('kms:') || ways.has('account'));
}

/** One request, with each condition known. */
function decide(scene: Scene, holds: Holds): boolean {
  const identity = covered(scene.identity, scene, holds);
  const boundary = scene.boundary && covered(scene.boundary, scene, holds);
  const there = addressed(scene, holds);
  if ([identity, boundary ?? [], there].some((all) => hasEffect(all, 'Deny'))) return false;
  const ways = new Set(there.flatMap(({ Principal }) => [...meetings(Principal, scene.session)]));
  const within = boundary === null || hasEffect(boundary, 'Allow');
  return isGranted(scene, { ways, within, byIdentity: hasEffect(identity, 'Allow') && within });
}

/** In how many ways that conditions can hold the request is allowed: all, some or none. */
export function evaluateScene(scene: Scene): 'all' | 'some' | 'none' {
  const all = [...scene.identity, ...(scene.boundary ?? []), ...scene.resource];
  const open = all.filter(({ Condition }) => Condition !== undefined);
  const answers = Array.from({ length: 2 ** open.length }, (_, bits) =>
    decide(scene, (statement) => Math.floor(bits / 2 ** open.indexOf(statement)) % 2 === 1),
  );
  if (answers.every(Boolean)) return 'all';
  return answers.some(Boolean) ? 'some' : 'none';
}

/** Statements as the product has them. */
export function rolePolicyOf(kind: RolePolicy['kind'], statements: readonly RawStatement[]): RolePolicy {
  return {
    name: kind,
    kind,
    arn: null,
    statements: statements.map((one) => ({
      effect: one.Effect,
      actions: one.Action ?? [],
      notActions: one.NotAction ?? [],
      resources: one.Resource ?? [],
      notResources: one.NotResource ?? [],
      conditions: one.Condition === undefined ? [] : ['Bool aws:SecureTransport'],
    })),
  };
}
