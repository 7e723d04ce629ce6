const AWS = require('aws-sdk');

const docs = new AWS.DynamoDB.DocumentClient();

const FILTERABLE = new Set(['brand', 'colour', 'material']);

function scan(params) {
  return docs
    .scan(params)
    .promise()
    .then((page) => page.Items);
}

exports.handler = function (event, context, callback) {
  const query = event.multiValueQueryStringParameters || {};
  const values = { ':hidden': true };
  const allowed = Object.entries(query).filter(([name]) => FILTERABLE.has(name));
  const conditions = allowed.map(([name, list], i) => {
    values[':v' + i] = list[0];
    return `${name} = :v${i}`;
  });
  conditions.push('isHidden <> :hidden');

  scan({
    TableName: process.env.TABLE,
    FilterExpression: conditions.join(' AND '),
    ExpressionAttributeValues: values,
  })
    .then((items) => callback(null, { statusCode: 200, body: JSON.stringify(items) }))
    .catch((err) => callback(null, { statusCode: 500, body: JSON.stringify({ code: err.code }) }));
};
