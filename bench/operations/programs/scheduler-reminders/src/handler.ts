import { createReminders } from './reminders';

const reminders = createReminders({
  group: 'reminders',
  target: process.env.REMINDER_FUNCTION_ARN!,
  role: process.env.SCHEDULER_ROLE_ARN!,
});

type Event =
  | { kind: 'create'; id: string; at: string; text: string }
  | { kind: 'cancel'; id: string }
  | { kind: 'show'; id: string };

export const handler = async (event: Event) => {
  if (event.kind === 'create') return reminders.create(event.id, event.at, event.text);
  if (event.kind === 'cancel') return reminders.cancel(event.id);
  return reminders.show(event.id);
};
