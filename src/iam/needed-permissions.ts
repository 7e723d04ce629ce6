import {
  groupBy,
  type CodePlace,
  type EncryptedResource,
  type NeededPermission,
  type OperationUse,
  type ResourceParameter,
} from '../model/index.js';
import { actionFacts, type AccessLevel } from './action-table.js';
import { ANY_RESOURCE, neededResources, type ResourceContext } from './needed-resources.js';
import { operationActions } from './operation-actions.js';

/** A need, with what it takes to compare it. */
export interface Need extends NeededPermission {
  /** Its resource, with a star for each part that neither code nor configuration shows. */
  readonly pattern: string;
}

export interface Needs {
  readonly needed: readonly Need[];
  /** Operations that the table of actions lacks: what they need is not known. */
  readonly unknown: readonly string[];
}

/** What needs of a function depend on, beside its operations. */
export interface NeedContext extends ResourceContext {
  readonly encrypted: readonly EncryptedResource[];
}

type Call = readonly ResourceParameter[];

const COPIES: ReadonlySet<string> = new Set(['CopyObject', 'UploadPartCopy']);

/** The source of a copy stands in a parameter of its own, `bucket/key`. */
function sourceOf(call: Call): Call {
  const value = call.find(({ name }) => name === 'CopySource')?.value ?? null;
  const bucket = value?.kind === 'literal' ? value.text.replace(/^\//, '').split('/', 1)[0] : undefined;
  return bucket ? [{ name: 'Bucket', value: { kind: 'literal', text: bucket } }] : [];
}

/** What a request in a transaction does, and the action that it needs. */
const STEP_ACTIONS: ReadonlyMap<string, string> = new Map([
  ['ConditionCheck', 'dynamodb:ConditionCheckItem'],
  ['Delete', 'dynamodb:DeleteItem'],
  ['Get', 'dynamodb:GetItem'],
  ['Put', 'dynamodb:PutItem'],
  ['Update', 'dynamodb:UpdateItem'],
]);

function needsAction(call: Call, action: string): boolean {
  const step = call.find(({ name }) => STEP_ACTIONS.has(name));
  return !step || STEP_ACTIONS.get(step.name) === action;
}

/** The calls of an operation that need an action; null if none does. */
function callsFor({ operation, calls }: OperationUse, action: string): readonly Call[] | null {
  if (COPIES.has(operation) && action === 's3:GetObject') return calls.map(sourceOf);
  const needing = calls.filter((call) => needsAction(call, action));
  return needing.length === 0 && calls.length > 0 ? null : needing;
}

/** Placeholders of an ARN that its pattern has a star for. */
function missingIn(arn: string, pattern: string): string[] {
  const placeholders: readonly string[] = arn.match(/<[^<>]{1,300}>/g) ?? [];
  return [...new Set(placeholders)].filter((one) => !pattern.includes(one));
}

/**
 * The pattern of a need that was kept without it: a star for each placeholder. Where the type of the resource is not known, its service may
 * have resources of another form: they are all meant.
 */
export function patternOfNeed({ resource, missing }: Pick<NeededPermission, 'resource' | 'missing'>): string {
  if (missing.includes(ANY_RESOURCE)) return '*';
  return missing.reduce((pattern, placeholder) => pattern.replaceAll(placeholder, () => '*'), resource);
}

interface ActionUse {
  readonly action: string;
  readonly use: OperationUse;
}

function needsOf({ action, use }: ActionUse, context: NeedContext): Need[] {
  const facts = actionFacts(action);
  const calls = callsFor(use, action);
  if (!calls) return [];
  const resources = facts ? neededResources(facts, calls, context) : [{ arn: '*', pattern: '*' }];
  return resources.map(({ arn, pattern }) => ({
    action,
    resource: arn,
    pattern,
    places: use.places,
    missing: missingIn(arn, pattern),
  }));
}

const WRITING: ReadonlySet<AccessLevel> = new Set(['write', 'tagging', 'permissions-management']);

/** What the key of an encrypted resource has to allow: to read, or also to write. */
function keyNeeds(need: Need, { encrypted }: NeedContext): Need[] {
  const level = actionFacts(need.action)?.level ?? 'read';
  const writes = WRITING.has(level) || need.action === 's3:PutObject';
  return encrypted
    .filter(({ resource }) => need.resource === resource || need.resource.startsWith(`${resource}/`))
    .flatMap(({ key }) =>
      (writes ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt']).map((action) => ({
        ...need,
        action,
        resource: key,
        pattern: key,
        missing: [],
      })),
    );
}

/** Places that are kept of one need. */
const SHOWN_PLACES = 5;

function distinctPlaces(places: readonly CodePlace[]): CodePlace[] {
  const distinct = new Map(places.map((place) => [`${place.path}:${place.line}:${place.column}`, place]));
  return [...distinct.values()].slice(0, SHOWN_PLACES);
}

/** One need an action and resource, sorted. */
function merged(needs: readonly Need[]): Need[] {
  const groups = groupBy(needs, ({ action, resource }) => [`${action} ${resource}`]);
  const keys = [...groups.keys()].sort();
  return keys.flatMap((key) => {
    const [first, ...more] = groups.get(key) ?? [];
    return first
      ? [{ ...first, places: distinctPlaces([first, ...more].flatMap(({ places }) => places)) }]
      : [];
  });
}

/** The permissions that the operations of a function's code need. */
export function neededPermissions(operations: readonly OperationUse[], context: NeedContext): Needs {
  const uses: ActionUse[] = [];
  const unknown: string[] = [];
  for (const use of operations) {
    const { actions, known } = operationActions(use.service, use.operation);
    uses.push(...actions.map((action) => ({ action, use })));
    if (!known) unknown.push(actions[0] ?? use.operation);
  }
  const own = uses.flatMap((use) => needsOf(use, context));
  return {
    needed: merged([...own, ...own.flatMap((need) => keyNeeds(need, context))]),
    unknown: [...new Set(unknown)].sort(),
  };
}
