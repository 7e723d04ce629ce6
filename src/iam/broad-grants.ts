import { matchesWildcard, type PolicyStatement, type RolePolicy } from '../model/index.js';
import { coverageOf, decideAccess } from './decide-access.js';

/** Patterns of actions that a report shows of one statement. */
const SHOWN_ACTIONS = 5;

/** A statement that allows, with the name of its policy. */
export interface Grant {
  readonly policy: string;
  readonly statement: PolicyStatement;
}

/** Whether a pattern names all resources, or all of a type: its name is a star. */
function isBroad(resource: string): boolean {
  return /(?:^|[:/])\*$/.test(resource);
}

function coversAll({ resources, notResources, conditions }: PolicyStatement): boolean {
  return conditions.length === 0 && (notResources.length > 0 || resources.some(isBroad));
}

/** The statements that allow actions on all resources, or on all of a type, without conditions. */
export function broadGrants(policies: readonly RolePolicy[]): Grant[] {
  return policies
    .filter(({ kind }) => kind !== 'boundary')
    .flatMap(({ name, statements }) =>
      (statements ?? [])
        .filter((statement) => statement.effect === 'Allow' && coversAll(statement))
        .map((statement) => ({ policy: name, statement })),
    );
}

/** The first grant that allows an action; null if none does, or if a denial or a boundary forbids the action. */
export function grantOf(
  grants: readonly Grant[],
  policies: readonly RolePolicy[],
  action: string,
): Grant | null {
  const question = { action, resource: null };
  const grant = grants.find(({ statement }) => coverageOf(statement, question) !== 'no');
  return grant && decideAccess(policies, question) === 'allowed' ? grant : null;
}

/** The service whose actions a pattern names all (`s3` for `s3:*`); `*` for all services; null for other patterns. */
export function serviceOf(pattern: string): string | null {
  const [, service = null] = /^([a-z0-9-]{1,100}|\*)(?::\*)?$/i.exec(pattern) ?? [];
  return service !== null && pattern.endsWith('*') ? service.toLowerCase() : null;
}

/** Services of which a grant allows all actions; `*` for all services. */
export function wholeServices({ statement }: Grant): string[] {
  return [...new Set(statement.actions.map(serviceOf))].filter((service) => service !== null);
}

/** Whether a pattern of a statement names an action, in any case. */
export function namesAction(pattern: string, action: string): boolean {
  return matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
}

/** The grant in words: those of its actions that matter, and its resources. */
export function grantWords({ policy, statement }: Grant, matters: (pattern: string) => boolean): string {
  const { actions, notActions, resources, notResources } = statement;
  const named = notActions.length > 0 ? notActions : actions.filter(matters);
  const more = named.length > SHOWN_ACTIONS ? ` and ${named.length - SHOWN_ACTIONS} more` : '';
  const shown = `${notActions.length > 0 ? 'all but ' : ''}${named.slice(0, SHOWN_ACTIONS).join(', ')}${more}`;
  const places = notResources.length > 0 ? `all but ${notResources.join(', ')}` : resources.join(', ');
  return `policy ${policy} allows ${shown} on ${places}`;
}
