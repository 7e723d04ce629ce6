import middy from '@middy/core';
import ssm from '@middy/ssm';
import secretsManager from '@middy/secrets-manager';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { accountOf } from './accounts.mjs';
import { errorToResponse } from './error-to-response.mjs';

const logger = new Logger({ serviceName: 'accounts' });

const lambdaHandler = async (event, context) => {
  logger.info('request', { mode: context.mode });
  const account = await accountOf(event.pathParameters.id);
  return { statusCode: 200, body: JSON.stringify({ account, signed: context.key.length > 0 }) };
};

export const handler = middy()
  .use(injectLambdaContext(logger))
  .use(ssm({ fetchData: { mode: '/accounts/mode' }, setToContext: true }))
  .use(secretsManager({ fetchData: { key: 'accounts/signing-key' }, setToContext: true }))
  .use(errorToResponse())
  .handler(lambdaHandler);
