import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const parseCookies = (cookies = []) =>
  new Map(
    cookies.map((c) => {
      const [name, ...rest] = c.split('=');
      return [name.trim(), decodeURIComponent(rest.join('='))];
    }),
  );

async function loadSession(sid) {
  const Statement = 'SELECT userId, expires FROM "Sessions" WHERE sid = ?';
  const Parameters = [sid];
  const { Items = [] } = await ddb.send(new ExecuteStatementCommand({ Statement, Parameters }));
  return Items.find((s) => s.expires > Date.now() / 1000);
}

export const handler = async (event) => {
  const sid = parseCookies(event.cookies).get('sid');
  if (!sid) return { isAuthorized: false };
  const session = await loadSession(sid);
  return {
    isAuthorized: session !== undefined,
    context: { userId: session?.userId },
  };
};
