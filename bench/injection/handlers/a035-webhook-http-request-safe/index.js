const http = require('http');
const { unmarshall } = require('@aws-sdk/util-dynamodb');

const DEFAULTS = { method: 'POST', hostname: 'hooks.internal.example.com', port: 80 };

function send(options, payload) {
  return new Promise((resolve, reject) => {
    const req = http.request(options, (res) => {
      res.resume();
      res.on('end', () => resolve(res.statusCode));
    });
    req.on('error', reject);
    req.setHeader('Content-Type', 'application/json');
    req.end(JSON.stringify(payload));
  });
}

exports.handler = async (event) => {
  const codes = [];
  for (const { dynamodb } of event.Records) {
    if (!dynamodb.NewImage) continue;
    const { subscriber, ...payload } = unmarshall(dynamodb.NewImage);
    const options = Object.assign({}, DEFAULTS, {
      path: '/hooks/' + encodeURIComponent(subscriber.id),
    });
    codes.push(await send(options, payload));
  }
  return codes;
};
