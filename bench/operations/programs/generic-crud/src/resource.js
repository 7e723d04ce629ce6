import * as lib from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const client = lib.DynamoDBDocumentClient.from(new DynamoDBClient({}));

const call = (Command) => (input) => client.send(new Command(input));
const verbs = { get: call(lib.GetCommand), put: call(lib.PutCommand), update: call(lib.UpdateCommand) };
const unused = { drop: call(lib.DeleteCommand) };

export function resourceOf({ table, key, verb = verbs }) {
  const on = (id) => ({ TableName: table, Key: { [key]: id } });
  return {
    read: async (id) => (await verb.get(on(id))).Item,
    write: (id, item) => verb.put({ TableName: table, Item: { ...item, [key]: id } }),
    patch: (id, changes) => {
      const names = Object.keys(changes);
      return verb.update({
        ...on(id),
        UpdateExpression: `SET ${names.map((_, index) => `#n${index} = :v${index}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#n${index}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          names.map((name, index) => [`:v${index}`, changes[name]]),
        ),
      });
    },
    drop: (id) => unused.drop(on(id)),
  };
}
