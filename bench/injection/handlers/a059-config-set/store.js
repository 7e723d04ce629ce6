const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand, PutCommand } = require('@aws-sdk/lib-dynamodb');

const docs = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.CONFIG_TABLE;

exports.loadConfig = async (user) => {
  const { Item } = await docs.send(new GetCommand({ TableName, Key: { user } }));
  return Item ? Item.config : {};
};

exports.saveConfig = (user, config) => docs.send(new PutCommand({ TableName, Item: { user, config } }));
