import type { EnvironmentHook, FunctionSettings, Problem, Role, Trigger } from '../model/index.js';

/** Location of code, as a template describes it. */
export type CodeLocation =
  /** A path as written, relative to the template. */
  | { readonly kind: 'path'; readonly path: string }
  /** An object in S3; `key` is null when unknown. `assetPath` is the local path of its bytes in the metadata of CDK or SAM. */
  | { readonly kind: 's3'; readonly key: string | null; readonly assetPath: string | null }
  | { readonly kind: 'image'; readonly uri: string | null }
  /** Source text inside the template; null when the deployment composes it. */
  | { readonly kind: 'inline'; readonly text: string | null }
  | { readonly kind: 'unknown' };

/** A layer to which a function refers. */
export type LayerRequest =
  /** A layer of the same template. */
  | { readonly kind: 'local'; readonly layer: string }
  | { readonly kind: 'arn'; readonly arn: string }
  /** Unknown before the deployment. */
  | { readonly kind: 'unknown' };

/** Keys that lead to a setting in a template; in Terraform the address of a resource, and an argument. */
export type SettingPath = readonly string[];

/** A trigger, with the setting that says who may cause its events. */
export interface PlacedTrigger extends Trigger {
  readonly at?: SettingPath;
}

/** A function as a template describes it. Facts that the template lacks are null. */
export interface FunctionFacts {
  /** Unique in its template: CloudFormation's logical id, or Terraform's address. */
  readonly logicalId: string;
  readonly name: string | null;
  /** CDK's path of the construct (`Stack/Function`). */
  readonly constructPath: string | null;
  readonly runtime: string | null;
  readonly handler: string | null;
  readonly architecture: string | null;
  readonly arn: string | null;
  readonly code: CodeLocation;
  /** Base64 sha256 that the code should have, where the template has one. */
  readonly codeSha256: string | null;
  readonly layers: readonly LayerRequest[];
  readonly role: Role | null;
  readonly triggers: readonly PlacedTrigger[];
  /** `runtime`, `timeout`, `tracing` and `variable:NAME` → where the template sets it. */
  readonly settingPaths: ReadonlyMap<string, SettingPath>;
  /** Names of the variables, sorted. */
  readonly environment: readonly string[];
  readonly environmentHooks: readonly EnvironmentHook[];
  readonly tags: Readonly<Record<string, string>>;
  readonly settings: FunctionSettings;
}

export interface LayerFacts {
  readonly logicalId: string;
  readonly name: string | null;
  readonly code: CodeLocation;
}

/** Code of a resource that is no function of Lambda in the template: of a canary, of CloudFront, of a resolver. */
export interface CodeFacts {
  readonly logicalId: string;
  readonly name: string | null;
  readonly code: CodeLocation;
  /** File that inline code is as. */
  readonly fileName: string;
  /** `image`: the code is the words that start an image, as a list in JSON. Default: `function`. */
  readonly kind?: 'function' | 'image';
}

/** A template that another template refers to. */
export interface NestedTemplate {
  readonly logicalId: string;
  /** Path as written; null when the template is elsewhere (S3, the Serverless Application Repository). */
  readonly path: string | null;
}

/** Functions and layers that a template describes. */
export interface TemplateFacts {
  readonly functions: readonly FunctionFacts[];
  readonly layers: readonly LayerFacts[];
  readonly nested: readonly NestedTemplate[];
  readonly otherCode: readonly CodeFacts[];
  readonly problems: readonly Problem[];
}
