import {
  fingerprintInFunction,
  fingerprintOf,
  PLAIN_FINDING,
  triggerKey,
  type Confidence,
  type Declaration,
  type Finding,
  type ServerlessFunction,
  type Severity,
  type Trigger,
} from '../model/index.js';
import { isChanging, openRoutes, routeWords } from './open-routes.js';
import { secretVariables } from './secret-variables.js';

/** What a rule about configuration says. */
interface Fault {
  readonly rule: string;
  /** The setting and its resource, as far as the configuration names it: the fingerprint has it. */
  readonly subject: string;
  /** Name of the setting among the function's `places`. */
  readonly place?: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly detail: string;
  readonly why: string;
  readonly advice: string;
}

/** File and line of the setting, or of the function, or its ARN: where the configuration says so. */
function placeOf({ declaredIn, arn, settings }: ServerlessFunction, place: string | undefined): Declaration {
  return settings?.places?.get(place ?? '') ?? declaredIn ?? { path: arn ?? '', line: null };
}

function findingOf(fault: Fault, fn: ServerlessFunction): Finding {
  const { rule, subject, title, severity, confidence, detail, why, advice } = fault;
  const fingerprint = fingerprintOf({ kind: 'configuration', rule, subject });
  return {
    ...PLAIN_FINDING,
    id: `${rule}#${subject}`,
    kind: 'configuration',
    rule,
    title,
    severity,
    confidence,
    locations: [],
    evidence: [{ ...placeOf(fn, fault.place), detail }],
    remediation: { action: 'review', version: null, major: false, direct: null, text: advice },
    fingerprint: fingerprintInFunction(fingerprint, fn.id),
    why,
  };
}

function statementOf({ statement, detail }: Trigger): string {
  return statement ?? detail ?? '';
}

function isOpenUrl({ type, detail, access }: Trigger): boolean {
  return type === 'http' && access === 'anyone' && (detail?.startsWith('function URL') ?? false);
}

/** A function URL that asks nobody who they are. https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
function openUrls({ triggers }: ServerlessFunction): Fault[] {
  return triggers.filter(isOpenUrl).map((trigger) => ({
    rule: 'public-url',
    subject: `url:${trigger.detail ?? ''}`,
    place: triggerKey(trigger),
    title: 'Anybody can call the function by its URL',
    severity: 'medium',
    confidence: 'high',
    detail: statementOf(trigger),
    why: 'The URL has no authentication: whoever finds it runs the function, with its role, as often as they like.',
    advice: 'Set AuthType AWS_IAM, or make sure that the code checks every caller.',
  }));
}

/** Everybody may call these routes of an API: one finding for the function, so that an API for the public is no noise. */
function openRouteFaults({ triggers }: ServerlessFunction): Fault[] {
  const open = openRoutes(triggers);
  const changing = open.find(isChanging);
  if (!changing) return [];
  return [
    {
      rule: 'api-without-authorizer',
      subject: 'routes',
      place: triggerKey(changing),
      title: 'Anybody can call routes that may change things',
      severity: 'low',
      confidence: 'medium',
      detail: routeWords(open),
      why: 'The API checks no caller of these routes: only the code of the function can.',
      advice: 'Add an authorizer or IAM to the routes, or make sure that the code checks every caller.',
    },
  ];
}

/** A service that acts for resources of any account: a confused deputy. https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
const ANY_ACCOUNT = /of any account$/;

/** Statements of the resource policy that name no account: of everybody, or of a service that acts for everybody. */
function openPermissions({ triggers }: ServerlessFunction): Fault[] {
  const isDeputy = ({ detail }: Trigger): boolean => ANY_ACCOUNT.test(detail ?? '');
  return triggers
    .filter((trigger) => trigger.type === 'other' && (trigger.access === 'anyone' || isDeputy(trigger)))
    .map((trigger) => ({
      rule: 'open-permission',
      subject: `principal:${trigger.detail ?? ''}`,
      place: triggerKey(trigger),
      title: 'The policy of the function lets principals of any account call it',
      severity: isDeputy(trigger) ? 'medium' : 'high',
      confidence: 'high',
      detail: statementOf(trigger),
      why: 'Everybody who has an AWS account can start the function, with input of their own.',
      advice:
        'Name the account, the organisation or the ARN of the caller in Principal, SourceArn or SourceAccount.',
    }));
}

function openSecrets(fn: ServerlessFunction): Fault[] {
  return secretVariables(fn).map((name) => ({
    rule: 'environment-secret',
    subject: `variable:${name}`,
    place: `variable:${name}`,
    title: `The variable ${name} seems to hold a secret`,
    severity: 'low',
    confidence: 'low',
    detail: `${name} is a variable of the function; its value is not kept`,
    why: 'Whoever may read the configuration of the function (lambda:GetFunctionConfiguration) reads its variables.',
    advice: 'Keep the value in Secrets Manager or a SecureString parameter, and give the function its name.',
  }));
}

function isPublic({ triggers }: ServerlessFunction): boolean {
  return triggers.some(({ type, access }) => type === 'http' && access === 'anyone');
}

/** Seconds that a caller of an API or a URL waits at most, as a rule: API Gateway ends a request after 29. */
const LONG_SECONDS = 60;

/** Limits of a function that anybody can call. */
function publicLimits(fn: ServerlessFunction): Fault[] {
  const { settings } = fn;
  const limits = settings?.limits;
  if (!limits || !isPublic(fn)) return [];
  const { timeoutSeconds, reservedConcurrency } = limits;
  const faults: Fault[] = [];
  if (reservedConcurrency === null)
    faults.push({
      rule: 'public-without-limit',
      subject: 'setting:ReservedConcurrentExecutions',
      title: 'Calls by the public have no limit of their own',
      severity: 'low',
      confidence: 'medium',
      detail: 'no reserved concurrency is set, and anybody can call it',
      why: 'Whoever calls it often takes the concurrency of all functions of the account, and its bill.',
      advice: 'Set ReservedConcurrentExecutions, or a limit at the API in front of it.',
    });
  if (timeoutSeconds !== null && timeoutSeconds > LONG_SECONDS)
    faults.push({
      rule: 'long-timeout',
      subject: 'setting:Timeout',
      place: 'timeout',
      title: `Calls by the public can run for ${timeoutSeconds} s`,
      severity: 'low',
      confidence: 'medium',
      detail: `the timeout is ${timeoutSeconds} s, and anybody can call it`,
      why: 'Each slow call is paid for, and keeps a slot of the concurrency for as long.',
      advice: `Set a timeout of ${LONG_SECONDS} s or less, and do long work behind a queue.`,
    });
  return faults;
}

/** Findings about settings of a function, as its template or its account has them. What neither says is no finding. */
export function configurationFindings(fn: ServerlessFunction): Finding[] {
  const faults = [
    ...openUrls(fn),
    ...openRouteFaults(fn),
    ...openPermissions(fn),
    ...openSecrets(fn),
    ...publicLimits(fn),
  ];
  const byId = new Map(faults.map((fault) => [`${fault.rule}#${fault.subject}`, fault]));
  return [...byId.values()].map((fault) => findingOf(fault, fn));
}
