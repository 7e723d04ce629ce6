import { DescribeExecutionCommand, StopExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { WorkflowEvent } from './workflow-event';

const arnOf = (id: string) =>
  `${process.env.STATE_MACHINE_ARN!.replace(':stateMachine:', ':execution:')}:${id}`;

export async function status(client: SFNClient, { id }: WorkflowEvent) {
  const found = await client.send(new DescribeExecutionCommand({ executionArn: arnOf(id) }));
  return { status: found.status };
}

export async function stop(client: SFNClient, { id }: WorkflowEvent) {
  await client.send(new StopExecutionCommand({ executionArn: arnOf(id) }));
}
