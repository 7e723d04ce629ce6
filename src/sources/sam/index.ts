import { join } from 'node:path';
import type { Problem } from '../../model/index.js';
import { kindOf, readTextFile, refusalOf, shownPath } from '../host-files.js';
import type { Source, Target } from '../source.js';
import { templateOf } from './template-of.js';

/** Types of resources that are functions, or hold code: `CODE_RESOURCES` in src/templates. */
const HAS_CODE =
  /AWS::(?:(?:Serverless|Lambda)::|Synthetics::Canary|CloudFront::Function|AppSync::(?:Resolver|FunctionConfiguration))|::MODULE\b/;

async function mentionsFunctions(target: Target, template: string): Promise<boolean | Problem> {
  const read = await readTextFile(template, shownPath(target, template), target.root);
  const { text } = read;
  if (text === undefined) return refusalOf(read);
  return HAS_CODE.test(text) && /\bResources\b/.test(text);
}

/**
 * AWS SAM's build folder (`.aws-sam/build/template.yaml` beside one folder a function), or a CloudFormation template
 * whose code is on this machine.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-build.html
 */
export const sam = {
  id: 'sam',
  title: 'AWS SAM build output',
  folders: ['.aws-sam/build'],
  async recognises(target) {
    const template = await templateOf(target);
    if (template === null) return false;
    // A project that is also built is not read itself: the build is deployed.
    const hasBuild =
      target.kind === 'directory' && (await kindOf(join(target.hostPath, '.aws-sam/build'))) !== null;
    if (hasBuild) return false;
    return mentionsFunctions(target, template);
  },
  acquire: async (target) => (await import('./acquire.js')).acquire(target),
} satisfies Source;
