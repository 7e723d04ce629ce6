import type { PolicyStatement, ResourceStatement } from '../../model/index.js';
import { mayOverlap } from '../overlap.js';
import { isRecord, textsIn, type RawStatement } from '../policy-principals.js';
import { readStatements } from '../policy-statements.js';

/** The role of a function, as policies of resources can name it. */
export interface RolePrincipal {
  /** ARNs of the role: with placeholders, a template may write it in several ways. Empty if the role is not known. */
  readonly arns: readonly string[];
  /** Account of the role; `<account>` for the one that is deployed to; null if it is not known. */
  readonly account: string | null;
  /** Lambda names the role's sessions by the function; null if the deployment makes the name. */
  readonly functionName: string | null;
}

type Meaning = Pick<ResourceStatement, 'to' | 'certain'>;

const PERHAPS: Meaning = { to: 'role', certain: false };

/** What a document's `Statement` holds is known: no part of it is decided by the deployment. */
function isReadable(statement: RawStatement): boolean {
  const parts = ['Effect', 'Action', 'NotAction', 'Resource', 'NotResource'].map((name) => statement[name]);
  const known = parts.every((part) => {
    const count = Array.isArray(part) ? part.length : Number(part !== undefined);
    return textsIn(part).length === count;
  });
  return (
    known &&
    [...textsIn(statement['Action']), ...textsIn(statement['NotAction'])].every((one) => !one.includes('<'))
  );
}

/** The account that a principal names as a whole: by its number or by its root; null if it names something else. */
function accountNamed(name: string): string | null {
  return /^(?:arn:[a-z-]{1,20}:iam::)?(\d{12}|<[^<>]{1,300}>)(:root)?$/.exec(name)?.[1] ?? null;
}

function isWholePlaceholder(text: string): boolean {
  return /^<[^<>]{1,300}>$/.test(text);
}

function accountMeaning(account: string, own: string | null): Meaning[] {
  if (account === own) return [{ to: 'account', certain: true }];
  const isOpen = own === null || own.startsWith('<') || account.startsWith('<');
  return isOpen ? [{ to: 'account', certain: false }] : [];
}

const SESSION = /^arn:[a-z-]{1,20}:sts::[^:]{1,300}:assumed-role\/([^/]{1,300})\/(.{1,300})$/;

function sessionMeaning([, role = '', session = '']: readonly string[], principal: RolePrincipal): Meaning[] {
  const names = principal.arns.map((arn) => arn.slice(arn.lastIndexOf('/') + 1));
  if (!names.some((name) => mayOverlap(name, role))) return [];
  const { functionName } = principal;
  const isKnown = functionName !== null && !`${role}${session}`.includes('<') && names.includes(role);
  if (!isKnown) return [{ to: 'anyone', certain: false }];
  return session === functionName ? [{ to: 'anyone', certain: true }] : [];
}

/** What a name of a principal says about the role; nothing if it names somebody else. */
function meaningOf(name: string, principal: RolePrincipal): Meaning[] {
  if (name === '*') return [{ to: 'anyone', certain: true }];
  if (principal.arns.includes(name)) return [{ to: 'role', certain: true }];
  const session = SESSION.exec(name);
  if (session) return sessionMeaning(session, principal);
  // A parameter may hold the ARN of the role, or an account.
  if (isWholePlaceholder(name) && name !== '<account>') return [PERHAPS];
  const account = accountNamed(name);
  if (account !== null) return accountMeaning(account, principal.account);
  if (!/:role\/|</.test(name)) return [];
  const isOpen =
    principal.arns.every(isWholePlaceholder) || principal.arns.some((arn) => mayOverlap(arn, name));
  return isOpen ? [PERHAPS] : [];
}

function meaningsIn(principals: unknown, role: RolePrincipal): Meaning[] {
  const entries = isRecord(principals) ? Object.entries(principals) : [['AWS', principals] as const];
  const all = entries.flatMap(([kind, value]): Meaning[] => {
    // The canonical user of an account is its root.
    if (kind === 'CanonicalUser') return [{ to: 'account', certain: false }];
    if (kind !== 'AWS') return [];
    const texts = textsIn(value);
    const count = Array.isArray(value) ? value.length : 1;
    return [...texts.flatMap((name) => meaningOf(name, role)), ...(texts.length < count ? [PERHAPS] : [])];
  });
  return [...new Map(all.map((one) => [`${one.to} ${one.certain}`, one])).values()];
}

/** Everybody but the named ones. Whoever is not denied has to be named with its account and its session. */
function meaningsWithout(others: unknown, role: RolePrincipal): Meaning[] {
  return [{ to: 'anyone', certain: meaningsIn(others, role).length === 0 }];
}

function statementsAbout(raw: RawStatement, read: PolicyStatement, role: RolePrincipal): ResourceStatement[] {
  const meanings =
    raw['NotPrincipal'] === undefined
      ? meaningsIn(raw['Principal'], role)
      : meaningsWithout(raw['NotPrincipal'], role);
  const { resources, notResources } = read;
  // Policies of some services need not name the resource that they belong to.
  const places = resources.length + notResources.length === 0 ? ['*'] : resources;
  return meanings.map((meaning) => ({ ...read, resources: places, ...meaning }));
}

/**
 * The statements of a resource's policy that are, or may be, about a role.
 * @param value the document's `Statement`: one or a list. What only a deployment knows is no string, or a placeholder.
 * @returns null if it is not known what the policy allows or denies.
 */
export function statementsForRole(value: unknown, role: RolePrincipal): readonly ResourceStatement[] | null {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const all: ResourceStatement[] = [];
  for (const raw of list) {
    const [read] = (isRecord(raw) && isReadable(raw) && readStatements([raw])) || [];
    if (!read) return null;
    all.push(...statementsAbout(raw as RawStatement, read, role));
  }
  return all;
}
