const { FirehoseClient, PutRecordBatchCommand, PutRecordCommand } = require('@aws-sdk/client-firehose');
const { KinesisClient, PutRecordsCommand } = require('@aws-sdk/client-kinesis');

const firehose = new FirehoseClient({});
const kinesis = new KinesisClient({});
const { DELIVERY_STREAM, ALERT_STREAM } = process.env;

const toRecord = (event) => ({ Data: Buffer.from(`${JSON.stringify(event)}\n`) });

async function forward(events) {
  const alerts = events.filter(({ message }) => message.includes('ERROR'));
  await firehose.send(
    new PutRecordBatchCommand({ DeliveryStreamName: DELIVERY_STREAM, Records: events.map(toRecord) }),
  );
  if (alerts.length)
    await kinesis.send(
      new PutRecordsCommand({
        StreamName: ALERT_STREAM,
        Records: alerts.map((alert) => ({ ...toRecord(alert), PartitionKey: alert.id })),
      }),
    );
  return { forwarded: events.length, alerts: alerts.length };
}

const forwardOne = (event) =>
  firehose.send(new PutRecordCommand({ DeliveryStreamName: DELIVERY_STREAM, Record: toRecord(event) }));

exports.forward = forward;
exports.forwardOne = forwardOne;
