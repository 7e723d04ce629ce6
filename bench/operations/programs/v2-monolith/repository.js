const AWS = require('aws-sdk');

const table = new AWS.DynamoDB.DocumentClient();
const TableName = 'invoices';

module.exports = {
  async find(id) {
    const { Item } = await table.get({ TableName, Key: { id } }).promise();
    return Item;
  },
  markSent: (id) =>
    table
      .update({
        TableName,
        Key: { id },
        UpdateExpression: 'SET sent = :t',
        ExpressionAttributeValues: { ':t': true },
      })
      .promise(),
  remove: (id) => table.delete({ TableName, Key: { id } }).promise(),
};
