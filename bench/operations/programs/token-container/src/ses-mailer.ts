import { SESClient, SendTemplatedEmailCommand, SendEmailCommand } from '@aws-sdk/client-ses';
import type { Mailer } from './tokens';

export class SesMailer implements Mailer {
  private client?: SESClient;

  constructor(private readonly from: string) {}

  private get ses(): SESClient {
    return (this.client ??= new SESClient({}));
  }

  async send(to: string, Template: string, data: Record<string, string>) {
    const { MessageId } = await this.ses.send(
      new SendTemplatedEmailCommand({
        Source: this.from,
        Destination: { ToAddresses: [to] },
        Template,
        TemplateData: JSON.stringify(data),
      }),
    );
    return MessageId!;
  }

  async sendPlain(to: string, text: string) {
    await this.ses.send(
      new SendEmailCommand({
        Source: this.from,
        Destination: { ToAddresses: [to] },
        Message: { Subject: { Data: 'Hello' }, Body: { Text: { Data: text } } },
      }),
    );
  }
}
