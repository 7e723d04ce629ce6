import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  PutBucketTaggingCommand,
  S3Client,
  waitUntilBucketExists,
} from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';

type Step = (tenant: string) => Promise<void>;

export class TenantProvisioner {
  private readonly dynamo = new DynamoDBClient({});
  private readonly s3 = new S3Client({});
  private readonly sqs = new SQSClient({});
  private readonly ssm = new SSMClient({});

  constructor(private readonly stage: string) {}

  async run(tenant: string): Promise<void> {
    const steps: Step[] = [this.createTable, this.createBucket, this.createQueue];
    for (const step of steps) await step.call(this, tenant);
  }

  private async createTable(tenant: string) {
    const TableName = `${tenant}-items`;
    await this.dynamo.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      }),
    );
    await waitUntilTableExists({ client: this.dynamo, maxWaitTime: 60 }, { TableName });
  }

  private async createBucket(tenant: string) {
    const Bucket = `example-${this.stage}-${tenant}`;
    await this.s3.send(new CreateBucketCommand({ Bucket }));
    await waitUntilBucketExists({ client: this.s3, maxWaitTime: 30 }, { Bucket });
    await this.s3.send(
      new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'tenant', Value: tenant }] } }),
    );
  }

  private async createQueue(tenant: string) {
    const { QueueUrl } = await this.sqs.send(new CreateQueueCommand({ QueueName: `${tenant}-jobs` }));
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    await this.ssm.send(
      new PutParameterCommand({
        Name: `/tenants/${tenant}/queue-arn`,
        Value: Attributes?.QueueArn,
        Type: 'String',
        Overwrite: true,
      }),
    );
  }
}
