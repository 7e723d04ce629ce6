import { RDSDataClient, ExecuteStatementCommand } from '@aws-sdk/client-rds-data';

const client = new RDSDataClient({});
const TEMPLATE = "UPDATE accounts SET status = 'closed' WHERE account_no = :account";

const base = {
  resourceArn: process.env.CLUSTER_ARN,
  secretArn: process.env.SECRET_ARN,
  database: 'bank',
};

export const handler = async ({ account, dryRun = false }) => {
  if (dryRun) {
    return { account, updated: 0 };
  }
  const input = {
    ...base,
    sql: TEMPLATE.replace(':account', "'" + account + "'"),
  };
  const result = await client.send(new ExecuteStatementCommand(input));
  return { account, updated: result.numberOfRecordsUpdated };
};
