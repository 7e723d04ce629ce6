import { Lambda } from '@aws-sdk/client-lambda';

const lambda = new Lambda({});

export async function askModel(text) {
  const { Payload } = await lambda.invoke({
    FunctionName: 'explain-text',
    InvocationType: 'RequestResponse',
    Payload: Buffer.from(JSON.stringify({ text })),
  });
  return JSON.parse(Buffer.from(Payload).toString());
}
