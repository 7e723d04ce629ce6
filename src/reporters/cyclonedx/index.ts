import type { Report } from '../../model/index.js';
import { reportDigest, uuidOf } from '../content-id.js';
import { escapeTerminal } from '../escape-terminal.js';
import { nameOfWhole } from '../names.js';
import { indexReport } from '../report-index.js';
import type { Reporter } from '../reporter.js';
import { sightingsOf } from '../sightings.js';
import { streamJson } from '../stream-json.js';
import { allAcceptedNotes } from '../accepted-gaps.js';
import { problemsOf, problemWords } from '../located-problems.js';
import { annotationsOf } from './annotations.js';
import {
  artifactComponent,
  functionComponent,
  packageComponent,
  packageRef,
  ROOT_REF,
  runtimePackageRef,
} from './components.js';
import { compositionsOf } from './compositions.js';
import { dependenciesOf } from './dependencies.js';
import { vulnerabilitiesOf } from './vulnerabilities.js';

function* componentsOf({ functions, artifacts }: Report): Generator<object> {
  for (const fn of functions) {
    yield functionComponent(fn);
    for (const found of fn.runtimePackages) yield packageComponent(found, runtimePackageRef(fn, found.id));
  }
  for (const artifact of artifacts) {
    yield artifactComponent(artifact);
    for (const found of artifact.packages) yield packageComponent(found, packageRef(artifact, found.id));
  }
}

function* metadataProperties(report: Report): Generator<object> {
  const { complete, reasons } = report.summary;
  yield { name: 'stowaway:complete', value: String(complete && report.options.finished) };
  for (const reason of reasons) yield { name: 'stowaway:incomplete-reason', value: escapeTerminal(reason) };
  for (const note of allAcceptedNotes(report))
    yield { name: 'stowaway:accepted-gap', value: escapeTerminal(note) };
  for (const problem of problemsOf(report))
    yield { name: 'stowaway:problem', value: escapeTerminal(problemWords(problem)) };
}

/**
 * CycloneDX 1.6: the whole scan as one bill, with functions, their artifacts and the packages in these as components.
 * https://cyclonedx.org/docs/1.6/json/
 */
export const cyclonedx = {
  id: 'cyclonedx',
  title: 'CycloneDX 1.6 bill of materials',
  extension: 'cdx.json',
  *render(report: Report) {
    const index = indexReport(report);
    const sightings = sightingsOf(index);
    const tool = { type: 'application', name: 'stowaway', version: escapeTerminal(report.tool.version) };
    const root = {
      type: 'application',
      'bom-ref': ROOT_REF,
      name: nameOfWhole(report),
    };
    yield* streamJson({
      $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      serialNumber: `urn:uuid:${uuidOf(reportDigest(report))}`,
      version: 1,
      metadata: {
        timestamp: report.scannedAt,
        tools: { components: [tool] },
        component: root,
        properties: metadataProperties(report),
      },
      components: componentsOf(report),
      dependencies: dependenciesOf(report, index),
      compositions: compositionsOf(index),
      vulnerabilities: vulnerabilitiesOf(sightings),
      annotations: annotationsOf(report, sightings),
    });
  },
} satisfies Reporter;
