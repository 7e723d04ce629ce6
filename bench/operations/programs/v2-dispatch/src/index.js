const Kinesis = require('aws-sdk/clients/kinesis');
const StepFunctions = require('aws-sdk/clients/stepfunctions');
const { promised } = require('./promised');
const pages = require('./pages');

const kinesis = promised(new Kinesis(), ['putRecord', 'describeStream']);
const states = new StepFunctions();

const start = (input) => {
  const request = states.makeRequest('startExecution', {
    stateMachineArn: process.env.MACHINE,
    input: JSON.stringify(input),
  });
  return request.promise();
};

exports.handler = async (event) => {
  const { StreamDescription } = await kinesis.describeStream({ StreamName: 'changes' });
  const tables = await pages.tables();
  await kinesis.putRecord({ StreamName: 'changes', PartitionKey: 'tables', Data: JSON.stringify(tables) });
  if (StreamDescription.StreamStatus === 'ACTIVE') await start({ tables, event });
  return tables.length;
};
