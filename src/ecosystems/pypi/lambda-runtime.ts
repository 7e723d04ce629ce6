import type { ServerlessFunction } from '../../model/index.js';
import { normaliseName } from './names.js';

/** The SDK of the runtime with all that it requires, and the client of Lambda's runtime interface. */
const PROVIDED: ReadonlySet<string> = new Set([
  'boto3',
  'botocore',
  's3transfer',
  'jmespath',
  'python-dateutil',
  'six',
  'urllib3',
  'awslambdaric',
  'snapshot-restore-py',
]);

/** Whether a runtime may bring a package that was left out of a function on purpose. */
export function mayBeProvided(name: string): boolean {
  return PROVIDED.has(normaliseName(name));
}

/**
 * Whether Lambda's Python runtime provides a package. Without a known platform or runtime, the function counts as a current Lambda
 * function. The package's version is unknown in either case. https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
 */
export function isProvidedByPythonRuntime(name: string, { platform, runtime }: ServerlessFunction): boolean {
  if (platform !== 'aws-lambda' && platform !== 'unknown') return false;
  if (runtime !== null && !runtime.startsWith('python')) return false;
  return PROVIDED.has(normaliseName(name));
}
