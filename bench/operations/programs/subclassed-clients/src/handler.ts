import { InvoiceRepository } from './invoice-repository';
import { TracedLambda } from './traced-lambda';

const invoices = new InvoiceRepository();
const lambda = new TracedLambda({ region: process.env.AWS_REGION });

export class Handler {
  static readonly instance = new Handler();

  async handle({ id, amount }: { id: string; amount: number }) {
    await invoices.save({ id, amount });
    await lambda.fire('render-invoice', { id });
    return { version: await invoices.versionOf(id) };
  }
}

export const handler = Handler.instance.handle.bind(Handler.instance);
