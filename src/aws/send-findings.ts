import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import type { AccountAccess } from './access/access.js';
import { Refusal } from './access/refusal.js';

/** BatchImportFindings takes no more at once. */
const BATCH = 100;

export interface TopicMessage {
  /** ARN of a topic. */
  readonly topic: string;
  /** The same for a repeated message: a FIFO topic takes it once. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/**
 * Imports findings into the Security Hub of an account and region, and updates existing ones.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 * @throws Refusal also when it accepts only some of them.
 */
export async function importFindings(
  { clients, call }: AccountAccess,
  region: string,
  findings: readonly object[],
): Promise<void> {
  const { BatchImportFindingsCommand } = await import('@aws-sdk/client-securityhub');
  const client = await clients.securityHub(region);
  const action = 'securityhub:BatchImportFindings';
  for (let at = 0; at < findings.length; at += BATCH) {
    const Findings = findings.slice(at, at + BATCH) as AwsSecurityFinding[];
    const { FailedCount = 0, FailedFindings = [] } = await call(region, action, () =>
      client.send(new BatchImportFindingsCommand({ Findings })),
    );
    if (FailedCount > 0)
      throw new Refusal('failed', action, FailedFindings[0]?.ErrorCode ?? 'FailedFindings');
  }
}

/**
 * Publishes a message to a topic. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 * @throws Refusal
 */
export async function publishMessage(
  { clients, call }: AccountAccess,
  { topic, id, title, text }: TopicMessage,
): Promise<void> {
  const { PublishCommand } = await import('@aws-sdk/client-sns');
  const region = topic.split(':')[3] ?? '';
  const client = await clients.sns(region);
  const order = topic.endsWith('.fifo') ? { MessageGroupId: 'stowaway', MessageDeduplicationId: id } : {};
  await call(region, 'sns:Publish', () =>
    client.send(new PublishCommand({ TopicArn: topic, Subject: title, Message: text, ...order })),
  );
}
