import { StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { WorkflowEvent } from './workflow-event';

export async function start(client: SFNClient, { id }: WorkflowEvent) {
  const { executionArn } = await client.send(
    new StartExecutionCommand({
      stateMachineArn: process.env.STATE_MACHINE_ARN,
      name: id,
      input: JSON.stringify({ id }),
    }),
  );
  return { executionArn };
}
