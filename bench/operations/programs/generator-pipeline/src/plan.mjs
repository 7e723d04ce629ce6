import { ExecuteStatementCommand, BatchGetItemCommand, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { EncryptCommand } from '@aws-sdk/client-kms';

const TABLE = 'customers';

function* lookUp(ids) {
  const Keys = ids.map((id) => ({ id: { S: id } }));
  const { Responses } = yield ['table', new BatchGetItemCommand({ RequestItems: { [TABLE]: { Keys } } })];
  return Responses[TABLE];
}

export function* plan(customer) {
  const [found] = yield* lookUp([customer.id, customer.parent]);
  const { CiphertextBlob } = yield [
    'keys',
    new EncryptCommand({ KeyId: process.env.KEY_ID, Plaintext: Buffer.from(customer.iban) }),
  ];
  yield [
    'table',
    new ExecuteStatementCommand({
      Statement: `UPDATE "${TABLE}" SET iban = ? WHERE id = ?`,
      Parameters: [{ B: CiphertextBlob }, { S: customer.id }],
    }),
  ];
  yield [
    'queue',
    new SendMessageCommand({ QueueUrl: process.env.CHANGES_QUEUE_URL, MessageBody: customer.id }),
  ];
  return { known: Boolean(found) };
}

export function* forget(id) {
  yield ['table', new DeleteItemCommand({ TableName: TABLE, Key: { id: { S: id } } })];
}
