import type { ActionFacts } from './action-table.js';

/** How much harm an action can do: 4 destroys what holds data · 3 changes permissions · 2 destroys · 1 reads data · 0 any other. */
export type Harm = 0 | 1 | 2 | 3 | 4;

const DESTROYING_ALL =
  /^(?:Delete(?:Table|Bucket|Queue|Topic|Stream|Secret|UserPool|DBCluster|DBInstance|Stack|Cluster|FileSystem|LogGroup|Function|Repository)|ScheduleKeyDeletion|PurgeQueue)$/;

const DESTROYING =
  /^(?:Batch)?(?:Delete|Terminate|Remove|Purge|Destroy|Drop|Reset|Deregister|Detach|Revoke|Disable|Schedule\w{0,40}Deletion|PartiQLDelete)/;
const READING = /^(?:Batch)?(?:Get|Query|Scan|Select|Decrypt|Receive|PartiQLSelect|ReadData|Execute)/;

/** Services whose reads give the data of users, or secrets. */
const DATA_SERVICES: ReadonlySet<string> = new Set([
  'athena',
  'cognito-idp',
  'dynamodb',
  'kinesis',
  'kms',
  'neptune-db',
  'rds-data',
  'redshift-data',
  's3',
  'secretsmanager',
  'sqs',
  'ssm',
  'timestream',
]);

/** Reads of settings, not of data. */
const SETTINGS = /(?:Configuration|Policy|Tagging|Acl|Attributes|Status|Encryption|Location|Logging)$/;

function judgeHarm({ action, level }: ActionFacts): Harm {
  const at = action.indexOf(':');
  const name = action.slice(at + 1);
  if (DESTROYING_ALL.test(name)) return 4;
  if (level === 'permissions-management') return 3;
  if (level !== 'list' && DESTROYING.test(name)) return 2;
  const readsData = DATA_SERVICES.has(action.slice(0, at)) && READING.test(name) && !SETTINGS.test(name);
  return readsData ? 1 : 0;
}

const known = new WeakMap<ActionFacts, Harm>();

export function harmOf(facts: ActionFacts): Harm {
  const harm = known.get(facts) ?? judgeHarm(facts);
  known.set(facts, harm);
  return harm;
}

/** The most harmful first, then by name. */
export function byHarm(left: ActionFacts, right: ActionFacts): number {
  return (
    harmOf(right) - harmOf(left) || (left.action < right.action ? -1 : Number(left.action > right.action))
  );
}
