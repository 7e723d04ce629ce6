import { triggerKey, type Problem, type ServerlessFunction, type Trigger } from '../model/index.js';
import { isChanging, openRoutes, routeWords } from './open-routes.js';

/** Types of triggers that do not wait for the function: Lambda repeats their events, and then drops them. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html */
const ASYNCHRONOUS: ReadonlySet<string> = new Set(['storage', 'topic', 'schedule', 'email']);

function isAsynchronous({ type, detail, access }: Trigger): boolean {
  // SAM's events of a rule have no detail where they name no bus.
  const isRule = type === 'other' && access === 'service' && (detail === 'event rule' || detail === null);
  return isRule || ASYNCHRONOUS.has(type);
}

interface Note {
  readonly words: string;
  /** Name of the setting among the function's `places`. */
  readonly place?: string;
}

function noDeadLetters({ triggers, settings }: ServerlessFunction): Note[] {
  const trigger = triggers.find(isAsynchronous);
  if (trigger === undefined || settings?.operation?.keepsFailed !== false) return [];
  const { type, detail } = trigger;
  const name = detail === null ? type : `${type} ${detail}`;
  const words = `no-dead-letters: Events of ${name} that fail are dropped: set a dead-letter queue or an OnFailure destination`;
  return [{ words }];
}

function noSigning({ settings }: ServerlessFunction): Note[] {
  const { signed = null, othersSigned = false } = settings?.operation ?? {};
  return signed === false && othersSigned
    ? [{ words: 'no-code-signing: Its code is not signed, while that of other functions of the template is' }]
    : [];
}

function noTracing({ settings }: ServerlessFunction): Note[] {
  return settings?.operation?.tracingOff === true
    ? [{ words: 'no-tracing: X-Ray is off (PassThrough)', place: 'tracing' }]
    : [];
}

/** Routes for reading alone are as a rule meant for everybody. Those that may change things are a finding. */
function openReading({ triggers }: ServerlessFunction): Note[] {
  const open = openRoutes(triggers);
  const [first] = open;
  if (!first || open.some(isChanging)) return [];
  return [{ words: `api-without-authorizer: ${routeWords(open)}`, place: triggerKey(first) }];
}

function placeWords({ declaredIn, settings }: ServerlessFunction, place: string | undefined): string {
  const found = settings?.places?.get(place ?? '') ?? declaredIn;
  if (found === null) return '.';
  return ` (${found.path}${found.line === null ? '' : `:${found.line}`}).`;
}

/** Notes about settings: they hide nothing and fail no scan. What neither template nor account says is no note. */
export function settingNotes(fn: ServerlessFunction): Problem[] {
  const notes = [...openReading(fn), ...noDeadLetters(fn), ...noSigning(fn), ...noTracing(fn)];
  return notes.map(({ words, place }) => ({
    code: 'setting',
    path: '',
    message: `${words}${placeWords(fn, place)}`,
    affectsCompleteness: false,
  }));
}
