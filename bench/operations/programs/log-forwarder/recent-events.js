const { CloudWatchLogs } = require('@aws-sdk/client-cloudwatch-logs');

const logs = new CloudWatchLogs({});

exports.recentEvents = async (logGroupName, minutes = 5) => {
  const startTime = Date.now() - minutes * 60_000;
  const { logStreams } = await logs.describeLogStreams({ logGroupName, orderBy: 'LastEventTime', limit: 3 });
  const logStreamNames = logStreams.map(({ logStreamName }) => logStreamName);
  const { events } = await logs.filterLogEvents({ logGroupName, logStreamNames, startTime });
  return events.map(({ eventId, message, timestamp }) => ({ id: eventId, message, timestamp }));
};
