import { describe, expect, test } from 'vitest';
import { actionFacts } from '../../src/iam/action-table.js';
import { operationActions } from '../../src/iam/operation-actions.js';
import { OPERATION_EXCEPTIONS } from '../../src/iam/operation-exceptions.js';

describe('the actions of an operation', () => {
  test.each([
    ['dynamodb', 'UpdateItem', 'dynamodb:UpdateItem'],
    ['sfn', 'StartExecution', 'states:StartExecution'],
    ['eventbridge', 'PutEvents', 'events:PutEvents'],
    ['cloudwatch', 'PutMetricData', 'cloudwatch:PutMetricData'],
    ['cloudwatchlogs', 'PutLogEvents', 'logs:PutLogEvents'],
    ['iotdataplane', 'Publish', 'iot:Publish'],
    ['bedrockruntime', 'InvokeModel', 'bedrock:InvokeModel'],
    ['sesv2', 'SendEmail', 'ses:SendEmail'],
    ['rdsdata', 'ExecuteStatement', 'rds-data:ExecuteStatement'],
    ['s3', 'HeadObject', 's3:GetObject'],
    ['s3', 'ListObjectsV2', 's3:ListBucket'],
    ['s3', 'ListBuckets', 's3:ListAllMyBuckets'],
    ['s3', 'CopyObject', 's3:GetObject s3:PutObject'],
    ['s3', 'UploadPart', 's3:PutObject'],
    ['s3', 'AbortMultipartUpload', 's3:AbortMultipartUpload'],
    ['s3', 'DeleteBucketReplication', 's3:PutReplicationConfiguration'],
    ['s3', 'GetBucketCors', 's3:GetBucketCORS'],
    ['s3', 'PutBucketNotificationConfiguration', 's3:PutBucketNotification'],
    ['lambda', 'Invoke', 'lambda:InvokeFunction'],
    ['sqs', 'SendMessageBatch', 'sqs:SendMessage'],
    ['kms', 'ReEncrypt', 'kms:ReEncryptFrom kms:ReEncryptTo'],
    ['apigatewaymanagementapi', 'PostToConnection', 'execute-api:ManageConnections'],
    ['apigateway', 'GetRestApi', 'apigateway:GET'],
    ['ecs', 'StartTask', 'ecs:StartTask iam:PassRole'],
    // What code signs without an operation of an API: sign-ins to databases and brokers.
    ['rdsdb', 'Connect', 'rds-db:connect'],
    ['kafkacluster', 'Connect', 'kafka-cluster:Connect'],
    ['dsql', 'DbConnect', 'dsql:DbConnect'],
    ['dsql', 'DbConnectAdmin', 'dsql:DbConnectAdmin'],
    [
      'dynamodb',
      'TransactWriteItems',
      'dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem',
    ],
  ])('%s %s needs %s', (service, operation, actions) => {
    expect(operationActions(service, operation)).toEqual({ actions: actions.split(' '), known: true });
  });

  test.each([
    ['sts', 'GetCallerIdentity'],
    ['sts', 'AssumeRoleWithWebIdentity'],
    ['cognitoidentityprovider', 'ChangePassword'],
    ['cognitoidentity', 'GetId'],
  ])('%s %s needs no permission', (service, operation) => {
    expect(operationActions(service, operation)).toEqual({ actions: [], known: true });
  });

  test.each([
    ['kinesis', 'AcknowledgeQueueRecords', 'kinesis:AcknowledgeQueueRecords'],
    ['nosuchservice', 'GetThing', 'nosuchservice:GetThing'],
    ['__proto__', 'toString', '__proto__:toString'],
  ])('what %s %s needs is not known', (service, operation, action) => {
    expect(operationActions(service, operation)).toEqual({ actions: [action], known: false });
  });

  test('each exception names actions that AWS has, and says why', () => {
    for (const { service, operations, reason } of OPERATION_EXCEPTIONS) {
      expect(reason).not.toBe('');
      for (const operation of operations.split(' ')) {
        const missing = operationActions(service, operation).actions.filter((action) => !actionFacts(action));
        expect({ operation, missing }).toEqual({ operation, missing: [] });
      }
    }
  });
});
