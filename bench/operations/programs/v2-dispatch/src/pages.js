const DynamoDB = require('aws-sdk/clients/dynamodb');

const dynamo = new DynamoDB();

exports.tables = () =>
  new Promise((resolve, reject) => {
    const names = [];
    dynamo.listTables({ Limit: 100 }).eachPage((error, page) => {
      if (error) reject(error);
      else if (page) names.push(...page.TableNames);
      else resolve(names);
      return true;
    });
  });

exports.describe = (TableName) => dynamo.describeTable({ TableName }).promise();
