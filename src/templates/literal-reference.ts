import type { EnvironmentReference } from '../model/index.js';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const ARN = /^arn:[a-z-]{3,20}:[a-z\d-]{2,40}:[a-z\d-]{0,30}:\d{0,12}:[\w./:+*@=,-]{1,300}$/;

/** The address of a queue: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
const QUEUE =
  /^https:\/\/sqs\.(?<region>[a-z\d-]{5,30})\.amazonaws\.com(?:\.cn)?\/(?<account>\d{12})\/(?<name>[\w.-]{1,80})$/;

/** The resource that a value of a variable names by itself: its ARN, or the address of a queue. Other values may be secrets, and are not kept. */
export function literalReference(name: string, text: string): EnvironmentReference[] {
  const { region = '', account, name: queue } = QUEUE.exec(text)?.groups ?? {};
  const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
  const arn = queue === undefined ? text : `arn:${partition}:sqs:${region}:${account}:${queue}`;
  return ARN.test(arn) ? [{ name, kind: 'arn', service: arn.split(':', 3)[2] ?? '', value: arn }] : [];
}
