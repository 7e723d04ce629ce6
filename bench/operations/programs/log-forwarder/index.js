const { gunzipSync } = require('zlib');
const { forward } = require('./forward');
const { recentEvents } = require('./recent-events');

exports.handler = async (event) => {
  if (event.awslogs) {
    const { logEvents } = JSON.parse(gunzipSync(Buffer.from(event.awslogs.data, 'base64')));
    return forward(logEvents);
  }
  return forward(await recentEvents(event.logGroup, event.minutes));
};
