import { matchesWildcard } from '../model/index.js';
import { lazily, readTable } from './read-table.js';

/** What an action does, in IAM's own classes. */
export type AccessLevel = 'list' | 'read' | 'write' | 'tagging' | 'permissions-management';

export interface ActionFacts {
  /** `dynamodb:GetItem`, spelled as AWS does. */
  readonly action: string;
  readonly level: AccessLevel;
  /** Types of resources that a statement can limit it to; empty if only `*` fits. */
  readonly resources: readonly ResourceType[];
}

/** A type of resources of a service. */
export interface ResourceType {
  readonly name: string;
  /** `arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}` */
  readonly arn: string;
  /** Whether each use of the action is on such a resource. */
  readonly required: boolean;
}

interface ServiceFacts {
  readonly actions: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, string>>;
}

interface ActionTable {
  readonly source: string;
  readonly services: Readonly<Record<string, ServiceFacts>>;
}

const LEVELS: ReadonlyMap<string, AccessLevel> = new Map([
  ['L', 'list'],
  ['R', 'read'],
  ['W', 'write'],
  ['T', 'tagging'],
  ['P', 'permissions-management'],
]);

const actionTable = lazily(() => readTable('actions') as ActionTable);

function typeOf(marked: string, { resources }: ServiceFacts): ResourceType[] {
  const required = marked.endsWith('*');
  const name = required ? marked.slice(0, -1) : marked;
  const arn = Object.hasOwn(resources, name) ? resources[name] : undefined;
  return arn === undefined ? [] : [{ name, arn, required }];
}

function factsOf(service: string, facts: ServiceFacts): ActionFacts[] {
  return Object.entries(facts.actions).flatMap(([group, names]) => {
    const [letter = '', types = ''] = group.split('|');
    const resources = types.split(',').flatMap((type) => typeOf(type, facts));
    return names.split(' ').map((name) => ({
      action: `${service}:${name}`,
      level: LEVELS.get(letter) ?? 'write',
      resources,
    }));
  });
}

/** Facts of each action by its name in lower case, as IAM ignores case; one map a service, made when it is needed. */
const byService = new Map<string, ReadonlyMap<string, ActionFacts>>();

function actionsOf(service: string): ReadonlyMap<string, ActionFacts> {
  const known = byService.get(service);
  if (known) return known;
  const { services } = actionTable();
  const facts = Object.hasOwn(services, service) ? services[service] : undefined;
  const all = facts ? factsOf(service, facts) : [];
  const actions = new Map(all.map((one) => [one.action.toLowerCase(), one]));
  byService.set(service, actions);
  return actions;
}

/** Facts of an action, in any case; null if AWS has no such action, or had none when the table was compiled. */
export function actionFacts(action: string): ActionFacts | null {
  const name = action.toLowerCase();
  return actionsOf(name.slice(0, name.indexOf(':'))).get(name) ?? null;
}

/** The known actions that a pattern of a statement names (`s3:Get*`, `*`), in any case. */
export function actionsMatching(pattern: string): readonly ActionFacts[] {
  const wanted = pattern.toLowerCase();
  const exact = actionFacts(wanted);
  if (exact) return [exact];
  const service = wanted.slice(0, Math.max(0, wanted.indexOf(':')));
  const services = Object.keys(actionTable().services).filter(
    (one) => wanted === '*' || matchesWildcard(service, one),
  );
  return services.flatMap((one) =>
    [...actionsOf(one)].flatMap(([name, facts]) => (matchesWildcard(wanted, name) ? [facts] : [])),
  );
}
