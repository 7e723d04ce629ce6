'use strict';
const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');

const client = new LambdaClient({});

async function invoke(FunctionName, payload) {
  const { Payload, FunctionError } = await client.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(payload)) }),
  );
  if (FunctionError) throw new Error(`${FunctionName}: ${FunctionError}`);
  return JSON.parse(Buffer.from(Payload).toString() || '{}');
}

module.exports = { invoke };
