import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';

const endpoint = new URL(process.env.GRAPHQL_URL!);
const signer = new SignatureV4({
  service: 'appsync',
  region: process.env.AWS_REGION!,
  credentials: {
    accessKeyId: process.env.AWS_ACCESS_KEY_ID!,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY!,
    sessionToken: process.env.AWS_SESSION_TOKEN,
  },
  sha256: Sha256,
});

export async function query<T>(text: string, variables: Record<string, unknown>): Promise<T> {
  const request = new HttpRequest({
    method: 'POST',
    hostname: endpoint.hostname,
    path: endpoint.pathname,
    headers: { 'content-type': 'application/json', host: endpoint.hostname },
    body: JSON.stringify({ query: text, variables }),
  });
  const { headers, body, method } = await signer.sign(request);
  const response = await fetch(endpoint, { headers, body, method });
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown[] };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
