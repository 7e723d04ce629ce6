import { SendTaskFailureCommand, SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { WorkflowEvent } from './workflow-event';

export const approve = async (client: SFNClient, { token, id }: WorkflowEvent) => {
  await client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify({ id }) }));
};

export const reject = async (client: SFNClient, { token, reason }: WorkflowEvent) => {
  await client.send(new SendTaskFailureCommand({ taskToken: token, error: 'Rejected', cause: reason }));
};
