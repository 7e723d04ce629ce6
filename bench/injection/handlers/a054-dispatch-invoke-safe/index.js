const AWS = require('aws-sdk');

const lambda = new AWS.Lambda({ apiVersion: '2015-03-31' });

const DEFAULT_WORKER = process.env.WORKER_FUNCTION;

function dispatch(job) {
  const params = {
    FunctionName: DEFAULT_WORKER,
    InvocationType: 'Event',
    Payload: JSON.stringify(job),
  };
  if (job.worker) {
    params.ClientContext = Buffer.from(JSON.stringify({ worker: job.worker })).toString('base64');
  }
  return lambda.invoke(params).promise();
}

exports.handler = (event, context, callback) => {
  const jobs = event.Records.map((record) => JSON.parse(record.Sns.Message));
  Promise.all(jobs.map(dispatch))
    .then((answers) =>
      callback(
        null,
        answers.map((a) => a.StatusCode),
      ),
    )
    .catch(callback);
};
