const DynamoDB = require('aws-sdk/clients/dynamodb');

const dynamo = new DynamoDB();
const { unmarshall } = DynamoDB.Converter;

exports.record = async function record(name, location) {
  const { Attributes } = await dynamo
    .putItem({
      TableName: process.env.EXPORTS_TABLE,
      Item: { name: { S: name }, location: { S: location } },
      ReturnValues: 'ALL_OLD',
    })
    .promise();
  return Attributes && unmarshall(Attributes);
};

exports.all = () => dynamo.scan({ TableName: process.env.EXPORTS_TABLE }).promise();
