/** What a tool packs: the folder or archive of a function, and of a layer. */
export interface PackedCode {
  readonly code: string;
  readonly layer: string;
}

function functionOf(code: object): object {
  const Environment = { Variables: { TABLE: 'candidates' } };
  return {
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    MemorySize: 1024,
    Timeout: 6,
    Environment,
    ...code,
  };
}

/** As `sam build` writes it: fixtures/sources/sam. */
export function samTemplate({ code, layer }: PackedCode): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Deps:
    Type: AWS::Serverless::LayerVersion
    Properties:
      LayerName: intake-deps
      ContentUri: ${layer}
  ScreenFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ${code}
      Handler: index.handler
      Runtime: nodejs22.x
      Layers:
      - Ref: Deps
      Events:
        Upload:
          Type: Api
          Properties:
            Method: post
            Path: /candidates
`;
}

const BUCKET = 'cdk-hnb659fds-assets-111122223333-eu-west-1';

function asset(hash: string, displayName: string): [string, object] {
  const destination = { bucketName: BUCKET, objectKey: `${hash}.zip`, region: 'eu-west-1' };
  const source = { path: `asset.${hash}`, packaging: 'zip' };
  return [hash, { displayName, source, destinations: { '111122223333-eu-west-1-a1350f36': destination } }];
}

/** Files of an assembly as `cdk synth` writes them: fixtures/sources/cdk. `code` and `layer` are hashes. */
export function cdkFiles({ code, layer }: PackedCode): Record<string, string> {
  const stack = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://111122223333/eu-west-1',
    properties: { templateFile: 'Intake.template.json' },
    dependencies: ['Intake.assets'],
  };
  const assets = { type: 'cdk:asset-manifest', properties: { file: 'Intake.assets.json' } };
  const artifacts = { 'Intake.assets': assets, Intake: stack };
  const keyOf = (hash: string): object => ({ S3Bucket: BUCKET, S3Key: `${hash}.zip` });
  const Resources = {
    Deps9F0A5805: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: keyOf(layer) } },
    ApiF70053CD: {
      Type: 'AWS::Lambda::Function',
      Properties: functionOf({ Code: keyOf(code), Layers: [{ Ref: 'Deps9F0A5805' }] }),
    },
  };
  const files = Object.fromEntries([asset(layer, 'Deps/Code'), asset(code, 'Api/Code')]);
  return {
    'cdk.out': '{"version":"55.0.0"}',
    'manifest.json': JSON.stringify({ version: '55.0.0', artifacts }, null, 1),
    'Intake.assets.json': JSON.stringify({ version: '55.0.0', files, dockerImages: {} }, null, 1),
    'Intake.template.json': JSON.stringify({ Resources }, null, 1),
  };
}

/** Files of a package as `serverless package` writes them: fixtures/sources/serverless. `code` and `layer` are archives beside them. */
export function serverlessFiles({ code, layer }: PackedCode): Record<string, string> {
  const folder = 'serverless/intake/dev/1795569949280-2026-11-25T01:25:49.280Z';
  const placed = (archive: string): object => ({
    S3Bucket: { Ref: 'ServerlessDeploymentBucket' },
    S3Key: `${folder}/${archive}`,
  });
  const state = {
    service: {
      service: 'intake',
      provider: { name: 'aws', runtime: 'nodejs22.x', stage: 'dev', region: 'us-east-1' },
      functions: {
        screen: { handler: 'index.handler', events: [], name: 'intake-dev-screen', package: {} },
      },
      layers: { deps: { name: 'deps', package: { artifact: `.serverless/${layer}` } } },
    },
    package: { individually: false, artifactDirectoryName: folder, artifact: code },
  };
  const Resources = {
    DepsLambdaLayer: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: placed(layer) } },
    ScreenLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: functionOf({
        Code: placed(code),
        FunctionName: 'intake-dev-screen',
        Layers: [{ Ref: 'DepsLambdaLayer' }],
      }),
    },
  };
  return {
    'serverless-state.json': JSON.stringify(state, null, 1),
    'cloudformation-template-update-stack.json': JSON.stringify({ Resources }, null, 1),
  };
}

/** Files of an app as `func azure functionapp publish` packs it, without its code: fixtures/sources/azure. */
export function azureFiles({
  script,
}: {
  readonly script: string;
}): Record<string, string | Record<string, string>> {
  const http = { type: 'httpTrigger', direction: 'in', name: 'req', authLevel: 'function' };
  return {
    'host.json': '{"version":"2.0"}',
    Screen: { 'function.json': JSON.stringify({ scriptFile: `../${script}`, bindings: [http] }) },
  };
}

/** `manifest.json` as Netlify's build writes it. */
export function netlifyManifest({ name }: { readonly name: string }): string {
  const path = `/opt/build/repo/.netlify/functions/${name}.zip`;
  const mainFile = `/opt/build/repo/netlify/functions/${name}.js`;
  const functions = [{ mainFile, name, path, runtime: 'js', runtimeVersion: 'nodejs22.x' }];
  return JSON.stringify({ functions, system: { arch: 'x64', platform: 'linux' }, timestamp: 1, version: 1 });
}

/** `README.md` as `wrangler deploy --dry-run --outdir` writes it. */
export const WRANGLER_README =
  'This folder contains the built output assets for the worker "intake" generated at 2026-11-25T01:25:49.280Z.';
