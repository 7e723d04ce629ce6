import { counted, escapeTerminal, listed } from '../../reporters/index.js';
import type { AccountPermissions } from './account-permissions.js';
import { describeGap } from './describe-unseen.js';
import type { RoleAnswer, RoleUse } from './role-answer.js';

/** Roles, and lines of one kind of a role, that the text shows. */
const SHOWN_ROLES = 25;
const SHOWN = 5;

function nameOf({ role, account }: RoleAnswer): string {
  return `${role.slice(role.lastIndexOf('/') + 1)} (${account})`;
}

function excessWords({ excessActions, atLeast, unread, isAdministrator }: RoleAnswer): string {
  if (isAdministrator) return 'may do everything in the account';
  if (excessActions === null)
    return unread.length > 0
      ? 'what it allows was not read'
      : 'what its functions need is not known, so neither is the excess';
  const which = atLeast ? 'that were not seen to be used' : 'that none of them needs';
  if (excessActions > 0) return `allows ${counted(excessActions, 'action')} ${which}`;
  return unread.length > 0 ? 'no excess was seen in the policies that were read' : 'allows no other action';
}

function shortened(lines: readonly string[]): string[] {
  const rest = lines.length - SHOWN;
  return rest > 0 ? [...lines.slice(0, SHOWN), `  … and ${rest} more (--format json)`] : [...lines];
}

function useWords({ name, region, version, stale, needs }: RoleUse): string {
  const place = `${name} (${region}${version === '$LATEST' ? '' : `, version ${version}`})`;
  const seen = stale ? '; not seen by the last sweep' : '';
  if (needs === null) return `  ${place}: what it needs is not known${seen}`;
  const actions = [...new Set(needs.needed.map(({ action }) => action))];
  const least = needs.atLeast ? 'at least ' : '';
  const what = actions.length === 0 ? 'nothing of AWS but what its platform needs' : listed(actions, SHOWN);
  const words = needs.atLeast && actions.length === 0 ? 'actions that could not be found' : what;
  return `  ${place} needs ${least}${words}${seen}`;
}

function grantLines({ excess }: RoleAnswer): string[] {
  return (excess ?? []).map(({ action, resource, policy, examples }) => {
    const such = examples.length > 0 ? `: ${examples.join(', ')}` : '';
    return `  excess    ${action} on ${resource} (${policy})${such}`;
  });
}

function unknownLines({ unread, boundary, otherVersions }: RoleAnswer): string[] {
  return [
    ...(unread.length > 0 ? [`  not read  policies: ${listed(unread, SHOWN)}`] : []),
    ...(boundary === 'unread' ? ['  not read  its boundary: it may allow less'] : []),
    ...(otherVersions > 0
      ? [`  not known what ${counted(otherVersions, 'published version')} without a known caller may need`]
      : []),
  ];
}

function roleLines(role: RoleAnswer): string[] {
  const shared = role.functionCount > 1 ? `shared by ${role.functionCount} functions` : 'of 1 function';
  return [
    `${nameOf(role)}, ${shared}: ${excessWords(role)}`,
    ...role.escalations.map((title) => `  gains     ${title}`),
    ...shortened(grantLines(role)),
    ...unknownLines(role),
    ...role.findings
      .slice(0, SHOWN)
      .map(
        ({ severity, title, functions }) =>
          `  ${severity.toUpperCase().padEnd(8)}  ${title}${functions > 1 ? ` (one of ${functions} functions)` : ''}`,
      ),
    ...shortened(role.functions.map(useWords)),
    '',
  ];
}

/** Lines about what is not known, and about what may have more callers or needs. */
function doubts({ counts, unseenPlaces }: AccountPermissions): string[] {
  const { unknownFunctions, atLeastFunctions, unreadRoles, staleFunctions, functionsWithoutRole } = counts;
  const told = (count: number, noun: string, words: string): string[] =>
    count > 0 ? [`Not known: ${counted(count, noun)} ${words}`] : [];
  return [
    ...told(
      unknownFunctions,
      'function',
      'whose needs no sweep has stored: the next sweep stores them, if it can read the code.',
    ),
    ...told(atLeastFunctions, 'function', 'may need more than was seen.'),
    ...told(unreadRoles, 'role', 'with policies that were not read.'),
    ...told(staleFunctions, 'function', 'that the last sweep did not see, kept as seen before.'),
    ...told(functionsWithoutRole, 'function', 'without a known role.'),
    ...unseenPlaces.map((gap) => `Not seen: ${describeGap(gap)}`),
    'Policies of the organisation (SCPs), and other users of these roles, are not known here.',
  ];
}

function summaryLine({ run, startedAt, counts }: AccountPermissions): string {
  const { roles, functions, excessive, shared } = counts;
  return `Sweep ${run} of ${startedAt.slice(0, 10)}: ${counted(roles, 'role')} of ${counted(functions, 'function')}; ${excessive} with excess, ${shared} shared by several functions.`;
}

/** The roles of swept accounts, the worst first, for a terminal. */
export function describeAccountPermissions(answer: AccountPermissions): string {
  const { roles } = answer;
  const rest = roles.length - SHOWN_ROLES;
  return [
    summaryLine(answer),
    '',
    ...roles.slice(0, SHOWN_ROLES).flatMap(roleLines),
    ...(rest > 0 ? [`… and ${counted(rest, 'role')} more (--format json).`, ''] : []),
    ...doubts(answer),
  ]
    .map((line) => `${escapeTerminal(line)}\n`)
    .join('');
}
