import { KinesisClient, PutRecordCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';

class Ledger {
  #client = new KinesisClient({});

  async append(id: string, amount: number, currency: string) {
    await this.#client.send(
      new PutRecordCommand({
        StreamName: process.env.LEDGER_STREAM,
        PartitionKey: id,
        Data: Buffer.from(JSON.stringify({ id, amount, currency })),
      }),
    );
  }

  async replay(records: { PartitionKey: string; Data: Uint8Array }[]) {
    await this.#client.send(
      new PutRecordsCommand({ StreamName: process.env.LEDGER_STREAM, Records: records }),
    );
  }
}

export const ledger = new Ledger();
