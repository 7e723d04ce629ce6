import { handlerRulesOf } from '../ecosystems/index.js';

/**
 * Runtimes of AWS Lambda, and Google's of the same names without `.x`.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
const RUNTIMES =
  /^(?:nodejs(?:4\.3(?:-edge)?|6\.10|8\.10|(?:10|12|14|16|18|2[02468])(?:\.x)?)?|python(?:2\.7|3\.?\d{1,2})|java(?:8|8\.al2|11|17|21|25)|dotnet(?:core)?\d{1,2}(?:\.\d)?|go1\.?\w{1,2}|ruby\d\.?\d|provided(?:\.al2|\.al2023)?)$/;

/** Whether a runtime is one that AWS Lambda has, or had. */
export function isRuntimeName(name: string): boolean {
  return RUNTIMES.test(name);
}

/** The runtime that starts a function: one whose handlers are known, a program of its own, or another language's. Null when unknown. */
export type RuntimeKind = 'known' | 'own' | 'other';

export function runtimeKindOf(runtime: string | null): RuntimeKind | null {
  if (runtime === null) return null;
  if (handlerRulesOf(runtime).length > 0) return 'known';
  if (runtime.startsWith('provided')) return 'own';
  return /^(?:dotnet|go\d)/.test(runtime) ? 'other' : null;
}
