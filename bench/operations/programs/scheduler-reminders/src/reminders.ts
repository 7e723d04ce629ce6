import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { text } from './text';

interface Options {
  group: string;
  target: string;
  role: string;
}

export function createReminders({ group, target, role }: Options) {
  const client = new SchedulerClient({});

  const scheduleOf = (id: string, at: string, message: string) => ({
    Name: id,
    GroupName: group,
    ScheduleExpression: `at(${at})`,
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    Target: { Arn: target, RoleArn: role, Input: JSON.stringify({ message }) },
  });

  async function create(id: string, at: string, message: string) {
    await client.send(new CreateScheduleCommand(scheduleOf(id, at, message)));
    await text(`reminder ${id} is set`);
    return { id };
  }

  async function cancel(id: string) {
    await client.send(new DeleteScheduleCommand({ Name: id, GroupName: group }));
  }

  async function show(id: string) {
    const { State, ScheduleExpression } = await client.send(
      new GetScheduleCommand({ Name: id, GroupName: group }),
    );
    return { State, ScheduleExpression };
  }

  async function move(id: string, at: string, message: string) {
    await client.send(new UpdateScheduleCommand(scheduleOf(id, at, message)));
  }

  return { create, cancel, show, move };
}
