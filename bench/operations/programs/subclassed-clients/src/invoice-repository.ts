import { BaseRepository } from './base-repository';

interface Invoice {
  id: string;
  amount: number;
}

export class InvoiceRepository extends BaseRepository<Invoice> {
  protected override readonly tableName = 'invoices';

  protected override keyOf = ({ id }: Invoice) => ({ id: { S: id } });

  protected override changesOf({ amount }: Invoice) {
    return { amount: { N: String(amount) } };
  }

  override async save(invoice: Invoice) {
    if (invoice.amount < 0) throw new Error('an amount is not negative');
    await super.save(invoice);
  }

  async versionOf(id: string) {
    const item = await super.load({ id: { S: id } });
    return Number(item?.version?.N ?? 0);
  }
}
