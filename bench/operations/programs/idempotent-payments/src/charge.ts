import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { ledger } from './ledger.js';

interface Payment {
  id: string;
  amount: number;
  currency: string;
}

const persistenceStore = new DynamoDBPersistenceLayer({ tableName: 'payment-idempotency' });
const config = new IdempotencyConfig({ eventKeyJmesPath: 'id', throwOnNoIdempotencyKey: true });

async function chargeOnce(payment: Payment) {
  await ledger.append(payment.id, payment.amount, payment.currency);
  return { id: payment.id };
}

export const charge = makeIdempotent(chargeOnce, { persistenceStore, config });
