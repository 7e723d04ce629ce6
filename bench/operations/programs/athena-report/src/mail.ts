import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';

const ses = new SESClient({ region: 'eu-west-1' });

export async function mailReport(day: string, rows: string[][]): Promise<void> {
  const csv = rows.map((row) => row.join(',')).join('\r\n');
  const message = [
    'From: reports@example.invalid',
    'To: team@example.invalid',
    `Subject: visits of ${day}`,
    'Content-Type: text/csv',
    '',
    csv,
  ].join('\r\n');
  await ses.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(message) } }));
}
