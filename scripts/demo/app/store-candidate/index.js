// A screened candidate is stored. The AWS SDK comes from the runtime, ajv and uuid from the shared layer.
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, UpdateCommand } = require('@aws-sdk/lib-dynamodb');
const Ajv = require('ajv');
const uuid = require('uuid');

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const isCandidate = new Ajv().compile({
  type: 'object',
  required: ['key', 'score', 'skills'],
  properties: {
    key: { type: 'string' },
    score: { type: 'number', minimum: 0, maximum: 100 },
    skills: { type: 'array', items: { type: 'string' } },
  },
});

exports.handler = async (event) => {
  const candidate = JSON.parse(event.body);
  if (!isCandidate(candidate)) return { statusCode: 400, body: JSON.stringify(isCandidate.errors) };
  const id = uuid.v4();
  await table.send(
    new UpdateCommand({
      TableName: process.env.CANDIDATES_TABLE,
      Key: { id },
      UpdateExpression: 'SET candidate = :candidate',
      ExpressionAttributeValues: { ':candidate': candidate },
    }),
  );
  return { statusCode: 201, body: JSON.stringify({ id }) };
};
