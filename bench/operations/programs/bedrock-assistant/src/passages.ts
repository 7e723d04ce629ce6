import { BedrockAgentRuntimeClient, RetrieveCommand } from '@aws-sdk/client-bedrock-agent-runtime';

export class Passages {
  private client = new BedrockAgentRuntimeClient({ region: 'us-east-1' });

  constructor(private knowledgeBaseId: string) {}

  async about(text: string): Promise<string[]> {
    const { retrievalResults = [] } = await this.client.send(
      new RetrieveCommand({ knowledgeBaseId: this.knowledgeBaseId, retrievalQuery: { text } }),
    );
    return retrievalResults.map(({ content }) => content?.text ?? '');
  }
}
