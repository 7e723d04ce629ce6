import {
  compareAccess,
  type Exposure,
  type ExposureLevel,
  type ServerlessFunction,
  type Trigger,
  type TriggerAccess,
} from '../model/index.js';

/** Trigger type → who may cause its events where only the type is known. Other types: not known. */
const BY_TYPE: ReadonlyMap<string, TriggerAccess> = new Map([
  ['schedule', 'service'],
  ['stream', 'service'],
  ['auth', 'service'],
  ['email', 'anyone'],
]);

const LEVELS: Readonly<Record<TriggerAccess, ExposureLevel>> = {
  anyone: 'public',
  unknown: 'unknown',
  account: 'account',
  authenticated: 'account',
  service: 'internal',
};

const WORDS: Readonly<Record<TriggerAccess, string>> = {
  anyone: 'anybody may cause its events',
  unknown: 'who may cause its events was not seen',
  account: 'principals of other accounts may cause its events',
  authenticated: 'identified callers only',
  service: 'this account only',
};

/** Words for types whose own meaning says who may cause an event. */
const WORDS_BY_TYPE: ReadonlyMap<string, string> = new Map([
  ['auth', 'users of the pool, to which anybody may belong who can sign up'],
  ['email', 'anybody may send mail'],
]);

/** Who may cause the events of a trigger. */
export function accessOfTrigger({ type, access }: Trigger): TriggerAccess {
  return access ?? BY_TYPE.get(type) ?? 'unknown';
}

function statementOf(trigger: Trigger): string {
  const { type, detail, statement } = trigger;
  const access = accessOfTrigger(trigger);
  const typeWords = trigger.access === undefined ? WORDS_BY_TYPE.get(type) : undefined;
  return `${detail === null ? type : `${type} ${detail}`}: ${statement ?? typeWords ?? WORDS[access]}`;
}

/** Whether the configuration that would name triggers was read. A bare archive has none. */
function isConfigured({
  platform,
  arn,
  declaredIn,
}: Pick<ServerlessFunction, 'platform' | 'arn' | 'declaredIn'>): boolean {
  return platform === 'aws-lambda' && (arn !== null || declaredIn !== null);
}

/** Who can start a function, from its triggers; null if nothing about triggers is known. */
export function exposureOf(
  fn: Pick<ServerlessFunction, 'triggers' | 'platform' | 'arn' | 'declaredIn'>,
): Exposure | null {
  const triggers = [...fn.triggers].sort((a, b) => compareAccess(accessOfTrigger(a), accessOfTrigger(b)));
  const [widest] = triggers;
  if (!widest) return isConfigured(fn) ? { level: 'noneSeen', statements: [] } : null;
  return {
    level: LEVELS[accessOfTrigger(widest)],
    statements: [...new Set(triggers.map(statementOf))],
  };
}
