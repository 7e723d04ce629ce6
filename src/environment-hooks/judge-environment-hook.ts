import type { EnvironmentHook, Severity } from '../model/index.js';

/** Severity and explanation of a finding about a variable that loads code. */
export interface HookJudgement {
  readonly rule: 'environment-hook';
  readonly title: string;
  readonly severity: Severity;
  readonly detail: string;
  readonly why: string;
  readonly advice: string;
}

/** Variables that load code before everything else, or between the function and its events. */
const DEEPEST: ReadonlySet<string> = new Set(['LD_PRELOAD', 'LD_AUDIT', 'AWS_LAMBDA_RUNTIME_API']);

const PLACES: Readonly<Record<EnvironmentHook['code'], string>> = {
  function: "the function's own files",
  layer: 'a layer',
  elsewhere: 'something outside of function and layers',
  value: 'code that its value holds',
  unknown: 'something that only the deployment knows',
};

function severityOf({ name, code, vendor }: EnvironmentHook): Severity {
  if (code === 'value') return 'high';
  if (vendor !== null) return 'low';
  if (DEEPEST.has(name)) return code === 'unknown' ? 'medium' : 'high';
  return code === 'function' || code === 'unknown' ? 'low' : 'medium';
}

const NAMED_CODE =
  'What it names runs before or around the handler with the rights of the function, and no import leads to it.';
const HELD_CODE =
  'This code runs before the handler with the rights of the function, and is in no file: only the variable holds it.';

/** The severity of a hook, and the reason. */
export function judgeEnvironmentHook(hook: EnvironmentHook): HookJudgement {
  const { name, code, vendor } = hook;
  const whose = vendor === null || code === 'value' ? PLACES[code] : `${vendor}, by its name`;
  return {
    rule: 'environment-hook',
    title: `${name} makes the runtime load ${whose}`,
    severity: severityOf(hook),
    detail: `${name} is set; its value was checked and not kept`,
    why: code === 'value' ? HELD_CODE : NAMED_CODE,
    advice: `Check that this value of ${name} is intended.`,
  };
}
