import {
  BatchExecuteStatementCommand,
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  RDSDataClient,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';

const client = new RDSDataClient({});
const target = { resourceArn: process.env.CLUSTER_ARN, secretArn: process.env.SECRET_ARN };
const execute = (Command, input) => client.send(new Command({ ...target, ...input }));

const toValue = (value) => (typeof value === 'number' ? { longValue: value } : { stringValue: value });
const toParameters = (values) =>
  Object.entries(values).map(([name, value]) => ({ name, value: toValue(value) }));

export async function run(sql, values, transactionId) {
  const input = { sql, parameters: toParameters(values), database: 'bank', transactionId };
  const { records = [] } = await execute(ExecuteStatementCommand, input);
  return records;
}

export async function inTransaction(work) {
  const { transactionId } = await execute(BeginTransactionCommand, { database: 'bank' });
  try {
    const result = await work(transactionId);
    await execute(CommitTransactionCommand, { transactionId });
    return result;
  } catch (error) {
    await execute(RollbackTransactionCommand, { transactionId });
    throw error;
  }
}

export const runMany = (sql, sets) =>
  execute(BatchExecuteStatementCommand, { sql, parameterSets: sets.map(toParameters), database: 'bank' });
