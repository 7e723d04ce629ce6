import { limitOf, type FileRead } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { readSbom, sbomFindings } from '../../sbom/index.js';
import type { DetectContext, Detection, Detector } from '../detector.js';

/** Names that lists of components have by custom. https://cyclonedx.org/specification/overview/#recognized-file-patterns */
const SURE_NAME = /^[^/]+\.(?:cdx|spdx)\.json$/;
/** Also a name that something else may have. */
const LIKELY_NAME = /^(?:bom|sbom)\.json$/;

function unread(path: string, why: string): Problem {
  const message = `The list of components was not compared: ${why}.`;
  return { code: 'malformed', path, message, affectsCompleteness: false };
}

function detectionOf({ path, bytes, problem }: FileRead, { inventory }: DetectContext): Detection {
  if (!bytes) return { findings: [], problems: problem ? [problem] : [] };
  const { sbom, reason } = readSbom(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
  );
  if (sbom) return sbomFindings(sbom, inventory, path);
  return { findings: [], problems: SURE_NAME.test(path) ? [unread(path, reason)] : [] };
}

/** Lists of components that an artifact brings: what they say and what is there. */
export const sbom = {
  id: 'sbom',
  title: 'Differences between an SBOM in the artifact and what is there',
  async detect(context) {
    const paths = [...context.tree.files.keys()].filter(
      (path) => SURE_NAME.test(path) || LIKELY_NAME.test(path),
    );
    const detections: Detection[] = [];
    for (const path of paths.slice(0, limitOf('sbom-lists'))) {
      detections.push(detectionOf(await context.tree.read(path), context));
    }
    const rest = paths.slice(limitOf('sbom-lists')).map((path) => unread(path, 'there are too many of them'));
    return {
      findings: detections.flatMap(({ findings }) => findings),
      problems: [...detections.flatMap(({ problems }) => problems), ...rest],
    };
  },
} satisfies Detector;
