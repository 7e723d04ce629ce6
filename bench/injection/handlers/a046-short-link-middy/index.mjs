import middy from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import httpErrorHandler from '@middy/http-error-handler';
import { createError } from '@middy/util';

const isLocal = (t) => /^\/(?![\/\\])[\w\-\/]*$/.test(t);

const confirm = async ({ body: { target, accepted = false } }) => {
  if (!accepted) {
    throw createError(400, 'terms not accepted', { cause: { local: isLocal(String(target)) } });
  }
  return {
    statusCode: 303,
    headers: { Location: target },
  };
};

export const handler = middy().use(jsonBodyParser()).use(httpErrorHandler()).handler(confirm);
