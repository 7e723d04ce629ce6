import {
  BedrockRuntimeClient,
  ConverseCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';

export class Assistant {
  private client = new BedrockRuntimeClient({ region: 'us-east-1' });

  constructor(private modelId: string) {}

  async ask(question: string, context: string[]): Promise<string> {
    const { output } = await this.client.send(
      new ConverseCommand({
        modelId: this.modelId,
        system: [{ text: context.join('\n') }],
        messages: [{ role: 'user', content: [{ text: question }] }],
      }),
    );
    return output?.message?.content?.[0]?.text ?? '';
  }

  async streamed(question: string, context: string[]): Promise<string> {
    const body = JSON.stringify({
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 500,
      system: context.join('\n'),
      messages: [{ role: 'user', content: question }],
    });
    const response = await this.client.send(
      new InvokeModelWithResponseStreamCommand({
        modelId: this.modelId,
        contentType: 'application/json',
        body,
      }),
    );
    let text = '';
    for await (const { chunk } of response.body ?? []) {
      const part = JSON.parse(new TextDecoder().decode(chunk?.bytes));
      text += part.delta?.text ?? '';
    }
    return text;
  }

  async embed(inputText: string): Promise<number[]> {
    const { body } = await this.client.send(
      new InvokeModelCommand({
        modelId: 'amazon.titan-embed-text-v2:0',
        body: JSON.stringify({ inputText }),
      }),
    );
    return JSON.parse(new TextDecoder().decode(body)).embedding;
  }
}
