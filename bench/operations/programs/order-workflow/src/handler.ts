import { SFNClient } from '@aws-sdk/client-sfn';
import { commands } from './commands';
import type { WorkflowEvent } from './workflow-event';

const client = new SFNClient({ region: process.env.AWS_REGION });

export const handler = async (event: WorkflowEvent) => {
  const command = commands[event.type];
  if (!command) throw new Error(`unknown type ${event.type}`);
  return command(client, event);
};
