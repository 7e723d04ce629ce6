import { describe, expect, it } from 'vitest';
import { distinctCalls } from '../../src/analysis/request-calls.js';
import { neededPermissions } from '../../src/iam/index.js';
import type { OperationAnswer } from '../../src/model/index.js';
import { answerFor } from '../support/operation-answer.js';
import { pythonOperationsFor } from '../support/python-operations.js';

const PLACE = { region: null, account: null, references: [], plainNames: null, encrypted: [] };
const COMMANDS = 'BatchWriteCommand, BatchGetCommand, TransactWriteCommand, TransactGetCommand';

async function inJavaScript(body: string): Promise<OperationAnswer | null | undefined> {
  const code = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ${COMMANDS} } from '@aws-sdk/lib-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
const db = DynamoDBDocumentClient.from(new DynamoDBClient()), events = new EventBridgeClient();
export const handler = async (event) => {
${body}
};`;
  return answerFor({ 'index.mjs': code });
}

async function inPython(body: string): Promise<OperationAnswer | null | undefined> {
  const code = `import os
import boto3
db = boto3.client('dynamodb')
bus = boto3.client('events')
def handler(event, context):
${body}
`;
  return pythonOperationsFor({ 'app.py': code });
}

/** Actions and the last part of the resources that they are needed on. */
async function needs(answer: Promise<OperationAnswer | null | undefined>): Promise<string[]> {
  const { needed } = neededPermissions((await answer)?.operations ?? [], PLACE);
  return needed.map(({ action, resource }) => `${action} ${resource.slice(resource.indexOf('/') + 1)}`);
}

describe('requests in a request', () => {
  it.each<readonly [what: string, javascript: string, python: string, expected: readonly string[]]>([
    [
      'tables that keys name',
      `await db.send(new BatchWriteCommand({ RequestItems: { users: [{ PutRequest: { Item: event } }], [process.env.ORDERS]: event.all } }));`,
      `  db.batch_write_item(RequestItems={'users': [{'PutRequest': {'Item': event}}], os.environ['ORDERS']: event['all']})`,
      ['dynamodb:BatchWriteItem <env:ORDERS>', 'dynamodb:BatchWriteItem users'],
    ],
    [
      'tables under keys that are stored later',
      `const wanted = {}; wanted[process.env.ORDERS] = { Keys: event.keys }; wanted['users'] = { Keys: [] };
  await db.send(new BatchGetCommand({ RequestItems: wanted }));`,
      `  wanted = {}\n  wanted[os.environ['ORDERS']] = {'Keys': event['keys']}\n  wanted['users'] = {'Keys': []}\n  db.batch_get_item(RequestItems=wanted)`,
      ['dynamodb:BatchGetItem <env:ORDERS>', 'dynamodb:BatchGetItem users'],
    ],
    [
      'any table under a key that an event has',
      `await db.send(new BatchGetCommand({ RequestItems: { [event.table]: { Keys: [] } } }));`,
      `  db.batch_get_item(RequestItems={event['table']: {'Keys': []}})`,
      ['dynamodb:BatchGetItem <TableName>'],
    ],
    [
      'what each step of a transaction does, and to which table',
      `await db.send(new TransactWriteCommand({ TransactItems: [
    { Put: { TableName: 'orders', Item: event } },
    { Update: { TableName: process.env.SUMS, Key: event.key } },
  ] }));`,
      `  db.transact_write_items(TransactItems=[
    {'Put': {'TableName': 'orders', 'Item': event}},
    {'Update': {'TableName': os.environ['SUMS'], 'Key': event['key']}},
  ])`,
      ['dynamodb:PutItem orders', 'dynamodb:UpdateItem <env:SUMS>'],
    ],
    [
      'steps that a loop makes',
      `await db.send(new TransactWriteCommand({ TransactItems: event.all.map((Key) => ({ Delete: { TableName: 'orders', Key } })) }));`,
      `  db.transact_write_items(TransactItems=[{'Delete': {'TableName': 'orders', 'Key': one}} for one in event['all']])`,
      ['dynamodb:DeleteItem orders'],
    ],
    [
      'any step of a transaction that an event has',
      `await db.send(new TransactGetCommand({ TransactItems: [{ Get: { TableName: 'orders' } }, event.more] }));`,
      `  db.transact_get_items(TransactItems=[{'Get': {'TableName': 'orders'}}, event['more']])`,
      ['dynamodb:GetItem <TableName>', 'dynamodb:GetItem orders'],
    ],
    [
      'all steps of a list that an event has',
      `await db.send(new TransactWriteCommand({ TransactItems: event.all }));`,
      `  db.transact_write_items(TransactItems=event['all'])`,
      ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'].map(
        (action) => `dynamodb:${action} <TableName>`,
      ),
    ],
    [
      'a step whose request an event may have',
      `const Put = event.own ? event.put : { TableName: 'orders' };
  await db.send(new TransactWriteCommand({ TransactItems: [{ Put }] }));`,
      `  put = event['put'] if event['own'] else {'TableName': 'orders'}
  db.transact_write_items(TransactItems=[{'Put': put}])`,
      ['dynamodb:PutItem <TableName>', 'dynamodb:PutItem orders'],
    ],
    [
      'tables beside those of an event',
      `await db.send(new BatchGetCommand({ RequestItems: { ...event.more, [process.env.ORDERS]: { Keys: [] } } }));`,
      `  db.batch_get_item(RequestItems={**event['more'], os.environ['ORDERS']: {'Keys': []}})`,
      ['dynamodb:BatchGetItem <TableName>', 'dynamodb:BatchGetItem <env:ORDERS>'],
    ],
    [
      'a key that is one of two',
      `const wanted = {}; wanted[event.old ? 'users' : process.env.ORDERS] = { Keys: [] };
  await db.send(new BatchGetCommand({ RequestItems: wanted }));`,
      `  wanted = {}
  wanted['users' if event['old'] else os.environ['ORDERS']] = {'Keys': []}
  db.batch_get_item(RequestItems=wanted)`,
      ['dynamodb:BatchGetItem <env:ORDERS>', 'dynamodb:BatchGetItem users'],
    ],
    [
      'names that objects of the language have',
      `await db.send(new BatchGetCommand({ RequestItems: { ['__proto__']: { Keys: [] }, constructor: { Keys: [] } } }));`,
      `  db.batch_get_item(RequestItems={'__proto__': {'Keys': []}, 'constructor': {'Keys': []}})`,
      ['dynamodb:BatchGetItem __proto__', 'dynamodb:BatchGetItem constructor'],
    ],
    [
      'buses of several entries',
      `await events.send(new PutEventsCommand({ Entries: [{ EventBusName: 'news' }, { EventBusName: process.env.BUS }] }));`,
      `  bus.put_events(Entries=[{'EventBusName': 'news'}, {'EventBusName': os.environ['BUS']}])`,
      ['events:PutEvents <env:BUS>', 'events:PutEvents news'],
    ],
  ])('%s', async (...[, javascript, python, expected]) => {
    expect(await needs(inJavaScript(`  ${javascript}`))).toEqual(expected);
    expect(await needs(inPython(python))).toEqual(expected);
  });
});

it('too many calls leave one that shows nothing', () => {
  const calls = Array.from({ length: 30 }, (_, at) => [
    { name: 'TableName', value: { kind: 'literal' as const, text: `t${at}` } },
  ]);
  expect(distinctCalls([...calls, ...calls])).toEqual([...calls.slice(0, 20), []]);
  expect(distinctCalls(calls.slice(0, 20))).toEqual(calls.slice(0, 20));
});
