import type { Problem, ServerlessFunction, Trigger } from '../model/index.js';
import { isChanging, openRoutes, routeWords } from './open-routes.js';

/** Types of triggers that do not wait for the function: Lambda repeats their events, and then drops them. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html */
const ASYNCHRONOUS: ReadonlySet<string> = new Set(['storage', 'topic', 'schedule', 'email']);

function isAsynchronous({ type, detail, access }: Trigger): boolean {
  // SAM's events of a rule have no detail where they name no bus.
  const isRule = type === 'other' && access === 'service' && (detail === 'event rule' || detail === null);
  return isRule || ASYNCHRONOUS.has(type);
}

function noDeadLetters({ triggers, settings }: ServerlessFunction): string[] {
  const trigger = triggers.find(isAsynchronous);
  if (trigger === undefined || settings?.operation?.keepsFailed !== false) return [];
  const { type, detail } = trigger;
  const name = detail === null ? type : `${type} ${detail}`;
  return [
    `no-dead-letters: Events of ${name} that fail are dropped: set a dead-letter queue or an OnFailure destination`,
  ];
}

function noSigning({ settings }: ServerlessFunction): string[] {
  const { signed = null, othersSigned = false } = settings?.operation ?? {};
  return signed === false && othersSigned
    ? ['no-code-signing: Its code is not signed, while that of other functions of the template is']
    : [];
}

function noTracing({ settings }: ServerlessFunction): string[] {
  return settings?.operation?.tracingOff === true ? ['no-tracing: X-Ray is off (PassThrough)'] : [];
}

/** Routes for reading alone are as a rule meant for everybody. Those that may change things are a finding. */
function openReading({ triggers }: ServerlessFunction): string[] {
  const open = openRoutes(triggers);
  return open.length === 0 || open.some(isChanging) ? [] : [`api-without-authorizer: ${routeWords(open)}`];
}

function placeWords({ declaredIn }: ServerlessFunction): string {
  if (declaredIn === null) return '.';
  return ` (${declaredIn.path}${declaredIn.line === null ? '' : `:${declaredIn.line}`}).`;
}

/** Notes about settings: they hide nothing and fail no scan. What neither template nor account says is no note. */
export function settingNotes(fn: ServerlessFunction): Problem[] {
  const words = [...openReading(fn), ...noDeadLetters(fn), ...noSigning(fn), ...noTracing(fn)];
  return words.map((one) => ({
    code: 'setting',
    path: '',
    message: `${one}${placeWords(fn)}`,
    affectsCompleteness: false,
  }));
}
