import { limitOf, type FileRead } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { readSbom, sbomFindings } from '../../sbom/index.js';
import { asBuildList, isBuildList, packedBeside } from './build-list.js';
import type { DetectContext, Detection, Detector } from '../detector.js';

/** Usual file names of SBOMs. https://cyclonedx.org/specification/overview/#recognized-file-patterns */
const SURE_NAME = /^[^/]+\.(?:cdx|spdx)\.json$/;
/** A name that other files may have, too. */
const LIKELY_NAME = /^(?:bom|sbom)\.json$/;

function isSureName(path: string): boolean {
  return SURE_NAME.test(path) || isBuildList(path);
}

function unread(path: string, why: string): Problem {
  const message = `The SBOM was not compared: ${why}.`;
  return { code: 'malformed', path, message, affectsCompleteness: false };
}

function detectionOf({ path, bytes, problem }: FileRead, { inventory }: DetectContext): Detection {
  if (!bytes) return { findings: [], problems: problem ? [problem] : [], examined: [] };
  const { sbom, reason } = readSbom(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
  );
  if (!sbom) return { findings: [], problems: isSureName(path) ? [unread(path, reason)] : [], examined: [] };
  const compared = isBuildList(path)
    ? sbomFindings(
        asBuildList(sbom),
        { ...inventory, packages: packedBeside(path, inventory.packages) },
        path,
      )
    : sbomFindings(sbom, inventory, path);
  return { ...compared, examined: ['drift'] };
}

/** SBOMs inside an artifact, compared with the packages that were found. */
export const sbom = {
  id: 'sbom',
  title: 'Differences between an SBOM in the artifact and what is there',
  async detect(context) {
    const paths = [...context.tree.files.keys()].filter((path) => isSureName(path) || LIKELY_NAME.test(path));
    const detections: Detection[] = [];
    for (const path of paths.slice(0, limitOf('sbom-lists'))) {
      detections.push(detectionOf(await context.tree.read(path), context));
    }
    const rest = paths
      .slice(limitOf('sbom-lists'))
      .map((path) => unread(path, 'the artifact has too many SBOMs'));
    return {
      findings: detections.flatMap(({ findings }) => findings),
      problems: [...detections.flatMap(({ problems }) => problems), ...rest],
      examined: detections.flatMap(({ examined }) => examined),
    };
  },
} satisfies Detector;
