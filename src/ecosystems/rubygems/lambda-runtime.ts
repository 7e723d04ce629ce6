import type { ServerlessFunction } from '../../model/index.js';

/**
 * Whether Lambda's Ruby runtime provides a gem: the AWS SDK and what it requires. The gem's version is unknown. Without a known
 * platform or runtime, the function counts as a current Lambda function. https://docs.aws.amazon.com/lambda/latest/dg/lambda-ruby.html
 */
export function isProvidedByRubyRuntime(name: string, { platform, runtime }: ServerlessFunction): boolean {
  if (platform !== 'aws-lambda' && platform !== 'unknown') return false;
  if (runtime !== null && !runtime.startsWith('ruby')) return false;
  return isRuntimeGem(name);
}

/** Whether a gem is part of the AWS SDK. */
export function isRuntimeGem(name: string): boolean {
  return /^aws-(?:sdk(?:-[a-z\d]+)?|sigv4|eventstream|partitions)$/.test(name);
}
