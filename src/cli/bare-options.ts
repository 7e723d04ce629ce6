import { Option, type Command } from 'commander';
import type { Platform } from '../model/index.js';
import type { ScanOptions } from '../scan-options.js';
import { addPath, runtimeName } from './option-values.js';

/** Flags about the function of a bare artifact, which no configuration describes. */
export interface BareFlags {
  readonly name?: string;
  readonly handler?: string;
  readonly runtime?: string;
  readonly platform?: Platform;
  readonly layer: readonly string[];
}

const PLATFORMS: readonly Platform[] = [
  'aws-lambda',
  'vercel',
  'netlify',
  'cloudflare',
  'azure-functions',
  'gcf',
];

export function addBareOptions(command: Command): Command {
  return command
    .option('--name <name>', 'name of the function, for a bare artifact')
    .option('--handler <handler>', 'handler of that function, as the platform spells it')
    .option('--runtime <runtime>', 'runtime of that function: nodejs22.x …', runtimeName)
    .addOption(new Option('--platform <platform>', 'platform of that function').choices(PLATFORMS))
    .option('--layer <file>', 'layer that the function mounts, in order (repeatable)', addPath, []);
}

export function bareOf({
  name,
  handler,
  runtime,
  platform,
  layer,
}: BareFlags): NonNullable<ScanOptions['bare']> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(handler === undefined ? {} : { handler }),
    ...(runtime === undefined ? {} : { runtime }),
    ...(platform === undefined ? {} : { platform }),
    layers: layer,
  };
}
