import { compareSeverity, type Artifact, type Severity } from './model/index.js';
import type { Run } from './compose-report.js';
import type { ScanProgress } from './scan-options.js';

const NOTHING_DONE: ScanProgress = {
  stage: 'find',
  artifactsDone: 0,
  artifacts: 0,
  functionsDone: 0,
  functions: 0,
  bytesDone: 0,
  packagesAsked: 0,
  packagesFetched: 0,
  worst: null,
  malware: 0,
  current: null,
};

function worse(worst: Severity | null, { findings }: Artifact): Severity | null {
  const open = findings.filter(({ status }) => status === 'open').map(({ severity }) => severity);
  return [...(worst === null ? [] : [worst]), ...open].sort(compareSeverity)[0] ?? null;
}

function malwareIn({ findings }: Artifact): number {
  return findings.filter(({ kind, status }) => kind === 'malware' && status === 'open').length;
}

/** Reports the progress of a scan: at once, and with every artifact and function that is finished. */
export class ProgressLog {
  private now = NOTHING_DONE;

  private readonly report: (now: ScanProgress) => void;

  constructor(report: ((now: ScanProgress) => void) | undefined) {
    this.report = report ?? (() => undefined);
    this.report(this.now);
  }

  /** Updates the progress from the pending results. Their errors are handled elsewhere. */
  follow({ pending, functions }: Pick<Run, 'pending' | 'functions'>): void {
    this.change({ stage: 'analyse', artifacts: pending.size, functions: functions.length });
    for (const artifact of pending.values()) {
      void artifact.then((analysed) => this.finishArtifact(analysed)).catch(() => undefined);
    }
    for (const fn of functions) {
      void fn.then(() => this.change({ functionsDone: this.now.functionsDone + 1 })).catch(() => undefined);
    }
  }

  /** Counts a package that was requested for comparison, or its answer. */
  countFetch(step: 'requested' | 'answered'): void {
    const { packagesAsked, packagesFetched } = this.now;
    this.change(
      step === 'requested' ? { packagesAsked: packagesAsked + 1 } : { packagesFetched: packagesFetched + 1 },
    );
  }

  private finishArtifact(artifact: Artifact): void {
    const artifactsDone = this.now.artifactsDone + 1;
    this.change({
      stage: artifactsDone === this.now.artifacts ? 'judge' : 'analyse',
      artifactsDone,
      bytesDone: this.now.bytesDone + artifact.size,
      worst: worse(this.now.worst, artifact),
      malware: this.now.malware + malwareIn(artifact),
      current: artifact.path,
    });
  }

  private change(fields: Partial<ScanProgress>): void {
    this.now = { ...this.now, ...fields };
    this.report(this.now);
  }
}
