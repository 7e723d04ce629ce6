import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { KMSClient } from '@aws-sdk/client-kms';

const clients = {};
const makers = {
  table: () => new DynamoDBClient({}),
  queue: () => new SQSClient({}),
  keys: () => new KMSClient({}),
};
const clientOf = (kind) => (clients[kind] ??= makers[kind]());

/** Steps are yielded as [kind, command]; each answer goes back into the generator. */
export async function run(steps) {
  let answer;
  for (;;) {
    const { done, value } = steps.next(answer);
    if (done) return value;
    const [kind, command] = value;
    answer = await clientOf(kind).send(command);
  }
}
