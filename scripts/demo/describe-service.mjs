import { functions, layerName, runtime, serviceName, stage } from './service.mjs';

const storeRoleId = 'StoreCandidateRole';
const tableId = 'CandidatesTable';
const layerId = 'SharedDepsLambdaLayer';
const uploadFolder = `serverless/${serviceName}/${stage}/1767225600000-2026-01-01T00:00:00.000Z`;

/** The CloudFormation template that the Serverless Framework v3 compiles (log groups and outputs left out). */
export function compiledTemplate() {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'The AWS CloudFormation template for this Serverless application',
    Resources: {
      ServerlessDeploymentBucket: { Type: 'AWS::S3::Bucket' },
      IamRoleLambdaExecution: role(serviceName, [
        allow(['s3:GetObject', 's3:PutObject'], '*'),
        allow(['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], '*'),
      ]),
      // Candidates may be deleted with their table, though the function only updates items.
      [storeRoleId]: role('store-candidate', [allow(['dynamodb:*'], { 'Fn::GetAtt': [tableId, 'Arn'] })]),
      [tableId]: resource('AWS::DynamoDB::Table', { TableName: 'hr-intake-candidates' }),
      [layerId]: resource('AWS::Lambda::LayerVersion', {
        Content: uploaded(layerName),
        LayerName: layerName,
        CompatibleRuntimes: [runtime],
      }),
      ...Object.fromEntries(functions.map((fn) => [functionId(fn), lambda(fn)])),
      ...Object.fromEntries(functions.flatMap(triggerResources)),
    },
  };
}

/** serverless-state.json: the description of a packaged service that the framework writes. */
export function serverlessState() {
  const template = compiledTemplate();
  return {
    service: {
      service: serviceName,
      provider: {
        name: 'aws',
        runtime,
        region: 'eu-central-1',
        stage,
        compiledCloudFormationTemplate: template,
      },
      functions: Object.fromEntries(functions.map((fn) => [fn.name, functionState(fn)])),
      layers: { [layerName]: { path: 'layer', package: { artifact: artifact(layerName) } } },
    },
    package: { individually: true, artifactDirectoryName: uploadFolder, artifact: '' },
  };
}

function functionState({ name, event, environment, layer }) {
  return {
    handler: 'index.handler',
    events: [event],
    environment,
    ...(layer && { layers: [{ Ref: layerId }] }),
    package: { artifact: artifact(name) },
    name: fullName(name),
    runtime,
  };
}

function lambda({ name, environment, layer }) {
  return resource('AWS::Lambda::Function', {
    Code: uploaded(name),
    Handler: 'index.handler',
    Runtime: runtime,
    FunctionName: fullName(name),
    MemorySize: 1024,
    Timeout: 30,
    Environment: { Variables: environment },
    Role: { 'Fn::GetAtt': [name === 'store-candidate' ? storeRoleId : 'IamRoleLambdaExecution', 'Arn'] },
    ...(layer && { Layers: [{ Ref: layerId }] }),
  });
}

function allow(actions, Resource) {
  return { Effect: 'Allow', Action: actions, Resource };
}

/** What every function writes. */
const logs = allow(['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents'], '*');

function role(name, statements) {
  return resource('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] }, Action: ['sts:AssumeRole'] },
      ],
    },
    Policies: [
      {
        PolicyName: `${name}-${stage}-lambda`,
        PolicyDocument: { Version: '2012-10-17', Statement: [logs, ...statements] },
      },
    ],
  });
}

/** @returns {[string, object][]} */
function triggerResources(fn) {
  const arn = { 'Fn::GetAtt': [functionId(fn), 'Arn'] };
  const { s3, sqs, httpApi } = fn.event;
  if (s3) {
    const LambdaConfigurations = [{ Event: s3.event, Function: arn }];
    const bucket = { BucketName: s3.bucket, NotificationConfiguration: { LambdaConfigurations } };
    return [[`S3Bucket${s3.bucket.replaceAll('-', '')}`, resource('AWS::S3::Bucket', bucket)]];
  }
  if (sqs) {
    const mapping = { BatchSize: sqs.batchSize, EventSourceArn: sqs.arn, FunctionName: arn };
    return [
      [`${fn.logicalId}EventSourceMappingSQSScreening`, resource('AWS::Lambda::EventSourceMapping', mapping)],
    ];
  }
  const integrationId = `HttpApiIntegration${fn.logicalId}`;
  const integration = { ApiId: { Ref: 'HttpApi' }, IntegrationType: 'AWS_PROXY', IntegrationUri: arn };
  const target = { 'Fn::Join': ['/', ['integrations', { Ref: integrationId }]] };
  const route = { ApiId: { Ref: 'HttpApi' }, RouteKey: httpApi, Target: target };
  return [
    ['HttpApi', resource('AWS::ApiGatewayV2::Api', { Name: fullName('api'), ProtocolType: 'HTTP' })],
    [integrationId, resource('AWS::ApiGatewayV2::Integration', integration)],
    ['HttpApiRoutePostCandidates', resource('AWS::ApiGatewayV2::Route', route)],
  ];
}

function uploaded(name) {
  return { S3Bucket: { Ref: 'ServerlessDeploymentBucket' }, S3Key: `${uploadFolder}/${name}.zip` };
}

function resource(Type, Properties) {
  return { Type, Properties };
}

function functionId({ logicalId }) {
  return `${logicalId}LambdaFunction`;
}

function fullName(name) {
  return `${serviceName}-${stage}-${name}`;
}

function artifact(name) {
  return `.serverless/${name}.zip`;
}
