// The part of npm's agent that is used here; it ships no types.
declare module '@npmcli/agent' {
  import type { ClientRequest } from 'node:http';
  import type { Agent, AgentOptions, RequestOptions } from 'node:https';

  interface HttpsAgent extends Agent {
    addRequest(request: ClientRequest, options: RequestOptions): void;
  }
  interface Options extends AgentOptions {
    readonly proxy?: string;
    readonly timeouts?: { readonly connection?: number };
  }
  export const HttpsAgent: { new (options: Options): HttpsAgent };
}
