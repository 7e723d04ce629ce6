import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scan, type Finding } from '../../src/index.js';
import { temporaryFolder } from './temporary-folder.js';

/** Functions of one application: code and properties by name. The last one is where event data does harm. */
export type Application = Readonly<Record<string, { readonly code: string; readonly properties: string }>>;

function isPython(code: string): boolean {
  return code.includes('def handler');
}

function templateOf(application: Application, resources: string): string {
  const functions = Object.entries(application).map(([name, { code, properties }]) => {
    const runtime = isPython(code)
      ? 'Runtime: python3.13, Handler: app.handler'
      : 'Runtime: nodejs22.x, Handler: index.handler';
    return `  ${name}: { Type: AWS::Serverless::Function, Properties: { ${runtime}, CodeUri: ${name}/, ${properties} } }`;
  });
  return `Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Environment: { Variables: { JOBS: !Ref Jobs, UPLOADS: !Ref Uploads, QUEUE: !Ref Work } } } }
Resources:
  Jobs: { Type: AWS::DynamoDB::Table, Properties: { TableName: jobs } }
  Uploads: { Type: AWS::S3::Bucket }
  Work: { Type: AWS::SQS::Queue, Properties: { QueueName: work } }
${functions.join('\n')}
${resources}
`;
}

/** Injections that a scan of an application finds. @param resources of its SAM template, beside its functions, a table, a bucket and a queue. */
export async function injectionsIn(
  application: Application,
  resources = '',
): Promise<(Finding & { readonly name: string })[]> {
  const cwd = temporaryFolder();
  const files = Object.entries(application).map(
    ([name, { code }]) => [`${name}/${isPython(code) ? 'app.py' : 'index.js'}`, code] as const,
  );
  for (const [path, text] of [...files, ['template.yaml', templateOf(application, resources)] as const]) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  const { report } = scan({ targets: ['.'], cwd, cache: null, now: new Date('2026-05-05T00:00:00Z') });
  const { functions } = await report;
  return functions.flatMap(({ name, findings }) =>
    findings.flatMap((one) => ('kind' in one && one.kind === 'injection' ? [{ name, ...one }] : [])),
  );
}
