import {
  fingerprintInFunction,
  fingerprintOf,
  PLAIN_FINDING,
  type EnvironmentHook,
  type Finding,
  type ServerlessFunction,
  type Severity,
} from '../model/index.js';
import { judgeEnvironmentHook } from '../environment-hooks/index.js';
import { LAYER_MOUNT } from '../ecosystems/index.js';

interface OwnHook {
  readonly rule: string;
  readonly subject: string;
  readonly title: string;
  readonly severity: Severity;
  readonly detail: string;
  readonly why: string;
  readonly advice: string;
}

function findingOf(hook: OwnHook, fn: ServerlessFunction): Finding {
  const { rule, subject, title, severity, detail, why, advice } = hook;
  const fingerprint = fingerprintOf({ kind: 'hook', rule, subject });
  return {
    ...PLAIN_FINDING,
    id: `${rule}#${subject}`,
    kind: 'hook',
    rule,
    title,
    severity,
    confidence: 'high',
    locations: [],
    evidence: [{ path: '', line: null, detail }],
    remediation: { action: 'review', version: null, major: false, direct: null, text: advice },
    fingerprint: fingerprintInFunction(fingerprint, fn.id),
    why,
  };
}

function environmentFinding(hook: EnvironmentHook, fn: ServerlessFunction): Finding {
  return findingOf({ ...judgeEnvironmentHook(hook), subject: `variable:${hook.name}` }, fn);
}

/** Whether the platform provides the runtime. Lambda runs a `bootstrap` only for functions that bring their own. */
function isManaged({ runtime, platform }: ServerlessFunction): boolean {
  const isOwn = runtime === null || runtime.startsWith('provided') || runtime.startsWith('custom');
  return platform === 'aws-lambda' && !isOwn;
}

const WRAPPER = 'AWS_LAMBDA_EXEC_WRAPPER';

function bootstrapFinding(path: string, fn: ServerlessFunction): Finding {
  const finding = {
    rule: 'managed-bootstrap',
    subject: `path:${path}`,
    title: `${path} is there although ${fn.runtime} has its own runtime`,
    severity: 'medium' as const,
    detail: `${path} is not what ${fn.runtime} starts`,
    why: 'A runtime that replaces the managed one sees every event and response; a change of the runtime or an exec wrapper starts it.',
    advice: 'Remove it, or find out who needs it.',
  };
  return findingOf(finding, fn);
}

/**
 * Code that a function's own settings make its runtime run without an import by a handler.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html
 * @param bootstraps ids of the artifacts that have a `bootstrap` at their root.
 */
export function ownHooks(fn: ServerlessFunction, bootstraps: ReadonlySet<string>): Finding[] {
  const managed = isManaged(fn);
  const hasVendorsWrapper = fn.environmentHooks.some(
    ({ name, vendor }) => name === WRAPPER && vendor !== null,
  );
  // Custom runtimes start no wrapper.
  const hooks = fn.environmentHooks.filter(({ name }) => managed || fn.runtime === null || name !== WRAPPER);
  // The layer of the web adapter has one, and its variable is reported already.
  const isExplained = (path: string): boolean => path === LAYER_MOUNT && hasVendorsWrapper;
  const paths = managed
    ? fn.mounts.filter(({ artifact, path }) => bootstraps.has(artifact) && path !== '/' && !isExplained(path))
    : [];
  return [
    ...hooks.map((hook) => environmentFinding(hook, fn)),
    ...[...new Set(paths.map(({ path }) => `${path}/bootstrap`))].map((path) => bootstrapFinding(path, fn)),
  ];
}
