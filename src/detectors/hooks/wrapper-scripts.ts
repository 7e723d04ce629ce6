import type { Finding, Problem } from '../../model/index.js';
import { vendorOfHook } from '../../environment-hooks/index.js';
import type { DetectContext } from '../detector.js';
import type { Scanned } from '../../signatures/index.js';
import { hookFinding } from './artifact-hook.js';
import { layerRootOf } from './layer-files.js';

/** How a script passes on the command line that it receives. */
const GOES_ON = /"?\$@"?|"?\$\{@\}"?|"\$\{args\[@\]\}"|sys\.argv\b/;

const MAX_SHOWN = 200;

function wrapperFinding(path: string, line: number, detail: string): Finding {
  const vendor = vendorOfHook(`/opt/${path.slice(path.lastIndexOf('/') + 1)}`);
  const whose = vendor === null ? '' : `, named like ${vendor}'s`;
  return hookFinding({
    rule: 'exec-wrapper',
    title: `${path} can be put in front of the runtime${whose}`,
    severity: 'low',
    path,
    evidence: [{ path, line, detail }],
    why: 'AWS_LAMBDA_EXEC_WRAPPER makes Lambda start this script instead of the runtime, before the handler and with its rights.',
    advice: 'Check that the script is intended; functions run it when AWS_LAMBDA_EXEC_WRAPPER names it.',
  });
}

function wrapperIn(path: string, bytes: Uint8Array): Finding | null {
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return null;
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  const at = lines.findIndex((line) => GOES_ON.test(line));
  return at < 0 ? null : wrapperFinding(path, at + 1, (lines[at] ?? '').trim().slice(0, MAX_SHOWN));
}

/**
 * Scripts right in a layer's root that pass on the command line they are given.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html#runtime-wrapper
 */
export async function wrapperScripts(context: DetectContext): Promise<Scanned> {
  const root = layerRootOf(context);
  if (root === null) return { findings: [], problems: [] };
  const candidates = [...context.tree.files.values()].filter(({ path }) => {
    const name = path.slice(root.length);
    const isScript = /^[^/.]+(?:\.(?:sh|bash|py))?$/.test(name) && name !== 'bootstrap';
    return path.startsWith(root) && isScript;
  });
  const findings: Finding[] = [];
  const problems: Problem[] = [];
  for await (const read of context.tree.readMany(candidates.map(({ path }) => path))) {
    if (read.problem) problems.push(read.problem);
    const finding = read.bytes && wrapperIn(read.path, read.bytes);
    if (finding) findings.push(finding);
  }
  return { findings, problems };
}
