import type { EnvironmentHook, Problem, Role, Trigger } from '../model/index.js';

/** Where a template says that code lies. */
export type CodeLocation =
  /** A path as written: relative to the template. */
  | { readonly kind: 'path'; readonly path: string }
  /** An object in S3; `key` null when it cannot be told. `assetPath`: where CDK or SAM says its bytes are locally. */
  | { readonly kind: 's3'; readonly key: string | null; readonly assetPath: string | null }
  | { readonly kind: 'image'; readonly uri: string | null }
  /** Source text inside the template itself; its length, null when it is put together at deployment. */
  | { readonly kind: 'inline'; readonly characters: number | null }
  | { readonly kind: 'unknown' };

/** A layer that a function asks for. */
export type LayerRequest =
  /** A layer of the same template. */
  | { readonly kind: 'local'; readonly layer: string }
  | { readonly kind: 'arn'; readonly arn: string }
  /** Not known before the deployment. */
  | { readonly kind: 'unknown' };

/** A function as a template describes it; what it does not say is null. */
export interface FunctionFacts {
  /** Unique in its template: CloudFormation's logical id, Terraform's address. */
  readonly logicalId: string;
  readonly name: string | null;
  /** CDK's path of the construct (`Stack/Function`). */
  readonly constructPath: string | null;
  readonly runtime: string | null;
  readonly handler: string | null;
  readonly architecture: string | null;
  readonly arn: string | null;
  readonly code: CodeLocation;
  /** Base64 sha256 that the code should have, where the template records it. */
  readonly codeSha256: string | null;
  readonly layers: readonly LayerRequest[];
  readonly role: Role | null;
  readonly triggers: readonly Trigger[];
  /** Names only, sorted. */
  readonly environment: readonly string[];
  readonly environmentHooks: readonly EnvironmentHook[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface LayerFacts {
  readonly logicalId: string;
  readonly name: string | null;
  readonly code: CodeLocation;
}

/** A template inside a template. */
export interface NestedTemplate {
  readonly logicalId: string;
  /** Path as written, null when it is elsewhere (S3, the Serverless Application Repository). */
  readonly path: string | null;
}

/** What a template says of functions. */
export interface TemplateFacts {
  readonly functions: readonly FunctionFacts[];
  readonly layers: readonly LayerFacts[];
  readonly nested: readonly NestedTemplate[];
  readonly problems: readonly Problem[];
}
