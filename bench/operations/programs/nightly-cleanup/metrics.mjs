import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';

const metrics = new CloudWatchClient({});

export const count = (name, value) =>
  metrics.send(
    new PutMetricDataCommand({
      Namespace: 'cleanup',
      MetricData: [{ MetricName: name, Value: value, Unit: 'Count' }],
    }),
  );

export const dropLogs = (logGroupName) =>
  new CloudWatchLogsClient({}).send(new DeleteLogGroupCommand({ logGroupName }));
