import {
  groupBy,
  matchesWildcard,
  type ExcessPermission,
  type PermissionGrant,
  type PlatformPermission,
  type RolePolicy,
} from '../model/index.js';
import type { ActionFacts } from './action-table.js';
import { expandGrants, type Granted } from './expand-grants.js';
import { byHarm } from './harm.js';
import type { Need } from './needed-permissions.js';
import { mayOverlap } from './overlap.js';

/** All that a function needs. */
export interface AllNeeds {
  readonly code: readonly Need[];
  readonly platform: readonly PlatformPermission[];
  /** Actions that settings may need which are not known: they are never excess. */
  readonly mayNeed: ReadonlySet<string>;
}

export interface Excess {
  /** Grants with actions that nothing needs on these resources, and these actions, the most harmful first. */
  readonly unneeded: readonly Granted[];
  /** Grants on all resources of a type, of actions that are needed on some of them only. */
  readonly wide: readonly Granted[];
  /** Actions that are needed on no resource, the most harmful first. */
  readonly actions: readonly ActionFacts[];
}

/** Returns whether something may need an action on some resource of a pattern. */
function neededBy({ code, platform, mayNeed }: AllNeeds): (action: string, resource: string) => boolean {
  const needs = [
    ...code.map(({ action, pattern }) => ({ action, pattern })),
    ...platform.map(({ action, resource }) => ({ action, pattern: resource })),
  ];
  const byAction = groupBy(needs, ({ action }) => [action.toLowerCase()]);
  return (action, resource) => {
    const patterns = byAction.get(action.toLowerCase()) ?? [];
    if (mayNeed.has(action)) return true;
    const isAllBut = resource.startsWith('all but ');
    return patterns.some(({ pattern }) => isAllBut || mayOverlap(pattern, resource));
  };
}

/** A pattern of all resources, or of all of a type: `*`, `arn:aws:dynamodb:eu-west-1:1:table/*`. */
const WHOLE = /^(?:\*|arn:[^:]{1,40}:[^:]{1,60}:[^:]{0,60}:[^:]{0,60}:(?:[A-Za-z-]{1,60}[/:])?\*)$/;

/** Whether a grant is on all resources of a type, although each need of its actions names known resources. */
function isWide({ resource, actions }: Granted, { code, platform, mayNeed }: AllNeeds): boolean {
  if (!WHOLE.test(resource)) return false;
  const names = new Set(actions.map(({ action }) => action));
  const isOpen =
    platform.some((need) => names.has(need.action)) || [...mayNeed].some((name) => names.has(name));
  if (isOpen) return false;
  const needs = code.filter(({ action, pattern }) => names.has(action) && mayOverlap(pattern, resource));
  const isNarrow = (need: Need) => need.resource === need.pattern && !matchesWildcard(need.pattern, resource);
  return needs.length > 0 && needs.every(isNarrow);
}

/** What a role's policies allow and nothing needs. Policies that were not read add nothing. */
export function excessOf(policies: readonly RolePolicy[], needs: AllNeeds): Excess {
  const { grants, allowed } = expandGrants(policies);
  const isNeeded = neededBy(needs);
  const used = new Set<ActionFacts>();
  const unneeded = grants.map((grant) => ({
    ...grant,
    actions: grant.actions.filter((facts) => {
      if (!allowed.has(facts)) return false;
      const isUsed = isNeeded(facts.action, grant.resource);
      if (isUsed) used.add(facts);
      return !isUsed;
    }),
  }));
  return {
    unneeded: unneeded.filter(({ actions }) => actions.length > 0),
    wide: grants.filter((grant) => isWide(grant, needs)),
    actions: [...allowed].filter((facts) => !used.has(facts)),
  };
}

/** Number of rows above which the rows of one service become one. */
const MAX_ROWS = 200;

type Row = PermissionGrant & { readonly policy: string };

function serviceOf({ action }: Row): string {
  return action.split(':', 1)[0] ?? '';
}

/** The rows themselves, or where there are many, one row for the patterns of a service: `s3:Get*, s3:List*`. */
export function fewRows<Grant extends Row>(rows: readonly Grant[]): readonly Grant[] {
  if (rows.length <= MAX_ROWS) return rows;
  const groups = groupBy(rows, (row) => [
    JSON.stringify({ ...row, action: serviceOf(row), examples: undefined }),
  ]);
  return [...groups.values()].map((same) => {
    const [first] = same;
    return { ...first, action: [...new Set(same.map(({ action }) => action))].join(', ') };
  });
}

/** Actions that a report shows of one pattern. */
const SHOWN_ACTIONS = 5;

/** Excess as a report has it, the most harmful first; each pattern of actions and resources once. */
export function excessPermissions({ unneeded }: Excess): readonly ExcessPermission[] {
  const rows = [...unneeded].sort(({ actions: [left] }, { actions: [right] }) =>
    left && right ? byHarm(left, right) : 0,
  );
  const distinct = new Map(
    rows.map(({ policy, pattern, resource, actions }) => [
      `${policy} ${pattern} ${resource}`,
      {
        action: pattern,
        resource,
        policy,
        examples: actions.slice(0, SHOWN_ACTIONS).map(({ action }) => action),
      },
    ]),
  );
  return fewRows([...distinct.values()]);
}
