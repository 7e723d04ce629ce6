import type { SFNClient } from '@aws-sdk/client-sfn';
import { approve, reject } from './decide';
import { start } from './start';
import { status } from './status';
import type { WorkflowEvent } from './workflow-event';

type Command = (client: SFNClient, event: WorkflowEvent) => Promise<unknown>;

export const commands: Record<WorkflowEvent['type'], Command> = { start, status, approve, reject };
