import { S3 } from '@aws-sdk/client-s3';

export class Transcript {
  private s3 = new S3({});

  constructor(private bucket: string) {}

  async write(session: string, entry: object) {
    await this.s3.putObject({
      Bucket: this.bucket,
      Key: `${session}/${Date.now()}.json`,
      Body: JSON.stringify(entry),
    });
  }

  async read(session: string) {
    const { Contents = [] } = await this.s3.listObjectsV2({ Bucket: this.bucket, Prefix: `${session}/` });
    return Promise.all(Contents.map(({ Key }) => this.s3.getObject({ Bucket: this.bucket, Key })));
  }
}
