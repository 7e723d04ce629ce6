import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { getParameter } from '@aws-lambda-powertools/parameters/ssm';
import type { SQSHandler } from 'aws-lambda';
import { charge } from './charge.js';

const processor = new BatchProcessor(EventType.SQS);

const recordHandler = async ({ body }: { body: string }) => {
  const currency = await getParameter('/payments/currency', { maxAge: 300 });
  await charge({ ...JSON.parse(body), currency: currency ?? 'EUR' });
};

export const handler: SQSHandler = async (event, context) =>
  processPartialResponse(event, recordHandler as never, processor, { context });
