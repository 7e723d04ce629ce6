import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteBucketCommand, S3Client } from '@aws-sdk/client-s3';

export class TenantRemover {
  async run(tenant: string) {
    await new DynamoDBClient({}).send(new DeleteTableCommand({ TableName: `${tenant}-items` }));
    await new S3Client({}).send(new DeleteBucketCommand({ Bucket: `example-${tenant}` }));
  }
}
