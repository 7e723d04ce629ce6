import {
  AthenaClient,
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  paginateGetQueryResults,
} from '@aws-sdk/client-athena';

const athena = new AthenaClient({});
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function waitFor(id: string): Promise<void> {
  for (;;) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
    const state = QueryExecution?.Status?.State;
    if (state === 'SUCCEEDED') return;
    if (state === 'FAILED' || state === 'CANCELLED') throw new Error(`query ${id} ${state}`);
    await sleep(1000);
  }
}

export async function runQuery(sql: string) {
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      WorkGroup: 'reports',
      QueryExecutionContext: { Database: 'web' },
    }),
  );
  const id = QueryExecutionId!;
  await waitFor(id);
  const rows: string[][] = [];
  for await (const { ResultSet } of paginateGetQueryResults({ client: athena }, { QueryExecutionId: id }))
    for (const { Data = [] } of ResultSet?.Rows ?? [])
      rows.push(Data.map(({ VarCharValue }) => VarCharValue ?? ''));
  return { id, rows };
}

export const cancel = (id: string) => athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
