import type { Problem, Role } from '../model/index.js';

/** Names of policies that a message shows. */
const SHOWN_POLICIES = 5;

function listOf(names: readonly string[]): string {
  const more = names.length > SHOWN_POLICIES ? ` and ${names.length - SHOWN_POLICIES} more` : '';
  return `${names.slice(0, SHOWN_POLICIES).join(', ')}${more}`;
}

function nameOf({ name, arn }: Role): string {
  const known = name ?? arn;
  return known === null ? 'its role, which the deployment names,' : `its role ${known}`;
}

/** Notes about policies that were not read: no finding about what they allow does not mean that they allow nothing. */
export function roleProblems(role: Role | null): Problem[] {
  if (role === null) return [];
  const unread = (role.policies ?? []).filter(({ statements }) => statements === null);
  if (role.policies !== null && unread.length === 0) return [];
  const message =
    role.policies === null
      ? `The policies of ${nameOf(role)} are defined elsewhere: what they allow is not known.`
      : `What these policies of its role allow is not known: ${listOf(unread.map(({ name }) => name))}.`;
  return [{ code: 'missing', path: '', message, affectsCompleteness: false }];
}
