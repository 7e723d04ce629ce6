const middy = require('@middy/core');
const httpErrorHandler = require('@middy/http-error-handler');
const merge = require('lodash.merge');

const defaults = {
  paging: { size: 20 },
  flags: { beta: false },
};

function readSettings(body) {
  const parsed = JSON.parse(body || '{}');
  return {
    paging: { size: Number(parsed.paging?.size) || 20 },
    flags: { beta: parsed.flags?.beta === true },
  };
}

const baseHandler = async (event) => {
  const settings = merge({}, defaults, readSettings(event.body));
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(settings),
  };
};

exports.handler = middy(baseHandler).use(httpErrorHandler());
