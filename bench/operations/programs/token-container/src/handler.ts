import { bind, inject } from './container';
import { AUDIT, CLOCK, MAILER, type Audit, type Mailer } from './tokens';
import { SesMailer } from './ses-mailer';
import { DynamoAudit } from './dynamo-audit';

bind(MAILER, () => new SesMailer(process.env.SENDER!));
bind(AUDIT, () => new DynamoAudit('audit-trail'));
bind(CLOCK, () => () => new Date().toISOString());

export const handler = async (event: { to: string; template: string; data: Record<string, string> }) => {
  const mailer: Mailer = inject(MAILER);
  const audit: Audit = inject(AUDIT);
  const id = await mailer.send(event.to, event.template, event.data);
  await audit.record({ id, at: inject(CLOCK)(), to: event.to });
  return { id };
};
