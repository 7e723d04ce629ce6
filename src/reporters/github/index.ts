import { posix } from 'node:path';
import type { Report } from '../../model/index.js';
import { counted } from '../amounts.js';
import { chooseAnnotations, firstLines, unseenWords, type AnnotationPlace } from '../annotations.js';
import { escapeTerminal } from '../escape-terminal.js';
import { indexReport } from '../report-index.js';
import type { Presentation, Reporter } from '../reporter.js';
import { declaredPlaces, sightingsOf, type Sighting } from '../sightings.js';
import { ruleNotes } from '../located-problems.js';
import { foundWords, gapWords, isEmpty, scannedWords } from '../totals.js';
import { annotationCommand, type Annotation } from '../workflow-command.js';

const NOWHERE: AnnotationPlace = { file: null, line: null };

const ABSOLUTE = /^(?:[\\/]|[a-z]:)/i;
/** Leading out of the repository. */
const OUTSIDE = /^\.\.(?:[\\/]|$)/;

/** Where the setting, or the first function that is concerned and has a place in the repository is declared. @param folder that paths are named from. */
function placeIn(folder: string): (sighting: Sighting) => AnnotationPlace {
  return (sighting) => {
    for (const declared of declaredPlaces(sighting)) {
      const path = ABSOLUTE.test(declared.path) ? '..' : posix.join(folder, declared.path);
      if (!OUTSIDE.test(path)) return { file: escapeTerminal(path), line: declared.line };
    }
    return NOWHERE;
  };
}

function about(level: Annotation['level'], title: string, message: string): Annotation {
  return { level, title: `stowaway: ${title}`, message, ...NOWHERE };
}

/** Notice of rules that expired or match nothing; their author may rely on them. */
function rulesNotice(report: Report): Annotation[] {
  const notes = ruleNotes(report);
  return notes.length === 0 ? [] : [about('notice', 'rules', firstLines(notes))];
}

function annotationsOf(report: Report, folder: string): readonly Annotation[] {
  const { summary, options } = report;
  const { shown, folded } = chooseAnnotations(sightingsOf(indexReport(report)), {
    placeOf: placeIn(folder),
    newOnly: options.gate.newOnly,
    first: [
      ...(summary.complete ? [] : [about('warning', 'incomplete', unseenWords(summary))]),
      ...rulesNotice(report),
    ],
  });
  if (folded === 0) return shown;
  const rest = `${counted(folded, 'more annotation')} than GitHub shows for a step. Other formats show all of them.`;
  return [...shown, about('notice', 'more', rest)];
}

/** A line that no runner takes for a command: it holds no scanned text. */
function summaryLine(report: Report): string {
  const words = [
    scannedWords(report),
    ...(isEmpty(report) ? [] : [foundWords(report)]),
    gapWords(report) ?? [],
  ];
  return `stowaway: ${words.flat().join(' · ')}\n`;
}

/**
 * Workflow commands, for the log of a step: GitHub makes annotations of them.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const github = {
  id: 'github',
  title: 'annotations of GitHub Actions, as workflow commands',
  extension: 'log',
  *render(report: Report, { folder = '' }: Pick<Presentation, 'folder'>) {
    for (const annotation of annotationsOf(report, folder)) yield annotationCommand(annotation);
    yield summaryLine(report);
  },
} satisfies Reporter;
