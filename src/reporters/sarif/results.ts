import { type Finding, type Report } from '../../model/index.js';
import { riskRank } from '../../policy/index.js';
import { asideWords } from '../aside-words.js';
import { digestOf } from '../content-id.js';
import type { ReportIndex } from '../report-index.js';
import { riskOfGroup, type ResultGroup } from '../fold-results.js';
import { codeFlowsOf, locationsOf, physicalLocation, relatedLocationsOf } from './locations.js';
import { messageText, resultMessage } from './message.js';
import { LEVEL, ruleIdOf } from './rules.js';

/** Rule of the single result that reports an incomplete scan. */
export const INCOMPLETE_RULE = {
  id: 'stowaway/incomplete',
  shortDescription: { text: 'Not everything could be analysed' },
  fullDescription: { text: 'Parts that were not analysed may hold vulnerabilities or malware.' },
  help: { text: 'Each reason is in the message of the result and in the notifications of the run.' },
  defaultConfiguration: { level: 'warning' },
} as const;

/** Our own key: GitHub recomputes its `primaryLocationLineHash` and warns when it differs. */
const FINGERPRINT_KEY = 'stowaway/v1';
const MAX_REASONS = 10;

function fingerprintsOf(...parts: readonly string[]): object {
  return { [FINGERPRINT_KEY]: digestOf(...parts) };
}

/** Suppressed and not affected results stay in the report, marked as such (§3.35). */
function suppressionsOf(finding: Finding): object {
  if (finding.status === 'open') return {};
  const justification = messageText(asideWords(finding));
  return { suppressions: [{ kind: 'external', status: 'accepted', justification }] };
}

/** Against a baseline, whether it is new (§3.27.24). */
function baselineOf(group: ResultGroup): object {
  const known = group.map(({ finding }) => finding.isNew);
  if (known.every((isNew) => isNew === null)) return {};
  return { baselineState: known.includes(true) ? 'new' : 'unchanged' };
}

/** A SARIF result (§3.27). */
export function resultOf(group: ResultGroup, rules: ReadonlyMap<string, number>, index: ReportIndex): object {
  const [{ finding, artifact, functions }] = group;
  const id = ruleIdOf(finding);
  const relatedLocations = relatedLocationsOf(group, index);
  const risk = riskOfGroup(group);
  return {
    ruleId: id,
    ruleIndex: rules.get(id),
    level: LEVEL[finding.severity],
    rank: riskRank(risk),
    message: { text: resultMessage(group, risk) },
    locations: locationsOf(group, index),
    ...(relatedLocations.length === 0 ? {} : { relatedLocations }),
    ...codeFlowsOf({ finding, functions }, index),
    partialFingerprints: fingerprintsOf(
      finding.fingerprint,
      artifact?.path ?? '',
      artifact ? '' : (functions[0]?.id ?? ''),
    ),
    ...suppressionsOf(finding),
    ...baselineOf(group),
    properties: {
      kind: finding.kind,
      severity: finding.severity,
      certainty: finding.certainty,
      reachable: risk.reachable,
      exposure: risk.exposure,
    },
  };
}

/** The result that keeps an incomplete scan from looking like a clean one; none when everything was seen. */
export function incompleteResults(report: Report, ruleIndex: number): object[] {
  const { complete, reasons } = report.summary;
  if (complete && report.options.finished) return [];
  const shownReasons = reasons.slice(0, MAX_REASONS).map(messageText).join(' ');
  const more = reasons.length > MAX_REASONS ? ` And ${reasons.length - MAX_REASONS} more reasons.` : '';
  const stopped = report.options.finished ? '' : ' The scan was interrupted.';
  return [
    {
      ruleId: INCOMPLETE_RULE.id,
      ruleIndex,
      level: INCOMPLETE_RULE.defaultConfiguration.level,
      message: { text: `Not everything could be analysed.${stopped} ${shownReasons}${more}`.trimEnd() },
      locations: [
        { physicalLocation: physicalLocation(report.artifacts[0]?.path ?? report.options.targets[0] ?? '') },
      ],
      partialFingerprints: fingerprintsOf(INCOMPLETE_RULE.id),
    },
  ];
}
