import { SNS } from '@aws-sdk/client-sns';

const sns = new SNS({ region: 'eu-west-1' });

export async function text(message: string): Promise<void> {
  await sns.publish({ PhoneNumber: process.env.PHONE_NUMBER, Message: message });
}
