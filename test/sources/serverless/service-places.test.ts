import { expect, test } from 'vitest';
import { serverless } from '../../../src/sources/serverless/index.js';
import type { Acquisition } from '../../../src/sources/index.js';
import { acquireWith, emptyFolder, targetAt, write } from '../stage-fixture.js';

interface Files {
  readonly [path: string]: string;
}

async function acquired(service: string, files: Files = {}): Promise<Acquisition> {
  const folder = emptyFolder();
  write(folder, { 'serverless.yml': service, 'src/a.js': 'exports.handler = 1', ...files });
  return acquireWith(serverless, targetAt(folder));
}

test('each setting has the line in which the service writes it', async () => {
  const { functions } = await acquired(
    `service: shop
provider:
  name: aws
  runtime: nodejs22.x
  tracing: { lambda: false }
  environment: \${file(env.yml):shared}
functions:
  api:
    handler: src/a.handler
    timeout: 900
    url:
      authorizer: NONE
    environment:
      OWN_TOKEN: x
    events:
      - http: GET /a
      - http:
          path: /b
          method: post
      - websocket: $connect
resources:
  - Resources:
      Open:
        Type: AWS::Lambda::Permission
        Properties:
          FunctionName: !Ref ApiLambdaFunction
          Principal: '*'
`,
    { 'env.yml': 'shared:\n  SHARED_TOKEN: x\n' },
  );
  const places = [...(functions[0]?.settings?.places ?? [])].map(([name, { path, line }]) => [
    name,
    path,
    line,
  ]);
  expect(places.toSorted(([a = ''], [b = '']) => (String(a) < String(b) ? -1 : 1))).toEqual([
    ['runtime', 'serverless.yml', 4],
    ['timeout', 'serverless.yml', 10],
    ['tracing', 'serverless.yml', 5],
    ['trigger:http $connect', 'serverless.yml', 20],
    ['trigger:http GET /a', 'serverless.yml', 16],
    ['trigger:http POST /b', 'serverless.yml', 17],
    ['trigger:http function URL', 'serverless.yml', 12],
    ['trigger:other *', 'serverless.yml', 27],
    ['variable:OWN_TOKEN', 'serverless.yml', 14],
    ['variable:SHARED_TOKEN', 'env.yml', 2],
  ]);
});
