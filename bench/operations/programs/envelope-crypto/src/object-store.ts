import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

export class ObjectStore {
  private client = new S3Client({});

  constructor(private bucket: string) {}

  put(key: string, body: Buffer, metadata: Record<string, string>) {
    return this.client.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body, Metadata: metadata }),
    );
  }

  async get(key: string): Promise<{ body: Buffer; metadata: Record<string, string> }> {
    const { Body, Metadata = {} } = await this.client.send(
      new GetObjectCommand({ Bucket: this.bucket, Key: key }),
    );
    return { body: Buffer.from(await Body!.transformToByteArray()), metadata: Metadata };
  }
}
