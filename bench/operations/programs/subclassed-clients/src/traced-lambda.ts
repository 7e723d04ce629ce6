import {
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';

export class TracedLambda extends LambdaClient {
  async fire(FunctionName: string, payload: object) {
    console.log('invoke', FunctionName);
    await waitUntilFunctionActiveV2({ client: this, maxWaitTime: 20 }, { FunctionName });
    await this.send(
      new InvokeCommand({
        FunctionName,
        InvocationType: 'Event',
        Payload: Buffer.from(JSON.stringify(payload)),
      }),
    );
  }

  async codeOf(FunctionName: string) {
    const { Code } = await this.send(new GetFunctionCommand({ FunctionName }));
    return Code?.Location;
  }
}
