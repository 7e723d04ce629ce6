import { roleFindings } from '../iam/index.js';
import type { ExposureLevel, FlowRule, ServerlessFunction } from '../model/index.js';
import { exposureOf } from './exposure.js';
import type { DataFlow } from './flow-facts.js';

type InjectionSeverity = FlowRule['severity'];
const LEVELS: readonly InjectionSeverity[] = ['low', 'medium', 'high', 'critical'];

interface Weight {
  /** Levels by which it changes the rule's severity. */
  readonly change: number;
  readonly reason: string;
}

/** Who can send the event. What is not known changes nothing. */
const BY_EXPOSURE: Readonly<Record<ExposureLevel, Weight>> = {
  public: { change: 0, reason: 'anybody may cause the event' },
  account: { change: -1, reason: 'only identified callers or other accounts may cause the event' },
  internal: { change: -1, reason: 'only services of the same account cause the event' },
  unknown: { change: 0, reason: 'who may cause the event was not seen' },
  noneSeen: { change: 0, reason: 'no trigger was seen' },
};

/** What the role can do, by the rule about roles that it breaks. It counts where the attacker acts with the role. */
const BY_ROLE: ReadonlyMap<string, Weight> = new Map([
  ['role-allows-everything', { change: 1, reason: 'the role may do everything in the account' }],
  ['role-can-gain-permissions', { change: 1, reason: 'the role can give itself more permissions' }],
]);

/** Patterns of `rate(1 hour)`, `cron(0 3 * * ? *)`, `at(2030-01-01T00:00:00)` and of cron's own form. */
const SCHEDULE = /^(?:rate|cron|at)\(|^[\d*/,-]+ [\d*/,-]+ \S+ \S+ \S+$/;

/** The triggers of a function whose sender can choose the data of a flow; null if none of its triggers' senders can. */
export function sendingTriggers(
  { triggers, platform }: ServerlessFunction,
  { notFrom }: DataFlow,
): ServerlessFunction['triggers'] | null {
  const sending = triggers.filter(({ type, detail }) => {
    // Rules of EventBridge that were not seen count as schedules, too.
    if (type === 'schedule') return !SCHEDULE.test(detail ?? '');
    return platform !== 'aws-lambda' || !notFrom.includes(type);
  });
  return sending.length === 0 && triggers.length > 0 ? null : sending;
}

function roleWeight({ role }: ServerlessFunction): Weight | null {
  const broken = roleFindings(role?.policies ?? []).map(({ rule }) => rule);
  return broken.flatMap((rule) => BY_ROLE.get(rule) ?? [])[0] ?? null;
}

/** Whoever may cause an event of a function: the same one, or one that hands the data on. */
export interface Sender {
  readonly fn: ServerlessFunction;
  /** The triggers whose sender can choose the data. */
  readonly triggers: ServerlessFunction['triggers'];
}

export interface JudgedSeverity {
  readonly severity: InjectionSeverity;
  /** What changed it, in a sentence. */
  readonly reason: string;
}

/** How bad a flow is in a function: by its rule, by who can send the event, and by what the function's role can do. */
export function injectionSeverity(
  rule: Pick<FlowRule, 'severity' | 'usesRole'>,
  fn: ServerlessFunction,
  sender: Sender,
): JudgedSeverity {
  const exposure = exposureOf({ ...sender.fn, triggers: sender.triggers });
  const role = rule.usesRole ? roleWeight(fn) : null;
  const weights = [BY_EXPOSURE[exposure?.level ?? 'unknown'], ...(role ? [role] : [])];
  const change = weights.reduce((sum, weight) => sum + weight.change, 0);
  const at = Math.min(Math.max(LEVELS.indexOf(rule.severity) + change, 0), LEVELS.length - 1);
  const severity = LEVELS[at] ?? rule.severity;
  const base = severity === rule.severity ? '' : ` (${rule.severity} without that)`;
  return {
    severity,
    reason: `Its severity is ${severity}${base}: ${weights.map(({ reason }) => reason).join('; ')}.`,
  };
}
