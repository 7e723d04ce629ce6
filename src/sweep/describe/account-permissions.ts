import { matchesWildcard } from '../../model/index.js';
import {
  endedRuns,
  gapsOf,
  noEndedSweep,
  openStored,
  permissionFindings,
  roleUses,
  type JudgedGap,
  type RoleUses,
  type Sql,
} from '../../store/index.js';
import { compareRoles, roleAnswer, type RoleAnswer } from './role-answer.js';

/** Which roles an answer has: those with a function that can be called and fits each filter. An empty list lets all fit. */
export interface RoleFilters {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Names or ARNs of functions, with `*` and `?`. */
  readonly functions: readonly string[];
  /** Names or ARNs of roles, with `*` and `?`. */
  readonly roles: readonly string[];
}

/** What functions of the swept accounts need, what their roles grant, and the excess. */
export interface AccountPermissions {
  /** The last sweep that ended. */
  readonly run: number;
  /** ISO date-time. */
  readonly startedAt: string;
  readonly filters: RoleFilters;
  readonly counts: {
    readonly roles: number;
    readonly functions: number;
    /** Roles with excess. */
    readonly excessive: number;
    /** Roles that several functions have. */
    readonly shared: number;
    /** Roles with policies that were not read, or that were not read at all. */
    readonly unreadRoles: number;
    /** Functions of which a version was not analysed. */
    readonly unknownFunctions: number;
    /** Functions that may need more than was seen. */
    readonly atLeastFunctions: number;
    /** Functions that the last sweep did not see. */
    readonly staleFunctions: number;
    /** Functions without a known role. */
    readonly functionsWithoutRole: number;
  };
  /** The worst first. */
  readonly roles: readonly RoleAnswer[];
  /** What the last sweep could not list or read: other functions may have these roles, and need more. */
  readonly unseenPlaces: readonly JudgedGap[];
}

function fits(patterns: readonly string[], ...texts: readonly string[]): boolean {
  return (
    patterns.length === 0 || patterns.some((pattern) => texts.some((text) => matchesWildcard(pattern, text)))
  );
}

/** Name of a role in its ARN, which may have a path. */
function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function isWanted({ role, uses }: RoleUses, filters: RoleFilters): boolean {
  const { accounts, regions, functions, roles } = filters;
  if (roles.length > 0 && (role === null || !fits(roles, role, nameIn(role)))) return false;
  return uses.some(
    ({ reachable, account, region, name, arn }) =>
      reachable && fits(accounts, account) && fits(regions, region) && fits(functions, name, arn),
  );
}

/** Gaps behind which other functions with the roles of an answer can be, or policies of these roles. */
function hidesFunctions(
  { affectsCompleteness, resource, account }: JudgedGap,
  wanted: ReadonlySet<string> | null,
) {
  return affectsCompleteness && resource === null && (wanted === null || wanted.has(account));
}

function countsOf(roles: readonly RoleAnswer[], functionsWithoutRole: number): AccountPermissions['counts'] {
  const functions = new Map(
    roles.flatMap((role) => role.functions.map((fn) => [`${fn.arn}:${fn.version}`, fn])),
  );
  const numberOf = (isCounted: (fn: RoleAnswer['functions'][number]) => boolean): number =>
    new Set([...functions.values()].filter(isCounted).map(({ arn }) => arn)).size;
  return {
    roles: roles.length,
    functions: numberOf(() => true),
    excessive: roles.filter(({ excessActions }) => (excessActions ?? 0) > 0).length,
    shared: roles.filter((role) => role.functionCount > 1).length,
    unreadRoles: roles.filter(({ unread }) => unread.length > 0).length,
    unknownFunctions: numberOf(({ needs }) => needs === null),
    atLeastFunctions: numberOf(({ needs }) => needs?.atLeast === true),
    staleFunctions: numberOf(({ stale }) => stale),
    functionsWithoutRole,
  };
}

async function answerFrom(sql: Sql, filters: RoleFilters): Promise<AccountPermissions | null> {
  const [last] = await endedRuns(sql, 1);
  if (!last) return null;
  const findings = await permissionFindings(sql, last.id);
  const roles: RoleAnswer[] = [];
  let functionsWithoutRole = 0;
  for await (const uses of roleUses(sql, last.id)) {
    if (!isWanted(uses, filters)) continue;
    const answer = roleAnswer(uses, findings);
    if (answer) roles.push(answer);
    else functionsWithoutRole += new Set(uses.uses.map(({ arn }) => arn)).size;
  }
  const accounts = filters.accounts.length > 0 ? new Set(filters.accounts) : null;
  const gaps = await gapsOf(sql, last.id);
  return {
    run: last.id,
    startedAt: last.startedAt,
    filters,
    counts: countsOf(roles, functionsWithoutRole),
    roles: roles.sort(compareRoles),
    unseenPlaces: gaps.filter((gap) => hidesFunctions(gap, accounts)),
  };
}

/**
 * Compares the roles of swept accounts with the needs of their functions, from a store.
 * @throws ScanError if the store cannot be opened, or holds no sweep that ended.
 */
export async function findAccountPermissions(
  store: string,
  filters: RoleFilters,
): Promise<AccountPermissions> {
  const sql = await openStored(store);
  try {
    const answer = await answerFrom(sql, filters);
    if (!answer) throw noEndedSweep(store);
    return answer;
  } finally {
    await sql.close();
  }
}
