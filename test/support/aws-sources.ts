import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway';
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
} from '@aws-sdk/client-apigatewayv2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { AwsAccount } from './aws-account.js';

const KEYS = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };

/** Sources of a server's own account and region; each starts a function that is there. */
export interface AwsSources {
  addOpenQueue(functionName: string, queue: string): Promise<void>;
  addOpenTopic(functionName: string, topic: string): Promise<void>;
  addOpenBucket(functionName: string, bucket: string): Promise<void>;
  /** A method of a REST API. */
  addMethod(functionName: string, authorization: string): Promise<void>;
  /** A route of an HTTP API. */
  addRoute(functionName: string, authorization: string): Promise<void>;
  addLoadBalancer(functionName: string, name: string): Promise<void>;
}

function openPolicy(action: string, resource: string): string {
  const statement = { Effect: 'Allow', Principal: '*', Action: action, Resource: resource };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** Ids of the subnets that every account has. EC2's client is not worth being installed for one call; moto checks no signature. */
async function defaultSubnets(endpoint: string, region: string): Promise<string[]> {
  const credential = `Credential=${KEYS.accessKeyId}/20260101/${region}/ec2/aws4_request`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'Action=DescribeSubnets&Version=2016-11-15',
  });
  const text = await response.text();
  return [...text.matchAll(/<subnetId>(subnet-\w+)</g)].flatMap(([, id]) => id ?? []).slice(0, 2);
}

export function openAwsSources(endpoint: string, own: AwsAccount): AwsSources {
  const { account, region } = own;
  const config = { endpoint, region, credentials: KEYS };
  const arnOf = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  const invoked = (name: string) =>
    `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arnOf('lambda', `function:${name}`)}/invocations`;
  return {
    async addOpenQueue(name, queue) {
      const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: queue }));
      const Policy = openPolicy('sqs:SendMessage', arnOf('sqs', queue));
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
      await own.addQueue(name, queue);
    },
    async addOpenTopic(name, topic) {
      const sns = new SNSClient(config);
      const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: topic }));
      const AttributeValue = openPolicy('sns:Publish', TopicArn);
      await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }));
      await own.allowService(name, 'sns.amazonaws.com', TopicArn);
    },
    async addOpenBucket(name, bucket) {
      const s3 = new S3Client({ ...config, forcePathStyle: true });
      const CreateBucketConfiguration =
        region === 'us-east-1' ? undefined : { LocationConstraint: 'eu-west-1' as const };
      await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration }));
      const Policy = openPolicy('s3:PutObject', `arn:aws:s3:::${bucket}/*`);
      await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
      await own.allowService(name, 's3.amazonaws.com', `arn:aws:s3:::${bucket}`);
    },
    async addMethod(name, authorizationType) {
      const apis = new APIGatewayClient(config);
      const { id: restApiId } = await apis.send(new CreateRestApiCommand({ name }));
      const { items = [] } = await apis.send(new GetResourcesCommand({ restApiId }));
      const made = await apis.send(
        new CreateResourceCommand({ restApiId, parentId: items[0]?.id, pathPart: 'orders' }),
      );
      const method = { restApiId, resourceId: made.id, httpMethod: 'POST' };
      await apis.send(new PutMethodCommand({ ...method, authorizationType }));
      await apis.send(
        new PutIntegrationCommand({
          ...method,
          type: 'AWS_PROXY',
          integrationHttpMethod: 'POST',
          uri: invoked(name),
        }),
      );
      await apis.send(new CreateDeploymentCommand({ restApiId, stageName: 'live' }));
      await own.allowService(
        name,
        'apigateway.amazonaws.com',
        arnOf('execute-api', `${restApiId}/*/POST/orders`),
      );
    },
    async addRoute(name, AuthorizationType) {
      const apis = new ApiGatewayV2Client(config);
      const { ApiId } = await apis.send(new CreateApiCommand({ Name: name, ProtocolType: 'HTTP' }));
      const { IntegrationId } = await apis.send(
        new CreateIntegrationCommand({
          ApiId,
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: arnOf('lambda', `function:${name}`),
          PayloadFormatVersion: '2.0',
        }),
      );
      await apis.send(
        new CreateRouteCommand({
          ApiId,
          RouteKey: 'GET /orders/{id}',
          Target: `integrations/${IntegrationId}`,
          ...(AuthorizationType === 'AWS_IAM' ? { AuthorizationType } : {}),
        }),
      );
      await own.allowService(
        name,
        'apigateway.amazonaws.com',
        arnOf('execute-api', `${ApiId}/*/GET/orders/{id}`),
      );
    },
    async addLoadBalancer(name, Name) {
      const elb = new ElasticLoadBalancingV2Client(config);
      const Subnets = await defaultSubnets(endpoint, region);
      const { LoadBalancers = [] } = await elb.send(new CreateLoadBalancerCommand({ Name, Subnets }));
      const { TargetGroups = [] } = await elb.send(
        new CreateTargetGroupCommand({ Name, TargetType: 'lambda' }),
      );
      const TargetGroupArn = TargetGroups[0]?.TargetGroupArn;
      await elb.send(
        new CreateListenerCommand({
          LoadBalancerArn: LoadBalancers[0]?.LoadBalancerArn,
          Protocol: 'HTTP',
          Port: 80,
          DefaultActions: [{ Type: 'forward', TargetGroupArn }],
        }),
      );
      await own.allowService(name, 'elasticloadbalancing.amazonaws.com', TargetGroupArn ?? '');
    },
  };
}
